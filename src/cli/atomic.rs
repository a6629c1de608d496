//! A file that is wholly the new one or wholly the old one: the text is written beside it and takes its place in one
//! step. It never follows a link: the caller says which file it means.

use super::failure::{Failure, shown};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
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
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".netgen-new-{}", std::process::id()));
    let beside = path.with_file_name(beside);
    let done = put(&beside, path, text);
    if done.is_err() {
        // It may not even be there; the failure to tell is the first one.
        let _ = fs::remove_file(&beside);
    }
    done.map_err(|cause| Failure::system("write", path, &cause))
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
