//! A file that is wholly the new one or wholly the old one: the text is written beside it and takes its place in one
//! step. It never follows a link: the caller says which file it means.

use super::failure::{Failure, shown};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Writes a file, in place of one that may be there. It keeps the mode of that one.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let Some(name) = path.file_name() else {
        return Err(Failure::io(format!("`{}` does not name a file", shown(path))));
    };
    // A device such as `/dev/null` is not there to be replaced.
    if fs::symlink_metadata(path).is_ok_and(|old| !old.is_file()) {
        return Err(Failure::io(format!("cannot write `{}`: it is not a file", shown(path))));
    }
    let mut beside = prefix(name);
    beside.push(std::process::id().to_string());
    let beside = path.with_file_name(beside);
    let done = put(&beside, path, text);
    if done.is_err() {
        // It may not even be there; the failure to tell is the first one.
        let _ = fs::remove_file(&beside);
    }
    done.map_err(|cause| Failure::system("write", path, &cause))
}

/// How the names of texts begin that are on their way to a file.
fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".netgen-new-");
    prefix
}

/// Removes what killed runs left beside a file. Only for a caller who knows that nobody else writes it now.
pub fn clear(path: &Path) -> io::Result<()> {
    let (Some(name), Some(parent)) = (path.file_name(), path.parent()) else { return Ok(()) };
    let prefix = prefix(name);
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let left = entry.file_name();
        let process = left.as_bytes().strip_prefix(prefix.as_bytes());
        let ours = process.is_some_and(|id| !id.is_empty() && id.iter().all(u8::is_ascii_digit));
        if ours && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn put(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = match File::create_new(beside) {
        // Left by a netgen that was killed and had the same process number.
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(beside)?;
            File::create_new(beside)
        }
        file => file,
    }?;
    file.write_all(text.as_bytes())?;
    match fs::symlink_metadata(path) {
        Ok(old) if old.is_file() => file.set_permissions(old.permissions())?,
        _ => {}
    }
    // On disk before the name is: a machine that stops must not leave an empty lock behind.
    file.sync_all()?;
    fs::rename(beside, path)
}
