//! The order of a site's uplinks, from `prefer`: where each stands among all, and among those of its kind.
//!
//! AWS prefers Direct Connect to VPN for equal prefixes, whatever BGP says, and orders Direct Connect uplinks by three levels.
//! An order that AWS would not follow is refused: traffic would come back another way than it went.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html>

use std::collections::{BTreeMap, BTreeSet};

use super::SiteResolver;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::network::resolve::did_you_mean;
use crate::network::{Uplink, UplinkKind};
use crate::uplink::platform::Platform;
use crate::uplink::preference::{RANKS, Rank};

/// Levels of preference that AWS has between Direct Connect uplinks.
const LEVELS: usize = 3;

impl SiteResolver<'_> {
    /// Gives every uplink its rank. `None` if the preference is missing or contradicts itself.
    pub(super) fn rank(&mut self, uplinks: &mut [Uplink]) -> Option<()> {
        let groups = self.groups(uplinks)?;
        let direct = |uplink: &usize| matches!(uplinks[*uplink].kind, UplinkKind::DirectConnect(_));
        let mut ranks = vec![Rank { of_site: 0, of_kind: 0 }; uplinks.len()];
        let mut counts = [0_u8; 2];
        for (of_site, (group, _)) in (0_u8..).zip(&groups) {
            for kind in [0, 1] {
                let members: Vec<usize> =
                    group.iter().copied().filter(|uplink| usize::from(!direct(uplink)) == kind).collect();
                for uplink in &members {
                    ranks[*uplink] = Rank { of_site, of_kind: counts[kind] };
                }
                counts[kind] += u8::from(!members.is_empty());
            }
        }
        self.vpn_first(uplinks, &groups);
        self.levels(uplinks, &groups, usize::from(counts[0]));
        self.equal(uplinks, &groups);
        self.sessions(uplinks);
        for (uplink, rank) in uplinks.iter_mut().zip(ranks) {
            uplink.rank = rank;
        }
        Some(())
    }

    /// A failover between routers, one of which has a session table.
    fn sessions(&mut self, uplinks: &[Uplink]) {
        let used: BTreeSet<usize> = uplinks.iter().map(|uplink| uplink.router.0).collect();
        if used.len() < 2 {
            return;
        }
        let routers = self.site.routers.iter().enumerate().filter(|(index, _)| used.contains(index));
        let keeps = |platform: Platform| platform.capabilities().stateful;
        let Some((_, (name, router))) = routers.into_iter().find(|(_, (_, one))| keeps(one.value.platform.value))
        else {
            return;
        };
        let platform = router.value.platform;
        let message = format!("a failover to or from `{}` cuts TCP sessions", name.value);
        let why = format!(
            "`{}` {} packets of TCP sessions that it did not see begin",
            platform.value,
            platform.value.drops()
        );
        let finding = Diagnostic::new(Code::StatefulFailover, message).why(why);
        let help =
            "see that applications connect again by themselves, or end the uplinks on routers without a session table";
        self.refuse(finding.help(help), platform.span);
    }

    /// The groups of equal uplinks as places in the list, the best first, each with where it is written.
    fn groups(&mut self, uplinks: &[Uplink]) -> Option<Vec<(Vec<usize>, Span)>> {
        let Some(prefer) = &self.site.prefer else {
            if uplinks.len() < 2 {
                return Some(vec![((0..uplinks.len()).collect(), self.name.span)]);
            }
            let names: Vec<&str> = uplinks.iter().map(|uplink| uplink.name.as_str()).collect();
            let message = format!("site `{}` has {} uplinks and no order among them", self.name.value, uplinks.len());
            let help = format!("write all of them, the most preferred first: `prefer: [{}]`", names.join(", "));
            self.error(Code::Prefer, message, self.name.span, help);
            return None;
        };
        let mut seen: BTreeMap<usize, Span> = BTreeMap::new();
        let mut groups = Vec::new();
        let mut good = true;
        for group in &prefer.value {
            let mut members = Vec::new();
            for name in &group.value.0 {
                let Some(index) = uplinks.iter().position(|uplink| uplink.name == *name) else {
                    // That it has no place here is said with the interface.
                    if self.is_public(name) {
                        continue;
                    }
                    let known = did_you_mean(name.as_str(), uplinks.iter().map(|uplink| uplink.name.as_str()));
                    self.error(Code::UnknownUplink, format!("there is no uplink `{name}`"), group.span, known);
                    good = false;
                    continue;
                };
                if let Some(first) = seen.insert(index, group.span) {
                    let message = format!("uplink `{name}` stands twice in the order");
                    let finding = Diagnostic::new(Code::Prefer, message).also(first, "first here");
                    self.refuse(finding.help("keep it once"), group.span);
                    good = false;
                }
                members.push(index);
            }
            groups.push((members, group.span));
        }
        for (index, uplink) in uplinks.iter().enumerate() {
            if good && !seen.contains_key(&index) {
                let message = format!("uplink `{}` does not stand in the order", uplink.name);
                let finding = Diagnostic::new(Code::Prefer, message).also(prefer.span, "the order is here");
                self.refuse(finding.help("add it to `prefer`; a list in the list makes uplinks equal"), uplink.span);
                good = false;
            }
        }
        if groups.len() > usize::from(RANKS) {
            let message = format!("the order has {} places", groups.len());
            let help = format!("{RANKS} at most: make some uplinks equal, with a list in the list");
            self.error(Code::Prefer, message, prefer.span, help);
            good = false;
        }
        good.then_some(groups)
    }

    /// A VPN connection before, or beside, a Direct Connect uplink.
    fn vpn_first(&mut self, uplinks: &[Uplink], groups: &[(Vec<usize>, Span)]) {
        let place = |direct: bool| {
            let of_kind = move |(group, _): &(Vec<usize>, Span)| {
                group.iter().any(|index| matches!(uplinks[*index].kind, UplinkKind::DirectConnect(_)) == direct)
            };
            (groups.iter().position(of_kind), groups.iter().rposition(of_kind))
        };
        let ((_, Some(last)), (Some(first), _)) = (place(true), place(false)) else { return };
        if first > last {
            return;
        }
        let named = |place: usize, direct: bool| {
            let of_kind = |index: &&usize| matches!(uplinks[**index].kind, UplinkKind::DirectConnect(_)) == direct;
            groups[place].0.iter().find(of_kind).map_or("", |index| uplinks[*index].name.as_str())
        };
        let (vpn, direct) = (named(first, false), named(last, true));
        let word = if first == last { "equal" } else { "preferred" };
        let finding = Diagnostic::new(Code::VpnFirst, format!("VPN `{vpn}` is {word} to Direct Connect `{direct}`"));
        let finding = finding.why(
            "for equal prefixes AWS sends by Direct Connect, whatever BGP says: what goes out by VPN would come back by \
             Direct Connect",
        );
        self.refuse(finding.help(format!("write `{direct}` before `{vpn}`")), groups[first].1);
    }

    /// More Direct Connect uplinks in a row than AWS has levels.
    fn levels(&mut self, uplinks: &[Uplink], groups: &[(Vec<usize>, Span)], count: usize) {
        if count <= LEVELS {
            return;
        }
        let direct = |index: &&usize| matches!(uplinks[**index].kind, UplinkKind::DirectConnect(_));
        let fourth = groups.iter().filter_map(|(group, span)| group.iter().find(direct).map(|index| (*index, *span)));
        let Some((index, span)) = fourth.into_iter().nth(LEVELS) else { return };
        let message = format!("`{}` is number {} of the Direct Connect uplinks", uplinks[index].name, LEVELS + 1);
        let finding = Diagnostic::new(Code::PreferenceLevels, message);
        let finding = finding.why("AWS orders them by three levels: 7224:7300, 7224:7200 and 7224:7100");
        self.refuse(finding.help("make some of them equal, with a list in the list: `[[dx-1, dx-2], dx-3]`"), span);
    }

    /// Equal uplinks on different routers: a connection's packets may come back through the other one.
    fn equal(&mut self, uplinks: &[Uplink], groups: &[(Vec<usize>, Span)]) {
        for (group, span) in groups {
            let Some(first) = group.first().map(|index| uplinks[*index].router) else { continue };
            if group.iter().all(|index| uplinks[*index].router == first) {
                continue;
            }
            let platforms = group.iter().filter_map(|index| self.site.routers.values().nth(uplinks[*index].router.0));
            let stateful =
                platforms.map(|router| router.value.platform.value).find(|platform| platform.capabilities().stateful);
            let names =
                group.iter().map(|index| format!("`{}`", uplinks[*index].name)).collect::<Vec<_>>().join(" and ");
            let finding = if let Some(platform) = stateful {
                let why = format!("`{platform}` {} packets of connections that it did not see begin", platform.drops());
                Diagnostic::new(Code::EqualUplinks, format!("{names} are equal and end on different routers")).why(why)
            } else {
                let message = format!("packets may go out by one of {names} and come back by another");
                let why = "they end on different routers, and each end chooses by itself";
                Diagnostic::new(Code::AsymmetricUplinks, message).why(why)
            };
            self.refuse(finding.help("give them an order, or see that no firewall stands behind them"), *span);
        }
    }
}
