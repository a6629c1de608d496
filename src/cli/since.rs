//! `netgen render --since`: what leads the routers from an earlier version to this one, in a directory of its own beside the tree. In come
//! the earlier tree or document and the routers of now, out go files. What it reads, it reads before the tree is replaced.

use super::args::{Common, Render};
use super::bind::Bound;
use super::console::Console;
use super::diff::takes_nothing;
use super::failure::{Failure, shown};
use super::git::{self, Object};
use super::job::{self, Job, Origin};
use super::{UNREADABLE, read, render};
use netgen::artifact::Artifact;
use netgen::cloudformation::Format;
use netgen::compile;
use netgen::diagnostic::{Diagnostics, counted, visible};
use netgen::digest::digest;
use netgen::router::update::{by_router, carried};
use netgen::router::{self, Refused, RouterConfig, Update, update};
use netgen::write::{self, Kept, MANIFEST};
use std::path::Path;

/// What the routers ran before. No `Debug`: there may be keys in it.
enum Old {
    /// Files of a tree, and those of the directory of bound files beside it.
    Tree { files: Vec<Artifact>, bound: Vec<Artifact> },
    /// Routers of a document, and those of them of which the files of now say all.
    Document { all: Vec<RouterConfig>, filled: Vec<RouterConfig> },
}

/// What the earlier version has to fit.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// The network's name.
    name: &'a str,
    bound: &'a Bound,
}

/// The update, if one is asked for.
pub fn compare(
    args: &Render,
    (name, routers): (&str, &[RouterConfig]),
    bound: &Bound,
    console: &Console,
) -> Result<Option<Update>, Failure> {
    let Some(path) = &args.since else {
        if args.earlier.is_empty() {
            return Ok(None);
        }
        let help = "name it by `--since OLD`, or leave `--old-values`, `--old-set` and `--old-lock` out";
        return Err(Failure::usage("there is no OLD").help(help));
    };
    let Some(old) = old(&args.earlier.of(path), Asked { name, bound }, console)? else {
        let message = format!("`{}` cannot be compared", shown(path));
        return Err(Failure { status: UNREADABLE, message, help: Vec::new() });
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for router in routers {
        let [was, is] = sides(&old, router, bound)?;
        before.extend(was);
        after.extend(is);
    }
    // Routers that left the document are told by their files alone.
    before.extend(left(&old, routers)?);
    let found = update(routers, &before, &after);
    for (name, why) in &found.refused {
        if let Refused::Foreign(what) = why {
            let message = format!(
                "no update of router {}: its earlier {} that netgen does not write",
                visible(name),
                visible(what)
            );
            return Err(Failure {
                status: UNREADABLE,
                message,
                help: vec!["render OLD anew from its document, or name the document".to_owned()],
            });
        }
    }
    Ok(Some(found))
}

/// A router's files before and now, both bound or both not.
fn sides(old: &Old, router: &RouterConfig, bound: &Bound) -> Result<[Vec<Artifact>; 2], Failure> {
    let same = |one: &&RouterConfig| one.site == router.site && one.router == router.router;
    let filled = bound.routers.iter().find(same);
    match old {
        Old::Tree { files, bound } => {
            let own = |files: &[Artifact]| of(files, router);
            match filled.map(|filled| (filled, own(bound))) {
                Some((filled, known)) if !known.is_empty() => Ok([known, rendered(filled)?]),
                _ => Ok([own(files), rendered(router)?]),
            }
        }
        Old::Document { all, filled: earlier } => {
            let Some(was) = all.iter().find(same) else { return Ok([Vec::new(), rendered(router)?]) };
            let whole = earlier.iter().find(same).filter(|was| !was.is_unbound());
            let known = filled.map(|filled| (filled, whole.cloned().unwrap_or_else(|| carried(was, filled))));
            let known = known.filter(|(_, was)| !was.is_unbound());
            match known {
                Some((filled, was)) => Ok([rendered(&was)?, rendered(filled)?]),
                None => Ok([rendered(was)?, rendered(router)?]),
            }
        }
    }
}

/// The files of routers that are no longer there.
fn left(old: &Old, routers: &[RouterConfig]) -> Result<Vec<Artifact>, Failure> {
    let is_there =
        |site: &str, name: &str| routers.iter().any(|one| one.site.as_str() == site && one.router.as_str() == name);
    let mut left = Vec::new();
    match old {
        Old::Tree { files, .. } => {
            for (site, name) in by_router(files).into_keys().filter(|(site, name)| !is_there(site, name)) {
                let base = format!("routers/{site}/{name}.");
                left.extend(files.iter().filter(|file| file.path.starts_with(&base)).cloned());
            }
        }
        Old::Document { all, .. } => {
            for router in all.iter().filter(|one| !is_there(one.site.as_str(), one.router.as_str())) {
                left.extend(rendered(router)?);
            }
        }
    }
    Ok(left)
}

fn of(files: &[Artifact], router: &RouterConfig) -> Vec<Artifact> {
    let base = format!("routers/{}/{}.", router.site, router.router);
    files.iter().filter(|file| file.path.starts_with(&base)).cloned().collect()
}

fn rendered(router: &RouterConfig) -> Result<Vec<Artifact>, Failure> {
    let mut diagnostics = Diagnostics::default();
    let rendered = router::render(std::slice::from_ref(router), &mut diagnostics);
    let fails = || Failure::usage(format!("router {} of site {} cannot be rendered", router.router, router.site));
    let rendered = rendered.ok_or_else(fails)?;
    Ok(rendered.public.into_iter().chain(rendered.secret).collect())
}

/// What ran before; `None` where a document has errors, which are printed.
fn old(args: &Common, asked: Asked<'_>, console: &Console) -> Result<Option<Old>, Failure> {
    let path = args.blueprint.as_path();
    let word = path.to_string_lossy();
    if path.is_dir() {
        takes_nothing(args)?;
        if read::whole(&path.join(MANIFEST))?.is_none() {
            return Err(Failure::usage(format!("`{}` holds no {MANIFEST}", shown(path)))
                .help("name a directory that netgen rendered, or the document"));
        }
        let files = |dir: &Path| write::routers(dir).map_err(|error| render::failure(&error));
        let manifest = write::kept(path).map_err(|error| render::failure(&error))?;
        let (files, bound) = (files(path)?, files(&write::private_directory(path))?);
        return Ok(Some(Old::Tree { files: as_rendered(files, &manifest, asked.name)?, bound }));
    }
    if !path.exists() && git::is_revision(&word) {
        return match git::object(&word)? {
            Object::Folder => {
                takes_nothing(args)?;
                Ok(Some(Old::Tree { files: revision(&word, asked.name)?, bound: Vec::new() }))
            }
            Object::File => document(Origin::Revision(&word), args, asked, console),
        };
    }
    document(job::origin(path)?, args, asked, console)
}

/// The files that netgen wrote, as it wrote them: a line that somebody put there would be taken from a router.
fn as_rendered(files: Vec<Artifact>, manifest: &Kept, name: &str) -> Result<Vec<Artifact>, Failure> {
    if ![name, ""].contains(&manifest.name()) {
        return Err(another(manifest.name(), name));
    }
    let files: Vec<Artifact> = files.into_iter().filter(|file| manifest.files().contains_key(&file.path)).collect();
    let mut wrong: Vec<String> = Vec::new();
    for (path, known) in manifest.files().iter().filter(|(path, _)| router::fits::router_of(path).is_some()) {
        match files.iter().find(|file| file.path == *path) {
            None => wrong.push(format!("\n  `{}` is missing", visible(path))),
            Some(file) if digest(file.text.as_bytes()) != *known => {
                wrong.push(format!("\n  `{}` was changed since netgen wrote it", visible(path)));
            }
            Some(_) => {}
        }
    }
    if wrong.is_empty() {
        return Ok(files);
    }
    Err(Failure::usage(format!("the earlier version is not as netgen rendered it{}", wrong.concat()))
        .help("render OLD anew from its document, or name the document"))
}

fn another(old: &str, new: &str) -> Failure {
    Failure::usage(format!("the earlier version is of `{}` and this one of `{}`", visible(old), visible(new)))
        .help("a router's earlier version is of the same network: name its own tree or document")
}

/// The routers' files of a tree in a revision, by its manifest.
fn revision(spec: &str, name: &str) -> Result<Vec<Artifact>, Failure> {
    let base = spec.trim_end_matches('/');
    let Some(manifest) = git::bytes(&format!("{base}/{MANIFEST}"))? else {
        return Err(Failure::usage(format!("`{}` holds no {MANIFEST}", visible(spec))));
    };
    let manifest = Kept::read(&manifest)
        .ok_or_else(|| Failure::usage(format!("cannot read the manifest of `{}`", visible(spec))))?;
    let mut files = Vec::new();
    for path in manifest.files().keys().filter(|path| router::fits::router_of(path).is_some()) {
        let text = git::bytes(&format!("{base}/{path}"))?.and_then(|bytes| String::from_utf8(bytes).ok());
        files.extend(text.map(|text| Artifact { path: path.clone(), text }));
    }
    as_rendered(files, &manifest, name)
}

fn document(origin: Origin<'_>, args: &Common, asked: Asked<'_>, console: &Console) -> Result<Option<Old>, Failure> {
    let mut job = Job::open_at(origin, args)?;
    let input = job.read();
    let compiled =
        input.as_ref().and_then(|input| compile::compile(input, &job.document, Format::Yaml, &mut job.diagnostics));
    let Some(compiled) = compiled.filter(|_| !job.diagnostics.has_errors()) else {
        console.findings(&job.diagnostics, &job.sources, "nothing was compared");
        return Ok(None);
    };
    if compiled.plan.network.name.as_str() != asked.name {
        return Err(another(compiled.plan.network.name.as_str(), asked.name));
    }
    let filled = asked.bound.earlier(&compiled.routers);
    Ok(Some(Old::Document { all: compiled.routers, filled }))
}

/// Writes it.
pub fn write(update: Option<Update>, out: &Path, force: bool, console: &Console) -> Result<(), Failure> {
    let Some(Update { files, same, changed, refused, gone }) = update else { return Ok(()) };
    let out = write::update_directory(out);
    let mut lines = Vec::new();
    lines.extend(changed.iter().map(|(name, steps)| format!("router {name}: {}", counted(*steps, "step"))));
    lines.extend(same.iter().map(|name| format!("router {name}: nothing to do")));
    lines.extend(refused.iter().map(|(name, why)| match why {
        Refused::New => format!("router {name}: new, takes the first installation"),
        Refused::Other(why) => {
            format!("router {name}: no update, since {why}; the earlier way back, then the first installation")
        }
        Refused::ByHand(sheet) => {
            format!("router {name}: no update, since nothing is loaded into its device: change it by hand, by what differs between the two `{sheet}`")
        }
        Refused::Foreign(_) => format!("router {name}: no update"),
    }));
    lines.extend(gone.iter().map(|name| format!("router {name}: gone, load the rollback of the earlier tree")));
    lines.sort();
    let mut artifacts = files;
    let list = lines.iter().fold(String::new(), |list, line| list + "- " + line + "\n");
    artifacts.push(Artifact { path: "README.md".to_owned(), text: format!("# Update of routers\n\n{list}") });
    render::tell(&out, &write::update(&out, artifacts, force).map_err(|error| render::failure(&error))?, console);
    for line in &lines {
        console.say(&visible(line));
    }
    Ok(())
}
