//! What keeps the wide prefixes of a site announced on IOS-XE: tracked objects, and the static routes behind each. In comes a router, out
//! go their views; a prefix with a route of its own has none.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::router::bgp::Block;
use crate::router::config::{Anchor, RouterConfig};
use crate::router::numbers::{self, Tracked};

/// What has to be there for the static routes behind it.
#[derive(Serialize)]
pub(super) struct Track {
    pub number: u16,
    what: String,
    pub routes: Vec<Block>,
}

/// The site's prefixes that are wider than what keeps them announced: the LAN's interface, or a route that the router learns. A static
/// route is in the table while that is, and no route of others can hold it there.
pub(super) fn tracks(router: &RouterConfig) -> Vec<Track> {
    let mut objects: BTreeMap<Tracked, Vec<Block>> = BTreeMap::new();
    for (prefix, anchor) in router.wide() {
        let object = match anchor {
            Anchor::Learned(part) => Tracked::Route(part),
            Anchor::Lan | Anchor::Network => Tracked::Lan,
        };
        objects.entry(object).or_default().push(Block::of(prefix));
    }
    let numbers = numbers::tracks(objects.keys().copied());
    let track = |(object, routes)| Track {
        number: numbers[&object],
        what: match object {
            Tracked::Route(part) => format!("ip route {} {} reachability", part.address(), part.netmask()),
            Tracked::Lan => format!("interface {} line-protocol", router.lan.interface),
        },
        routes,
    };
    objects.into_iter().map(track).collect()
}
