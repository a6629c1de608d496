use crate::diagnostic::{Code, Diagnostics, Sources};
use crate::{blueprint, check, network, plan};

/// Every connection that its rules open is answered.
const SOUND: &str = r#"
netgen: 1
name: shop
region: eu-west-1
availability_zones: [a, b]
vpcs:
  shop:
    cidr: 10.0.0.0/16
    nat: per-az
    tiers:
      public: {prefix: 24, route: internet}
      app: {prefix: 24, route: nat}
      db: {prefix: 24, route: local}
    network_acls:
      public:
        ingress:
          100: {from: internet, tcp: 443}
          110: {from: internet, tcp: "1024-65535"}
          120: {from: 10.0.0.0/16, all: true}
        egress:
          100: {to: internet, all: true}
      app:
        ingress:
          100: {from: internet, tcp: "1024-65535"}
        egress:
          100: {to: internet, tcp: 443}
          110: {to: db, tcp: 5432}
          120: {to: public, tcp: "1024-65535"}
      db:
        ingress:
          100: {from: app, tcp: 5432}
        egress:
          100: {to: app, tcp: "1024-65535"}
"#;

/// The messages of NG0950 about a document.
fn findings(text: &str) -> Vec<String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).expect("a document");
    let meant = network::resolve(&written, &mut diagnostics).expect("a network");
    let (plan, _) = plan::plan(&meant, &plan::lock::Lock::default(), &mut diagnostics).expect("a plan");
    let mut found = Diagnostics::default();
    check::check(&plan, &mut found);
    found.sorted().iter().filter(|one| one.code == Code::AclReplies).map(|one| one.message.clone()).collect()
}

#[test]
fn rules_that_answer_all_that_they_open_are_sound() {
    assert_eq!(findings(SOUND), Vec::<String>::new());
}

/// A fault: what is replaced, by what, the tier whose ACL drops then, and which way.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("          110: {from: internet, tcp: \"1024-65535\"}\n", "", "`public`", "into"),
    ("tcp: \"1024-65535\"}\n          120: {from", "tcp: \"32768-60999\"}\n          120: {from", "`public`", "into"),
    (
        "          120: {from: 10.0.0.0/16, all: true}\n",
        "          90: {from: 10.0.0.0/16, all: true, action: deny}\n",
        "`public`",
        "into",
    ),
    ("100: {to: internet, all: true}", "100: {to: 10.0.0.0/16, all: true}", "`public`", "out of"),
    (
        "          100: {from: internet, tcp: \"1024-65535\"}\n",
        "          100: {from: db, all: true}\n",
        "`app`",
        "into",
    ),
    (
        "          100: {from: internet, tcp: \"1024-65535\"}\n",
        "          100: {from: 10.0.0.0/16, all: true}\n",
        "`app`",
        "into",
    ),
    (
        "          100: {from: internet, tcp: \"1024-65535\"}\n",
        "          90: {from: internet, tcp: \"30000-40000\", action: deny}\n          100: {from: internet, tcp: \"1024-65535\"}\n",
        "`app`",
        "into",
    ),
    ("          100: {to: app, tcp: \"1024-65535\"}\n", "          100: {to: public, all: true}\n", "`db`", "out of"),
    (
        "          100: {to: app, tcp: \"1024-65535\"}\n",
        "          100: {to: app, udp: \"1024-65535\"}\n",
        "`db`",
        "out of",
    ),
    (
        "          100: {to: app, tcp: \"1024-65535\"}\n",
        "          90: {to: app, tcp: \"1024-2000\", action: deny}\n          100: {to: app, tcp: \"1024-65535\"}\n",
        "`db`",
        "out of",
    ),
];

#[test]
fn a_reply_without_a_rule_is_found_in_the_subnet_that_drops_it() {
    for (rule, fault, tier, way) in FAULTS {
        assert!(SOUND.contains(rule), "{rule}");
        let found = findings(&SOUND.replacen(rule, fault, 1));
        let expected =
            format!("network ACL of tier {tier} in VPC `shop` drops packets {way} it that other rules expect");
        assert!(found.contains(&expected), "{rule} -> {fault}: {found:?}");
    }
}
