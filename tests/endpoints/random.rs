//! Endpoints of random VPCs, read from both dialects: each gateway endpoint is in the tables of the tiers that use it and in no other,
//! each interface endpoint has one subnet in each of its zones, services have their real names, and private names are asked for where
//! AWS gives them.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::dialects::form::{Form, Key, Leaf, Resource};
use crate::common::dialects::{cloudformation, terraform};
use crate::common::dice::Dice;
use crate::common::pipeline::compiled;
use crate::common::seeds::each_seed;

const ENDPOINT: &str = "AWS::EC2::VPCEndpoint";
const INBOUND: &str = "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint";

/// Services with the name of their endpoint, where `R` stands for the Region, and whether AWS has private names for it.
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
const SERVICES: [(&str, &str, bool); 9] = [
    ("ssm", "com.amazonaws.R.ssm", true),
    ("kms", "com.amazonaws.R.kms", true),
    ("ecr.api", "com.amazonaws.R.ecr.api", true),
    ("s3", "com.amazonaws.R.s3", true),
    ("dynamodb", "com.amazonaws.R.dynamodb", false),
    ("dynamodb-streams", "com.amazonaws.R.dynamodb-streams", false),
    ("iot.data", "com.amazonaws.R.iot.data", false),
    ("notebook", "aws.sagemaker.R.notebook", true),
    ("iam", "com.amazonaws.iam", true),
];

/// A VPC with endpoints, as its document means it.
struct Wish {
    region: &'static str,
    zones: Vec<&'static str>,
    nat: &'static str,
    /// Name, route, and `gateway_endpoints` if it is written.
    tiers: Vec<(&'static str, &'static str, Option<bool>)>,
    gateways: Vec<&'static str>,
    /// Service, the zones if they are written, `private_dns` if it is.
    interfaces: Vec<(usize, Option<&'static str>, Option<bool>)>,
    /// The tier that holds interfaces, if it is written.
    tier: Option<&'static str>,
}

impl Wish {
    fn of(seed: u64) -> Self {
        let dice = &mut Dice::new(seed ^ 0xe9d);
        let all = [("front", "internet"), ("app", "nat"), ("batch", "nat"), ("data", "local"), ("cold", "local")];
        let mut tiers: Vec<_> = all
            .into_iter()
            .filter_map(|(name, route)| {
                let uses = [None, None, Some(true), Some(false)][dice.roll(4)];
                (!dice.one_in(3)).then_some((name, route, uses))
            })
            .collect();
        // A NAT gateway stands in a tier that faces the internet, interfaces in one that does not, and somebody uses the gateways.
        if tiers.iter().all(|(name, ..)| *name != "front") {
            tiers.push(("front", "internet", None));
        }
        tiers.push(("last", "local", Some(true)));
        let gateways = ["s3", "dynamodb"].into_iter().filter(|_| dice.one_in(2)).collect();
        let interfaces = (0..SERVICES.len()).filter(|_| dice.one_in(3)).collect::<Vec<_>>().into_iter();
        let zones = dice.pick(&["a", "ab", "abc"]);
        let zones: Vec<&str> = zones.split("").filter(|zone| !zone.is_empty()).collect();
        let interfaces = interfaces.map(|service| {
            let zone = dice.one_in(4).then(|| dice.pick(&zones));
            let names = dice.one_in(4).then(|| SERVICES[service].2 && dice.one_in(2));
            (service, zone, names)
        });
        let interfaces = interfaces.collect();
        let tier = dice.one_in(3).then_some("last");
        let nat = dice.pick(&["per-az", "single", "regional"]);
        Self { region: dice.pick(&["eu-west-1", "us-east-1"]), zones, nat, tiers, gateways, interfaces, tier }
    }

    fn document(&self) -> String {
        let tier = |(name, route, uses): &(&str, &str, Option<bool>)| {
            let uses = uses.map_or(String::new(), |uses| format!(", gateway_endpoints: {uses}"));
            format!("{name}: {{prefix: 24, route: {route}{uses}}}")
        };
        let interface = |(service, zone, names): &(usize, Option<&str>, Option<bool>)| {
            let zone = zone.map_or(String::new(), |zone| format!("zones: [{zone}]"));
            let names = names.map_or(String::new(), |names| format!("private_dns: {names}"));
            let more: Vec<String> = [zone, names].into_iter().filter(|one| !one.is_empty()).collect();
            let name = SERVICES[*service].0;
            if more.is_empty() { name.to_owned() } else { format!("{{{name}: {{{}}}}}", more.join(", ")) }
        };
        let list = |parts: Vec<String>| parts.join(", ");
        let nat = if self.tiers.iter().any(|(_, route, _)| *route == "nat") {
            format!("nat: {}, ", self.nat)
        } else {
            String::new()
        };
        format!(
            "netgen: 1\nname: shop\nregion: {}\navailability_zones: [{}]\nquotas: {{elastic_ips: 9}}\nvpcs:\n  shop: {{cidr: 10.0.0.0/16, {nat}\
             tiers: {{{}}}, endpoints: {{gateway: [{}], interface: [{}]{}}}}}\n",
            self.region,
            self.zones.join(", "),
            list(self.tiers.iter().map(tier).collect()),
            self.gateways.join(", "),
            list(self.interfaces.iter().map(interface).collect()),
            self.tier.map_or(String::new(), |tier| format!(", tier: {tier}")),
        )
    }

    /// The tier that holds interfaces: the first `nat` tier by name, else the first `local` one.
    fn holder(&self) -> &'static str {
        let first = |wanted: &str| {
            let own = self.tiers.iter().filter(|(_, route, _)| *route == wanted).map(|(name, ..)| *name);
            own.min()
        };
        self.tier.or_else(|| first("nat")).or_else(|| first("local")).expect("a tier")
    }
}

fn text<'r>(one: &'r Resource, name: &str) -> Option<&'r str> {
    one.facts.get(name)?.as_text()
}

/// What a list reads.
fn list(one: &Resource, name: &str) -> BTreeSet<Key> {
    let values = (0..).map_while(|place| one.facts.get(&format!("{name}.{place}")));
    values.flat_map(Leaf::reads).cloned().collect()
}

/// The network of a dialect: subnets by tier and zone, and their tables.
struct Tables {
    subnets: BTreeMap<(String, String), Key>,
    tables: BTreeMap<Key, Key>,
}

impl Tables {
    fn of(form: &Form) -> Self {
        let name = |one: &Resource| {
            let name = text(one, "Tags.Name").expect("a name").to_owned();
            let parts: Vec<&str> = name.split('-').collect();
            (parts[1].to_owned(), parts[2].to_owned())
        };
        let subnets = form.of("AWS::EC2::Subnet").map(|(key, one)| (name(one), key.clone())).collect();
        let tables = form.of("AWS::EC2::SubnetRouteTableAssociation");
        let read = |one: &Resource, name: &str| one.read(name).expect("a reference").clone();
        let tables = tables.map(|(_, one)| (read(one, "SubnetId"), read(one, "RouteTableId"))).collect();
        Self { subnets, tables }
    }

    fn subnets(&self, tier: &str, zones: &[&str]) -> BTreeSet<Key> {
        zones.iter().map(|zone| self.subnets[&(tier.to_owned(), (*zone).to_owned())].clone()).collect()
    }
}

/// The one endpoint of a kind for a service.
fn find<'f>(form: &'f Form, kind: &str, service: &str) -> Result<(&'f Key, &'f Resource), String> {
    let is_one =
        |one: &Resource| text(one, "VpcEndpointType") == Some(kind) && text(one, "ServiceName") == Some(service);
    let found: Vec<_> = form.of(ENDPOINT).filter(|(_, one)| is_one(one)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        other => Err(format!("{} endpoints of kind {kind} for {service}", other.len())),
    }
}

fn same<T: std::fmt::Debug + PartialEq>(what: &str, found: &T, wanted: &T) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{what}: {found:?}, meant {wanted:?}")) }
}

/// The error is the first thing that a dialect says otherwise than the document.
fn compare(wish: &Wish, form: &Form) -> Result<(), String> {
    let tables = Tables::of(form);
    same("endpoints", &form.of(ENDPOINT).count(), &(wish.gateways.len() + wish.interfaces.len()))?;
    for service in &wish.gateways {
        let (_, one) = find(form, "Gateway", &format!("com.amazonaws.{}.{service}", wish.region))?;
        let uses = |(_, route, uses): &&(&str, &str, Option<bool>)| uses.unwrap_or(*route == "nat");
        let tiers = wish.tiers.iter().filter(uses);
        let subnets: BTreeSet<Key> = tiers.flat_map(|(tier, ..)| tables.subnets(tier, &wish.zones)).collect();
        let wanted = subnets.iter().map(|subnet| tables.tables[subnet].clone()).collect();
        same(service, &list(one, "RouteTableIds"), &wanted)?;
    }
    wish.interfaces.iter().try_for_each(|interface| compare_interface(wish, form, &tables, *interface))
}

fn compare_interface(
    wish: &Wish,
    form: &Form,
    tables: &Tables,
    (service, zone, names): (usize, Option<&'static str>, Option<bool>),
) -> Result<(), String> {
    let (short, full, has_names) = SERVICES[service];
    let (key, one) = find(form, "Interface", &full.replace('R', wish.region))?;
    let zones = zone.map_or(wish.zones.clone(), |zone| vec![zone]);
    same(short, &list(one, "SubnetIds"), &tables.subnets(wish.holder(), &zones))?;
    let elsewhere = (short == "iam" && wish.region != "us-east-1").then_some("us-east-1");
    same(short, &text(one, "ServiceRegion"), &elsewhere)?;
    // Without a choice, S3 beside its gateway answers the inbound endpoint of the Resolver alone, and comes after the gateway.
    let beside = short == "s3" && wish.gateways.contains(&"s3") && names.is_none();
    let asked = names.unwrap_or(has_names);
    same(short, &text(one, "PrivateDnsEnabled"), &Some(asked.to_string().as_str()))?;
    let inbound = (short == "s3" && asked).then(|| beside.to_string());
    same(short, &text(one, INBOUND), &inbound.as_deref())?;
    if beside {
        let (gateway, _) = find(form, "Gateway", &format!("com.amazonaws.{}.s3", wish.region))?;
        same("the interface of S3 waits for its gateway", &form.waits(key, gateway), &true)?;
    }
    Ok(())
}

/// Both dialects of a document.
fn forms(text: &str) -> [Form; 2] {
    let forms = compiled(text, |_, files| [cloudformation::read(&files), terraform::read(&files)]);
    let forms = forms.unwrap_or_else(|report| panic!("{text}\n{report}"));
    forms.map(|form| form.unwrap_or_else(|error| panic!("{text}\n{error}")))
}

#[test]
fn endpoints_are_where_the_document_says_with_the_names_that_services_have() {
    let counts = each_seed(250, |seed| {
        let wish = Wish::of(seed);
        let document = wish.document();
        for form in forms(&document) {
            compare(&wish, &form).unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{document}"));
        }
        [wish.gateways.len(), wish.interfaces.len()]
    });
    let sum = |place: usize| counts.iter().map(|count| count[place]).sum::<usize>();
    assert!(sum(0) > 100 && sum(1) > 300, "{} gateway and {} interface endpoints", sum(0), sum(1));
}

/// Makes a fault of an endpoint; false where it has nothing like it.
type Fault = fn(&mut Resource) -> bool;

fn set(one: &mut Resource, name: &str, change: impl Fn(&str) -> String) -> bool {
    let Some(Leaf::Text(value)) = one.facts.get_mut(name) else { return false };
    *value = change(value);
    true
}

const FAULTS: &[(&str, Fault)] = &[
    ("a table does not have the gateway", |one| one.facts.remove("RouteTableIds.0").is_some()),
    ("the gateway is in the table of another tier", |one| {
        let other = Leaf::Read(Key { kind: "AWS::EC2::RouteTable", name: "shopfront".to_owned() }, "id");
        one.facts.contains_key("RouteTableIds.0") && one.facts.insert("RouteTableIds.0".to_owned(), other).is_some()
    }),
    ("a zone has no interface", |one| one.facts.remove("SubnetIds.0").is_some()),
    ("the interface is in another tier", |one| {
        let other = Leaf::Read(Key { kind: "AWS::EC2::Subnet", name: "shopfronta".to_owned() }, "id");
        one.facts.contains_key("SubnetIds.0") && one.facts.insert("SubnetIds.0".to_owned(), other).is_some()
    }),
    ("the service of another Region", |one| set(one, "ServiceName", |name| name.replace("west-1", "west-2") + "x")),
    ("a name that is composed blindly", |one| {
        let is_odd = text(one, "ServiceName").is_some_and(|name| !name.starts_with("com.amazonaws.eu-"));
        is_odd && set(one, "ServiceName", |name| format!("com.amazonaws.eu-west-1.{name}"))
    }),
    ("another kind of endpoint", |one| {
        set(one, "VpcEndpointType", |kind| if kind == "Gateway" { "Interface" } else { "Gateway" }.to_owned())
    }),
    ("private names are exchanged", |one| set(one, "PrivateDnsEnabled", |flag| (flag != "true").to_string())),
    ("names are for others", |one| set(one, INBOUND, |flag| (flag != "true").to_string())),
    ("nothing says whom the names are for", |one| one.facts.remove(INBOUND).is_some()),
    ("the interface does not wait for its gateway", |one| !std::mem::take(&mut one.after).is_empty()),
    ("the service's Region is missing", |one| one.facts.remove("ServiceRegion").is_some()),
];

#[test]
fn seeded_faults_of_endpoints_are_noticed() {
    for (name, fault) in FAULTS {
        let mut tried = 0;
        for wish in (0..60).map(Wish::of) {
            if tried > 3 {
                break;
            }
            let document = wish.document();
            for form in forms(&document) {
                let keys: Vec<Key> = form.of(ENDPOINT).map(|(key, _)| key.clone()).collect();
                for key in keys {
                    let mut broken = form.clone();
                    if fault(broken.resources.get_mut(&key).expect("it is there")) {
                        tried += 1;
                        assert!(compare(&wish, &broken).is_err(), "{name}: {key:?}\n{document}");
                    }
                }
            }
        }
        assert!(tried > 1, "{name} was tried {tried} times");
    }
}
