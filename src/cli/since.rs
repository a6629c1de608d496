//! `netgen render --since`: what leads the routers from an earlier version to this one, in a directory of its own beside the tree. In come
//! the earlier tree or document and the routers of now, out go files. What it reads, it reads before the tree is replaced.

use super::args::{Common, Render};
use super::bind::Bound;
use super::console::Console;
use super::failure::{Failure, shown};
use super::git::{self, Object};
use super::job::{self, Job, Origin};
use super::{UNREADABLE, read, render};
use netgen::artifact::Artifact;
use netgen::cloudformation::Format;
use netgen::compile;
use netgen::diagnostic::{Diagnostics, visible};
use netgen::router::update::{by_router, carried};
use netgen::router::{self, Refused, RouterConfig, Update, update};
use netgen::write::{self, MANIFEST};
use std::path::Path;

/// What the routers ran before. No `Debug`: there may be keys in it.
enum Old {
    /// Files of a tree, and those of the directory of bound files beside it.
    Tree { files: Vec<Artifact>, bound: Vec<Artifact> },
    /// Routers of a document.
    Document(Vec<RouterConfig>),
}

/// The update, if one is asked for.
pub fn compare(
    args: &Render,
    routers: &[RouterConfig],
    bound: &Bound,
    console: &Console,
) -> Result<Option<Update>, Failure> {
    let Some(path) = &args.since else { return Ok(None) };
    let Some(old) = old(path, console)? else {
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
        Old::Document(all) => {
            let Some(was) = all.iter().find(same) else { return Ok([Vec::new(), rendered(router)?]) };
            let known = filled.map(|filled| (filled, carried(was, filled))).filter(|(_, was)| !was.is_unbound());
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
        Old::Document(all) => {
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
fn old(path: &Path, console: &Console) -> Result<Option<Old>, Failure> {
    let word = path.to_string_lossy();
    if path.is_dir() {
        if read::whole(&path.join(MANIFEST))?.is_none() {
            return Err(Failure::usage(format!("`{}` holds no {MANIFEST}", shown(path)))
                .help("name a directory that netgen rendered, or the document"));
        }
        let files = |dir: &Path| write::routers(dir).map_err(|error| render::failure(&error));
        return Ok(Some(Old::Tree { files: files(path)?, bound: files(&write::private_directory(path))? }));
    }
    if !path.exists() && git::is_revision(&word) {
        return match git::object(&word)? {
            Object::Folder => Ok(Some(Old::Tree { files: revision(&word)?, bound: Vec::new() })),
            Object::File => document(Origin::Revision(&word), path, console),
        };
    }
    document(job::origin(path)?, path, console)
}

/// The routers' files of a tree in a revision, by its manifest.
fn revision(spec: &str) -> Result<Vec<Artifact>, Failure> {
    let base = spec.trim_end_matches('/');
    let Some(manifest) = git::bytes(&format!("{base}/{MANIFEST}"))? else {
        return Err(Failure::usage(format!("`{}` holds no {MANIFEST}", visible(spec))));
    };
    let listed: serde_json::Value = serde_json::from_slice(&manifest)
        .map_err(|_| Failure::usage(format!("cannot read the manifest of `{}`", visible(spec))))?;
    let paths = listed["files"].as_object().into_iter().flat_map(|files| files.keys());
    let mut files = Vec::new();
    for path in paths.filter(|path| router::fits::router_of(path).is_some()) {
        let text = git::bytes(&format!("{base}/{path}"))?.and_then(|bytes| String::from_utf8(bytes).ok());
        files.extend(text.map(|text| Artifact { path: path.clone(), text }));
    }
    Ok(files)
}

fn document(origin: Origin<'_>, path: &Path, console: &Console) -> Result<Option<Old>, Failure> {
    let args = Common {
        blueprint: path.to_owned(),
        values: Vec::new(),
        settings: Vec::new(),
        lock: None,
        locked: false,
        releases: Vec::new(),
    };
    let mut job = Job::open_at(origin, &args)?;
    let input = job.read();
    let compiled =
        input.as_ref().and_then(|input| compile::compile(input, &job.document, Format::Yaml, &mut job.diagnostics));
    let Some(compiled) = compiled.filter(|_| !job.diagnostics.has_errors()) else {
        console.findings(&job.diagnostics, &job.sources, "nothing was compared");
        return Ok(None);
    };
    Ok(Some(Old::Document(compiled.routers)))
}

/// Writes it.
pub fn write(update: Option<Update>, out: &Path, force: bool, console: &Console) -> Result<(), Failure> {
    let Some(Update { files, same, changed, refused, gone }) = update else { return Ok(()) };
    let out = write::update_directory(out);
    let mut lines = Vec::new();
    lines.extend(
        changed
            .iter()
            .map(|(name, steps)| format!("router {name}: {steps} step{}", if *steps == 1 { "" } else { "s" })),
    );
    lines.extend(same.iter().map(|name| format!("router {name}: nothing to do")));
    lines.extend(refused.iter().map(|(name, why)| match why {
        Refused::New => format!("router {name}: new, takes the first installation"),
        Refused::Other(why) => {
            format!("router {name}: no update, since {why}; the earlier way back, then the first installation")
        }
        Refused::Foreign(_) => format!("router {name}: no update"),
    }));
    lines.extend(gone.iter().map(|name| format!("router {name}: gone, takes the way back of the earlier tree")));
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
