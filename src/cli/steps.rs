//! `netgen steps`: the deployments between two documents, as directories.

use super::args::{Common, Steps};
use super::console::{self, Console};
use super::diff::same_network;
use super::failure::{Failure, shown};
use super::git::{self, Object};
use super::job::{self, Job, Origin};
use super::render::{artifacts, failure, with_manifest};
use super::rendered;
use super::{DONE, UNREADABLE, variant};
use netgen::artifact::Artifact;
use netgen::cloudformation::check_consent;
use netgen::compile::{self, Compiled, Input};
use netgen::diagnostic::visible;
use netgen::dialect::Dialect;
use netgen::digest::digest;
use netgen::network::check_dialect;
use netgen::steps::{self, steps, steps_markdown, steps_text};
use netgen::write::{self, About, Options};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Writes a directory for each deployment, and tells what they do.
pub fn run(args: &Steps, console: &Console) -> Result<u8, Failure> {
    let (mut old_args, new_args) = (args.sides.deployed(), args.sides.planned());
    let document = rendered::document(&old_args, &new_args)?;
    if document != old_args.blueprint {
        console.say(&format!("`{}` was rendered from `{}`", shown(&old_args.blueprint), shown(&document)));
        old_args.blueprint = document;
    }
    let mut old_job = Job::open_at(origin(&old_args)?, &old_args)?;
    let old_input = old_job.read();
    let Some(old) = compiled(old_input.as_ref(), &mut old_job, args, console) else { return Ok(UNREADABLE) };
    let mut new_job = Job::open_at(origin(&new_args)?, &new_args)?;
    new_job.lock_instead(Some(&old.lock.print()));
    let new_input = new_job.read();
    let Some(new) = compiled(new_input.as_ref(), &mut new_job, args, console) else { return Ok(UNREADABLE) };
    let (Some(old_input), Some(new_input)) = (&old_input, &new_input) else { return Ok(UNREADABLE) };

    let about = variant::about(&new_args, new_input, &new, new_job.lock.as_ref());
    let (old, _) = parts(old, old_input, &old_job.document);
    let (new, last) = parts(new, new_input, &new_job.document);
    same_network(&old.record, &new.record)?;
    let found = steps(&old, &new, &new_job.document, args.template_format.into())
        .map_err(|what| Failure::usage(format!("no steps are known for this change: {}", visible(&what))))?;
    write(args, &found, last, &about, &new_job.document)?;
    console::result(&steps_text(&found))?;
    console.say(&format!("{}: {}", shown(&args.out), netgen::diagnostic::counted(found.list.len(), "tree")));
    Ok(DONE)
}

/// A document, of now or of a revision; no rendered tree.
fn origin(args: &Common) -> Result<Origin<'_>, Failure> {
    let word = args.blueprint.to_str().unwrap_or_default();
    if args.blueprint.is_dir() {
        return Err(no_document(args));
    }
    if !args.blueprint.exists() && git::is_revision(word) {
        return match git::object(word)? {
            Object::Folder => Err(no_document(args)),
            Object::File => Ok(Origin::Revision(word)),
        };
    }
    job::origin(&args.blueprint)
}

fn no_document(args: &Common) -> Failure {
    Failure::usage(format!("`{}` is a directory: steps lead to a document", shown(&args.blueprint)))
        .help("name the document, or a revision of it: `HEAD:./corp.yaml`")
}

/// What a document becomes; `None` where it has errors, which are printed.
fn compiled<'n>(input: Option<&'n Input>, job: &mut Job<'_>, args: &Steps, console: &Console) -> Option<Compiled<'n>> {
    let format = args.template_format.into();
    let compiled = input.and_then(|input| compile::compile(input, &job.document, format, &mut job.diagnostics));
    if let Some(input) = input.filter(|_| compiled.is_some()) {
        check_consent(&input.network, &mut job.diagnostics);
        check_dialect(&input.network, Dialect::CloudFormation, &mut job.diagnostics);
        check_dialect(&input.network, Dialect::Terraform, &mut job.diagnostics);
    }
    let compiled = compiled.filter(|_| !job.diagnostics.has_errors());
    if compiled.is_none() {
        console.findings(&job.diagnostics, &job.sources, "nothing was written");
    }
    compiled
}

/// What steps are made of, and the files of a render.
fn parts<'n>(mut compiled: Compiled<'n>, input: &'n Input, document: &str) -> (steps::Compiled<'n>, Vec<Artifact>) {
    let (record, routers) = (compiled.record(), compiled.router_files.clone());
    let mut files = artifacts(&[], &mut compiled, document);
    files.push(record.artifact());
    (steps::Compiled { network: &input.network, graph: Rc::new(compiled.graph), record, routers }, files)
}

/// One directory, replaced as a whole: a tree for each step, and the sheet.
fn write(
    args: &Steps,
    found: &steps::Steps,
    last: Vec<Artifact>,
    about: &About,
    document: &str,
) -> Result<(), Failure> {
    let mut all = vec![Artifact { path: write::STEPS.to_owned(), text: steps_markdown(found, document) }];
    let mut last = Some(last);
    for (index, (step, record)) in found.list.iter().zip(found.records.iter().skip(1)).enumerate() {
        let is_last = index + 1 == found.list.len();
        let (files, about) = if let Some(files) = last.take_if(|_| is_last) {
            (files, about.clone())
        } else {
            let files: Vec<Artifact> = step.files.iter().cloned().chain([record.artifact()]).collect();
            let network = digest(record.artifact().text.as_bytes());
            (files, About { network, addresses: BTreeMap::new(), ..about.clone() })
        };
        let tree = with_manifest(files, about).into_iter();
        all.extend(tree.map(|file| Artifact { path: format!("{}/{}", index + 1, file.path), text: file.text }));
    }
    let all = with_manifest(all, About { name: about.name.clone(), ..About::default() });
    let options = Options { name: Some(&about.name), variant: None, force: args.force, keep: &[] };
    write::tree(&args.out, &all, options).map_err(|error| failure(&error))?;
    Ok(())
}
