//! LAGs of routers: which ports are one interface by LACP, and with how many of them it is up. Read from the files of each platform, and from the
//! document, without any code of netgen's.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::intent::Site;
use super::router::Router;
use super::said::Said;

/// The LAGs of a router, by interface.
pub type Lags = BTreeMap<String, Lag>;

/// A LAG.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lag {
    pub members: BTreeSet<String>,
    pub minimum: Option<u32>,
}

/// What the document means: a LAG on one of its own needs as many links as that.
pub fn meant(name: &str, router: &Value, site: &Value, document: &Value) -> Lags {
    let uplinks = site["uplinks"].as_object().into_iter().flatten().map(|(_, one)| &one["direct_connect"]);
    let uplinks: Vec<&Value> = uplinks.filter(|one| one["router"] == name).collect();
    let lag = |(interface, lag): (&String, &Value)| {
        let on = uplinks.iter().find(|one| one["interface"] == interface.as_str());
        let own = on.and_then(|one| document["lags"].get(one["connection"].as_str()?));
        let own = own.map(|own| own["minimum"].as_u64().unwrap_or(1));
        let minimum = lag["minimum"].as_u64().or(own).filter(|minimum| *minimum > 0);
        let members = lag["members"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let minimum = minimum.and_then(|minimum| u32::try_from(minimum).ok());
        (interface.clone(), Lag { members: members.map(str::to_owned).collect(), minimum })
    };
    router["lags"].as_object().into_iter().flatten().map(lag).collect()
}

/// Every router has the LAGs that the document gives it.
pub fn wrong(site: &Site, routers: &BTreeMap<(String, String), Router>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, of) in &site.routers {
        let Some(router) = routers.get(&(site.name.clone(), name.clone())) else { continue };
        if router.lags != of.lags {
            found.push(format!("{}/{name} has the LAGs {:?}, not {:?}", site.name, router.lags, of.lags));
        }
    }
    found
}

/// Of IOS-XE: ports say to which port channel they belong, actively.
pub fn ios(said: &Said) -> Result<Lags, String> {
    let mut lags = Lags::new();
    for words in said.behind("interface ") {
        match words.split_once(" | ") {
            None if words.starts_with("Port-channel") && !words.contains('.') => {
                lags.entry(words.to_owned()).or_default().minimum =
                    said.maybe(&format!("interface {words} | lacp min-bundle "))?;
            }
            Some((port, group)) if group.starts_with("channel-group ") => {
                let number = group.strip_prefix("channel-group ").and_then(|rest| rest.strip_suffix(" mode active"));
                let number = number.ok_or_else(|| format!("{port}: what is `{group}`?"))?;
                let lag = lags.entry(format!("Port-channel{number}")).or_default();
                lag.members.insert(port.to_owned());
            }
            _ => {}
        }
    }
    Ok(lags)
}

/// Of Junos: the same, and there are as many LAGs on the device as the highest number needs, where the files say it.
pub fn junos(said: &Said) -> Result<Lags, String> {
    let mut lags = Lags::new();
    for words in said.behind("interfaces ") {
        if let Some((interface, rest)) = words.split_once(" aggregated-ether-options ") {
            let lag = lags.entry(interface.to_owned()).or_default();
            match rest.split_once(' ') {
                Some(("minimum-links", minimum)) => lag.minimum = minimum.parse().ok(),
                Some(("lacp", "active")) => {}
                _ => return Err(format!("{interface}: what is `{rest}`?")),
            }
            if !said.has(&format!("interfaces {interface} aggregated-ether-options lacp active")) {
                return Err(format!("{interface} speaks no LACP"));
            }
        } else if let Some((port, lag)) = words.split_once("ether-options 802.3ad ") {
            let port = port.trim_end_matches("gig").trim_end();
            lags.entry(lag.to_owned()).or_default().members.insert(port.to_owned());
        }
    }
    if let Some(count) = said.maybe::<u32>("chassis aggregated-devices ethernet device-count ")? {
        let number = |name: &String| name.strip_prefix("ae").and_then(|number| number.parse::<u32>().ok());
        if let Some(missing) = lags.keys().find(|name| number(name).is_none_or(|number| number >= count)) {
            return Err(format!("the device has no {missing}"));
        }
    }
    Ok(lags)
}

/// Of systemd: a bond that speaks LACP, and ports that name it. Gives nothing for a device of another kind.
pub fn bond(device: &str, unit: &Said, network: &Said, files: &BTreeMap<String, &str>) -> Result<Option<Lag>, String> {
    if unit.one("NetDev Kind=")? != "bond" {
        return Ok(None);
    }
    if unit.one("Bond Mode=")? != "802.3ad" || unit.behind("Bond MIIMonitorSec=").is_empty() {
        return Err(format!("{device} speaks no LACP, or looks at no link"));
    }
    let vlans: BTreeSet<&str> = network.behind("Network VLAN=").into_iter().collect();
    if let Some(lost) = vlans.iter().find(|vlan| !files.contains_key(&format!("{vlan}.netdev"))) {
        return Err(format!("{device} carries {lost}, which is no device"));
    }
    let mut lag = Lag { minimum: unit.maybe("Bond MinLinks=")?, ..Lag::default() };
    for (ending, text) in files {
        let Some(port) = ending.strip_suffix(".network") else { continue };
        let said = Said::unit(text);
        if said.has(&format!("Network Bond={device}")) {
            if said.one("Match Name=")? != port {
                return Err(format!("{port} is called otherwise"));
            }
            lag.members.insert(port.to_owned());
        }
    }
    Ok(Some(lag))
}
