//! What `netgen diff` says of Terraform's resources is what Terraform plans.
//!
//! In: pairs of versions of documents (`planned_pairs.rs`). Out: for each resource of each pair, whether
//! the plan of the new module over a state of the old one makes it, changes it in place, replaces it in the order that was said, forgets
//! it or destroys it. Never: a call to AWS; the one look-up that modules have is answered here.
//!
//! All pairs are modules of one root: Terraform spends most of a short run on the provider's schema.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Write as _, stdout};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use hcl_edit::structure::Body;
use libtest_mimic::{Completion, Failed, Trial};
use netgen::diff::diff;
use serde_json::{Map, Value, json};

use super::judge::{absent, stdout_of};
use super::planned::{effects, late, versions};
use super::terraform::{self, blocks, required_variables};
use super::terraform_plan::OFFLINE;
use super::terraform_state::Module;
use super::{attachments, planned_pairs, tree};
use crate::common::pipeline::Version;

/// A pair as netgen and as Terraform see it.
struct Seen {
    name: String,
    /// What `netgen diff` says, by address.
    told: BTreeMap<String, Told>,
    /// What Terraform plans, by address: the effect, and the arguments that force it.
    planned: BTreeMap<String, (String, BTreeSet<String>)>,
    /// What changes only in arguments that are not known yet.
    late: BTreeSet<String>,
}

/// What is said of a resource.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    effect: String,
    on: BTreeSet<String>,
    /// Whether a property of it is other than before.
    differs: bool,
}

/// A type, what netgen says, and what is planned.
type Known = (&'static str, &'static str, &'static str);

/// Where a plan says something else than what an apply does, which is what netgen says. An entry that excuses nothing is a failure.
const KNOWN: &[Known] = &[
    // The account in the role's policy is read from the ARN of a group that is replaced, and stays the same.
    ("aws_iam_role", "nothing", UPDATES),
    // The endpoints of a firewall are unknown while it changes in place, and those that it has stay the same.
    ("aws_route", "nothing", UPDATES),
];

pub const ADDS: &str = "adds";
pub const UPDATES: &str = "updates";
pub const REMOVES: &str = "removes";
pub const KEEPS: &str = "keeps";
pub const FIRST: &str = "replaces, made first";
const REFUSED: &str = "replaces, which is refused";
pub const LAST: &str = "replaces, destroyed first";

/// The pairs of this run, planned once.
type Plans = Arc<OnceLock<Result<Vec<Seen>, String>>>;

pub fn trials() -> Vec<Trial> {
    let plans: Plans = Arc::default();
    let own = Arc::clone(&plans);
    let mut trials = vec![Trial::ignorable_test("terraform-edits::plans_what_diff_says", move || judged(&own))];
    trials.extend(FAULTS.iter().map(|fault| {
        let (name, plans) = (fault.what.replace(' ', "_"), Arc::clone(&plans));
        Trial::ignorable_test(format!("terraform-edits::objects_to::{name}"), move || objects(fault, &plans))
    }));
    trials
}

/// The pairs, or the outcome of a run without Terraform.
fn seen(plans: &Plans) -> Result<&[Seen], Result<Completion, Failed>> {
    let found = terraform::version().and_then(|_| terraform::mirror());
    let (mirror, _) = found.map_err(|why| absent(format!("terraform is missing: {why}")))?;
    let seen = plans.get_or_init(|| plan(&mirror));
    seen.as_deref().map_err(|why| Err(Failed::from(why.clone())))
}

fn judged(plans: &Plans) -> Result<Completion, Failed> {
    let seen = match seen(plans) {
        Ok(seen) => seen,
        Err(outcome) => return outcome,
    };
    let mut wrong: Vec<String> = seen.iter().flat_map(|one| wrong(&one.told, one)).collect();
    let excuses = |known: &Known| {
        seen.iter().any(|one| one.planned.keys().any(|address| excused(&one.told, one, address) == Some(known)))
    };
    let idle = KNOWN.iter().filter(|known| !excuses(known));
    wrong.extend(idle.map(|(kind, ..)| format!("nothing has to be excused of {kind}")));
    let mut counts = BTreeMap::<&str, usize>::new();
    for (effect, _) in seen.iter().flat_map(|one| one.planned.values()) {
        *counts.entry(effect).or_default() += 1;
    }
    // A closed pipe is no reason to call a verdict wrong.
    let _ = writeln!(stdout(), "judge terraform-edits: {} pairs: {counts:?}", seen.len());
    let missing: Vec<&str> =
        [ADDS, UPDATES, REMOVES, KEEPS, FIRST, LAST].into_iter().filter(|word| !counts.contains_key(word)).collect();
    if !missing.is_empty() {
        return Err(Failed::from(format!("no pair has {missing:?}")));
    }
    if wrong.is_empty() { Ok(Completion::Completed) } else { Err(Failed::from(wrong.join("\n"))) }
}

/// The entry of [`KNOWN`] that a resource is excused by: of what is not known when it is planned.
fn excused(told: &BTreeMap<String, Told>, seen: &Seen, address: &str) -> Option<&'static Known> {
    let says = told.get(address).map_or("nothing", |one| one.effect.as_str());
    let (is, _) = seen.planned.get(address).filter(|_| seen.late.contains(address))?;
    KNOWN.iter().find(|(kind, told, planned)| address.split('.').next() == Some(kind) && says == *told && is == planned)
}

/// What is said of a pair's resources and not planned, or the other way round.
fn wrong(told: &BTreeMap<String, Told>, seen: &Seen) -> Vec<String> {
    let addresses: BTreeSet<&String> = told.keys().chain(seen.planned.keys()).collect();
    let mut wrong = Vec::new();
    for address in addresses {
        let says = told.get(address).map_or("nothing", |one| one.effect.as_str());
        let planned = seen.planned.get(address);
        let is = planned.map_or("nothing", |(effect, _)| effect.as_str());
        if excused(told, seen, address).is_some() {
            continue;
        }
        let is_meant = says == is || says == REFUSED && [FIRST, LAST].contains(&is);
        if !is_meant {
            wrong.push(format!("{}: {address}: netgen says {says}, and Terraform {is}: {planned:?}", seen.name));
        } else if let (Some(told), Some((_, on))) = (told.get(address), planned)
            && told.on != *on
            && !on.is_empty()
        {
            wrong.push(format!("{}: {address}: netgen says it is for {:?}, and Terraform {on:?}", seen.name, told.on));
        }
    }
    wrong
}

/// What netgen says of Terraform.
fn told(old: &Version, new: &Version) -> BTreeMap<String, Told> {
    let text = netgen::report::diff_json(&diff(&old.record, &new.record));
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let one = |one: &Value| {
        let own = &one["terraform"];
        let list = |list: &Value| list.as_array().into_iter().flatten().cloned().collect::<Vec<Value>>();
        let (on, why) = (list(&own["on"]), list(&own["why"]));
        let effect = match own["effect"].as_str()? {
            "interrupts" => UPDATES,
            "replaces" if why.is_empty() => FIRST,
            "replaces" => LAST,
            // What AWS refuses is planned all the same.
            "refused" if one["there"] == "before" => REMOVES,
            "refused" if on.is_empty() && one["there"] == "both" => UPDATES,
            "refused" if on.is_empty() => ADDS,
            // What `prevent_destroy` prevents is planned here in the order of its kind.
            "refused" => REFUSED,
            other => other,
        };
        let on = on.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let properties = list(&one["properties"]);
        let differs = properties.iter().any(|one| !one["terraform"].is_null());
        Some((one["address"].as_str()?.to_owned(), Told { effect: effect.to_owned(), on, differs }))
    };
    all["resources"].as_array().into_iter().flatten().filter_map(one).collect()
}

/// Plans all pairs.
fn plan(mirror: &Path) -> Result<Vec<Seen>, String> {
    let place = tree::scratch().map_err(|error| error.to_string())?;
    let (work, pairs) = (place.path(), planned_pairs::pairs());
    let endpoint = attachments::serve().map_err(|error| error.to_string())?;
    let own = format!("  region = \"us-east-1\"\n{OFFLINE}\n  endpoints {{\n    ec2 = \"{endpoint}\"\n  }}\n");
    write(&work.join("providers.tf"), &format!("provider \"aws\" {{\n{own}}}\n"))?;
    let first = pairs.first().ok_or("no pair")?;
    write(&work.join("versions.tf"), &first.1.files["terraform/versions.tf"])?;
    terraform::use_mirror(mirror, work)?;
    let olds: Vec<Module> = module_files(work, &pairs, |(_, old, _)| old)?;
    // There are modules to find.
    terraform::step(work, &["init", "-no-color", "-input=false"])?;
    for _ in 0..2 {
        let plan = planned(work)?;
        let versions = versions(&plan);
        let own = (0..).zip(&olds).flat_map(|(at, old)| old.state(&format!("module.p{at}"), &plan, &versions));
        let resources: Vec<Value> = own.collect();
        let state = json!({"version": 4, "terraform_version": "1.7.0", "serial": 1, "lineage": "judge", "outputs": {}, "resources": resources});
        write(&work.join("terraform.tfstate"), &state.to_string())?;
    }
    let news = module_files(work, &pairs, |(_, _, new)| new)?;
    let plan = planned(work)?;
    let seen = (0..).zip(pairs.iter().zip(&news)).map(|(at, ((name, old, new), module))| {
        let path = format!("module.p{at}");
        Seen {
            name: name.clone(),
            told: told(old, new),
            planned: effects(&plan, &path, module),
            late: late(&plan, &path),
        }
    });
    Ok(seen.collect())
}

/// Writes one version of each pair as a module; what each says.
fn module_files<P>(work: &Path, pairs: &[P], side: impl Fn(&P) -> &Version) -> Result<Vec<Module>, String> {
    let (mut calls, mut modules) = (Map::new(), Vec::new());
    for (at, pair) in pairs.iter().enumerate() {
        let folder = work.join(format!("p{at}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
        }
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let mut bodies: Vec<Body> = Vec::new();
        for (path, text) in &side(pair).files {
            let Some(name) = path.strip_prefix("terraform/").filter(|name| *name != "providers.tf") else { continue };
            bodies.push(text.parse().map_err(|error| format!("{path}: {error}"))?);
            // An error of one resource would leave the plan of all others unfinished.
            write(
                &folder.join(name),
                &text
                    .replace("prevent_destroy       = true", "prevent_destroy = false")
                    .replace("prevent_destroy = true", "prevent_destroy = false"),
            )?;
        }
        let mut call = required_variables(&bodies)?;
        call.insert("source".to_owned(), json!(format!("./p{at}")));
        calls.insert(format!("p{at}"), Value::Object(call));
        debug_assert!(blocks(&bodies, "provider").next().is_none());
        modules.push(Module::read(&bodies));
    }
    write(&work.join("main.tf.json"), &json!({"module": calls}).to_string())?;
    Ok(modules)
}

/// A plan of what lies in the folder.
fn planned(work: &Path) -> Result<Value, String> {
    terraform::step(
        work,
        &["plan", "-no-color", "-input=false", "-lock=false", "-refresh=false", "-parallelism=30", "-out=made.tfplan"],
    )?;
    let text = stdout_of(terraform::offline(work).args(["show", "-json", "made.tfplan"]))?;
    serde_json::from_str(&text).map_err(|error| format!("the plan cannot be read back: {error}"))
}

fn write(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

/// Something that is said wrongly.
struct Fault {
    what: &'static str,
    /// The effects that it concerns, of resources of a type that begins like this, for an argument.
    of: (&'static str, &'static str, &'static str),
    /// The effect that is said instead; nothing where it is left out.
    instead: &'static str,
    /// Whether only that is concerned of which no property differs.
    spread: bool,
}

const fn fault(what: &'static str, of: (&'static str, &'static str, &'static str), instead: &'static str) -> Fault {
    Fault { what, of, instead, spread: false }
}

const FAULTS: &[Fault] = &[
    fault("a new resource that is left out", (ADDS, "", ""), ""),
    fault("a destroyed resource that is left out", (REMOVES, "", ""), ""),
    fault("a destroyed resource that would be kept", (REMOVES, "", ""), KEEPS),
    fault("a kept resource that would be destroyed", (KEEPS, "", ""), REMOVES),
    fault("a change in place that is left out", (UPDATES, "", ""), ""),
    fault("a change in place that would replace", (UPDATES, "", ""), LAST),
    fault("a replacement that is left out", (LAST, "", ""), ""),
    fault("a replacement that would be in place", (FIRST, "", ""), UPDATES),
    fault("a replacement in the other order", (FIRST, "", ""), LAST),
    fault("a replacement in the order of CloudFormation", (LAST, "", ""), FIRST),
    Fault { spread: true, ..fault("a replacement that does not spread", (LAST, "", ""), "") },
    Fault { spread: true, ..fault("a new id that nobody reads", (UPDATES, "", ""), "") },
    fault("an entry of a network ACL that changes in place", (LAST, "aws_network_acl_rule", "cidr_block"), UPDATES),
    fault("a subnet that changes its block in place", (LAST, "aws_subnet", "cidr_block"), UPDATES),
    fault("an association of a table that is replaced", (UPDATES, "aws_route_table_association", ""), LAST),
];

/// The fault is seen in each pair in which it can be made.
fn objects(fault: &Fault, plans: &Plans) -> Result<Completion, Failed> {
    let seen = match seen(plans) {
        Ok(seen) => seen,
        Err(outcome) => return outcome,
    };
    let (effect, kind, argument) = fault.of;
    let mut made = 0;
    for one in seen {
        let is_meant = |address: &str, told: &Told| {
            let fits = told.effect == effect
                && address.starts_with(kind)
                && (argument.is_empty() || told.on.contains(argument));
            fits && !(fault.spread && told.differs)
        };
        let meant: Vec<&String> =
            one.told.iter().filter(|(address, told)| is_meant(address, told)).map(|(address, _)| address).collect();
        for address in meant {
            let mut told = one.told.clone();
            match fault.instead {
                "" => drop(told.remove(address)),
                other => other.clone_into(&mut told.get_mut(address).expect("it is there").effect),
            }
            // What is excused there cannot be told from the fault.
            if excused(&told, one, address).is_some() {
                continue;
            }
            if !wrong(&told, one).iter().any(|line| line.contains(address.as_str())) {
                return Err(Failed::from(format!("{}: {address} as {:?} is accepted", one.name, fault.instead)));
            }
            made += 1;
        }
    }
    if made == 0 { Err(Failed::from("no pair has such a resource")) } else { Ok(Completion::Completed) }
}
