//! Random documents that use most of the language at once, many of them odd. What netgen refuses is another test's affair.

use std::fmt::Write as _;

use crate::common::dice::Dice;
use crate::common::watching::OF_HUBS;

/// A document, from a seed.
pub fn document(seed: u64) -> String {
    let dice = &mut Dice::new(seed);
    let zones = dice.pick(&["[a]", "[a, b]", "[b, a, c]", "[a, b]", "2", "[euw1-az1, euw1-az3]"]);
    let hub = !dice.one_in(4);
    let mut text =
        format!("netgen: 1\nname: {}\nregion: eu-west-1\navailability_zones: {zones}\n", dice.pick(&["lab", "corp-x"]));
    text += dice.pick(&[
        "",
        "tags: {Owner: platform}\n",
        "tags: {\"a:b\": \"x = y @ z\", Stage: \"4711\", \"for\": \"plus + and - minus\"}\n",
    ]);
    text += dice.pick(&["", "retain: false\n"]);
    text += "quotas: {vpcs: 20}\naddress_pools: {one: 10.0.0.0/12, two: 10.16.0.0/12, core: 10.240.0.0/16}\n";
    let count = 1 + dice.roll(3);
    let segments = ["left", "right"];
    let (internet, inspection) = (hub && dice.one_in(2), hub && zones.contains("a,") && dice.one_in(2));
    if hub {
        gateway(dice, internet, inspection, &mut text);
    }
    text += "vpcs:\n";
    if internet {
        let nat = dice.pick(&["single", "per-az"]);
        let _ = writeln!(text, "  out: {{pool: core, prefix: 24, role: egress, nat: {nat}, attach: {{to: hub}}}}");
    }
    if inspection {
        text += "  look: {pool: core, prefix: 24, role: inspection, attach: {to: hub}}\n";
    }
    for number in 0..count {
        let segment = hub.then(|| segments[if number < 2 { number } else { dice.roll(2) }]);
        vpc(dice, (number, count), segment, &mut text);
    }
    if count > 1 && dice.one_in(3) {
        text += "peerings: {short: {between: [vpc-1, vpc-0]}}\n";
    }
    let split = dice.pick(&["[security]", "[logs, endpoints]", "[security, endpoints, logs]"]);
    match dice.roll(6) {
        0 => text += "stacks: {mode: nested}\n",
        1 => drop(writeln!(text, "stacks: {{split: {{vpc-0: {split}}}}}")),
        _ => {}
    }
    text + dice.pick(if hub { OF_HUBS } else { &[""] })
}

fn gateway(dice: &mut Dice, internet: bool, inspection: bool, text: &mut String) {
    let out = if internet { ", internet" } else { "" };
    let isolated = dice.one_in(4);
    let extra = dice.pick(&[
        "",
        ", blackhole: [198.18.0.0/15]",
        ", static: [{to: 172.20.0.0/16, via: tgw-attach-0aaaaaaaaaaaaaaa0}]",
    ]);
    let own = if dice.one_in(4) {
        "id: tgw-0123456789abcdef0, default_tables: disabled".to_owned()
    } else {
        let options =
            dice.pick(&["dns: false", "ecmp: false", "auto_accept: true", "cidrs: [10.254.0.0/24]", "retain: true"]);
        format!("asn: {}, {options}", dice.pick(&["64512", "4200000001"]))
    };
    let sites = if own.starts_with("id") && dice.one_in(2) {
        ", sites: {prefixes: [192.168.0.0/16], attachments: [tgw-attach-0123456789abcdef0], reaches: [left]}"
    } else {
        ""
    };
    let mut more = String::new();
    if internet {
        more += ", internet: {through: out}";
    }
    if inspection {
        let pair = if internet && dice.one_in(2) { ", [left, internet]" } else { "" };
        let _ = write!(more, ", inspection: {{through: look, between: [[left, right]{pair}]}}");
    }
    let _ = writeln!(
        text,
        "transit_gateways: {{hub: {{{own}, segments: {{left: {{reaches: [right{out}], isolated: {isolated}{extra}}}, right: {{reaches: [{}]}}{sites}}}{more}}}}}",
        out.trim_start_matches(", ")
    );
}

fn vpc(dice: &mut Dice, (number, count): (usize, usize), segment: Option<&str>, text: &mut String) {
    let pool = if segment == Some("left") || number == 0 { "one" } else { "two" };
    let block = if dice.one_in(4) {
        format!("cidr: 172.{}.0.0/20", 24 + number)
    } else {
        format!("pool: {pool}, prefix: {}", 18 + dice.roll(2))
    };
    let mut parts = vec![block];
    let way = segment.map_or("nat", |_| dice.pick(&["transit", "transit", "nat"]));
    if let Some(segment) = segment {
        parts.push(format!("attach: {{to: hub, segment: {segment}}}"));
    }
    parts.push(format!("ipv6: {}", dice.one_in(2)));
    let further = dice.one_in(3);
    if further {
        parts.push("secondary_cidrs: [{cidr: 100.64.0.0/16, routable: false}]".to_owned());
    }
    parts.push(format!("tiers: {{{}}}", tiers(dice, way, further)));
    parts.push(format!("nat: {}", dice.pick(&["per-az", "single", "per-az"])));
    parts.push(format!("security_groups: {{{}}}", groups(dice, (number + 1) % count)));
    parts.push(format!("endpoints: {{{}}}", endpoints(dice, number, segment.is_some())));
    if let Some(logs) = logs(dice) {
        parts.push(format!("flow_logs: {logs}"));
    }
    parts.push(format!("network_acls: {}", acls(dice)));
    parts.push(format!(
        "dhcp: {}",
        dice.pick(&[
            "{domain: corp.example, dns: [AmazonProvidedDNS]}",
            "{dns: [10.1.1.1, 10.1.1.2], ntp: [169.254.169.123]}"
        ])
    ));
    if dice.one_in(4) {
        parts.push("resolver: {inbound: true, outbound: {forward: {corp.example: [192.168.1.53], lab.example: [192.168.1.54, 192.168.1.53]}}}".to_owned());
    }
    if dice.one_in(3) {
        parts.push("tags: {Stage: \"two words\"}".to_owned());
    }
    let _ = writeln!(text, "  vpc-{number}: {{{}}}", parts.join(", "));
}

fn tiers(dice: &mut Dice, way: &str, further: bool) -> String {
    let mut tiers = vec![
        format!("front: {{prefix: 26, route: internet, public_addresses: {}}}", dice.one_in(2)),
        format!("app: {{prefix: {}, route: {way}}}", 24 + dice.roll(3)),
    ];
    if dice.one_in(2) {
        tiers.push("data: {hosts: 40, route: local, tags: {kubernetes.io/role/internal-elb: \"1\"}}".to_owned());
    }
    if further {
        tiers.push(format!("pods: {{prefix: 20, route: {way}, from: 100.64.0.0/16}}"));
    }
    tiers.join(", ")
}

/// Groups whose rules name, among others, groups of the next VPC, which may be the same one.
fn groups(dice: &mut Dice, next: usize) -> String {
    let (web, app) = (format!("vpc/vpc-{next}/group/web"), format!("vpc/vpc-{next}/group/app"));
    let from = dice.pick(&[
        web.as_str(),
        web.as_str(),
        app.as_str(),
        "internet",
        "pl-0123456789abcdef0",
        "vpc",
        "vpc/vpc-0",
        "tier/app",
        "pool/one",
        "sg-0123456789abcdef0",
        "10.0.0.0/8",
        "\"2001:db8::/32\"",
    ]);
    let ports = dice.pick(&["tcp: 443", "tcp: [443, 80], udp: 443", "tcp: \"8000-8100\"", "icmp: true"]);
    let over = format!(", egress: [{{to: {app}, tcp: 5432}}, {{to: app, udp: 53}}]");
    let egress = dice.pick(&[
        "",
        over.as_str(),
        ", egress: []",
        ", egress: [{to: app, tcp: 5432}, {to: \"2001:db8::/32\", udp: 53}]",
        ", egress: [{to: app, all: true}]",
    ]);
    let description = dice.pick(&["", ", description: Web - of the shop (HTTPS)"]);
    format!(
        "web: {{ingress: [{{from: {from}, {ports}}}]{egress}{description}}}, app: {{ingress: [{{from: web, tcp: {}}}, {{from: app, {}}}]}}",
        1024 + dice.roll(60000),
        dice.pick(&["all: true", "icmp: true", "udp: 53", "icmp: [{type: 8}, {type: 3, code: 4}]"])
    )
}

fn endpoints(dice: &mut Dice, number: usize, attached: bool) -> String {
    let gateway = dice.pick(&["gateway: []", "gateway: [s3]", "gateway: [s3, dynamodb]"]);
    let interface = match dice.roll(4) {
        0 => ", interface: [ssm, ecr.api], tier: app",
        1 if attached && number == 0 => ", interface: [ssm, logs], central: true, tier: app",
        2 => {
            ", interface: [s3, dynamodb-streams, notebook, {ssm: {private_dns: false, policy: {Own: {actions: [\"*\"], \
             conditions: {StringEquals: {\"aws:SourceVpc\": [$vpc]}}}}}}], tier: app"
        }
        3 => {
            ", interface: [{s3: {private_dns: true}}, iam, com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0], \
             tier: app"
        }
        _ => "",
    };
    let policy = if gateway.contains("s3") && dice.one_in(3) {
        ", policy: {s3: {Own: {actions: [\"s3:GetObject\"], resources: [\"arn:aws:s3:::logs-${aws:PrincipalAccount}/*\"], \
         conditions: {StringEquals: {\"aws:PrincipalOrgID\": [o-a1b2c3d4e5]}}}, Not: {effect: deny, actions: [\"s3:DeleteBucket\"]}}}"
    } else {
        ""
    };
    format!("{gateway}{interface}{policy}")
}

fn logs(dice: &mut Dice) -> Option<&'static str> {
    dice.pick(&[
        None,
        Some("{to: cloudwatch, traffic: all, retention_days: 30}"),
        Some("{to: s3, traffic: reject, bucket_arn: \"arn:aws:s3:::flow-logs/vpc/\", interval: 60, fields: extended}"),
    ])
}

fn acls(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "open",
        "tiered",
        "{app: {ingress: {90: {from: vpc, udp: 514}, 100: {from: app, tcp: 5432}, 110: {from: internet, tcp: \"1024-65535\"}, 120: {from: internet, icmp: {type: 8, code: 0}}, 200: {from: front, all: true, \
         action: deny}}, egress: {100: {to: app, udp: \"1024-65535\"}}}}",
    ])
}
