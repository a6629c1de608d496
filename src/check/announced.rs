//! NG0816: a session takes so many prefixes and is cut above that, and one without any prefix leads nowhere.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>

use super::facts::Facts;
use super::usage::{QuotaUse, usage};
use super::usage_sites::SESSIONS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::AwsEnd;
use crate::plan::SitePlan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    if facts.plan.sites.is_empty() {
        return;
    }
    for one in usage(facts.plan).iter().filter(|one| SESSIONS.contains(&one.key) && one.used > one.limit) {
        diagnostics.push(too_many(one));
    }
    for site in facts.plan.sites.iter().filter(|site| site.announced.is_empty()) {
        diagnostics.push(nothing(facts, site));
    }
}

fn too_many(one: &QuotaUse) -> Diagnostic {
    let message = format!("{} has {} {}, {} % of {}", one.scope, one.used, one.what, one.percent(), one.limit);
    let finding = Diagnostic::new(Code::AnnouncedPrefixes, message).at(one.span, "");
    let finding = finding.why("AWS refuses more, or cuts the session, and with it the way to the site");
    if one.key == "allowed_prefixes" {
        let help =
            "cut the VPCs from pools and write `announce: pools` for the site's segment: one prefix for each pool";
        return finding.help(help);
    }
    let finding = finding.help("announce fewer and wider prefixes");
    if one.adjustable() {
        return finding.help(format!("or have AWS raise it, and say so: `quotas: {{{}: {}}}`", one.key, one.used));
    }
    finding
}

fn nothing(facts: &Facts<'_>, plan: &SitePlan) -> Diagnostic {
    let network = facts.plan.network;
    let site = network.site(plan.site);
    let message = format!("AWS has nothing to tell site `{}`", site.name);
    let finding = Diagnostic::new(Code::AnnouncedPrefixes, message).at(site.end_span, "");
    let finding = finding.why("the table that the site uses has no route, so its packets would be dropped");
    match &site.end {
        AwsEnd::Segment(hub, segment) => {
            let name = &network.hubs[hub.0].segment(*segment).name;
            finding.help(format!("let a segment of VPCs reach it: `reaches: [{name}]` there"))
        }
        AwsEnd::Vpcs(_) => finding.help("join the site to a VPC with addresses"),
    }
}
