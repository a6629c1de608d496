//! `netgen router`: the configuration of one router, or a part of it, on standard output.

use super::args::Router;
use super::console::{self, Console};
use super::failure::Failure;
use super::job::Job;
use super::{DONE, render};
use netgen::artifact::Artifact;
use netgen::cloudformation::Format;
use netgen::compile;
use netgen::diagnostic::{closest, listed, visible};
use netgen::router::RouterConfig;
use netgen::router::sections::{self, Section};
use std::path::Path;

pub fn run(args: &Router, console: &Console) -> Result<u8, Failure> {
    let common = &args.common;
    render::needs_lock(common)?;
    let mut job = Job::open(common)?;
    let refused = |job: &mut Job<'_>| {
        args.policy.judge(&mut job.diagnostics);
        Ok(console.findings(&job.diagnostics, &job.sources, "nothing was printed"))
    };
    let Some(input) = job.read() else { return refused(&mut job) };
    let compiled = compile::compile(&input, &job.document, Format::Yaml, &mut job.diagnostics);
    let Some(compiled) = compiled else { return refused(&mut job) };
    job.hold(&compiled);
    let mut router = find(&compiled.routers, &args.name)?.clone();
    router.platform = args.platform.unwrap_or(router.platform);
    let only: Vec<Section> = args.only.iter().copied().map(Section::from).collect();
    let files = sections::configuration(&router, &only, &mut job.diagnostics);
    args.policy.judge(&mut job.diagnostics);
    let Some(files) = files.filter(|_| !job.diagnostics.has_errors()) else { return refused(&mut job) };
    console.findings(&job.diagnostics, &job.sources, "");
    if files.is_empty() {
        return Err(Failure::usage(format!("router `{}` has nothing of these parts", visible(&args.name))));
    }
    let name = input.network.name.as_str();
    render::keeps_addresses(&Path::new("out").join(name), name, job.lock.as_ref(), &compiled.lock)?;
    render::write_lock(&job, &input, &compiled, console)?;
    console::result(&text(&files))?;
    Ok(DONE)
}

/// The router of `SITE/ROUTER`.
fn find<'a>(routers: &'a [RouterConfig], wanted: &str) -> Result<&'a RouterConfig, Failure> {
    let name = |router: &RouterConfig| format!("{}/{}", router.site, router.router);
    let names: Vec<String> = routers.iter().map(name).collect();
    if let Some(index) = names.iter().position(|name| name == wanted) {
        return Ok(&routers[index]);
    }
    let failure = Failure::usage(format!("there is no router `{}`", visible(wanted)));
    Err(match closest(wanted, names.iter().map(String::as_str)) {
        Some(best) => failure.help(format!("did you mean `{best}`?")),
        None if names.is_empty() => failure.help("the network has no site with routers that netgen configures"),
        None => failure.help(format!("there are: {}", listed(&names, names.len()))),
    })
}

/// One file as it is; of several each behind a line with its name, for they are loaded by different programs.
fn text(files: &[Artifact]) -> String {
    match files {
        [file] => file.text.clone(),
        files => {
            let parts: Vec<_> = files.iter().map(|file| format!("# ---- {}\n{}\n", file.path, file.text)).collect();
            parts.concat()
        }
    }
}
