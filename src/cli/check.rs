//! `netgen check` and `netgen plan`: everything up to the resources, and nothing is written.

use super::args::{Check, CheckFormat, Plan, PlanFormat};
use super::console::{self, Console};
use super::failure::Failure;
use super::job::{self, Job};
use super::lock_file;
use super::policy::Policy;
use super::upgrade;
use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile::{self, Compiled, Input};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};

/// Applies every rule.
pub fn check(args: &Check, console: &Console) -> Result<u8, Failure> {
    let (mut jobs, mut inputs, mut sources) = (Vec::new(), Vec::new(), Sources::default());
    for blueprint in std::iter::once(&args.common.blueprint).chain(&args.others) {
        let mut job = Job::open_among(job::origin(blueprint)?, &args.common, sources)?;
        inputs.push(job.read());
        sources = std::mem::take(&mut job.sources);
        jobs.push(job);
    }
    let diagnostics = together(&mut jobs, &inputs, &args.policy);
    let format = match args.format {
        CheckFormat::Text => {
            let status = console.findings(&diagnostics, &sources, "");
            if diagnostics.counts() == (0, 0) {
                let names: Vec<&str> = jobs.iter().map(|job| job.document.as_str()).collect();
                console.say(&format!("{}: no errors, no warnings", names.join(", ")));
            }
            return Ok(status);
        }
        CheckFormat::Json => Format::Json,
        CheckFormat::Github => Format::Github,
    };
    console::result(&report(&diagnostics, &sources, format))?;
    Ok(console::status(&diagnostics))
}

/// All that is wrong with each document and, once each is whole by itself, with all of them.
fn together(jobs: &mut [Job<'_>], inputs: &[Option<Input>], policy: &Policy) -> Diagnostics {
    let mut all = Diagnostics::default();
    let mut compiled = Vec::new();
    for (job, input) in jobs.iter_mut().zip(inputs) {
        compiled.extend(input.as_ref().and_then(|input| compile(input, job)));
        all.append(std::mem::take(&mut job.diagnostics));
    }
    if compiled.len() == inputs.len() {
        compile::between(&compiled, &mut all);
    }
    policy.judge(&mut all);
    all
}

/// Shows what a render would do.
pub fn plan(args: &Plan, console: &Console) -> Result<u8, Failure> {
    let mut job = Job::open(&args.common)?;
    let input = job.read();
    let compiled = input.as_ref().and_then(|input| compile(input, &mut job));
    args.policy.judge(&mut job.diagnostics);
    let compiled = compiled.filter(|_| !job.diagnostics.has_errors());
    let status = console.findings(&job.diagnostics, &job.sources, "there is no plan");
    if let (Some(input), Some(compiled)) = (&input, compiled) {
        console.say(&lock_file::released(input, &compiled));
        if let Some(lock) = &job.lock {
            console.detail(&lock_file::summary(lock, input, &compiled, true));
        }
        console::result(&text(&compiled, &job, args.format))?;
        let name = input.network.name.as_str();
        let before = upgrade::deployed(&upgrade::directory(None, name), name)?;
        upgrade::warn(before.as_ref(), &compiled.record(), console);
    }
    Ok(status)
}

fn compile<'n>(input: &'n compile::Input, job: &mut Job<'_>) -> Option<Compiled<'n>> {
    let compiled = compile::compile(input, &job.document, TemplateFormat::Yaml, &mut job.diagnostics)?;
    job.hold(&compiled);
    (!job.diagnostics.has_errors()).then_some(compiled)
}

fn text(compiled: &Compiled<'_>, job: &Job<'_>, format: PlanFormat) -> String {
    let lock = job.lock_state(&compiled.changes);
    netgen::report::plan(&compiled.plan, &compiled.graph, &lock, format.into())
}
