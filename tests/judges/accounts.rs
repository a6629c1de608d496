//! A document of several accounts is applied root by root to an emulator that knows several accounts, what is shared between them, and who
//! may do what with it.
//!
//! In: the document of `tests/accounts/`. Out: whether each root can be applied in its place, whether what stands between accounts is what
//! the document says, whether a second plan is empty, and what an edit changes; one test for each seeded fault. Never: a call to AWS or
//! another machine.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use libtest_mimic::{Completion, Failed, Trial};
use netgen::plan::lock::Lock;
use serde_json::{Value, json};

use super::accounts_faults::{FAULTS, Fault};
use super::accounts_roots::{Changes, Moment, Render};
use super::accounts_script;
use super::copied::Copied;
use super::deployed::Account as Emulator;
use super::judge::{absent, stdout_of};
use super::setting;
use super::terraform_change::{Programs, programs, scratch, write_below};
use super::terragrunt_units::Unit;
use crate::common::pipeline;

pub const DOCUMENT: &str = include_str!("../accounts/accounts.yaml");
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/organization.py");
const REFUSED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/foreign.py");

const REGION: &str = "ap-northeast-1";
/// The accounts of the organization, and those outside of it.
const ACCOUNTS: [&str; 2] = ["111111111111,222222222222", "333333333333"];

/// Who may use what of another account, as the document means it.
const USES: [&str; 4] = [
    "222222222222 profile union-shared of 111111111111",
    "222222222222 transit gateway direct of 111111111111",
    "222222222222 transit gateway hub of 111111111111",
    "333333333333 transit gateway hub of 111111111111",
];

/// The levels of roots: those of one level do not read each other.
const LEVELS: [&str; 4] = ["own", "use", "join", "route"];

pub fn trials() -> Vec<Trial> {
    let bench: Arc<Bench> = Arc::default();
    let mut trials = vec![
        trial("refuses what another account may not do", &bench, |_, programs| refuses(programs)),
        trial("every root is applied in its account", &bench, applied),
        trial("templates make the same", &bench, templates),
        trial("another VPC changes its roots alone", &bench, another_vpc),
        trial("a VPC goes to another account", &bench, |_, programs| moved(programs)),
    ];
    trials.extend(accounts_script::edits().map(|edit| {
        trial(&format!("{} goes", edit.what), &bench, |bench, programs| accounts_script::goes(edit, bench, programs))
    }));
    if setting::all_pairs() {
        trials.push(trial("acceptance by itself goes", &bench, accounts_script::accepts));
    }
    trials.push(trial("objects to what the script leaves out", &bench, accounts_script::objects));
    trials.extend(FAULTS.iter().map(|fault| {
        trial(&format!("objects to {}", fault.what), &bench, |bench, programs| bench.objects(fault, programs))
    }));
    trials
}

fn trial(
    name: &str,
    bench: &Arc<Bench>,
    run: impl Fn(&Bench, &Programs) -> Result<(), String> + Send + 'static,
) -> Trial {
    let bench = Arc::clone(bench);
    Trial::ignorable_test(format!("accounts::{}", name.replace(' ', "_")), move || match programs() {
        Ok(programs) => run(&bench, &programs).map(|()| Completion::Completed).map_err(Failed::from),
        Err(why) => absent(format!("accounts is missing: {why}")),
    })
}

/// Every rule of the emulator's borders is shown by a call.
fn refuses(programs: &Programs) -> Result<(), String> {
    let mut command = Command::new(&programs.python);
    command.arg(REFUSED).env_clear().env("PATH", setting::path()).env("HOME", env!("CARGO_TARGET_TMPDIR"));
    stdout_of(&mut command).map(drop)
}

/// What a document renders, with the lock of an earlier render.
pub fn render(text: &str, lock: &Lock) -> Result<(Render, Lock), String> {
    let made = pipeline::run(text, lock, true)?;
    Ok((Render::of(made.files)?, made.lock))
}

/// The document applied as far as each level, once for all tests.
#[derive(Default)]
pub struct Bench {
    emulator: OnceLock<Result<Mutex<Emulator>, String>>,
    moments: [OnceLock<Result<Mutex<Moment>, String>>; LEVELS.len()],
}

impl Bench {
    /// Accounts in which nothing stands, in a process of their own.
    fn empty(&self, programs: &Programs) -> Result<Moment, String> {
        let emulator = self.emulator.get_or_init(|| {
            let [members, outside] = ACCOUNTS;
            Emulator::start(&programs.python, SCRIPT, &[REGION, members, outside])
                .map(|(emulator, _)| Mutex::new(emulator))
        });
        let mut emulator = emulator.as_ref().map_err(Clone::clone)?.lock().unwrap_or_else(PoisonError::into_inner);
        Copied::at(emulator.ask(&json!({"fork": true}))?).map(Moment::new)
    }

    /// A copy of the accounts after the roots of a level and of all earlier ones.
    fn after(&self, level: usize, programs: &Programs) -> Result<Moment, String> {
        let moment = self.moments[level].get_or_init(|| {
            let mut moment = match level.checked_sub(1) {
                Some(before) => self.after(before, programs)?,
                None => self.empty(programs)?,
            };
            let (render, _) = render(DOCUMENT, &Lock::default())?;
            moment.apply(&render, &folders(&render, LEVELS[level]), programs)?;
            Ok(Mutex::new(moment))
        });
        moment.as_ref().map_err(Clone::clone)?.lock().unwrap_or_else(PoisonError::into_inner).copy()
    }

    /// A copy of the accounts after all roots.
    pub fn last(&self, programs: &Programs) -> Result<Moment, String> {
        self.after(LEVELS.len() - 1, programs)
    }

    fn objects(&self, fault: &Fault, programs: &Programs) -> Result<(), String> {
        match self.faulty(fault, programs) {
            Ok(()) => Err("nothing is found".to_owned()),
            Err(objection) if objection.contains(fault.says) => Ok(()),
            Err(other) => Err(format!("it objected, but said nothing of {:?}:\n{other}", fault.says)),
        }
    }

    /// Goes on with a render that has the fault; whatever is found is an error.
    fn faulty(&self, fault: &Fault, programs: &Programs) -> Result<(), String> {
        let (right, _) = render(DOCUMENT, &Lock::default())?;
        let wrong = Render::of(fault.seeded(right.files)?)?;
        let mut moment = self.after(fault.after, programs)?;
        for folder in fault.roots {
            moment.apply(&wrong, &[folder], programs)?;
        }
        let facts = moment.emulator.ask(&json!({"facts": true}))?;
        let last = fault.roots.last().ok_or("a fault without a root")?;
        let mut found: Vec<String> =
            [uses(&facts, &USES), closed(&facts)].into_iter().filter_map(Result::err).collect();
        if !found.iter().any(|one| one.contains(fault.says)) {
            found.extend(nothing(last, &moment.plan(&wrong, last, programs)?).err());
        }
        if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
    }
}

fn folders<'r>(render: &'r Render, level: &str) -> Vec<&'r str> {
    render.roots.iter().filter(|root| root.level() == level).map(|root| root.folder.as_str()).collect()
}

fn list(facts: &Value) -> BTreeSet<&str> {
    facts.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Accounts use what the document means them to use, and nothing else.
pub fn uses(facts: &Value, wanted: &[&str]) -> Result<(), String> {
    let (found, wanted) = (list(&facts["uses"]), wanted.iter().copied().collect());
    let more: Vec<&&str> = found.difference(&wanted).collect();
    let less: Vec<&&str> = wanted.difference(&found).collect();
    if more.is_empty() && less.is_empty() { Ok(()) } else { Err(format!("may use: {more:?}; may not use: {less:?}")) }
}

/// Nothing waits for another account.
pub fn closed(facts: &Value) -> Result<(), String> {
    let open = list(&facts["open"]);
    if open.is_empty() { Ok(()) } else { Err(format!("open: {open:?}")) }
}

fn nothing(folder: &str, changes: &Changes) -> Result<(), String> {
    if changes.is_empty() { Ok(()) } else { Err(format!("a second plan of {folder} changes {changes:?}")) }
}

/// The roots can be applied in the order of `roots.json`, and a second plan of each is empty.
fn applied(bench: &Bench, programs: &Programs) -> Result<(), String> {
    let (render, _) = render(DOCUMENT, &Lock::default())?;
    let levels: Vec<usize> =
        render.roots.iter().filter_map(|one| LEVELS.iter().position(|at| *at == one.level())).collect();
    if !levels.is_sorted() || levels.len() != render.roots.len() {
        return Err(format!("roots.json has levels in another order: {levels:?}"));
    }
    let mut moment = bench.last(programs)?;
    let facts = moment.emulator.ask(&json!({"facts": true}))?;
    uses(&facts, &USES)?;
    closed(&facts)?;
    let plan = |folder: &str| nothing(folder, &moment.plan(&render, folder, programs)?);
    thread::scope(|scope| {
        let threads: Vec<_> = render.roots.iter().map(|root| scope.spawn(|| plan(&root.folder))).collect();
        threads.into_iter().try_for_each(|thread| thread.join().expect("a thread that ends"))
    })
}

/// The stacks make in each account what its roots make, also where they read outputs of each other by themselves.
fn templates(bench: &Bench, programs: &Programs) -> Result<(), String> {
    let taken = DOCUMENT.to_owned() + "\nstacks: {values: get-stack-output}\n";
    for text in [DOCUMENT, &taken] {
        let (render, _) = render(text, &Lock::default())?;
        let has_function = render.files.values().any(|text| text.contains("GetStackOutput"));
        if has_function != (text == taken) {
            return Err(format!("templates with Fn::GetStackOutput: {has_function}"));
        }
        same_templates(&render, &mut bench.last(programs)?)?;
    }
    Ok(())
}

fn same_templates(render: &Render, moment: &mut Moment) -> Result<(), String> {
    let place = scratch()?;
    for (path, text) in render.files.iter().filter(|(path, _)| path.starts_with("cloudformation/")) {
        write_below(place.path(), path, text)?;
    }
    let told = moment.emulator.ask(&json!({"compare": place.path().join("cloudformation")}))?;
    if let Some(why) = told["refused"].as_str() {
        return Err(format!("the templates cannot be deployed: {why}"));
    }
    let differences = list(&told["differences"]);
    let made = told["made"].as_u64().unwrap_or_default();
    if differences.is_empty() && made > 0 { Ok(()) } else { Err(format!("{made} made; {differences:#?}")) }
}

/// A VPC comes in an account that is there: the roots of that account and the acceptance change, by additions alone.
fn another_vpc(bench: &Bench, programs: &Programs) -> Result<(), String> {
    let vpc = "  returns: {account: shop, pool: production, prefix: 20, attach: {to: hub, segment: production}}\n";
    let text = DOCUMENT.replacen("\nvpcs:\n", &format!("\nvpcs:\n{vpc}"), 1);
    let (old, lock) = render(DOCUMENT, &Lock::default())?;
    let (new, _) = render(&text, &lock)?;
    let other = |folder: &&str| old.module(folder) != new.module(folder);
    let changed: Vec<&str> = new.roots.iter().map(|root| root.folder.as_str()).filter(other).collect();
    let wanted = [
        "shop/ap-northeast-1/own",
        "shop/ap-northeast-1/use",
        "network/ap-northeast-1/join",
        "shop/ap-northeast-1/route",
    ];
    if changed != wanted {
        return Err(format!("the roots that change are {changed:?}"));
    }
    let mut moment = bench.last(programs)?;
    for folder in changed {
        let planned = moment.apply(&new, &[folder], programs)?.remove(0);
        if planned.is_empty()
            || planned.iter().any(|(address, action)| action != "create" || !address.contains("returns"))
        {
            return Err(format!("{folder} changes {planned:?}"));
        }
    }
    let facts = moment.emulator.ask(&json!({"facts": true}))?;
    uses(&facts, &USES)?;
    closed(&facts)
}

/// The built-in `organization`, with what feeds each root told by units of Terragrunt: every root can be applied after those before it, and a
/// second plan of each is empty.
pub fn applied_by_units(
    files: BTreeMap<String, String>,
    units: &BTreeMap<String, Unit>,
    programs: &Programs,
) -> Result<(), String> {
    let render = Render::by_units(files, units)?;
    let members = "111111111111,222222222222,333333333333";
    let (mut emulator, _) = Emulator::start(&programs.python, SCRIPT, &["eu-central-1,eu-north-1", members, ""])?;
    let mut moment = Copied::at(emulator.ask(&json!({"fork": true}))?).map(Moment::new)?;
    for root in &render.roots {
        moment.apply(&render, &[&root.folder], programs)?;
    }
    let facts = moment.emulator.ask(&json!({"facts": true}))?;
    closed(&facts)?;
    render.roots.iter().try_for_each(|root| nothing(&root.folder, &moment.plan(&render, &root.folder, programs)?))?;
    same_templates(&render, &mut moment)
}

const ALONE: &str = "netgen: 1
name: corp
region: ap-northeast-1
availability_zones: [a, c]
transit_gateways: {hub: {segments: {production: {reaches: [production]}}}}
defaults: {vpc: {tiers: {app: {prefix: 24, route: transit}}}}
vpcs:
  core: {cidr: 10.0.0.0/20, attach: {to: hub, segment: production}}
  orders: {cidr: 10.1.0.0/20, attach: {to: hub, segment: production}}
";

/// What the document of one account says more once it has two.
const TOGETHER: [(&str, &str); 3] = [
    (
        "transit_gateways:",
        "accounts:
  network: \"111111111111\"
  shop: {id: \"222222222222\", role: arn:aws:iam::222222222222:role/deploy}
organization: {id: o-abc123defg, management: \"999999999999\"}
transit_gateways:",
    ),
    ("defaults: {vpc", "defaults: {account: network, vpc"),
    ("orders: {cidr", "orders: {account: shop, cidr"),
];

/// From one account to two: what stays in the first one is not touched.
fn moved(programs: &Programs) -> Result<(), String> {
    let bench = Bench::default();
    let (old, lock) = render(ALONE, &Lock::default())?;
    let text = TOGETHER.iter().fold(ALONE.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
    let (new, _) = render(&text, &lock)?;
    let mut moment = bench.empty(programs)?;
    moment.apply(&old, &["."], programs)?;
    for level in LEVELS {
        let folders = folders(&new, level);
        let all = moment.apply(&new, &folders, programs)?;
        for (folder, changes) in folders.into_iter().zip(all) {
            let is_right = |(address, action): (&String, &String)| match action.as_str() {
                "create" => folder != "." || !address.contains("core"),
                "delete" => folder == "." && address.contains("orders"),
                _ => false,
            };
            if changes.is_empty() || !changes.iter().all(is_right) {
                return Err(format!("{folder} changes {changes:?}"));
            }
        }
    }
    let facts = moment.emulator.ask(&json!({"facts": true}))?;
    uses(&facts, &["222222222222 transit gateway hub of 111111111111"])?;
    closed(&facts)
}
