use super::{Question, Verdict, answer};
use crate::diagnostic::{Diagnostics, Sources};
use crate::net::Ports;
use crate::plan::Plan;
use crate::plan::fabric::Table;
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Obstacle, Trace, Walker};

/// Runs `work` with a walker over the plan of a document.
fn with_walker<T>(text: &str, work: impl FnOnce(&Walker<'_>) -> T) -> T {
    with_plan(text, |plan| work(&Walker::new(plan)))
}

/// Runs `work` with the plan of a document.
fn with_plan<T>(text: &str, work: impl FnOnce(&mut Plan<'_>) -> T) -> T {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let written = crate::blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).expect("a document");
    let network = crate::network::resolve(&written, &mut diagnostics).expect("a network");
    let lock = crate::plan::lock::Lock::default();
    let (mut plan, _) = crate::plan::plan(&network, &lock, &mut diagnostics).expect("a plan");
    work(&mut plan)
}

fn shown(obstacle: Option<&Obstacle>) -> String {
    obstacle.map_or_else(
        || "ok".to_owned(),
        |one| {
            let filter = one.kind.word().starts_with("acl");
            let rule = one.rule.map_or_else(|| "*".to_owned(), |rule| rule.to_string());
            if filter {
                format!("{} {} #{rule}", one.kind.word(), one.at)
            } else {
                format!("{} {}", one.kind.word(), one.at)
            }
        },
    )
}

/// Whether an expected obstacle is what was found.
fn meets(expected: &str, trace: &Trace) -> bool {
    let found = shown(trace.obstacle());
    expected == "*" || found == expected || !expected.contains('#') && found.split(" #").next() == Some(expected)
}

/// Whether expected hops occur in this order.
fn passes_by(expected: &str, trace: &Trace) -> bool {
    let mut hops = trace.hops.iter().map(|hop| hop.at.as_str());
    let mut wanted = expected.split('>').map(str::trim).filter(|one| !one.is_empty());
    wanted.all(|one| hops.any(|hop| hop == one || hop.split(' ').next() == Some(one)))
}

fn judge(walker: &Walker<'_>, line: &str) -> Result<(), String> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [from, to, what, family, verdict, there, back, hops] = fields.as_slice() else {
        return Err(format!("{line}: eight columns"));
    };
    let question = Question::read(walker.plan(), from, to, Some(what)).map_err(|error| error.message)?;
    let families = match *family {
        "ipv4" => vec![Family::Ipv4],
        "ipv6" => vec![Family::Ipv6],
        _ => question.families(walker.plan().network),
    };
    let found = answer(walker, &question, &families);
    if found.outcomes.is_empty() {
        return Err(format!("{line}\n  no outcome"));
    }
    let mut wrong = Vec::new();
    if found.verdict().word() != *verdict {
        wrong.push(format!("verdict {}", found.verdict().word()));
    }
    for outcome in &found.outcomes {
        let flow = &outcome.case.flow;
        if !meets(there, &flow.there) || !meets(back, &flow.back) || !passes_by(hops, &flow.there) {
            let trace: Vec<_> = flow.there.hops.iter().map(|hop| hop.at.as_str()).collect();
            let (one, two) = (shown(flow.there.obstacle()), shown(flow.back.obstacle()));
            wrong.push(format!("{:?}: {one} | {two} | {}", outcome.zones, trace.join(" > ")));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{line}\n  {}", wrong.join("\n  "))) }
}

fn judge_all(document: &str, expected: &str) {
    let wrong = with_walker(document, |walker| {
        let lines = expected.lines().filter(|line| line.contains('|'));
        lines.filter_map(|line| judge(walker, line).err()).collect::<Vec<_>>()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

macro_rules! expectations {
    ($($name:ident: $document:literal, $expected:literal;)*) => {$(
        #[test]
        fn $name() {
            judge_all(include_str!($document), include_str!($expected));
        }
    )*};
}

expectations! {
    three_tier_is_as_expected: "../../blueprints/three-tier.yaml", "../../tests/reach/three-tier.expect";
    hub_spoke_is_as_expected: "../../blueprints/hub-spoke.yaml", "../../tests/reach/hub-spoke.expect";
    site_link_is_as_expected: "../../tests/blueprints/site-link.yaml", "../../tests/reach/site-link.expect";
    dx_vpn_is_as_expected: "../../blueprints/dx-vpn.yaml", "../../tests/reach/dx-vpn.expect";
    inspected_segments_are_as_expected: "../../tests/reach/inspected.yaml", "../../tests/reach/inspected.expect";
    ipv6_of_inspected_segments_is_as_expected: "../../tests/reach/inspected.yaml", "../../tests/reach/inspected-ipv6.expect";
    ipv6_over_a_hub_is_as_expected: "../../tests/reach/hub-ipv6.yaml", "../../tests/reach/hub-ipv6.expect";
    peering_beside_a_hub_is_as_expected: "../../tests/reach/peering.yaml", "../../tests/reach/peering.expect";
    vpcs_of_others_are_as_expected: "../../tests/reach/others.yaml", "../../tests/reach/others.expect";
    groups_of_other_vpcs_are_as_expected: "../../tests/reach/groups.yaml", "../../tests/reach/groups.expect";
    written_network_acls_are_as_expected: "../../tests/reach/acls.yaml", "../../tests/reach/acls.expect";
    sites_are_as_expected: "../../tests/reach/sites.yaml", "../../tests/reach/sites.expect";
    a_site_with_ipv6_is_as_expected: "../../tests/reach/site-ipv6.yaml", "../../tests/reach/site-ipv6.expect";
    people_who_dial_in_are_as_expected: "../../tests/blueprints/remote-access.yaml", "../../tests/reach/remote-access.expect";
    a_regional_nat_gateway_is_as_expected: "../../tests/reach/regional-nat.yaml", "../../tests/reach/regional-nat.expect";
    a_single_nat_gateway_is_as_expected: "../../tests/reach/single-nat.yaml", "../../tests/reach/single-nat.expect";
}

#[test]
fn ports_that_pass_are_found_without_a_protocol() {
    with_walker(include_str!("../../tests/reach/acls.yaml"), |walker| {
        let question = Question::read(walker.plan(), "shop/batch", "internet", None).expect("a question");
        let found = answer(walker, &question, &[Family::Ipv4]);
        assert_eq!(found.verdict(), Verdict::Yes);
        let passing = found.outcomes[0].case.passing.as_ref().expect("ports");
        assert_eq!((passing.tcp.as_slice(), passing.udp.as_slice()), ([Ports::one(443)].as_slice(), [].as_slice()));
        assert_eq!(passing.to_string(), "tcp 443");
    });
}

/// What leads over a gateway of another team holds once that team did its part; what does not lead over it holds by itself.
#[test]
fn answers_over_gateways_of_others_say_what_they_wait_for() {
    with_walker(include_str!("../../tests/blueprints/their-hub.yaml"), |walker| {
        let notes = |from: &str, to: &str| {
            let question = Question::read(walker.plan(), from, to, None).expect("a question");
            answer(walker, &question, &[Family::Ipv4]).notes
        };
        let of = |hub: &str| {
            format!("what is said of `{hub}` holds once its owner did what docs/requests/{hub}.md asks for")
        };
        assert_eq!(notes("orders", "10.1.1.1"), [of("hub")]);
        assert_eq!(notes("bench", "probe"), [of("lab")]);
        assert!(notes("orders", "orders").is_empty());
    });
}

/// A place of a plan at which a fault can be seeded.
#[derive(Clone, Copy, Debug)]
enum Fault {
    HubRoute(usize, usize, usize),
    Association(usize, usize, usize),
    Firewall(usize, usize),
    Ingress(usize, usize, usize),
    Egress(usize, usize, usize),
    Route(usize, usize, usize),
}

/// Every fault that a plan has room for.
fn faults(plan: &Plan<'_>) -> Vec<Fault> {
    let mut all = Vec::new();
    for (h, hub) in plan.hubs.iter().enumerate() {
        for (t, table) in hub.tables.iter().enumerate() {
            all.extend((0..table.routes.iter().count()).map(|i| Fault::HubRoute(h, t, i)));
            all.extend((0..table.associations.len()).map(|i| Fault::Association(h, t, i)));
        }
        all.extend((0..hub.firewall.len()).map(|i| Fault::Firewall(h, i)));
    }
    for (v, vpc) in plan.vpcs.iter().enumerate() {
        for (a, acl) in vpc.acls.iter().enumerate() {
            all.extend((0..acl.ingress.len()).map(|i| Fault::Ingress(v, a, i)));
            all.extend((0..acl.egress.len()).map(|i| Fault::Egress(v, a, i)));
        }
        for (t, table) in vpc.tables.iter().enumerate() {
            all.extend((0..table.routes.iter().count()).map(|i| Fault::Route(v, t, i)));
        }
    }
    all
}

fn seed(plan: &mut Plan<'_>, fault: Fault) {
    match fault {
        Fault::HubRoute(h, t, i) => remove(&mut plan.hubs[h].tables[t].routes, i),
        Fault::Association(h, t, i) => drop(plan.hubs[h].tables[t].associations.remove(i)),
        Fault::Firewall(h, i) => plan.hubs[h].firewall[i].pass ^= true,
        Fault::Ingress(v, a, i) => drop(plan.vpcs[v].acls[a].ingress.remove(i)),
        Fault::Egress(v, a, i) => drop(plan.vpcs[v].acls[a].egress.remove(i)),
        Fault::Route(v, t, i) => remove(&mut plan.vpcs[v].tables[t].routes, i),
    }
}

fn remove<T: Clone + std::fmt::Debug>(table: &mut Table<T>, place: usize) {
    let mut fewer = Table::default();
    for (_, route) in table.iter().enumerate().filter(|(index, _)| *index != place) {
        fewer.insert(route.clone()).expect("no twin");
    }
    *table = fewer;
}

/// How many single faults in the tables and filters change an answer that was written by hand, of how many there are.
fn noticed(document: &str, expected: &str) -> (usize, usize) {
    let all = with_plan(document, |plan| faults(plan));
    let caught = all.iter().filter(|fault| {
        with_plan(document, |plan| {
            seed(plan, **fault);
            let walker = Walker::new(plan);
            let mut lines = expected.lines().filter(|line| line.contains('|'));
            lines.any(|line| judge(&walker, line).is_err())
        })
    });
    (caught.count(), all.len())
}

#[test]
fn seeded_faults_in_tables_and_filters_change_answers() {
    let inspected =
        noticed(include_str!("../../tests/reach/inspected.yaml"), include_str!("../../tests/reach/inspected.expect"));
    let acls = noticed(include_str!("../../tests/reach/acls.yaml"), include_str!("../../tests/reach/acls.expect"));
    let peering =
        noticed(include_str!("../../tests/reach/peering.yaml"), include_str!("../../tests/reach/peering.expect"));
    for (what, (caught, all), least) in [("inspected", inspected, 30), ("ACLs", acls, 15), ("peering", peering, 15)] {
        assert!(caught >= least, "{what}: {caught} of {all} faults are noticed");
    }
}
