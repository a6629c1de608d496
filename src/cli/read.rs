//! Reading files and standard input, never more than a document may have.

use super::failure::{Failure, shown};
use netgen::diagnostic::{Code, Diagnostic, SourceId, Sources};
use netgen::yaml::{self, MAX_BYTES};
use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::FileTypeExt as _;
use std::path::Path;

/// The most bytes of a file that netgen wrote itself: a network of 10,000 VPCs has less.
const MOST_WRITTEN: u64 = 1 << 30;

/// All bytes of a file that netgen wrote; `None` if it does not exist.
pub fn whole(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    // Where the directory would be is a file: whoever writes there says so.
    if path.parent().is_some_and(Path::is_file) {
        return Ok(None);
    }
    let Some(file) = open(path)? else { return Ok(None) };
    let fails = |cause: &io::Error| Failure::system("read", path, cause);
    let mut bytes = Vec::new();
    file.take(MOST_WRITTEN + 1).read_to_end(&mut bytes).map_err(|cause| fails(&cause))?;
    if bytes.len() as u64 > MOST_WRITTEN {
        return Err(Failure::io(format!("cannot read `{}`: netgen writes no file so large", shown(path))));
    }
    Ok(Some(bytes))
}

/// All bytes of a file; `None` if it does not exist.
pub fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let Some(file) = open(path)? else { return Ok(None) };
    take(file).map(Some).map_err(|cause| Failure::system("read", path, &cause))
}

/// Opens a file; `None` if it does not exist. What is no file is refused before it is opened, because opening a pipe waits for
/// somebody to write, and a device never ends.
fn open(path: &Path) -> Result<Option<File>, Failure> {
    let fails = |cause: &io::Error| Failure::system("read", path, cause);
    let kind = match fs::metadata(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata.map_err(|cause| fails(&cause))?.file_type(),
    };
    if !kind.is_file() {
        let what = match kind {
            _ if kind.is_dir() => "a directory",
            _ if kind.is_fifo() => "a pipe",
            _ => "a device or a socket",
        };
        let failure = Failure::io(format!("cannot read `{}`: it is {what}, not a file", shown(path)));
        return Err(if kind.is_fifo() { failure.help("pipe it in, and write `-` for the blueprint") } else { failure });
    }
    File::open(path).map(Some).map_err(|cause| fails(&cause))
}

/// All bytes of standard input.
pub fn stdin() -> Result<Vec<u8>, Failure> {
    take(io::stdin().lock()).map_err(|cause| Failure::io(format!("cannot read standard input: {cause}")))
}

/// One byte more than a document may have is enough to know that it is too large.
fn take(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of what was read, or the finding that it is none, with its place in as much of it as can be shown.
pub fn text(bytes: Vec<u8>, name: &str, sources: &mut Sources) -> Result<SourceId, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        let message = format!("`{name}` is larger than {} MiB", MAX_BYTES >> 20);
        return Err(Box::new(
            Diagnostic::new(Code::TooLarge, message).help("split the network into several blueprints"),
        ));
    }
    yaml::text_of(bytes).map(|text| sources.add(name, text)).map_err(|error| Box::new(error.diagnostic(name, sources)))
}
