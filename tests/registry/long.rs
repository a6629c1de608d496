//! Functions and files that are longer than the others may be, each with its reason.

/// A reason, and the files and functions that have it.
type Reason = (&'static str, &'static [(&'static str, &'static str)]);

/// Functions of more than 40 lines of code.
pub const FUNCTIONS: &[Reason] = &[
    (
        "builds the resources of one thing in the order in which they are printed; each is short by itself",
        &[
            ("src/aws/lower/dns.rs", "resolver"),
            ("src/aws/lower/site/direct_connect.rs", "gateway"),
            ("src/aws/lower/site/vpn.rs", "vpn"),
        ],
    ),
    (
        "decides step by step, and each step reads what the ones before it decided",
        &[
            ("src/network/resolve/mod.rs", "resolve"),
            ("src/plan/mod.rs", "decide"),
            ("src/plan/tier/fixed.rs", "fixed_block"),
            ("src/plan/tier/ipv6.rs", "ipv6"),
        ],
    ),
    (
        "one arm or one row for each case, in one place: parts would have to be read together",
        &[
            ("src/network/place.rs", "find"),
            ("src/aws/canonical.rs", "value"),
            ("src/aws/owner.rs", "names"),
            ("src/aws/owner.rs", "title"),
            ("src/cloudformation/links.rs", "of"),
            ("src/cloudformation/template/mod.rs", "resource"),
            ("src/write/error.rs", "fmt"),
        ],
    ),
    (
        "one case, or one document and all that is expected of it",
        &[
            ("src/blueprint/decode/tests.rs", "all_errors_come_in_one_run_without_echoes"),
            ("src/blueprint/decode/tests.rs", "one_error_of_each_kind_reads_well"),
            ("src/cloudformation/yaml/tests.rs", "a_template_looks_as_people_write_it"),
            ("src/cloudformation/yaml/tests.rs", "everywhere"),
            ("src/hostile_tests.rs", "document"),
            ("src/report/json/tests.rs", "the_built_in_document_has_every_fact"),
            ("src/router/bind/tests.rs", "what_does_not_belong_is_said"),
            ("src/terraform/hcl/tests.rs", "a_file_looks_as_terraform_fmt_leaves_it"),
            ("src/yaml/tests.rs", "look_alikes_stay_text"),
            ("tests/common/pipeline.rs", "stages"),
            ("tests/equivalence/order.rs", "needs"),
            ("tests/hub_spoke.rs", "tables_of_the_transit_gateway_are_exactly_these"),
            ("tests/robust/killed.rs", "renders"),
            ("tests/three_tier.rs", "terraform_has_the_same_routing_tables"),
        ],
    ),
    (
        "one view with its rows, in the order in which a reader meets them",
        &[
            ("src/check/segment_prefixes.rs", "check"),
            ("src/report/documents/readme.rs", "view"),
            ("src/router/checks.rs", "after"),
            ("src/router/handover/drill.rs", "sheet"),
            ("src/router/handover/links.rs", "tunnels"),
            ("src/router/platform/juniper/policy.rs", "options"),
        ],
    ),
    (
        "reads one text in the order in which it is written",
        &[
            ("tests/common/dialects/cloudformation.rs", "resource"),
            ("tests/proof/net.rs", "of"),
            ("tests/proof/net.rs", "read_hubs"),
            ("tests/sites/junos.rs", "read"),
            ("tests/sites/junos.rs", "tunnel"),
            ("tests/sites/prove.rs", "ends"),
            ("tests/sites/sheets.rs", "row"),
            ("tests/sites/tunnels.rs", "wrong"),
        ],
    ),
    (
        "takes one part of the document apart field by field; the findings of its fields stand in the order of the document",
        &[
            ("src/network/reason.rs", "reason"),
            ("src/network/resolve/address.rs", "address"),
            ("src/network/resolve/mod.rs", "network"),
            ("src/network/resolve/service.rs", "flow_logs"),
            ("src/network/resolve/site/order.rs", "groups"),
            ("src/network/resolve/tier.rs", "subnet_size"),
            ("src/network/resolve/tier.rs", "tiers"),
        ],
    ),
];

/// Files of more than 350 lines.
pub const FILES: &[(&str, &[&str])] = &[(
    "the expectations of one network or one reader, which are read together",
    &[
        "tests/growth.rs",
        "src/blueprint/decode/tests.rs",
        "tests/dx_vpn.rs",
        "tests/common/dialects/cloudformation.rs",
        "tests/hub_spoke.rs",
        "tests/change/refused.rs",
    ],
)];
