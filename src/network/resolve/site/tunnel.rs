//! Options and logs of tunnels: what AWS takes, and what both ends can follow.

use std::ops::RangeInclusive;

use super::SiteResolver;
use super::rules::Rules;
use crate::blueprint::{self as written, DpdAction, IkeVersion, StartupAction, TunnelSettings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::network::resolve::service::retention;
use crate::network::{Routing, Site, TunnelLogs};
use crate::uplink::bandwidth::TunnelBandwidth;
use crate::uplink::options::{TunnelOptions, limits};

/// Days for which records are kept, unless the document says it.
const USUAL_DAYS: Spanned<u32> = Spanned { value: 90, span: Span::NOWHERE };

impl SiteResolver<'_> {
    /// The options of both tunnels, within what AWS takes.
    pub(super) fn options(&mut self, written: &TunnelSettings, accelerated: Option<Span>) -> TunnelOptions {
        let usual = TunnelOptions::default();
        if let Some(version) = written.ike_version.filter(|version| version.value == IkeVersion::Ikev1) {
            let finding = Diagnostic::new(Code::TunnelOption, "netgen makes no tunnel with version 1 of IKE");
            let why = "it is historic (RFC 9395): no AES-GCM in phase 1, keys in aggressive mode, a tunnel that hangs where both ends rekey at once";
            let help =
                "remove `ike_version`; a router that has nothing else is replaced, or its tunnels are made by hand";
            self.refuse(finding.why(why).help(help), version.span);
        }
        let phase1_lifetime =
            self.number(written.phase1_lifetime, usual.phase1_lifetime, limits::PHASE1_LIFETIME, "seconds");
        let phase2_lifetime =
            self.number(written.phase2_lifetime, usual.phase2_lifetime, limits::PHASE2_LIFETIME, "seconds");
        let (dpd_action, startup_action) = self.begins(written, accelerated);
        let options = TunnelOptions {
            ike_version: usual.ike_version,
            phase1_lifetime,
            phase2_lifetime,
            rekey_margin: self.number(written.rekey_margin, usual.rekey_margin, limits::REKEY_MARGIN, "seconds"),
            rekey_fuzz: self.number(written.rekey_fuzz, usual.rekey_fuzz, limits::REKEY_FUZZ, "percent"),
            replay_window: self.number(written.replay_window, usual.replay_window, limits::REPLAY_WINDOW, "packets"),
            dpd_timeout: self.number(written.dpd_timeout, usual.dpd_timeout, limits::DPD_TIMEOUT, "seconds"),
            dpd_action: dpd_action.word(),
            startup_action: startup_action.word(),
        };
        self.lifetimes(written, &options);
        options
    }

    /// A number within what AWS takes; the usual one where it is not.
    fn number(&mut self, written: Option<Spanned<u32>>, usual: u32, range: RangeInclusive<u32>, unit: &str) -> u32 {
        let Some(Spanned { value, span }) = written else { return usual };
        if range.contains(&value) {
            return value;
        }
        let message = format!("a tunnel cannot have {value} {unit} there");
        self.error(Code::TunnelOption, message, span, format!("write {} to {}", range.start(), range.end()));
        usual
    }

    /// What lifetimes and margin have to be to each other.
    fn lifetimes(&mut self, written: &TunnelSettings, options: &TunnelOptions) {
        let TunnelOptions { phase1_lifetime, phase2_lifetime, rekey_margin, .. } = *options;
        let places = [written.rekey_margin, written.phase2_lifetime, written.rekey_fuzz, written.phase1_lifetime];
        let Some(place) = places.iter().flatten().map(|one| one.span).next() else { return };
        if phase2_lifetime >= phase1_lifetime {
            let message = format!("phase 2 lives {phase2_lifetime} s, and phase 1 no longer than that");
            let span = written.phase1_lifetime.or(written.phase2_lifetime).map_or(place, |one| one.span);
            self.error(
                Code::TunnelOption,
                message,
                span,
                "write more for `phase1_lifetime` than for `phase2_lifetime`",
            );
        } else if rekey_margin > phase2_lifetime / 2 {
            let message =
                format!("a margin of {rekey_margin} s is more than half of the {phase2_lifetime} s of phase 2");
            self.error(Code::TunnelOption, message, place, format!("write at most {}", phase2_lifetime / 2));
        } else if options.rekeys_from(phase2_lifetime) < TunnelOptions::EARLIEST {
            let earliest = options.rekeys_from(phase2_lifetime);
            let message = format!("AWS would make new keys {earliest} s after the old ones");
            let finding = Diagnostic::new(Code::TunnelOption, message);
            let why = "the router makes them before AWS may, so that both never do it at once, and needs five minutes for that";
            let help = "write a smaller `rekey_margin` or `rekey_fuzz`, or a longer `phase2_lifetime`";
            self.refuse(finding.why(why).help(help), place);
        }
    }

    /// What AWS does with a dead peer, and who begins. On an accelerated connection that is always the router.
    fn begins(&mut self, written: &TunnelSettings, accelerated: Option<Span>) -> (DpdAction, StartupAction) {
        let usual = match accelerated {
            None => (DpdAction::Restart, StartupAction::Start),
            Some(_) => (DpdAction::Clear, StartupAction::Add),
        };
        let dead = written.dpd_action.map_or(usual.0, |action| action.value);
        let start = written.startup_action.map_or(usual.1, |action| action.value);
        if let Some(place) = accelerated {
            let restarts = written.dpd_action.filter(|action| action.value == DpdAction::Restart);
            let starts = written.startup_action.filter(|action| action.value == StartupAction::Start);
            for span in restarts.map(|one| one.span).into_iter().chain(starts.map(|one| one.span)) {
                let finding = Diagnostic::new(Code::Accelerated, "AWS does not begin an accelerated tunnel");
                let finding = finding.at(span, "").also(place, "the acceleration is here");
                let finding = finding.why("the router begins, and makes new keys first: AWS sends from the edge location that the router reached");
                self.diagnostics.push(finding.help("remove it: `add` and `clear` are the values of such a connection"));
            }
        }
        (dead, start)
    }

    /// Logs that are asked for; `None` without any.
    pub(super) fn tunnel_logs(
        &mut self,
        written: Option<&Spanned<written::TunnelLogs>>,
        routing: Routing,
    ) -> Option<TunnelLogs> {
        let Spanned { value: logs, span } = written?;
        let days = logs.retention_days.unwrap_or(USUAL_DAYS);
        retention(days, self.diagnostics);
        let bgp = logs.bgp.filter(|bgp| bgp.value);
        if let Some(bgp) = bgp.filter(|_| routing == Routing::Static) {
            let message = "a connection with static routes has no log of BGP";
            self.error(Code::TunnelLogs, message, bgp.span, "remove `bgp`, or write `routing: bgp`");
        }
        if !logs.activity && bgp.is_none() {
            self.error(Code::TunnelLogs, "no log is asked for", *span, "write `logs: {activity: true}`, or remove it");
            return None;
        }
        let format = logs.format;
        Some(TunnelLogs { activity: logs.activity, bgp: bgp.map(|bgp| bgp.span), format, retention_days: days.value })
    }
}

impl Rules<'_> {
    /// What a transit gateway alone has.
    pub(super) fn of_transit_gateways(site: &Site, found: &mut Diagnostics) {
        if site.segment().is_some() {
            return;
        }
        for (uplink, vpn) in site.vpns() {
            if let Some(span) = vpn.accelerated {
                let message = format!("`{}` ends on a VPN gateway, which has no accelerated connection", uplink.name);
                let finding = Diagnostic::new(Code::Accelerated, message).at(span, "");
                let finding = finding.also(site.end_span, "the site is joined here");
                found.push(finding.help("join the site to a transit gateway, or remove `accelerate`"));
            }
            if vpn.bandwidth.value == TunnelBandwidth::Large {
                let message = format!("`{}` ends on a VPN gateway, which has no large tunnels", uplink.name);
                let finding = Diagnostic::new(Code::LargeTunnels, message).at(vpn.bandwidth.span, "");
                let finding = finding.also(site.end_span, "the site is joined here");
                found.push(finding.help("join the site to a transit gateway, or remove `bandwidth`"));
            }
        }
    }
}
