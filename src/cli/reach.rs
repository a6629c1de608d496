//! `netgen reach`: a question about the plan, answered before anything is deployed.

use super::args::{FamilyName, Reach, ReachFormat};
use super::console::{self, Console};
use super::failure::Failure;
use super::job::Job;
use super::{DONE, UNREADABLE, WRONG};
use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile::{self, Compiled};
use netgen::plan::fabric::packet::Family;
use netgen::plan::fabric::walk::Walker;
use netgen::reach::{End, Hosts, Question, Verdict, answer, classes, matrix};
use netgen::report;

/// Answers the question, or prints the matrix.
pub fn run(args: &Reach, console: &Console) -> Result<u8, Failure> {
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
    ask(args, &compiled, console)
}

fn ask(args: &Reach, compiled: &Compiled<'_>, console: &Console) -> Result<u8, Failure> {
    let walker = Walker::new(&compiled.plan);
    if args.matrix {
        let matrix = matrix(&walker, classes(&walker, args.all));
        console::result(&match args.format {
            ReachFormat::Text => report::matrix_text(&walker, &matrix),
            ReachFormat::Json => report::matrix_json(&walker, &matrix),
        })?;
        return Ok(DONE);
    }
    let (Some(from), Some(to)) = (&args.from, &args.to) else {
        return Err(Failure::usage("a question has two ends")
            .help("write `netgen reach BLUEPRINT FROM TO`, or `--matrix` for all of them"));
    };
    let question = Question::read(&compiled.plan, from, to, args.protocol.as_deref());
    let mut question = question.map_err(|error| Failure::usage(error.message).help(error.help))?;
    if let Some(zone) = &args.zone {
        only_zone(&mut question, compiled, zone)?;
    }
    let families = families(args, &question, compiled)?;
    let found = answer(&walker, &question, &families);
    let text = match args.format {
        ReachFormat::Text => report::reach_text(&question, &found, console.is_verbose()),
        ReachFormat::Json => report::reach_json(&question, &found),
    };
    console::result(&text)?;
    Ok(if found.verdict() == Verdict::Yes { DONE } else { WRONG })
}

/// Restricts the end that opens the connection to one zone; the other end, if the first one has none.
fn only_zone(question: &mut Question, compiled: &Compiled<'_>, name: &str) -> Result<(), Failure> {
    let zones = compiled.plan.network.all_zones();
    let Some(one) = zones.iter().copied().find(|zone| zone.to_string() == *name) else {
        let known: Vec<String> = zones.iter().map(|zone| format!("`{zone}`")).collect();
        return Err(Failure::usage("there is no such zone").help(format!("there is {}", known.join(", "))));
    };
    let set = |end: &mut End| match &mut end.hosts {
        Hosts::Tiers { zone, .. } => {
            zone.get_or_insert(one);
            true
        }
        _ => false,
    };
    if !set(&mut question.from) {
        set(&mut question.to);
    }
    Ok(())
}

fn families(args: &Reach, question: &Question, compiled: &Compiled<'_>) -> Result<Vec<Family>, Failure> {
    let mut families = question.families(compiled.plan.network);
    if families.is_empty() {
        return Err(Failure::usage("the two ends have no address family in common")
            .help("write `ipv6: true` for the VPC, or ask about IPv4 addresses"));
    }
    if let Some(name) = args.family {
        let wanted = match name {
            FamilyName::Ipv4 => Family::Ipv4,
            FamilyName::Ipv6 => Family::Ipv6,
        };
        families.retain(|family| *family == wanted);
        if families.is_empty() {
            return Err(Failure::usage(format!("the two ends do not both have {wanted}")).help("leave `--family` out"));
        }
    }
    Ok(families)
}
