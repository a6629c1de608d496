//! `--stdout=PATH`: one file of all that a render makes.

use super::failure::Failure;
use netgen::artifact::Artifact;
use netgen::diagnostic::{closest, thousands, visible};
use netgen::net::is_match;

/// The order of deployment, for machines and as a script: beside the templates, and no template.
const DEPLOY: [&str; 2] = ["cloudformation/deploy.json", "cloudformation/deploy.sh"];
/// The deployment file of each template.
const GIT_SYNC: &str = "git-sync/";

/// The one file that standard output can take: the only one, or the only one of a pattern.
pub fn single<'a>(artifacts: &'a [Artifact], pattern: &str) -> Result<&'a Artifact, Failure> {
    const SHOWN: usize = 40;
    let wanted = |file: &&Artifact| match pattern {
        "" => !DEPLOY.contains(&file.path.as_str()) && !file.path.starts_with(GIT_SYNC),
        _ => is_match(pattern, &file.path),
    };
    let files: Vec<_> = artifacts.iter().filter(wanted).collect();
    match files.as_slice() {
        [file] => Ok(file),
        [] if pattern.is_empty() => {
            Err(Failure::usage("there is no file for `--stdout`").help("the targets make none of this blueprint"))
        }
        [] => Err(no_file(artifacts, pattern)),
        files => {
            let mut message = format!("`--stdout` takes one file, and these are {}:", files.len());
            message.extend(files.iter().take(SHOWN).map(|file| format!("\n  {}", visible(&file.path))));
            if files.len() > SHOWN {
                message = format!("{message}\n  and {} more", thousands(files.len() - SHOWN));
            }
            Err(Failure::usage(message)
                .help("name one of them: `--stdout=PATH`, in which `*` stands for any part of a name"))
        }
    }
}

fn no_file(artifacts: &[Artifact], pattern: &str) -> Failure {
    let failure = Failure::usage(format!("no file of this render is `{}`", visible(pattern)));
    match closest(pattern, artifacts.iter().map(|file| file.path.as_str())) {
        Some(best) => failure.help(format!("did you mean `{}`?", visible(best))),
        None => failure.help("`--stdout` without a path names all files; a `*` stops at a `/`, a `**` does not"),
    }
}
