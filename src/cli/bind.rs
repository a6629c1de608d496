//! `netgen render --bind`: what only AWS knows, filled into the routers' files, in a directory of their own beside the tree.

use super::console::Console;
use super::failure::{Failure, shown};
use super::job::Job;
use super::{read, render};
use netgen::artifact::Artifact;
use netgen::diagnostic::visible;
use netgen::router::bind::{self, File};
use netgen::router::{self, RouterConfig};
use netgen::write;
use netgen::yaml;
use std::path::{Path, PathBuf};

/// What is to be written. No `Debug`: it holds keys.
#[derive(Default)]
pub struct Bound {
    artifacts: Vec<Artifact>,
    /// Routers of which no file says anything.
    left: Vec<String>,
    /// The files, each with what messages call it.
    texts: Vec<(String, String)>,
    /// All routers, filled as far as the files do.
    pub routers: Vec<RouterConfig>,
}

/// Reads the files and fills the routers; `None` after a finding.
pub fn bind(files: &[PathBuf], routers: &[RouterConfig], job: &mut Job<'_>) -> Result<Option<Bound>, Failure> {
    if files.is_empty() {
        return Ok(Some(Bound::default()));
    }
    if !routers.iter().any(RouterConfig::is_unbound) {
        return Err(Failure::usage("`--bind` has nothing to fill: no router of this network lacks anything"));
    }
    let mut texts = Vec::new();
    for path in files {
        let missing = || Failure::io(format!("cannot read `{}`: there is no such file", shown(path)));
        let name = path.to_string_lossy().into_owned();
        match yaml::text_of(read::bytes(path)?.ok_or_else(missing)?) {
            Ok(text) => texts.push((name, text)),
            Err(error) => job.diagnostics.push(error.diagnostic(&name, &mut job.sources)),
        }
    }
    if job.diagnostics.has_errors() {
        return Ok(None);
    }
    let files = files_of(&texts);
    let Some(bound) = bind::bind(routers, &files, &mut job.diagnostics) else { return Ok(None) };
    let Some(rendered) = router::render(&bound.routers, &mut job.diagnostics) else { return Ok(None) };
    let mut artifacts = rendered.public;
    artifacts.extend(rendered.secret);
    let left = bound.left.iter().filter(|router| router.is_unbound());
    let left = left.map(|router| format!("router `{}` of site `{}`", router.router, router.site)).collect();
    let routers = bound.routers;
    Ok(Some(Bound { artifacts, left, texts, routers }))
}

fn files_of(texts: &[(String, String)]) -> Vec<File<'_>> {
    texts.iter().map(|(name, text)| File { name, text }).collect()
}

impl Bound {
    /// The routers of an earlier version of which the files say all.
    pub fn earlier(&self, routers: &[RouterConfig]) -> Vec<RouterConfig> {
        bind::earlier(routers, &files_of(&self.texts))
    }
}

/// Writes them.
pub fn write(bound: Bound, out: &Path, force: bool, console: &Console) -> Result<(), Failure> {
    let Bound { artifacts, left, texts: _, routers: _ } = bound;
    if artifacts.is_empty() {
        return Ok(());
    }
    let out = write::private_directory(out);
    render::tell(&out, &write::private(&out, artifacts, force).map_err(|error| render::failure(&error))?, console);
    for router in left {
        console.say(&format!("not bound: {}, of which the files say nothing", visible(&router)));
    }
    Ok(())
}
