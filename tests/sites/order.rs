//! The order of a site's uplinks: what the document prefers is what the site prefers on the way out, and AWS on the way back.

use std::cmp::Ordering;

use super::router::Session;
use super::session::Talk;

/// How AWS ranks what it learns: the best first. Direct Connect comes before VPN whatever BGP says, and is ranked by its
/// community; VPN by the length of the path, then by MED.
fn way_back(session: &Session, direct: bool) -> (u8, usize, u32) {
    if direct {
        let level = match session.outward.communities.first().map(String::as_str) {
            Some("7224:7300") => 0,
            Some("7224:7100") => 2,
            _ => 1,
        };
        (0, level, 0)
    } else {
        (1, session.outward.prepends.len(), session.outward.med)
    }
}

/// What the document prefers is what the site prefers and what AWS prefers.
pub fn order(talks: &[Talk<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, one) in talks.iter().enumerate() {
        // What carries tunnels brings other routes than they do.
        let carries = one.carries().is_some();
        for other in talks[at + 1..].iter().filter(|other| other.carries().is_some() == carries) {
            let (own, twin) = (one.session, other.session);
            let wish = one.rank().cmp(&other.rank());
            let out = twin.inward.preference.cmp(&own.inward.preference);
            let back = way_back(own, one.direct().is_some()).cmp(&way_back(twin, other.direct().is_some()));
            let names = [one, other].map(|talk| format!("{}/{} tunnel {}", talk.site.name, talk.name, talk.end.tunnel));
            if wish != out || wish != back {
                found.push(format!("{} and {}: meant {wish:?}, out {out:?}, back {back:?}", names[0], names[1]));
            }
            if wish == Ordering::Equal && !carries && (own.outward != twin.outward || own.inward != twin.inward) {
                found.push(format!("{} and {} differ", names[0], names[1]));
            }
        }
    }
    found
}
