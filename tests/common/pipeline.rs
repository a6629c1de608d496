//! The stages in one call, without a file.

use std::collections::BTreeMap;

use netgen::compile::{Texts, compile, read};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::plan::fabric::walk::Walker;
use netgen::plan::lock::Lock;
use netgen::reach::{classes, matrix, name};
use netgen::report::{LockState, PlanFormat};
use netgen::router::{self, bind};
use netgen::{aws, blueprint, cloudformation, network, plan, terraform};

/// What a test looks at.
#[derive(Debug)]
pub struct Outcome {
    /// `vpc/tier/zone` to CIDR and IPv6 index.
    pub subnets: BTreeMap<String, (String, Option<u32>)>,
    /// VPC to CIDR.
    pub vpcs: BTreeMap<String, String>,
    /// VPC to the zones of its NAT gateways.
    pub nats: BTreeMap<String, Vec<String>>,
    /// `vpc/tier/direction/what` to rule number.
    pub rules: BTreeMap<String, u32>,
    pub lock: Lock,
    /// Path and text of every file, if asked for.
    pub files: BTreeMap<String, String>,
}

/// Plans a document; `Err` has the diagnostics as text.
pub fn run(text: &str, lock: &Lock, render: bool) -> Result<Outcome, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("document.yaml", text);
    let outcome = stages(&mut sources, id, lock, render, &mut diagnostics);
    outcome
        .filter(|_| !diagnostics.has_errors())
        .ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}

fn stages(
    sources: &mut Sources,
    id: netgen::diagnostic::SourceId,
    old: &Lock,
    render: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Outcome> {
    let document = blueprint::load(sources, id, &[], &[], diagnostics)?;
    let network = network::resolve(&document, diagnostics)?;
    let (plan, lock) = plan::plan(&network, old, diagnostics)?;
    let mut outcome = Outcome {
        subnets: BTreeMap::new(),
        vpcs: BTreeMap::new(),
        nats: BTreeMap::new(),
        rules: BTreeMap::new(),
        lock,
        files: BTreeMap::new(),
    };
    for vpc in &plan.vpcs {
        outcome.vpcs.insert(vpc.vpc.name.to_string(), vpc.cidr.to_string());
        outcome.nats.insert(vpc.vpc.name.to_string(), vpc.nats.iter().map(|nat| nat.zone.to_string()).collect());
        for (tier, addresses) in vpc.vpc.tiers.iter().zip(&vpc.tiers) {
            for subnet in &addresses.subnets {
                let path = format!("{}/{}/{}", vpc.vpc.name, tier.name, subnet.zone);
                outcome.subnets.insert(path, (subnet.cidr.to_string(), subnet.ipv6));
            }
        }
        for acl in &vpc.acls {
            for (direction, entries) in [("ingress", &acl.ingress), ("egress", &acl.egress)] {
                for entry in entries {
                    let what = format!("{} {:?} {:?} {:?}", entry.why, entry.protocol, entry.action, entry.source);
                    let path = format!("{}/{}/{direction}/{what}", vpc.vpc.name, vpc.vpc.tier(acl.tier).name);
                    outcome.rules.insert(path, entry.number);
                }
            }
        }
    }
    if render {
        let graph = aws::lower(&plan);
        graph.check_names(&network, diagnostics);
        let templates =
            cloudformation::render(&graph, &network, "document.yaml", cloudformation::Format::Yaml, diagnostics);
        let json = cloudformation::render(&graph, &network, "document.yaml", cloudformation::Format::Json, diagnostics);
        let json = json.into_iter().filter(|file| !file.path.contains("/deploy."));
        for file in templates.into_iter().chain(json).chain(terraform::render(&graph, &network, "document.yaml")) {
            outcome.files.insert(file.path, file.text);
        }
    }
    Some(outcome)
}

/// Every file of a render without a lock, its templates in JSON; `Err` has the diagnostics as text. Unlike [`run`], with every
/// rule and with the files of routers.
pub fn tree(text: &str) -> Result<BTreeMap<String, String>, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let files = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let format = cloudformation::Format::Json;
        let compiled = compile(&input, "document.yaml", format, &mut diagnostics)?;
        let module = terraform::render(&compiled.graph, &input.network, "document.yaml");
        let asked = terraform::requests(&compiled.requests, &input.network, "document.yaml");
        let all = compiled.templates.into_iter().chain(module).chain(asked).chain(compiled.router_files);
        Some(all.map(|file| (file.path, file.text)).collect())
    });
    files.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}

/// A network at one moment: its files, with templates in JSON, its record, and its lock.
pub struct Version {
    pub files: BTreeMap<String, String>,
    pub record: netgen::record::Record,
    pub lock: String,
    /// The files of its routers.
    pub routers: BTreeMap<String, String>,
    /// What passes from each end to each other one, by family: the text of the matrix in which every end stands for itself.
    pub pairs: BTreeMap<(String, String, String), String>,
}

/// What passes between all ends of a plan, each by itself.
fn pairs(plan: &plan::Plan<'_>) -> BTreeMap<(String, String, String), String> {
    let walker = Walker::new(plan);
    let matrix = matrix(&walker, classes(&walker, true));
    let names: Vec<String> = matrix.classes.iter().map(|class| name(&walker, class.members[0])).collect();
    let mut pairs = BTreeMap::new();
    for (from, row) in names.iter().zip(&matrix.cells) {
        for (to, cell) in names.iter().zip(row) {
            for (family, reached) in cell.apart.iter().chain(&cell.together).filter(|(_, reached)| reached.passes()) {
                pairs.insert((from.clone(), to.clone(), family.to_string()), reached.to_string());
            }
        }
    }
    pairs
}

/// A document with values set in it, planned with a lock; `Err` has the diagnostics as text.
pub fn version(text: &str, settings: &[(String, String)], lock: Option<&str>) -> Result<Version, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let lock = lock.map(|lock| sources.add("document.lock", lock));
    let texts = Texts { document, overlays: Vec::new(), settings: settings.to_vec(), lock, releases: Vec::new() };
    let version = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", cloudformation::Format::Json, &mut diagnostics)?;
        let (record, lock) = (compiled.record(), compiled.lock.print());
        let module = terraform::render(&compiled.graph, &input.network, "document.yaml");
        let pairs = pairs(&compiled.plan);
        let texts =
            |files: Vec<netgen::artifact::Artifact>| files.into_iter().map(|file| (file.path, file.text)).collect();
        let files = texts(compiled.templates.into_iter().chain(module).collect());
        Some(Version { files, record, lock, routers: texts(compiled.router_files), pairs })
    });
    version.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}

/// The deployments between two versions of a document.
pub struct Stepped {
    pub old: Version,
    pub new: Version,
    /// The files of each step with templates in JSON, and those of its routers among them; the last are those of the new version.
    pub trees: Vec<BTreeMap<String, String>>,
    pub steps: netgen::steps::Steps,
}

/// The steps from a document with values set in it to the same with others; `Err` has the diagnostics as text, or what no steps are known for.
pub fn stepped(text: &str, from: &[(String, String)], to: &[(String, String)]) -> Result<Stepped, String> {
    let old = version(text, from, None)?;
    let new = version(text, to, Some(&old.lock))?;
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let lock = sources.add("document.lock", old.lock.as_str());
    let texts = |settings: &[(String, String)], lock| Texts {
        document,
        overlays: Vec::new(),
        settings: settings.to_vec(),
        lock,
        releases: Vec::new(),
    };
    let inputs = [texts(from, None), texts(to, Some(lock))].map(|texts| read(&texts, &mut sources, &mut diagnostics));
    let [Some(before), Some(after)] = &inputs else { return Err("a document".to_owned()) };
    let format = cloudformation::Format::Json;
    let sides = [before, after].map(|input| {
        let compiled = compile(input, "document.yaml", format, &mut diagnostics).expect("it compiled before");
        let (record, network) = (compiled.record(), &input.network);
        netgen::steps::Compiled { network, graph: compiled.graph.into(), record, routers: compiled.router_files }
    });
    let [one, other] = &sides;
    let steps = netgen::steps::steps(one, other, "document.yaml", format)?;
    let files =
        |step: &netgen::steps::Step| step.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    let mut trees: Vec<BTreeMap<String, String>> = steps.list.iter().map(files).collect();
    if let Some(last) = trees.last_mut() {
        *last = new.files.clone().into_iter().chain(new.routers.clone()).collect();
    }
    Ok(Stepped { old, new, trees, steps })
}

/// The plan as JSON, and every file of a render with its templates in JSON.
pub struct Forwarding {
    pub plan: serde_json::Value,
    pub files: BTreeMap<String, String>,
}

/// What the plan lists and what is rendered, of one compilation; `Err` has the diagnostics as text.
pub fn forwarding(text: &str) -> Result<Forwarding, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let model = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", cloudformation::Format::Json, &mut diagnostics)?;
        let plan = netgen::report::plan(&compiled.plan, &compiled.graph, &LockState::New, PlanFormat::Json);
        let module = terraform::render(&compiled.graph, &input.network, "document.yaml");
        let files = compiled.templates.into_iter().chain(module).map(|file| (file.path, file.text)).collect();
        Some(Forwarding { plan: serde_json::from_str(&plan).expect("JSON"), files })
    });
    model.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}

/// Hands on the plan and every file of a render, its templates in JSON and those of routers unbound, of one compilation; `Err` has
/// the diagnostics as text.
pub fn compiled<T>(text: &str, work: impl FnOnce(&plan::Plan<'_>, BTreeMap<String, String>) -> T) -> Result<T, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let made = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", cloudformation::Format::Json, &mut diagnostics)?;
        let module = terraform::render(&compiled.graph, &input.network, "document.yaml");
        let files = compiled.templates.into_iter().chain(module).chain(compiled.router_files);
        let files = files.map(|file| (file.path, file.text)).collect();
        Some(work(&compiled.plan, files))
    });
    made.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}

/// What is found in a document, as text: warnings too.
pub fn findings(text: &str) -> String {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    if let Some(input) = read(&texts, &mut sources, &mut diagnostics) {
        drop(compile(&input, "document.yaml", cloudformation::Format::Json, &mut diagnostics));
    }
    report(&diagnostics, &sources, Format::Text { color: false })
}

/// The files of all routers with one of AWS's answers bound into them, keys and all; `Err` has the diagnostics as text.
pub fn bound(text: &str, answer: &str) -> Result<BTreeMap<String, String>, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let files = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", cloudformation::Format::Json, &mut diagnostics)?;
        let file = bind::File { name: "answer.json", text: answer };
        let bound = bind::bind(&compiled.routers, &[file], &mut diagnostics)?;
        let rendered = router::render(&bound.routers, &mut diagnostics)?;
        Some(rendered.public.into_iter().chain(rendered.secret).map(|file| (file.path, file.text)).collect())
    });
    files.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}

/// The routers of a document: what each is told, and all of their files.
pub struct Routers {
    pub configs: Vec<router::RouterConfig>,
    pub files: Vec<netgen::artifact::Artifact>,
    pub lock: String,
}

/// The routers of a document, planned with a lock; `Err` has the diagnostics as text.
pub fn routers(text: &str, lock: Option<&str>) -> Result<Routers, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let lock = lock.map(|lock| sources.add("document.lock", lock));
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock, releases: Vec::new() };
    let made = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", cloudformation::Format::Json, &mut diagnostics)?;
        Some(Routers { lock: compiled.lock.print(), configs: compiled.routers, files: compiled.router_files })
    });
    made.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}
