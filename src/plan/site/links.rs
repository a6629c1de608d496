//! The /30 of every tunnel and virtual interface, and the /29 inside every Connect peer: what is pinned first, then what the lock remembers, then the lowest that is
//! free. What others had stays theirs, so adding or removing an uplink moves nothing.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::super::ledger::{Ledger, Refused, first_fit};
use super::super::lock::{Entry, State};
use super::super::space::Space;
use super::super::types::Origin;
use super::site_path;
use super::types::Link;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;
use crate::network::{Network, SiteId, UplinkId, UplinkKind};

/// Blocks inside of tunnels that AWS keeps for itself.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
const RESERVED: [(Ipv4Addr, u8); 7] = [
    (Ipv4Addr::new(169, 254, 0, 0), 30),
    (Ipv4Addr::new(169, 254, 1, 0), 30),
    (Ipv4Addr::new(169, 254, 2, 0), 30),
    (Ipv4Addr::new(169, 254, 3, 0), 30),
    (Ipv4Addr::new(169, 254, 4, 0), 30),
    (Ipv4Addr::new(169, 254, 5, 0), 30),
    (Ipv4Addr::new(169, 254, 169, 252), 30),
];

/// Where instances find metadata, time, names and licences: nothing here is given out, though it may be pinned.
const SERVICES: (Ipv4Addr, u8) = (Ipv4Addr::new(169, 254, 169, 0), 24);

/// One end-to-end link of an uplink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A virtual interface.
    Interface,
    /// Tunnel 1 of a VPN connection.
    Tunnel1,
    /// Tunnel 2.
    Tunnel2,
    /// The /29 inside the tunnel of a Connect peer.
    Inside,
}

impl Part {
    /// The last word of its lock path.
    const fn word(self) -> &'static str {
        match self {
            Self::Interface => "link",
            Self::Tunnel1 => "tunnel1",
            Self::Tunnel2 => "tunnel2",
            Self::Inside => "inside",
        }
    }

    /// The length of its block.
    const fn prefix(self) -> u8 {
        match self {
            Self::Interface | Self::Tunnel1 | Self::Tunnel2 => 30,
            Self::Inside => 29,
        }
    }
}

/// The links of all sites.
pub(super) type Links = BTreeMap<(UplinkId, Part), Link>;

/// Something that wants a link.
struct Wish {
    key: (UplinkId, Part),
    /// In the lock.
    path: String,
    pin: Option<Spanned<Cidr4>>,
    span: Span,
    what: String,
}

/// Chooses all links and writes them into the new lock. A link that could not be chosen is missing, and the error is said.
pub(super) fn allocate(network: &Network, ledger: &mut Ledger<'_>, diagnostics: &mut Diagnostics) -> Links {
    let wishes = wishes(network);
    let mut allocator = Allocator { network, ledger, diagnostics, taken: BTreeMap::new(), links: BTreeMap::new() };
    for wish in &wishes {
        allocator.pin(wish);
    }
    for wish in &wishes {
        allocator.remember(wish);
    }
    allocator.choose(&wishes);
    let links = allocator.links;
    for wish in &wishes {
        let Some(link) = links.get(&wish.key) else { continue };
        ledger.grant(wish.path.clone(), link.origin, Entry { ipv4: Some(link.block), ..Entry::default() });
    }
    links
}

/// By path, so that the first links do not depend on the order of the text.
fn wishes(network: &Network) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for (site, meant) in network.sites.iter().enumerate() {
        for (index, uplink) in meant.uplinks.iter().enumerate() {
            let id = UplinkId { site: SiteId(site), index };
            let parts = match &uplink.kind {
                UplinkKind::DirectConnect(direct) => vec![(Part::Interface, direct.link)],
                UplinkKind::Vpn(vpn) => {
                    let pin = |tunnel: usize| vpn.inside.map(|inside| inside[tunnel]);
                    let carrier = vpn.transit().map(|carrier| (Part::Interface, carrier.direct.link));
                    carrier.into_iter().chain([(Part::Tunnel1, pin(0)), (Part::Tunnel2, pin(1))]).collect()
                }
                UplinkKind::Connect(connect) => vec![(Part::Inside, connect.inside)],
            };
            wishes.extend(parts.into_iter().map(|(part, pin)| Wish {
                key: (id, part),
                path: format!("{}/uplink/{}/{}", site_path(meant.name.as_str()), uplink.name.as_str(), part.word()),
                pin,
                span: uplink.span,
                what: format!("uplink `{}` of site `{}`", uplink.name, meant.name),
            }));
        }
    }
    wishes
}

struct Allocator<'a> {
    network: &'a Network,
    ledger: &'a Ledger<'a>,
    diagnostics: &'a mut Diagnostics,
    /// Who has a block, and where that is written.
    taken: BTreeMap<Cidr4, (String, Span)>,
    links: Links,
}

impl Allocator<'_> {
    fn pin(&mut self, wish: &Wish) {
        let Some(pin) = wish.pin else { return };
        if let Some(reserved) = reserved().find(|reserved| reserved.overlaps(pin.value)) {
            let finding = Diagnostic::new(Code::Link, format!("AWS keeps {reserved} for itself")).at(pin.span, "");
            let help = format!("pin another /{} of 169.254.0.0/16, or remove the pin", wish.key.1.prefix());
            self.diagnostics.push(finding.help(help));
        }
        if let Some((other, span)) = self.holder(pin.value) {
            let finding = Diagnostic::new(Code::Link, format!("{} is pinned twice", pin.value)).at(pin.span, "");
            let finding = finding.also(*span, format!("{other} has it"));
            let help = format!("pin another /{}, or remove the pin", wish.key.1.prefix());
            self.diagnostics.push(finding.help(help));
            return;
        }
        self.take(wish, Link { block: pin.value, origin: Origin::Pinned }, pin.span);
    }

    fn remember(&mut self, wish: &Wish) {
        let Some(entry) = self.ledger.had(&wish.path).filter(|_| wish.pin.is_none()) else { return };
        let Some(block) = entry.ipv4 else { return };
        let possible = wish.key.1 == Part::Interface || Cidr4::LINK_LOCAL.contains(block);
        let length = wish.key.1.prefix();
        if block.prefix() != length || !possible {
            let message = format!("{} is locked at {block}, which no such link can have", wish.what);
            let finding = Diagnostic::new(Code::LockDisagrees, message).at(wish.span, "");
            let finding =
                finding.why(format!("a link is a /{length}, and one inside of a tunnel is in 169.254.0.0/16"));
            let path = self.document_path(wish);
            self.diagnostics.push(finding.help(format!("restore the lock, or give the link up: `--release {path}`")));
            return;
        }
        match self.holder(block) {
            // A link that was freed, and that somebody pinned since, is of no use to its former owner.
            Some(_) if entry.state == State::Freed => {}
            Some((other, span)) => {
                let message = format!("{} is locked at {block}, which {other} pins", wish.what);
                let finding = Diagnostic::new(Code::LockDisagrees, message).at(*span, "").also(wish.span, "locked");
                let finding =
                    finding.why("AWS would replace the connection, and its router would have to change with it");
                let path = self.document_path(wish);
                self.diagnostics
                    .push(finding.help(format!("pin another /{length}, or give it up: `--release {path}`")));
            }
            None => self.take(wish, Link { block, origin: Origin::Locked }, wish.span),
        }
    }

    fn choose(&mut self, wishes: &[Wish]) {
        let pools = self.network.link_pools;
        let (tunnels, interfaces) = (pools.tunnels, pools.virtual_interfaces);
        let open = |wish: &&Wish| wish.pin.is_none() && !self.links.contains_key(&wish.key);
        let wanted: Vec<(usize, &Wish)> = wishes.iter().filter(open).enumerate().collect();
        let (of_interfaces, of_tunnels): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|(_, wish)| wish.key.1 == Part::Interface);
        // Both pools may be one block: what tunnels take, interfaces find taken.
        for (pool, key, wishes) in [(tunnels, "tunnels", of_tunnels), (interfaces, "virtual_interfaces", of_interfaces)]
        {
            let mut space = self.space(pool.value);
            let left = first_fit(
                &mut space,
                wishes,
                |(order, wish)| (wish.key.1.prefix(), *order),
                |(_, wish), block| {
                    self.take(wish, Link { block, origin: Origin::FirstFit }, wish.span);
                },
            );
            for Refused { wish: (_, wish), .. } in left {
                let message = format!("{} is full: no /{} is left for {}", pool.value, wish.key.1.prefix(), wish.what);
                let finding = Diagnostic::new(Code::LinkPoolFull, message).at(wish.span, "");
                let finding = finding.also(pool.span, "the block is here");
                self.diagnostics.push(finding.help(format!("write a larger block: `link_pools: {{{key}: …}}`")));
            }
        }
    }

    /// What is free of a pool: not what anybody has, had, or what AWS keeps.
    fn space(&self, pool: Cidr4) -> Space {
        let mut space = Space::new(pool);
        for block in reserved().chain(Cidr4::new(SERVICES.0, SERVICES.1)) {
            space.take_part(block);
        }
        let had = self.ledger.had_under("site").filter_map(|(_, entry)| entry.ipv4);
        for block in had.chain(self.taken.keys().copied()) {
            space.take_part(block);
        }
        space
    }

    /// Who has a block, or a part of it, or one around it, and where that is written.
    fn holder(&self, block: Cidr4) -> Option<&(String, Span)> {
        let halves = [0, 4].map(|host| Cidr4::around(block.host(host)?, 30));
        let around = Cidr4::around(block.address(), 29);
        let near = [Some(block), around].into_iter().chain(halves).flatten().filter(|near| near.overlaps(block));
        near.into_iter().find_map(|near| self.taken.get(&near))
    }

    fn take(&mut self, wish: &Wish, link: Link, span: Span) {
        self.taken.insert(link.block, (wish.what.clone(), span));
        self.links.insert(wish.key, link);
    }

    fn document_path(&self, wish: &Wish) -> String {
        let (site, uplink) = (self.network.site(wish.key.0.site), self.network.uplink(wish.key.0));
        format!("sites.{}.uplinks.{}", site.name, uplink.name)
    }
}

fn reserved() -> impl Iterator<Item = Cidr4> {
    RESERVED.iter().filter_map(|(address, prefix)| Cidr4::new(*address, *prefix))
}
