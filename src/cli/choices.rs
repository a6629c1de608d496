//! `netgen choices`: what was chosen between networks, and the alternatives.

use super::args::{Choices, ReachFormat};
use super::console::{self, Console};
use super::failure::Failure;
use super::job::Job;
use super::{DONE, UNREADABLE};
use netgen::choices::choices;
use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile;
use netgen::report;

/// Prints them for the whole document.
pub fn run(args: &Choices, console: &Console) -> Result<u8, Failure> {
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
        return Ok(UNREADABLE);
    };
    let found = choices(&compiled.plan);
    console::result(&match args.format {
        ReachFormat::Text => report::choices_text(&found),
        ReachFormat::Json => report::choices_json(&found),
    })?;
    Ok(DONE)
}
