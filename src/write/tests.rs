use super::*;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::sync::Barrier;
use tempfile::TempDir;

#[path = "private_tests.rs"]
mod private;

fn about() -> About {
    About { name: "shop".to_owned(), network: "sha256:00".to_owned(), lock: "shop.lock".to_owned(), ..About::default() }
}

const FORCE: Options<'_> = Options { name: Some("shop"), variant: None, force: true, keep: &[] };
const GENTLY: Options<'_> = Options { force: false, ..FORCE };

/// Artifacts with their manifest.
fn files(list: &[(&str, &str)]) -> Vec<Artifact> {
    let file = |(path, text): &(&str, &str)| Artifact { path: (*path).to_owned(), text: (*text).to_owned() };
    let mut artifacts: Vec<Artifact> = list.iter().map(file).collect();
    artifacts.push(manifest("0.1.0", about(), &artifacts));
    artifacts
}

fn put(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn get(path: PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}

/// What is in a directory, hidden or not.
fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A rendered directory, alone in its parent.
fn rendered() -> (TempDir, PathBuf) {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("shop");
    tree(&out, &files(&[("a.yaml", "a\n"), ("terraform/main.tf", "m\n")]), GENTLY).unwrap();
    (parent, out)
}

#[test]
fn writes_afresh_and_creates_parents() {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("x/y/shop/");
    let written = tree(&out, &files(&[("b/c.tf", "c"), ("a.yaml", "a")]), GENTLY).unwrap();
    assert_eq!(written.added, ["a.yaml", "b/c.tf", MANIFEST]);
    assert_eq!((get(out.join("a.yaml")), get(out.join("b/c.tf"))), ("a".into(), "c".into()));
    let manifest: Manifest = serde_json::from_str(&get(out.join(MANIFEST))).unwrap();
    assert_eq!(manifest.files.keys().collect::<Vec<_>>(), ["a.yaml", "b/c.tf"]);
    assert_eq!(manifest.files["a.yaml"], "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    assert_eq!(names(&parent.path().join("x/y")), ["shop"], "nothing left beside it");
}

/// Terraform's state beside the files is another network's.
#[test]
fn the_directory_of_another_network_is_refused() {
    let (_parent, out) = rendered();
    put(out.join("terraform/terraform.tfstate"), "state");
    let new = files(&[("a.yaml", "b\n")]);
    let other = Options { name: Some("bank"), ..GENTLY };
    let error = tree(&out, &new, other).unwrap_err();
    assert!(matches!(&error, WriteError::Other { there, new, .. } if there == "shop" && new == "bank"), "{error}");
    assert_eq!((error.exit_status(), get(out.join("a.yaml"))), (3, "a\n".to_owned()));
    assert!(error.to_string().contains("--out") && error.to_string().contains("--force"), "{error}");
    tree(&out, &new, Options { force: true, ..other }).unwrap();
    assert_eq!((get(out.join("a.yaml")), get(out.join("terraform/terraform.tfstate"))), ("b\n".into(), "state".into()));
}

/// A manifest of a netgen that did not write names yet says nothing about whose it is.
#[test]
fn a_manifest_without_a_name_is_anybodys() {
    let (_parent, out) = rendered();
    let old = get(out.join(MANIFEST)).replace("  \"name\": \"shop\",\n  \"lock\": \"shop.lock\",\n", "");
    assert!(!old.contains("shop"), "{old}");
    put(out.join(MANIFEST), &old);
    let written = tree(&out, &files(&[("a.yaml", "b\n")]), Options { name: Some("bank"), ..GENTLY }).unwrap();
    assert_eq!(written.changed, ["a.yaml", MANIFEST]);
}

#[test]
fn says_what_became_of_each_file() {
    let (parent, out) = rendered();
    let written = tree(&out, &files(&[("a.yaml", "other\n"), ("n/new.md", "")]), GENTLY).unwrap();
    assert_eq!(written.added, ["n/new.md"]);
    assert_eq!(written.changed, ["a.yaml", MANIFEST]);
    assert_eq!(written.removed, ["terraform/main.tf"]);
    assert!(written.unchanged.is_empty() && !out.join("terraform").exists());
    assert_eq!(names(parent.path()), ["shop"]);
}

#[test]
fn does_not_touch_what_is_up_to_date() {
    let (_parent, out) = rendered();
    let before = fs::metadata(&out).unwrap().ino();
    let written = tree(&out, &files(&[("terraform/main.tf", "m\n"), ("a.yaml", "a\n")]), GENTLY).unwrap();
    assert_eq!(written.unchanged, ["a.yaml", MANIFEST, "terraform/main.tf"]);
    assert_eq!(fs::metadata(&out).unwrap().ino(), before);
}

const CARRIED: [&str; 8] = [
    "terraform/terraform.tfstate",
    "terraform/terraform.tfstate.backup",
    "terraform/terraform.tfstate.d/prod/terraform.tfstate",
    "terraform/.terraform/providers/aws/5/main.bin",
    "terraform/.terraform.lock.hcl",
    "terraform/prod.auto.tfvars",
    "gone/deeper/x_override.tf",
    "backend.tf",
];

#[test]
fn carries_over_what_terraform_and_people_keep() {
    let (parent, out) = rendered();
    for path in CARRIED {
        put(out.join(path), path);
    }
    fs::set_permissions(out.join(CARRIED[0]), fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(out.join("terraform"), fs::Permissions::from_mode(0o700)).unwrap();
    symlink("/nowhere", out.join("terraform/.terraform/providers/cache")).unwrap();
    for options in [GENTLY, FORCE] {
        let written = tree(&out, &files(&[("a.yaml", &format!("{options:?}"))]), options).unwrap();
        assert_eq!(written.changed, ["a.yaml", MANIFEST]);
        for path in CARRIED {
            assert_eq!(get(out.join(path)), path);
            assert_eq!(fs::metadata(out.join(path)).unwrap().nlink(), 1, "the old tree is gone");
        }
        assert_eq!(fs::read_link(out.join("terraform/.terraform/providers/cache")).unwrap(), Path::new("/nowhere"));
        for (path, mode) in [(CARRIED[0], 0o600), ("terraform", 0o700)] {
            assert_eq!(fs::metadata(out.join(path)).unwrap().permissions().mode() & 0o777, mode, "{path}");
        }
    }
    assert_eq!(names(parent.path()), ["shop"]);
    assert!(stale(&out, &files(&[("a.yaml", &format!("{FORCE:?}"))]), &[]).unwrap().is_empty(), "no difference either");
}

#[test]
fn work_of_others_stops_a_render() {
    let (_parent, out) = rendered();
    put(out.join("notes/todo.md"), "mine");
    put(out.join("a.yaml"), "edited");
    let next = files(&[("a.yaml", "new\n")]);
    let error = tree(&out, &next, GENTLY).unwrap_err();
    let WriteError::Foreign { unknown, edited, .. } = &error else { panic!("{error}") };
    assert_eq!((unknown.as_slice(), edited.as_slice()), (&["notes/todo.md".into()][..], &["a.yaml".into()][..]));
    assert!(error.to_string().contains("`notes/todo.md`") && error.to_string().contains("--force"), "{error}");
    assert_eq!((get(out.join("a.yaml")), get(out.join("terraform/main.tf"))), ("edited".into(), "m\n".into()));
    let written = tree(&out, &next, FORCE).unwrap();
    assert_eq!(written.removed, ["notes/todo.md", "terraform/main.tf"]);
    assert_eq!(names(&out), ["a.yaml", MANIFEST]);
}

#[test]
fn an_edit_that_the_next_render_makes_too_is_no_conflict() {
    let (_parent, out) = rendered();
    put(out.join("a.yaml"), "new\n");
    let written = tree(&out, &files(&[("a.yaml", "new\n")]), GENTLY).unwrap();
    assert_eq!(written.unchanged, ["a.yaml"]);
}

#[test]
fn a_directory_without_a_readable_manifest_is_someone_elses() {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("home");
    put(out.join("letter.txt"), "dear");
    assert!(matches!(tree(&out, &files(&[("a", "a")]), GENTLY), Err(WriteError::Foreign { .. })));
    put(out.join(MANIFEST), "[]");
    assert!(matches!(tree(&out, &files(&[("a", "a")]), GENTLY), Err(WriteError::Manifest { .. })));
    assert_eq!(get(out.join("letter.txt")), "dear");
    tree(&out, &files(&[("a", "a")]), FORCE).unwrap();
    assert_eq!(names(&out), ["a", MANIFEST]);
}

#[test]
fn does_not_write_through_links() {
    let (parent, out) = rendered();
    let next = files(&[("a.yaml", "new\n"), ("terraform/main.tf", "new\n")]);
    let link = parent.path().join("link");
    symlink(&out, &link).unwrap();
    for path in [link.clone(), link.join("")] {
        assert!(matches!(tree(&path, &next, FORCE), Err(WriteError::Symlink { .. })));
        assert!(matches!(stale(&path, &next, &[]), Err(WriteError::Symlink { .. })));
    }
    fs::rename(out.join("terraform"), parent.path().join("elsewhere")).unwrap();
    symlink(parent.path().join("elsewhere"), out.join("terraform")).unwrap();
    let error = tree(&out, &next, FORCE).unwrap_err();
    assert!(error.to_string().contains("shop/terraform` is a symbolic link"), "{error}");
    assert_eq!(get(parent.path().join("elsewhere/main.tf")), "m\n");
    fs::remove_file(out.join("terraform")).unwrap();
    symlink(parent.path(), parent.path().join("above")).unwrap();
    tree(&parent.path().join("above/shop"), &next, GENTLY)
        .expect("a link above the directory is the user's own way there");
}

#[test]
fn refuses_paths_that_leave_the_directory_or_belong_to_others() {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("shop");
    for path in
        ["", "/etc/x", "../x", "a/../../x", "a//b", "./a", "a/", "a\0b", ".terraform/x", "x.tfstate", "backend.tf"]
    {
        let artifact = Artifact { path: path.to_owned(), text: String::new() };
        assert!(matches!(tree(&out, &[artifact], FORCE), Err(WriteError::Artifact { .. })), "{path:?}");
    }
    for twins in [["a", "a"], ["a/b", "a"], ["a", "a/b/c"]] {
        let artifacts = twins.map(|path| Artifact { path: path.to_owned(), text: String::new() });
        assert!(matches!(tree(&out, &artifacts, FORCE), Err(WriteError::Artifact { .. })), "{twins:?}");
    }
    for out in ["/", "..", "x/.."] {
        assert!(matches!(tree(Path::new(out), &[], FORCE), Err(WriteError::Output { .. })), "{out}");
    }
    put(parent.path().join("file"), "");
    assert!(matches!(tree(&parent.path().join("file"), &[], FORCE), Err(WriteError::Output { .. })));
    assert!(matches!(tree(&parent.path().join("file/x"), &[], FORCE), Err(WriteError::Io { .. })));
    assert_eq!(names(parent.path()), ["file"]);
}

#[test]
fn exotic_names_are_only_names() {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("a b\n\u{1f980}.netgen-new-7");
    let list = [("-rf", "1"), ("a\\b/\u{e9}\u{301}", "2"), ("x\ny", "3"), ("a-b", "4"), ("a/b", "5"), ("...", "6")];
    tree(&out, &files(&list), GENTLY).unwrap();
    for (path, text) in list {
        assert_eq!(get(out.join(path)), text);
    }
    assert_eq!(tree(&out, &files(&list), GENTLY).unwrap().unchanged.len(), 7);
    assert_eq!(tree(&out, &files(&list[..2]), GENTLY).unwrap().removed, ["...", "a/b", "a-b", "x\ny"]);
}

#[test]
fn check_shows_what_a_render_would_change() {
    let (parent, out) = rendered();
    put(out.join("mine.txt"), "");
    let next =
        [("a.yaml", "b\n"), ("new.md", "")].map(|(path, text)| Artifact { path: path.into(), text: text.into() });
    let differences = stale(&out, &next, &[]).unwrap();
    let brief: Vec<_> = differences.iter().map(|difference| (difference.path.as_str(), difference.change)).collect();
    let want = [
        ("a.yaml", Change::Changed),
        ("mine.txt", Change::Extra),
        (MANIFEST, Change::Extra),
        ("new.md", Change::Missing),
        ("terraform/main.tf", Change::Extra),
    ];
    assert_eq!(brief, want);
    assert_eq!(differences[0].diff, "--- a.yaml (on disk)\n+++ a.yaml (rendered)\n@@ -1 +1 @@\n-a\n+b\n");
    assert_eq!(stale(&parent.path().join("no/where"), &next, &[]).unwrap().len(), 2);
    assert_eq!((get(out.join("a.yaml")), names(parent.path())), ("a\n".into(), vec!["shop".into()]));
}

#[test]
fn a_running_terraform_stops_a_render() {
    let (_parent, out) = rendered();
    put(out.join("terraform/.terraform.tfstate.lock.info"), "{}");
    let error = tree(&out, &files(&[("a.yaml", "new\n")]), FORCE).unwrap_err();
    assert!(matches!(error, WriteError::Busy { .. }), "{error}");
    assert_eq!(get(out.join("a.yaml")), "a\n");
}

#[test]
fn clears_what_killed_renders_left() {
    let (parent, out) = rendered();
    put(out.join("terraform/terraform.tfstate"), "state");
    // Killed before the swap: a part of the new tree, state linked, a copy not complete. And killed after it: the old tree.
    let before = parent.path().join(".shop.netgen-new-1");
    put(before.join("a.yaml"), "half");
    put(before.join("terraform/.terraform/.netgen-partial"), "half");
    fs::hard_link(out.join("terraform/terraform.tfstate"), before.join("terraform/terraform.tfstate")).unwrap();
    let after = parent.path().join(".shop.netgen-new-4194304");
    put(after.join("old.yaml"), "old");
    put(after.join("terraform/terraform.tfstate"), "state");
    for name in [".shop.netgen-new-x", ".shop.netgen-new-", ".other.netgen-new-1"] {
        put(parent.path().join(name).join("mine"), "");
    }
    tree(&out, &files(&[("a.yaml", "new\n")]), GENTLY).unwrap();
    assert_eq!(names(parent.path()), [".other.netgen-new-1", ".shop.netgen-new-", ".shop.netgen-new-x", "shop"]);
    assert_eq!(
        (get(out.join("a.yaml")), get(out.join("terraform/terraform.tfstate"))),
        ("new\n".into(), "state".into())
    );
}

#[test]
fn keeps_a_state_that_exists_only_in_a_leftover() {
    let (parent, out) = rendered();
    let left = parent.path().join(".shop.netgen-new-1");
    put(left.join("terraform/terraform.tfstate"), "precious");
    put(left.join("a.yaml"), "old");
    let error = tree(&out, &files(&[("a.yaml", "new\n")]), FORCE).unwrap_err();
    assert!(error.to_string().contains("`terraform/terraform.tfstate`"), "{error}");
    assert_eq!(get(left.join("terraform/terraform.tfstate")), "precious");
    assert_eq!(get(out.join("a.yaml")), "a\n");
}

#[test]
fn a_failed_render_leaves_the_old_tree_whole() {
    let (parent, out) = rendered();
    let long = "x".repeat(300);
    let error = tree(&out, &files(&[("a.yaml", "new\n"), (&long, "")]), GENTLY).unwrap_err();
    assert!(matches!(error, WriteError::Io { .. }), "{error}");
    assert_eq!((get(out.join("a.yaml")), get(out.join("terraform/main.tf"))), ("a\n".into(), "m\n".into()));
    assert_eq!(names(parent.path()), ["shop"]);
}

#[test]
fn renders_at_once_never_mix() {
    const RENDERS: usize = 6;
    let (parent, out) = rendered();
    put(out.join("terraform/terraform.tfstate"), "state");
    let texts: Vec<String> = (0..RENDERS).map(|n| n.to_string().repeat(1000)).collect();
    let all: Vec<Vec<Artifact>> = texts
        .iter()
        .map(|text| files(&[("a.yaml", text), ("terraform/main.tf", text), ("z/z.md", text), (&text[..9], text)]))
        .collect();
    let start = Barrier::new(RENDERS + 1);
    std::thread::scope(|scope| {
        for artifacts in &all {
            scope.spawn(|| {
                start.wait();
                for _ in 0..5 {
                    tree(&out, artifacts, GENTLY).unwrap();
                }
            });
        }
        start.wait();
        for _ in 0..50 {
            // A whole tree differs from its own render in nothing, from another one in all six files, and the tree of
            // the beginning differs from each in five. Several looks may meet several trees.
            let counts: Vec<usize> = all.iter().map(|artifacts| stale(&out, artifacts, &[]).unwrap().len()).collect();
            assert!(counts.iter().all(|count| matches!(count, 0 | 5 | 6)), "{counts:?}");
        }
    });
    assert!(all.iter().any(|artifacts| stale(&out, artifacts, &[]).unwrap().is_empty()));
    assert_eq!(
        (get(out.join("terraform/terraform.tfstate")), names(parent.path())),
        ("state".into(), vec!["shop".into()])
    );
}
