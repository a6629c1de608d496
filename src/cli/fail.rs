//! `netgen fail`: what single failures cost, answered before anything is deployed.

use super::args::{Fail, ReachFormat};
use super::console::{self, Console};
use super::failure::Failure;
use super::job::Job;
use super::{DONE, UNREADABLE, WRONG};
use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile::{self, Compiled};
use netgen::diagnostic::{Code, Severity, closest};
use netgen::fail::{Element, Flows};
use netgen::plan::fabric::walk::Walker;
use netgen::report;

/// Answers for one element, or for all.
pub fn run(args: &Fail, console: &Console) -> Result<u8, Failure> {
    let mut job = Job::open(&args.common)?;
    let input = job.read();
    let compiled = input
        .as_ref()
        .and_then(|input| compile::compile(input, &job.document, TemplateFormat::Yaml, &mut job.diagnostics));
    if let Some(compiled) = &compiled {
        job.hold(compiled);
    }
    let Some(compiled) = compiled.filter(|_| !job.diagnostics.has_errors()) else {
        console.findings(&job.diagnostics, &job.sources, "there is no answer");
        let errors = || job.diagnostics.sorted().into_iter().filter(|one| one.severity() == Severity::Error);
        let unmet = errors().next().is_some() && errors().all(|one| one.code == Code::RequiredZones);
        return Ok(if unmet { WRONG } else { UNREADABLE });
    };
    answer(args, &compiled)
}

fn answer(args: &Fail, compiled: &Compiled<'_>) -> Result<u8, Failure> {
    let walker = Walker::new(&compiled.plan);
    let mut elements = Element::all(&compiled.plan);
    if let Some(wanted) = &args.element {
        let names: Vec<String> = elements.iter().map(|element| element.name(compiled.plan.network)).collect();
        let Some(place) = names.iter().position(|name| name == wanted) else {
            let help = match closest(wanted, names.iter().map(String::as_str)) {
                Some(best) => format!("did you mean `{best}`?"),
                None => "without an element, `netgen fail` names them all".to_owned(),
            };
            return Err(Failure::usage("the network has no such element").help(help));
        };
        elements = vec![elements.swap_remove(place)];
    }
    let flows = Flows::new(&walker);
    let required = compiled.plan.network.require.availability.as_ref().map(|one| one.value);
    let paths = if args.element.is_none() || required.is_some() { flows.availability() } else { Vec::new() };
    let found: Vec<_> = elements.into_iter().map(|element| flows.failure(element)).collect();
    console::result(&match args.format {
        ReachFormat::Text if paths.is_empty() => report::fail_text(&found),
        ReachFormat::Text => format!("{}\n{}", report::fail_text(&found), report::availability_text(&paths, required)),
        ReachFormat::Json => report::fail_json(&found, &paths, required),
    })?;
    let is_met = required.is_none_or(|required| !paths.iter().any(|path| path.is_below(required)));
    Ok(if is_met { DONE } else { WRONG })
}
