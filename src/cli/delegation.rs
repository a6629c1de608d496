//! Locks of other documents, which `pools_from` names. In come where a document is and a path from its folder, out goes the text of a
//! plain file. Opens nothing else: no pipe, no device, nothing of a network.

use super::failure::shown;
use super::job::Origin;
use super::{git, read};
use netgen::diagnostic::visible;
use netgen::net::LockPath;
use netgen::yaml::MAX_BYTES;
use std::path::Path;

/// The name for messages and the text of a lock beside a document. The error is why there is none, to stand behind a colon.
pub fn lock(origin: Origin<'_>, path: &LockPath) -> Result<(String, String), String> {
    let (name, bytes) = match origin {
        Origin::Builtin(_) | Origin::Stdin => return Err("the document is in no folder".to_owned()),
        Origin::File(document) => {
            let file = document.parent().unwrap_or(Path::new("")).join(path.as_str());
            (file.to_string_lossy().into_owned(), read::bytes(&file).map_err(|failure| failure.message)?)
        }
        Origin::Revision(document) => {
            let spec = in_revision(document, path).ok_or("it would be outside of the repository")?;
            let bytes = git::bytes(&spec).map_err(|failure| failure.message)?;
            (spec, bytes)
        }
    };
    let bytes = bytes.ok_or_else(|| format!("there is no file `{}`", visible(&name)))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("`{}` is larger than {} MiB", visible(&name), MAX_BYTES >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("`{}` is no text", shown(Path::new(&name))))?;
    Ok((name, text))
}

/// `HEAD:networks/core.lock` for `../core.lock` of `HEAD:networks/team/team.yaml`: git knows no `..` there.
fn in_revision(document: &str, path: &LockPath) -> Option<String> {
    let (revision, document) = document.split_once(':')?;
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.as_str().split('/') {
        match part {
            ".." => drop(parts.pop().filter(|outer| !matches!(*outer, "." | ".."))?),
            part => parts.push(part),
        }
    }
    Some(format!("{revision}:{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_revision_has_no_dots() {
        let of = |document: &str, path: &str| in_revision(document, &path.parse().expect("a path"));
        assert_eq!(of("HEAD:a/team/team.yaml", "../core.lock").as_deref(), Some("HEAD:a/core.lock"));
        assert_eq!(of("HEAD:team.yaml", "core.lock").as_deref(), Some("HEAD:core.lock"));
        assert_eq!(of("HEAD:./team/team.yaml", "../core.lock").as_deref(), Some("HEAD:./core.lock"));
        assert_eq!(of("HEAD:team.yaml", "../core.lock"), None);
        assert_eq!(of("HEAD:./team.yaml", "../core.lock"), None);
    }
}
