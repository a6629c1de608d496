//! What random documents say of alarms, dashboards and saved queries.

/// Alarms of a site.
pub const ALARMS: &[&str] = &[
    "",
    "    alarms: {topic: new, email: [noc@example.com]}\n",
    "    alarms: {email: [noc@example.com], all: true}\n",
    "    alarms: {email: [noc@example.com], all: true, load: 65, light: false, cut_off: false}\n",
];

/// What watches a network with sites.
pub const OF_SITES: &[&str] = &[
    "",
    "",
    "monitoring: {email: [noc@example.com], all: true}\n",
    "monitoring: {topic: \"arn:aws:sns:eu-west-1:123456789012:noc\", all: true, dashboards: false, drops: 7}\n",
];

/// What watches a network with a transit gateway.
pub const OF_HUBS: &[&str] =
    &["", "monitoring: {email: [b@example.com, a@example.com], all: true}\n", "monitoring: {dashboards: true}\n"];
