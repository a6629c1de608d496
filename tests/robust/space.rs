//! No room for the new tree.

use std::process::{Command, Stdio};

use super::Told;
use super::network;
use super::stage;
use crate::command::{Folder, Run};

/// A file system of that size with the old tree in it; the render's status and words; what is there afterwards, copied out.
/// `$1` is the program, `$2` the mount's options.
const SCRIPT: &str = r#"
mkdir small after
mount -t tmpfs -o "$2" none small
cp -R alone/old small/scale
status=0
"$1" render new.yaml --out small/scale 2>said || status=$?
cp -R small/scale after/
ls -A small >names
exit "$status"
"#;

/// Half as much again as the old tree takes, in blocks of a page.
pub fn no_block() -> Told {
    full(|files, bytes| format!("size={}k", (bytes + files * 4096) * 5 / 4 / 1024))
}

/// Some files more than the old tree has.
pub fn no_inode() -> Told {
    full(|files, _| format!("size=64m,nr_inodes={}", files + files / 2))
}

fn full(options: impl Fn(usize, usize) -> String) -> Told {
    let folder = Folder::new();
    network::write_tagged(&folder);
    let [old, _] = network::trees(&folder);
    let options = options(old.len(), old.iter().map(|(_, text)| text.len()).sum());
    let run = stage::mounting(&folder, SCRIPT, &[env!("CARGO_BIN_EXE_netgen"), &options])?.ends(3);
    let said = folder.read("said");
    assert!(
        said.contains("No space left on device") && said.contains("free some space and render again"),
        "{said}\n{run:?}"
    );
    assert_eq!(folder.tree("after/scale"), old, "the old tree");
    assert_eq!(folder.read("names"), "scale\n", "nothing else is left");
    Ok(format!("{options}: status 3, the old tree is whole"))
}

/// A limit of the process, which every machine has: no file may be larger than 8 KiB.
pub fn file_size() -> String {
    let folder = Folder::new();
    network::write_tagged(&folder);
    let [old, _] = network::trees(&folder);
    network::render(&folder, "old");
    let said = limited(&folder, 16, "render new.yaml --out out/scale");
    said.ends(3).says(&["cannot write `out/.scale.netgen-new-", "File too large"]);
    assert_eq!(folder.tree("out/scale"), old, "the old tree");
    assert_eq!(super::killed::names(&folder, "out"), ["scale"]);
    "status 3, the old tree is whole".to_owned()
}

/// The lock comes first: if it cannot be written, nothing is.
pub fn lock() -> String {
    let folder = Folder::new();
    network::write_both(&folder);
    folder.run("render old.yaml --out out/scale").ends(0);
    let (old, lock) = (folder.tree("out/scale"), folder.read("old.lock"));
    folder.write("old.yaml", folder.read("new.yaml"));
    limited(&folder, 1, "render old.yaml --out out/scale")
        .ends(3)
        .says(&["cannot write `", "/old.lock`: File too large"]);
    assert_eq!((folder.tree("out/scale"), folder.read("old.lock")), (old, lock));
    assert_eq!(super::killed::names(&folder, "."), ["new.yaml", "old.lock", "old.yaml", "out"]);
    "status 3, lock and tree are the old ones".to_owned()
}

/// Runs netgen with a limit on the size of files, in blocks of 512 bytes. The signal that goes with it is ignored, so that the
/// write fails instead.
fn limited(folder: &Folder, blocks: usize, line: &str) -> Run {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"")).arg("sh");
    shell.arg(env!("CARGO_BIN_EXE_netgen")).args(&arguments).current_dir(folder.path(".")).stdin(Stdio::null());
    Run::of(&arguments, shell.output())
}
