//! Alarms of a site: in come the keys of its `alarms`, out go thresholds that are possible and have a notification target. Alarms about what
//! the site does not have are refused.

use super::super::duplicates;
use super::super::monitoring::{in_range, number, topic};
use super::SiteResolver;
use crate::blueprint::{self as written, AttachTo};
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::net::Region;
use crate::network::{Alarms, ScopeId, Topic, Uplink};

/// Percent of a tunnel from which a connection is said to be loaded.
const LOAD: i64 = 80;

/// dBm below which light is weak: optics of 10 km (10GBASE-LR, IEEE 802.3, clause 52) receive down to -14.4 dBm.
const LIGHT: i64 = -14;

/// What of the uplinks there is to watch.
struct Watched {
    vpn: bool,
    direct: bool,
    dedicated: bool,
}

impl SiteResolver<'_> {
    /// The Region of what the site is joined to.
    fn region(&self) -> &Region {
        let to = &self.site.attach.value.to;
        // Several VPCs are in one Region, or refused.
        let first = to.value.all(to.span).next().map(|end| end.value);
        let scope = match first {
            None => ScopeId::HOME,
            Some(AttachTo::Hub(name)) => {
                let hub = self.blueprint.transit_gateways.iter().find(|(known, _)| known.value == *name);
                hub.map_or(ScopeId::HOME, |(_, hub)| self.scopes.of_hub(&hub.value))
            }
            Some(AttachTo::Vpc(name)) => {
                let vpc = self.known.vpcs.get(name);
                vpc.map_or(ScopeId::HOME, |(_, vpc)| self.scopes.of(vpc.account.as_ref(), vpc.region.as_ref()))
            }
        };
        &self.scopes.get(scope).region
    }

    pub(super) fn alarms(&mut self, uplinks: &[Uplink]) -> Option<Alarms> {
        let Spanned { value: alarms, span } = self.site.alarms.as_ref()?;
        let mut interfaces = uplinks.iter().filter_map(Uplink::interface);
        let watched = Watched {
            vpn: uplinks.iter().any(|uplink| uplink.vpn().is_some()),
            direct: interfaces.clone().next().is_some(),
            dedicated: interfaces.any(|direct| !direct.hosted),
        };
        self.check_subjects(alarms, &watched);
        duplicates(&alarms.email, "address", self.diagnostics);
        let mut emails: Vec<_> = alarms.email.iter().map(|email| email.value.clone()).collect();
        emails.sort();
        let load = number(alarms.load, LOAD, alarms.all && watched.vpn);
        let light = number(alarms.light, LIGHT, alarms.all && watched.dedicated);
        let load =
            load.map(|load| in_range(load, "load", 1..=100, "percent of what a tunnel carries", self.diagnostics));
        let meant = Alarms {
            topic: self.alarm_topic(alarms),
            emails,
            load: load.and_then(|load| u32::try_from(load).ok()),
            traffic: alarms.traffic.map(|traffic| traffic.value),
            prefixes: alarms.prefixes.map_or(alarms.all && watched.direct, |on| on.value),
            light: light.map(|light| in_range(light, "light", -40..=0, "dBm", self.diagnostics)),
            cut_off: alarms.cut_off.map_or(alarms.all, |on| on.value),
        };
        if meant.has_more() && meant.topic == Topic::New && meant.emails.is_empty() {
            let message = format!("alarms of site `{}` without a notification target", self.name.value);
            self.error(Code::NoTarget, message, *span, "write `email: [noc@example.com]`, or a `topic` that exists");
        }
        Some(meant)
    }

    fn alarm_topic(&mut self, alarms: &written::Alarms) -> Topic {
        let written::Topic::Existing(arn) = &alarms.topic.value else { return Topic::New };
        if let Some(first) = alarms.email.first() {
            let message = "an existing topic has its subscribers already";
            self.error(Code::Site, message, first.span, "subscribe them there, or write `topic: new`");
        }
        let region = self.region().as_str();
        if arn.region() != region {
            let message = format!("the topic is in Region `{}`", arn.region());
            let help = format!("name a topic in {region}: alarms tell nobody elsewhere");
            self.error(Code::Site, message, alarms.topic.span, help);
        }
        topic(&alarms.topic.value)
    }

    /// Refuses alarms about what the site does not have.
    fn check_subjects(&mut self, alarms: &written::Alarms, watched: &Watched) {
        let light = alarms.light.filter(|light| light.value.number(LIGHT).is_some()).map(|light| light.span);
        let prefixes = alarms.prefixes.filter(|on| on.value).map(|on| on.span);
        let load = alarms.load.filter(|load| load.value.number(LOAD).is_some()).map(|load| load.span);
        for (key, span, there, what) in [
            ("load", load, watched.vpn, "VPN connection"),
            ("traffic", alarms.traffic.map(|traffic| traffic.span), watched.direct, "virtual interface"),
            ("prefixes", prefixes, watched.direct, "virtual interface"),
            ("light", light, watched.direct, "Direct Connect connection"),
        ] {
            let Some(span) = span.filter(|_| !there) else { continue };
            let message = format!("site `{}` has no {what} whose `{key}` could be watched", self.name.value);
            self.error(Code::NothingToWatch, message, span, format!("remove `{key}`"));
        }
        if let Some(span) = light.filter(|_| watched.direct && !watched.dedicated) {
            let finding = Diagnostic::new(Code::HostedLight, "every Direct Connect connection of the site is hosted");
            let finding =
                finding.at(span, "").why("AWS shows light levels to the owner of a dedicated connection alone");
            self.diagnostics
                .push(finding.help("remove `light`, and `hosted` from connections that are dedicated ones"));
        }
    }
}
