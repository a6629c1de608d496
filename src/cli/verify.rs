//! `netgen verify`: a rendered directory before the judges that are installed.

use super::args::{Verify, VerifyFormat};
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::{DONE, IO, WRONG};
use netgen::verify::{self, Judgement, Tools, Verdict, VerifyError};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::thread;

pub fn run(args: &Verify, console: &Console) -> Result<u8, Failure> {
    // Programs run elsewhere; and whoever names a link means what it leads to.
    let dir = fs::canonicalize(&args.dir).map_err(|cause| Failure::system("look at", &args.dir, &cause))?;
    let scratch = Scratch::new()?;
    scratch.goes_with_the_process()?;
    let tools = Tools { path: variable("PATH").unwrap_or_default(), mirrors: mirrors(), scratch: scratch.0.clone() };
    let judgements = verify::verify(&dir, &tools).map_err(|error| failure(&error, &args.dir))?;
    console::result(&match args.format {
        VerifyFormat::Text => verify::text(&judgements),
        VerifyFormat::Json => verify::json(&judgements),
    })?;
    let count = |wanted: fn(&Verdict) -> bool| judgements.iter().filter(|one| wanted(&one.verdict)).count();
    let objecting = count(|verdict| matches!(verdict, Verdict::Objects(_)));
    let broken: Vec<&Judgement> = judgements.iter().filter(|one| matches!(one.verdict, Verdict::Failed(_))).collect();
    if objecting > 0 {
        let message = format!("{objecting} of {} judges object to `{}`", judgements.len(), shown(&args.dir));
        return Err(Failure { status: WRONG, message, help: Vec::new() });
    }
    if let Some(first) = broken.first() {
        return Err(Failure::io(format!("the judge {} broke down", first.judge)));
    }
    let skipped = count(|verdict| matches!(verdict, Verdict::Skipped(_)));
    let agreed = judgements.len() - skipped;
    console.say(&format!("{}: {agreed} judges agree, {skipped} skipped", shown(&args.dir)));
    Ok(DONE)
}

fn failure(error: &VerifyError, dir: &Path) -> Failure {
    match error {
        VerifyError::NotRendered(_) => Failure::usage(format!("`{}` is no rendered directory", shown(dir)))
            .help("it has neither a manifest nor templates nor a module; `netgen render` makes all three"),
        VerifyError::Io { doing, path, cause } => Failure::system(doing, path, cause),
    }
}

/// Where Terraform itself looks for providers without a registry, after the folder that the user names.
/// <https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories>
fn mirrors() -> Vec<PathBuf> {
    let named = ["NETGEN_TERRAFORM_MIRROR", "TF_PLUGIN_CACHE_DIR"].into_iter().filter_map(variable).map(PathBuf::from);
    let home = variable("HOME").map(PathBuf::from);
    let own =
        home.iter().flat_map(|home| [".terraform.d/plugins", ".terraform.d/plugin-cache"].map(|end| home.join(end)));
    let fixed = ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"].map(PathBuf::from);
    named.chain(own).chain(fixed).collect()
}

#[expect(clippy::disallowed_methods, reason = "where programs are is the machine's affair")]
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// A folder that nobody else may enter, and that goes away.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Failure> {
        let base = env::temp_dir();
        let name = |number: u32| base.join(format!("netgen-verify-{}-{number}", std::process::id()));
        for number in 0..100 {
            let path = name(number);
            // Fails where anything is there already, be it a link.
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                Err(cause) => return Err(Failure::system("create", &path, &cause)),
            }
        }
        Err(Failure { status: IO, message: format!("`{}` has no room for a folder", shown(&base)), help: Vec::new() })
    }
}

impl Scratch {
    /// Removes the folder as well when a signal ends the process: copies of the directory must not stay behind after Ctrl-C.
    fn goes_with_the_process(&self) -> Result<(), Failure> {
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])
            .map_err(|cause| Failure::io(format!("cannot wait for signals: {cause}")))?;
        let folder = self.0.clone();
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let _ = fs::remove_dir_all(&folder);
                // Ends as it would have ended without this, so that a shell sees what ended it.
                let _ = emulate_default_handler(signal);
            }
        });
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Copies alone; what cannot be removed harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
