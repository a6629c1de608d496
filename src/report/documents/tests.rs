use super::super::testing;
use super::*;
use crate::escape::is_special;

/// All documents of a blueprint, checked for what no document may have.
fn rendered(text: &str, document: &str) -> Vec<Artifact> {
    let mut all = Vec::new();
    testing::fresh(text, |plan, graph| all = documents(plan, graph, document));
    for Artifact { path, text } in &all {
        assert!(!text.contains("[object]") && !text.contains("{{") && !text.contains("null"), "{path}\n{text}");
        assert!(text.lines().all(|line| line.trim_end() == line), "{path} has trailing blanks\n{text}");
        assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"), "{path}\n{text}");
        assert!(!text.contains(|c| is_special(c) && c != '\n'), "{path}\n{text}");
        tables(path, text);
    }
    all
}

/// Every row of a table has as many cells as its head.
fn tables(path: &str, text: &str) {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    for pair in text.lines().collect::<Vec<_>>().windows(2) {
        if pair[0].starts_with('|') && pair[1].starts_with('|') {
            assert_eq!(cells(pair[0]), cells(pair[1]), "{path}: {} / {}", pair[0], pair[1]);
        }
    }
}

fn page<'a>(all: &'a [Artifact], name: &str) -> &'a str {
    &all.iter().find(|one| one.path == format!("docs/{name}")).unwrap().text
}

#[test]
fn every_document_says_where_it_comes_from() {
    let all = rendered(testing::THREE_TIER, "a/b\\three-tier.yaml");
    assert_eq!(all.len(), Page::ALL.len() - 8, "no gateway; nothing asked, shared, watched, ordered or dialled");
    for one in &all {
        let head = "Made by netgen from three-tier.yaml; change that file and render again.\n";
        assert_eq!(one.text.lines().nth(2).unwrap(), head.trim_end(), "{}", one.path);
    }
}

#[test]
fn the_smallest_document_and_an_empty_one_render() {
    let all = rendered(testing::MINIMAL, "tiny.yaml");
    let routing = page(&all, "routing.md");
    assert!(routing.contains("| only | only a | 10.9.0.0/24 | local |\n"), "{routing}");
    assert!(!routing.contains("Security groups") && !page(&all, "README.md").contains("CAPABILITY_IAM`"));
    let none = rendered("netgen: 1\nname: none\nregion: eu-west-1\navailability_zones: [a]\nvpcs: {}\n", "none.yaml");
    assert!(!page(&none, "README.md").contains("aws cloudformation"));
    assert!(!page(&none, "dialects.md").contains("| ---"));
}

#[test]
fn the_address_plan_has_every_subnet_and_what_is_left() {
    let all = rendered(testing::THREE_TIER, "three-tier.yaml");
    let plan = page(&all, "address-plan.md");
    assert!(plan.contains("| private | c | 10.0.2.0/23 | 507 | 1 | private c | planned |\n"), "{plan}");
    assert!(plan.contains("| database | 10.0.8.0/22 | IPv6 /64s 4 to 7 | 10.0.11.0/24 | 1 | 59 |\n"), "{plan}");
    assert!(plan.contains("| in subnets | 3072 | 4.7 % | ■□□□□□□□□□□□□□□□□□□□ |\n"), "{plan}");
    assert!(plan.contains("| CostCenter | 4711 |\n"), "{plan}");
    assert!(!plan.contains("freed, kept") && !plan.contains("## Pools"), "{plan}");
}

#[test]
fn the_chart_shows_zones_gateways_and_defaults() {
    let all = rendered(testing::THREE_TIER, "three-tier.yaml");
    let chart = page(&all, "topology.md");
    for line in [
        "  subgraph vpc__shop[\"VPC shop  10.0.0.0/16  IPv6 /56 from Amazon\"]",
        "    subgraph zone__shop__c[\"ap-northeast-1c\"]",
        "      subnet__shop__private__c[\"private c<br/>10.0.2.0/23<br/>4 interface endpoints\"]",
        "      nat__shop__c([\"NAT c<br/>in public c\"])",
        "    igw__shop([\"internet gateway\"])",
        "  internet((\"internet\"))",
        "  subnet__shop__private__c --> nat__shop__c",
        "  subnet__shop__private__c -.-> eigw__shop",
        "  subnet__shop__private__c ==> endpoints__shop",
        "  nat__shop__c --> igw__shop",
        "  igw__shop --> internet",
        "  eigw__shop -.-> internet",
    ] {
        assert_eq!(chart.lines().filter(|one| *one == line).count(), 1, "{line}\n{chart}");
    }
    assert!(!chart.contains("  subnet__shop__database__a -"), "{chart}");
    assert_eq!(chart.lines().filter(|line| line.trim() == "end").count(), 4);
    assert_eq!(chart.matches("```").count(), 2);
}

#[test]
fn large_documents_have_one_node_for_a_tier() {
    let all = rendered(&testing::many(5, "[a, b, c]"), "many.yaml");
    let chart = page(&all, "topology.md");
    assert!(chart.contains("tier__app_001__app[\"app<br/>10.0.0.0/23<br/>3 subnets\"]\n"), "{chart}");
    assert!(chart.contains("nat__app_001([\"NAT a b c<br/>in web\"])\n"), "{chart}");
    assert_eq!(chart.matches("  tier__app_001__app --> nat__app_001\n").count(), 1);
    assert!(!chart.contains("zone__"), "{chart}");
}

#[test]
fn routing_shows_who_may_reach_whom_and_why() {
    let all = rendered(testing::THREE_TIER, "three-tier.yaml");
    let routing = page(&all, "routing.md");
    for line in [
        "| private a | private a | 10.0.0.0/16 | local |",
        "| public | public a c d | 10.0.0.0/16 | local |",
        "|  |  | 0.0.0.0/0 | NAT c |",
        "|  |  | prefix list of s3 | s3 gateway endpoint |",
        "NAT gateways: one in every zone, in tier public.",
        "Interface endpoints in tier private: ec2messages, secretsmanager, ssm, ssmmessages.",
        "| internet | alb | tcp 443 | - |",
        "| app | db | tcp 5432 | - |",
        "| db | nowhere | - | - |",
        "| web | internet | tcp 443 | - |",
        "#### Tier database, packets that come in",
    ] {
        assert!(routing.lines().any(|one| one == line), "{line}\n{routing}");
    }
}

#[test]
fn the_dialects_page_follows_from_the_resources() {
    let all = rendered(testing::THREE_TIER, "three-tier.yaml");
    let dialects = page(&all, "dialects.md");
    assert!(dialects.contains("| `AWS::EC2::VPCGatewayAttachment` | CloudFormation | 1 | "), "{dialects}");
    assert!(dialects.contains("| `aws_default_security_group` | Terraform | 1 | "), "{dialects}");
    assert!(
        dialects.contains("| `AWS::EC2::VPC` | `aws_vpc` | Terraform | `assign_generated_ipv6_cidr_block` | "),
        "{dialects}"
    );
    assert!(dialects.contains("remove its rules by hand"), "{dialects}");
    assert!(dialects.contains(" by its `vpc_id` |"), "{dialects}");
    assert!(!dialects.contains("| - |"), "everything has its reason\n{dialects}");
}

#[test]
fn the_readme_says_how_to_deploy() {
    let all = rendered(testing::THREE_TIER, "three-tier.yaml");
    let command = "aws cloudformation deploy --region ap-northeast-1 --stack-name shop --template-file \
        cloudformation/shop.yaml --capabilities CAPABILITY_IAM\n";
    assert!(page(&all, "README.md").contains(command), "{}", page(&all, "README.md"));
    let slots = testing::THREE_TIER.replace("[a, c, d]", "2");
    let split = slots.replace("vpcs:\n", "stacks: {split: {shop: [security, endpoints]}}\nvpcs:\n");
    let all = rendered(&split, "three-tier.yaml");
    let readme = page(&all, "README.md");
    assert!(readme.contains(" --parameter-overrides Zone1=VALUE Zone2=VALUE\n"), "{readme}");
    assert!(readme.contains(" -var zone1=VALUE -var zone2=VALUE\n"), "{readme}");
    assert!(
        readme.contains("Deploy the stacks in this order.\n") && readme.contains("deploy.json` says which"),
        "{readme}"
    );
    let place =
        |stack: &str| readme.find(&format!("--stack-name {stack} ")).unwrap_or_else(|| panic!("{stack}\n{readme}"));
    assert!(place("shop") < place("shop-shop-endpoints"), "{readme}");
}

#[test]
fn user_text_is_data() {
    let text = testing::THREE_TIER.replace("Owner: platform", "Owner: \"a_b =@x\"").replace(
        "{from: internet, tcp: 443}",
        "{from: internet, tcp: 443, description: \"[x](y) {z} $a$ #1 a_b & c\"}",
    );
    let all = rendered(&text, "evil`|<b>\n.yaml");
    let head = page(&all, "routing.md").lines().nth(2).unwrap().to_owned();
    assert_eq!(head, "Made by netgen from evil\\`\\|&lt;b&gt; .yaml; change that file and render again.");
    assert!(page(&all, "address-plan.md").contains("| Owner | a\\_b =@x |"), "{}", page(&all, "address-plan.md"));
    let row = "| internet | alb | tcp 443 | \\[x\\](y) {z} &dollar;a&dollar; \\#1 a\\_b &amp; c |\n";
    assert!(page(&all, "routing.md").contains(row), "{}", page(&all, "routing.md"));
}

#[test]
fn segments_say_who_reaches_whom_and_what_keeps_the_others_apart() {
    let all = rendered(testing::HUB_SPOKE, "hub-spoke.yaml");
    let segments = page(&all, "segments.md");
    for line in [
        "| from \\ to | development | production | shared | staging | internet |",
        "| production | - | direct | inspected | - | inspected, NAT |",
        "| staging | - | - | direct | direct | NAT |",
        "| production | VPC orders, VPC payments |",
        "- development to production: table development drops 10.0.0.0/12 (pool production)",
    ] {
        assert!(segments.lines().any(|one| one == line), "{line}\n{segments}");
    }
    let pairs = segments.lines().filter(|line| line.starts_with("- ")).count();
    let matrix = segments.lines().skip_while(|line| !line.starts_with("| from")).take_while(|line| !line.is_empty());
    let dashes: usize = matrix.skip(2).map(|line| line.matches(" - ").count()).sum();
    assert_eq!(pairs, dashes, "every dash has its line\n{segments}");
}

#[test]
fn without_internet_the_absence_of_a_route_is_what_keeps_segments_apart() {
    let text =
        testing::HUB_SPOKE.replace("staging:     {reaches: [shared, internet]}", "staging:     {reaches: [shared]}");
    let all = rendered(&text, "hub-spoke.yaml");
    let segments = page(&all, "segments.md");
    assert!(segments.contains("- staging to production: table staging has no route to 10.0.0.0/16; "), "{segments}");
    assert!(segments.contains("- staging to internet: table staging has no default route\n"), "{segments}");
}

#[test]
fn routing_has_the_tables_of_the_transit_gateway_and_the_firewall() {
    let all = rendered(testing::HUB_SPOKE, "hub-spoke.yaml");
    let routing = page(&all, "routing.md");
    for line in [
        "It routes what comes from VPC orders, VPC payments.",
        "| 10.80.0.0/12 | pool shared | static | VPC inspection | through the firewall |",
        "| 10.32.0.0/18 | VPC orders-stg | propagated | VPC orders-stg | replies go back directly |",
        "| pairs | 1 | pass | 10.0.0.0/12 | pool production | 10.80.0.0/12 | pool shared | yes | production and shared |",
    ] {
        assert!(routing.lines().any(|one| one == line), "{line}\n{routing}");
    }
}

#[test]
fn sites_stand_in_every_document() {
    let all = rendered(testing::DX_VPN, "dx-vpn.yaml");
    for (file, line) in [
        ("README.md", "The order of its uplinks, in both directions: dx-1, then inet."),
        ("README.md", "| transit virtual interfaces per connection | connection dxcon-ffabc123 | 1 | 4 | 25 % |"),
        ("README.md", "`HubMainAttachmentId` of `hybrid-hybrid-routing-hub`:"),
        (
            "address-plan.md",
            "| tokyo | inet tunnel 2 | 169.254.16.4/30 | 169.254.16.5 | 169.254.16.6 | edge-2 | planned |",
        ),
        ("routing.md", "| AWS | tokyo | 10.0.0.0/16 | dx-1, then inet |"),
        ("topology.md", "    router__tokyo__edge_1[\"edge-1<br/>cisco-ios-xe<br/>192.168.1.2\"]"),
        ("spokes/app.md", "| on-prem | by the transit gateway | site tokyo, 192.168.0.0/16 |"),
    ] {
        assert!(page(&all, file).lines().any(|one| one == line), "{file}: {line}\n{}", page(&all, file));
    }
    let lookups = page(&all, "README.md").matches("\naws ec2 describe-transit-gateway-attachments ").count();
    assert_eq!(lookups, 2, "one for the VPN connection, one for the Direct Connect gateway");
}

#[test]
fn peerings_stand_in_charts_and_tables() {
    let text = testing::MINIMAL.replace(
        "vpcs: {tiny: {cidr: 10.9.0.0/24, nat: none, tiers: {only: {prefix: 28, route: local}}}}",
        "vpcs:\n  tiny: {cidr: 10.9.0.0/24, tiers: {only: {prefix: 28, route: local}}}\n  \
         next: {cidr: 10.8.0.0/24, tiers: {only: {prefix: 28, route: local}}}\npeerings: {pair: {between: [tiny, next]}}",
    );
    let all = rendered(&text, "pair.yaml");
    assert!(page(&all, "routing.md").contains("| 10.8.0.0/24 | peering pair to VPC next |\n"));
    let chart = page(&all, "topology.md");
    assert!(chart.contains("  subnet__tiny__only__a --o beyond__tiny__peering_pair\n"), "{chart}");
    assert!(chart.contains("  beyond__tiny__peering_pair([\"peering pair<br/>VPC next\"])\n"), "{chart}");
}

#[test]
fn a_spoke_has_a_sheet() {
    let all = rendered(testing::HUB_SPOKE, "hub-spoke.yaml");
    assert!(page(&all, "spokes/orders.md").contains("| shared | through the firewall | 1 VPC |\n"));
    assert_eq!(all.iter().filter(|one| one.path.starts_with("docs/spokes/")).count(), 5);
}

#[test]
fn every_node_of_a_chart_is_declared() {
    for text in [testing::THREE_TIER, testing::HUB_SPOKE, testing::DX_VPN] {
        let all = rendered(text, "test.yaml");
        for chart in page(&all, "topology.md").split("```mermaid\n").skip(1).filter_map(|one| one.split("```").next()) {
            let arrows = [
                " --- ", " ===|", " -.-|", " ---|", " --> ", " -.-> ", " ==> ", " --o ", " <--> ", " -->|", " -.->|",
                " <-.->|",
            ];
            let is_edge = |line: &&str| arrows.iter().any(|arrow| line.contains(arrow));
            for edge in chart.lines().filter(is_edge) {
                let mut words = edge.split_whitespace();
                for end in [words.next().unwrap(), words.next_back().unwrap()] {
                    let declared = chart.contains(&format!(" {end}[")) || chart.contains(&format!(" {end}("));
                    assert!(declared, "{end}\n{chart}");
                }
            }
        }
    }
}

#[test]
fn reachability_and_failures_are_by_classes_and_say_what_stops() {
    let all = rendered(testing::THREE_TIER, "three-tier.yaml");
    let reach = page(&all, "reachability.md");
    assert!(reach.contains("| shop/private | shop/private |\n"), "{reach}");
    assert!(reach.contains("| no-address | nothing on the internet stands for the private address |\n"), "{reach}");
    let fail = page(&all, "failures.md");
    let row = "| nat/shop/a, nat/shop/c, nat/shop/d | shop/private of its VPC to internet ipv4 in its zone, other zones keep it |\n";
    assert!(fail.contains(row), "{fail}");
    assert!(fail.contains("- availability zone: zone/a, zone/c, zone/d\n"), "{fail}");
    assert!(fail.contains("| 99.9 % | 43.8 | NAT gateway shop 99.9 % | internet gateway shop |"), "{fail}");
}

/// A spoke more is a name or a number in a line here and there.
#[test]
fn a_spoke_more_changes_few_lines_of_reachability_and_failures() {
    let document = |spokes: usize| {
        let mut text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\naddress_pools: {one: 10.0.0.0/11, own: 10.64.0.0/16}\n\
                        transit_gateways: {hub: {segments: {one: {reaches: [internet]}, two: {reaches: [one]}}, internet: {through: exit}}}\n\
                        defaults: {vpc: {tiers: {app: {prefix: 26, route: transit}, db: {prefix: 26, route: local}, web: {prefix: 26, route: internet}, \
                        batch: {prefix: 26, route: nat}}}}\nquotas: {vpcs: 100, elastic_ips: 200}\nvpcs:\n  exit: {pool: own, prefix: 24, role: egress, attach: {to: hub}, tiers: {}}\n"
            .to_owned();
        for number in 0..spokes {
            // Later names come before earlier ones.
            let (name, segment) = (99 - number, ["one", "two"][number % 2]);
            let spoke = format!("  v{name:02}: {{pool: one, prefix: 20, attach: {{to: hub, segment: {segment}}}}}\n");
            text.push_str(&spoke);
        }
        text
    };
    for spokes in [4, 9, 20] {
        let (before, after) = (rendered(&document(spokes), "corp.yaml"), rendered(&document(spokes + 1), "corp.yaml"));
        for name in ["reachability.md", "failures.md"] {
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
            let (before, after) = (lines(page(&before, name)), lines(page(&after, name)));
            let changed: Vec<&String> = before.difference(&after).collect();
            assert!(changed.len() <= 8, "{spokes}, {name}: {changed:#?}");
            assert!(after.len() <= before.len() + 2, "{spokes}, {name}");
        }
    }
}

#[test]
fn many_segments_are_shown_by_classes() {
    let mut text = "netgen: 1\nname: many\nregion: eu-west-1\navailability_zones: [a]\naddress_pools: {all: 10.0.0.0/8}\n\
                    quotas: {vpcs: 100, transit_gateway_tables: 100}\ntransit_gateways:\n  hub:\n    internet: {through: egress}\n    \
                    segments:\n      shared: {reaches: [internet]}\n"
        .to_owned();
    let numbers = || 10..50;
    text.extend(numbers().map(|one| format!("      s{one}: {{reaches: [shared]}}\n")));
    text += "vpcs:\n  egress: {pool: all, prefix: 24, role: egress, attach: {to: hub}}\n";
    let vpc = |name: &str, segment: &str| {
        format!(
            "  {name}: {{pool: all, prefix: 24, ipv6: true, attach: {{to: hub, segment: {segment}}}, \
             tiers: {{app: {{prefix: 28, route: transit}}}}}}\n"
        )
    };
    text += &vpc("shared", "shared");
    text.extend(numbers().map(|one| vpc(&format!("v{one}"), &format!("s{one}"))));
    let all = rendered(&text, "many.yaml");
    let segments = page(&all, "segments.md");
    for line in [
        "Its 41 segments are of 2 classes: segments of a class reach the same others in the same way.",
        "| 1 | s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, 28 more | direct | - | direct: 2 | - |",
        "| 2 | shared | direct | - | direct: 1 | NAT |",
        "| 2 | shared | - | - | - | own gateway |",
        "| 1 | table s10 has no default route |",
        "| 2 | table shared has a default route and drops 10.0.0.0/8 (pool all) |",
        "| s49 | VPC v49 |",
    ] {
        assert!(segments.contains(line), "{line}\n{segments}");
    }
    assert!(segments.lines().count() < 100, "{segments}");
}
