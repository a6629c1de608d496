//! Directories beside a tree, of bound files and of an update: whether they still fit it. In come a tree's path and the facts of its
//! routers, out go sentences. Writes nothing.

use super::console::Console;
use super::failure::{Failure, shown};
use super::render::failure;
use netgen::diagnostic::visible;
use netgen::router::RouterConfig;
use netgen::router::fits::{self, Facts16};
use netgen::write;
use std::path::Path;

/// What no longer fits, a sentence for each directory.
pub fn outdated(out: &Path, now: &Facts16) -> Result<Vec<String>, Failure> {
    let beside = [
        (write::private_directory(out), "bind again with `--bind`"),
        (write::update_directory(out), "write it again with `--since`, or remove it once it is loaded"),
    ];
    let mut said = Vec::new();
    for (dir, help) in beside {
        let files = write::routers(&dir).map_err(|error| failure(&error))?;
        let wrong = fits::outdated(now, &files);
        if !wrong.is_empty() {
            said.push(format!("`{}` no longer fits router {}: {help}", shown(&dir), visible(&wrong.join(", "))));
        }
    }
    Ok(said)
}

/// Says it.
pub fn warn(out: &Path, routers: &[RouterConfig], console: &Console) -> Result<(), Failure> {
    for line in outdated(out, &fits::of_routers(routers))? {
        console.say(&format!("warning: {line}"));
    }
    Ok(())
}
