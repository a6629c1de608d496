//! LAGs of Junos: aggregated Ethernet. In comes a router, out go statements, and the paths that take them back.

use super::tree::{Statement, block, leaf, remark, word};
use crate::router::config::RouterConfig;
use crate::router::lag::{Lag, number_of};
use crate::uplink::platform::Platform;

/// What a LAG is called, before its number.
pub(super) const WORD: &str = "ae";

/// How many LAGs the device has to have, for the highest number of this router's; none without LAGs.
pub(super) fn devices(router: &RouterConfig) -> Option<u16> {
    router.lags.iter().filter_map(|lag| number_of(&lag.interface, WORD)).max().map(|highest| highest + 1)
}

/// The number of LAGs of the device: only where nothing else runs on it, for a lower one takes LAGs away.
pub(super) fn chassis(router: &RouterConfig) -> Option<Statement> {
    let count = devices(router).filter(|_| router.greenfield)?;
    let count = block("ethernet", vec![leaf("device-count", count)]);
    Some(block("chassis", vec![block("aggregated-devices", vec![count])]))
}

/// What a port of a LAG says of it. The SRX has another word.
const fn options(platform: Platform) -> &'static str {
    match platform {
        Platform::JuniperSrx => "ether-options",
        _ => "gigether-options",
    }
}

/// The members, and the LAGs without their units.
pub(super) fn interfaces(router: &RouterConfig) -> Vec<Statement> {
    let mut all = Vec::new();
    for lag in &router.lags {
        for member in &lag.members {
            let joins = block(options(router.platform), vec![leaf("802.3ad", &lag.interface)]);
            all.push(block(member.clone(), vec![joins]));
        }
        all.push(block(lag.interface.clone(), bundle(router, lag)));
    }
    all
}

fn bundle(router: &RouterConfig, lag: &Lag) -> Vec<Statement> {
    let mut inside = vec![block("lacp", vec![word("active")])];
    inside.extend(lag.minimum.map(|minimum| leaf("minimum-links", minimum)));
    let mut all = vec![remark("one interface towards AWS's LAG, by LACP")];
    if let Some(count) = devices(router).filter(|_| !router.greenfield) {
        all.push(remark(format!(
            "chassis aggregated-devices ethernet device-count has to be {count} at least, by hand"
        )));
    }
    all.push(block("aggregated-ether-options", inside));
    all
}

/// The paths that take them back; what was set for the whole device stays.
pub(super) fn removal(router: &RouterConfig) -> Vec<String> {
    let member = |member: &String| format!("interfaces {member} {} 802.3ad", options(router.platform));
    let of = |lag: &Lag| {
        let whole = format!("interfaces {} aggregated-ether-options", lag.interface);
        lag.members.iter().map(member).chain([whole]).collect::<Vec<_>>()
    };
    router.lags.iter().flat_map(of).collect()
}

/// What it changes that has no name of netgen's.
pub(super) fn touches(router: &RouterConfig) -> Vec<String> {
    let mut all: Vec<String> =
        router.lags.iter().map(|lag| format!("LAG {} of {}", lag.interface, lag.members.join(" and "))).collect();
    all.extend(chassis(router).map(|_| "chassis aggregated-devices".to_owned()));
    all
}
