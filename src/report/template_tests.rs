//! Every template renders, and prints as it is only what is safe.

use super::*;

/// Fields that are printed as they are, by page: code, rows of tables, and texts that were made safe before.
const SAFE: &[(Page, &[&str])] = &[
    (
        Page::AddressPlan,
        &[
            "page.pools",
            "page.overview.vpcs",
            "subnets",
            "blocks_of_tiers",
            "headroom",
            "tags",
            "page.sites",
            "page.links",
        ],
    ),
    (Page::Routing, &["routes", "firewall", "ingress", "egress", "told", "sessions", "publics"]),
    (Page::Segments, &["this", "rows", "rows_ipv6", "apart"]),
    (Page::Reachability, &["page.classes", "page.rows", "page.words"]),
    (Page::Failures, &["page.lost", "page.moves", "page.paths", "page.levels"]),
    (Page::Spoke, &["page.reaches", "page.tiers"]),
    (
        Page::Request,
        &[
            "page.attachments",
            "page.accounts",
            "routes",
            "this",
            "page.find",
            "page.accept",
            "command page.deploy",
            "command page.label",
            "command this",
            "code page.template",
            "code page.module",
            "command page.module",
        ],
    ),
    (Page::RequestPeering, &["code this", "code page.output", "this", "page.tiers", "page.rules"]),
    (Page::Shared, &["page.participants", "page.subnets"]),
    (Page::Topology, &["id", "label", "from", "to", "arrow", "text"]),
    (Page::Monitoring, &["page.alarms", "page.parts", "page.dashboards", "page.queries"]),
    (Page::RemoteAccess, &["rules", "associations", "id", "export"]),
    (Page::Connections, &["page.rows", "code page.stack", "code this"]),
    (
        Page::Dialects,
        &[
            "feature",
            "cloudformation",
            "terraform",
            "by_hand",
            "meanwhile",
            "on",
            "code parameter",
            "code stack",
            "why",
            "page.why_outputs",
            "what",
            "code kind",
            "code cloudformation",
            "code terraform",
            "code argument",
        ],
    ),
    (
        Page::Readme,
        &[
            "code name",
            "code template",
            "code folder",
            "code list",
            "code page.git_sync",
            "code page.states",
            "code this",
            "code cloudformation",
            "code terraform",
            "command place",
            "command line",
            "command page.variables",
            "command page.call.label",
            "command alias",
            "command region",
            "command this",
            "code ../stack",
            "code parameter",
            "this",
            "uplinks",
            "page.quotas",
            "page.steps.rows",
            "code step",
            "code until",
            "ask",
            "change",
            "code was",
            "code id",
            "code stack",
            "code address",
            "code list",
            "code release",
            "command delete",
            "command wait",
        ],
    ),
];

#[test]
fn only_what_is_safe_is_printed_as_it_is() {
    for page in Page::ALL {
        let known = SAFE.iter().find(|(one, _)| one == page).map_or(&[][..], |(_, fields)| fields);
        assert!(!page.template().contains("{{&"));
        let raw = page.template().split("{{{").skip(1).filter_map(|rest| rest.split("}}}").next());
        assert!(raw.clone().all(|field| known.contains(&field)), "{page:?}: {:?}", raw.collect::<Vec<_>>());
    }
    assert!(PARTIALS.iter().all(|(_, text)| !text.contains("{{{")));
}

#[test]
fn pieces_are_the_whole_template_and_no_block_is_cut() {
    for page in Page::ALL {
        let pieces = pieces(page.template());
        assert_eq!(pieces.concat(), page.template());
        assert!(pieces.iter().all(|piece| piece.matches("{{#").count() == piece.matches("{{/").count()));
    }
}

#[test]
fn texts_come_back_where_their_marks_stood() {
    fn same(one: &Template, other: &Template) {
        assert_eq!(one.elements.len(), other.elements.len());
        for pair in one.elements.iter().zip(&other.elements) {
            match pair {
                (TemplateElement::HelperBlock(one), TemplateElement::HelperBlock(other)) => {
                    let both = [(&one.template, &other.template), (&one.inverse, &other.inverse)];
                    for (one, other) in both {
                        assert_eq!(one.is_some(), other.is_some());
                        if let (Some(one), Some(other)) = (one, other) {
                            same(one, other);
                        }
                    }
                }
                (one, other) => assert_eq!(one, other),
            }
        }
    }
    for page in Page::ALL {
        assert!(!page.template().contains(|letter| ('\u{e000}'..='\u{f8ff}').contains(&letter)));
        for piece in pieces(page.template()) {
            let (short, texts) = marked(piece);
            let mut template = Template::compile(&short).unwrap();
            unmark(&mut template, &texts);
            same(&template, &Template::compile(piece).unwrap());
        }
    }
}

#[test]
fn every_template_is_registered() {
    let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/docs"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files.len(), Page::ALL.len() + PARTIALS.len(), "{files:?}");
}

#[test]
fn a_value_is_escaped_and_a_missing_one_is_an_error() {
    let registry = Compiled::new(Page::Readme).registry;
    let one = registry.render_template("{{x}}", &std::collections::BTreeMap::from([("x", "a|<b>")]));
    assert_eq!(one.unwrap(), "a\\|&lt;b&gt;");
    assert!(registry.render_template("{{y}}", &std::collections::BTreeMap::from([("x", "")])).is_err());
}
