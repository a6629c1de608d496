use super::*;
use crate::write::private;

/// Files with keys are the owner's alone, whatever the old modes were; and nobody else's directory is taken for theirs.
#[test]
fn files_with_keys_are_private() {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("shop-bound");
    let keys = |text: &str| vec![Artifact { path: "routers/tokyo/edge-1.cfg".to_owned(), text: text.to_owned() }];
    let file = out.join("routers/tokyo/edge-1.cfg");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    private(&out, keys("one"), false).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(private(&out, keys("two"), false).unwrap().changed, ["routers/tokyo/edge-1.cfg"]);
    assert_eq!((get(file.clone()), mode(&file)), ("two".to_owned(), 0o600));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    private(&out, keys("two"), false).unwrap();
    assert_eq!(mode(&file), 0o600, "although no text changed");
    for directory in [&out, &out.join("routers"), &out.join("routers/tokyo")] {
        assert_eq!(mode(directory), 0o700, "{directory:?}");
    }
    assert_eq!(names(&out), [".gitignore", "routers"]);
    assert_eq!(get(out.join(".gitignore")).lines().last(), Some("*"));
    put(out.join("notes.txt"), "mine");
    let error = private(&out, keys("three"), false).unwrap_err().to_string();
    assert!(error.contains("not written by netgen: `notes.txt`"), "{error}");
    assert_eq!(get(file), "two");
    let (_parent, tree) = rendered();
    put(tree.join("routers/tokyo/edge-1.cfg"), "mine");
    let error = private(&tree, keys("four"), false).unwrap_err().to_string();
    assert!(error.contains("edge-1.cfg"), "{error}");
}

/// A killed run leaves keys in a directory of a name that nobody looks at; the next render of the network removes it.
#[test]
fn any_render_clears_keys_that_a_killed_run_left() {
    let (parent, tree_of) = rendered();
    let name = tree_of.file_name().unwrap().to_str().unwrap().to_owned();
    let left = parent.path().join(format!(".{name}-bound.netgen-new-4711"));
    let other = parent.path().join(".other-bound.netgen-new-4711");
    for directory in [&left, &other] {
        put(directory.join("routers/tokyo/edge-1.keys"), "secret");
    }
    tree(&tree_of, &[], Options { force: true, ..Options::default() }).unwrap();
    assert!(!left.exists() && other.exists());
}
