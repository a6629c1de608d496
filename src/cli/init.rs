//! `netgen init`: a built-in as a document of one's own.

use super::args::Init;
use super::atomic;
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::{DONE, job};
use netgen::builtin;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub fn run(args: &Init, console: &Console) -> Result<u8, Failure> {
    let builtin = builtin::find(&args.blueprint).ok_or_else(|| job::unknown(&args.blueprint, false))?;
    let path = args.file.clone().unwrap_or_else(|| PathBuf::from(builtin.file_name()));
    if path == Path::new("-") {
        console::result(builtin.text)?;
        return Ok(DONE);
    }
    if args.force {
        // Through a link to the file that it means.
        atomic::write(&fs::canonicalize(&path).unwrap_or_else(|_| path.clone()), builtin.text)?;
    } else {
        create(&path, builtin.text)?;
    }
    let name = shown(&path);
    let command = if name.contains(['/', '.']) { name.clone() } else { format!("./{name}") };
    console.say(&format!("wrote {name}; next: netgen plan {command}"));
    Ok(DONE)
}

/// Writes a file that is not there yet.
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = match File::create_new(path) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => return Err(exists(path)),
        file => file.map_err(|cause| Failure::system("write", path, &cause))?,
    };
    file.write_all(text.as_bytes()).map_err(|cause| {
        // Half a document would only be in the way of the next try.
        let _ = fs::remove_file(path);
        Failure::system("write", path, &cause)
    })
}

fn exists(path: &Path) -> Failure {
    Failure::io(format!("`{}` exists already", shown(path))).help("name another file, or write over it with `--force`")
}
