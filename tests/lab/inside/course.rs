//! What the network has to do whose tunnels run inside Direct Connect: come up, prefer the first uplink both ways, move to the next one within
//! the time that `netgen fail` states, return, and never send a packet between site and VPC in clear. In come a running network and what breaks,
//! out comes the first thing that is not as it has to be.

use std::collections::BTreeSet;
use std::io::{Write as _, stdout};
use std::thread::sleep;
use std::time::Duration;

use super::bgp;
use super::parts::UPLINKS;
use super::sessions::{comes_up, routes_are_right, sessions, tunnels_are_up};
use super::watch::{encrypted, nothing_in_clear};
use super::world::Inside;
use crate::lab::course::{STEADY, TRIES, eventually};
use crate::lab::files::Files;
use crate::lab::ping::{Ping, answers};
use crate::lab::site::STATED;
use crate::lab::stated::Stated;
use crate::lab::world::{HOST, HOSTS};

/// The elements that are broken at one time, the newest one last; none, and all has to be as at first.
type State = &'static [&'static str];

const DX_1: &str = "uplink/tokyo/dx-1";
const DX_2: &str = "uplink/tokyo/dx-2";
const INET: &str = "uplink/tokyo/inet";
const FIRST_1: &str = "tunnel/tokyo/dx-1/1";
const FIRST_2: &str = "tunnel/tokyo/dx-1/2";
const SECOND_1: &str = "tunnel/tokyo/dx-2/1";
const SECOND_2: &str = "tunnel/tokyo/dx-2/2";
const THIRD_1: &str = "tunnel/tokyo/inet/1";
const THIRD_2: &str = "tunnel/tokyo/inet/2";
const EDGE_1: &str = "router/tokyo/edge-1";
const EDGE_2: &str = "router/tokyo/edge-2";
const LAN_1: &str = "lan/tokyo/edge-1";
const LAN_2: &str = "lan/tokyo/edge-2";
const PORT_1: &str = "connection/dxcon-ffabc123";
const PORT_2: &str = "connection/dxcon-ffabc456";
const PLACE_1: &str = "location/EqTY2";
const PLACE_2: &str = "location/EqOS1";

/// Both virtual interfaces are silent, and the internet carries all; both tunnels of one are, while it is up itself.
pub const CARRIERS: &[State] = &[&[DX_1], &[DX_1, DX_2], &[], &[FIRST_1], &[FIRST_1, FIRST_2], &[]];
/// A router or its LAN, and then something of the other one.
pub const ROUTERS: &[State] = &[&[EDGE_1], &[EDGE_1, DX_2], &[], &[LAN_1], &[LAN_1, SECOND_1], &[]];
/// A location, then the internet as well; a port of a router whose neighbor then dies: the site is cut off, and the router that lives has its
/// LAN and no way.
pub const LIGHTS: &[State] = &[&[PLACE_1], &[PLACE_1, INET], &[], &[PORT_1], &[PORT_1, EDGE_2], &[]];
/// Each tunnel of those that wait, one after the other; then the second one of those that carry.
pub const WAITING: &[State] = &[&[SECOND_1], &[SECOND_2], &[THIRD_1], &[THIRD_2], &[], &[FIRST_2], &[]];
/// What those that wait depend on.
pub const BACKUPS: &[State] = &[&[LAN_2], &[DX_2], &[PORT_2], &[PLACE_2], &[EDGE_2], &[INET], &[]];

/// How long both ends may need to notice, and all to be as at first again, in seconds.
const NOTICE: u32 = 45;
const RETURN: u32 = 90;

/// Goes through states, one after the other.
pub fn walk(files: &Files, course: &[&[&str]]) -> Result<(), String> {
    let mut world = Inside::boot(files)?;
    let stated = Stated::read(files.get(STATED)?)?;
    comes_up(&world)?;
    prefers_the_first(&world)?;
    for state in course {
        let done = if state.is_empty() { returns(&mut world) } else { breaks(&mut world, &stated, state) };
        done.map_err(|why| format!("[{}]: {why}", state.join(", ")))?;
    }
    Ok(())
}

/// All pairs with one of the elements, and with those after it in what `netgen fail` states.
pub fn pairs(files: &Files, first: usize) -> Result<(), String> {
    let stated = Stated::read(files.get(STATED)?)?;
    let elements = breakable(&stated);
    let own = elements.get(first).ok_or("no such element")?.as_str();
    let pairs: Vec<[&str; 2]> = elements[first + 1..].iter().map(|other| [own, other.as_str()]).collect();
    let course = pairs.iter().flat_map(|pair| [&pair[..1], &pair[..], &[]]);
    walk(files, &course.collect::<Vec<_>>())
}

/// How many elements can break.
pub const ELEMENTS: usize = 17;

/// What `netgen fail` states of, but for zones of VPCs, which the lab has not.
fn breakable(stated: &Stated) -> Vec<String> {
    stated.elements.iter().filter(|element| !element.starts_with("zone/")).cloned().collect()
}

/// With all tunnels closed and both virtual interfaces up, nothing leaves in clear, and nothing passes.
pub fn leaks_nothing(files: &Files) -> Result<(), String> {
    breaks_all_once(&Stated::read(files.get(STATED)?)?)?;
    let mut world = Inside::boot(files)?;
    tunnels_are_up(&world)?;
    prefers_the_first(&world)?;
    world.transit.load(&bgp::closes(&world.side, true))?;
    eventually("all tunnels are closed", 100, || {
        let left = (0..world.ends.len()).any(|end| world.leads_into(end).unwrap_or(true));
        if left { Err("a route still leads into one".to_owned()) } else { Ok(()) }
    })?;
    let talks = (0..3).any(|_| talks_at_all(&world));
    nothing_in_clear(&world.carrier, &world.side)?;
    if talks {
        return Err("all tunnels are closed, and something answers".to_owned());
    }
    for (n, link) in world.side.links.iter().enumerate() {
        if !world.is_up(n)? {
            return Err(format!("the virtual interface of {} has no session, so nothing could leak", link.uplink));
        }
    }
    world.transit.load(&bgp::closes(&world.side, false))?;
    returns(&mut world)
}

/// Each element has to break by itself in one of the courses.
fn breaks_all_once(stated: &Stated) -> Result<(), String> {
    let all = [CARRIERS, ROUTERS, LIGHTS, WAITING, BACKUPS].concat();
    let alone: BTreeSet<&str> = all.iter().filter(|state| state.len() == 1).map(|state| state[0]).collect();
    let expected = breakable(stated);
    let expected: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
    if alone == expected && expected.len() == ELEMENTS {
        return Ok(());
    }
    Err(format!("broken by itself: {alone:?}; fail states {expected:?}"))
}

/// Tries for so many seconds until it holds.
fn patiently(what: &str, seconds: u32, check: impl Fn() -> Result<(), String>) -> Result<(), String> {
    // Asking daemons costs a machine something, so not ten times a second.
    let spaced = || check().inspect_err(|_| sleep(Duration::from_millis(300)));
    eventually(what, seconds * 5 / 2, spaced)
}

fn talks_at_all(world: &Inside) -> bool {
    let there = answers(&world.lan, HOST, &world.side.host);
    answers(&world.cloud, &world.side.host, HOST) || there
}

fn talk(world: &Inside) -> Result<(), String> {
    let both = [answers(&world.lan, HOST, &world.side.host), answers(&world.cloud, &world.side.host, HOST)];
    if both == [true, true] { Ok(()) } else { Err(format!("an answer to the host and to AWS: {both:?}")) }
}

/// Both directions take the tunnels of the first uplink, and its virtual interface carries them encrypted.
fn prefers_the_first(world: &Inside) -> Result<(), String> {
    world.first_hop(0)?;
    let talks = eventually("traffic through a tunnel", TRIES, || talk(world));
    nothing_in_clear(&world.carrier, &world.side)?;
    talks?;
    patiently(&format!("{} is preferred", UPLINKS[0]), 20, || routes_are_right(world))?;
    let before = encrypted(&world.carrier, 1)?;
    for _ in 0..5 {
        eventually("traffic over the first uplink", TRIES, || talk(world))?;
    }
    let after = encrypted(&world.carrier, 1)?;
    // Five requests and five answers each way; keepalives are fewer.
    if (0..2).any(|way| after[way] < before[way] + 10) {
        return Err(format!("encrypted packets on the first virtual interface: {before:?}, then {after:?}"));
    }
    nothing_in_clear(&world.carrier, &world.side)
}

/// The newest element breaks while those before it are broken.
fn breaks(world: &mut Inside, stated: &Stated, state: &[&str]) -> Result<(), String> {
    let before = world.best();
    let pings = pings(world, state)?;
    sleep(Duration::from_millis(300));
    world.break_only(state)?;
    let after = world.best();
    world.first_hop((0..2).find(|router| world.serves(*router)).unwrap_or_default())?;
    patiently(&format!("{} takes over", world.called(&after)), NOTICE, || routes_are_right(world))?;
    patiently("both ends notice", NOTICE, || sessions(world))?;
    routes_are_right(world)?;
    nothing_in_clear(&world.carrier, &world.side)?;
    if after.is_empty() {
        let talks = (0..2).any(|_| talks_at_all(world));
        nothing_in_clear(&world.carrier, &world.side)?;
        return if talks { Err("the site is cut off, and something answers".to_owned()) } else { Ok(()) };
    }
    sleep(Duration::from_millis(300));
    let gaps = pings.into_iter().map(Ping::gap).collect::<Result<Vec<_>, _>>()?;
    let longest = gaps.into_iter().max().unwrap_or_default();
    let moves = before.iter().any(|end| !after.contains(end));
    judge(stated, state, moves.then(|| world.called(&after)), longest)?;
    nothing_in_clear(&world.carrier, &world.side)
}

/// The time without an answer against what is stated; `by` is what took over.
fn judge(stated: &Stated, state: &[&str], by: Option<String>, longest: u32) -> Result<(), String> {
    match (state, by) {
        ([alone], Some(by)) => {
            stated.holds(alone, longest)?;
            if stated.by(alone) == Some(&by) {
                return Ok(());
            }
            return Err(format!("{by} took over, and fail states {:?}", stated.by(alone)));
        }
        ([alone], None) => stated.moves_nothing(alone)?,
        (_, Some(by)) if longest <= stated.most() => {
            // A closed pipe is no reason to call a verdict wrong.
            let _ = writeln!(stdout(), "lab: {}: {longest} ms measured, by {by}", state.join(" and "));
            return Ok(());
        }
        _ => {}
    }
    if longest <= STEADY { Ok(()) } else { Err(format!("nothing came back for {longest} ms")) }
}

/// What asks while something breaks. A flow takes one tunnel in each direction, so where a tunnel breaks there are several.
fn pings(world: &Inside, state: &[&str]) -> Result<Vec<Ping>, String> {
    let number = if state.last().is_some_and(|newest| newest.starts_with("tunnel/")) { HOSTS.len() } else { 0 };
    let hosts = std::iter::once(HOST).chain(HOSTS.into_iter().take(number));
    let mut pings = vec![Ping::start(&world.cloud, &world.side.host, HOST, world.scratch("back"))?];
    for host in hosts {
        pings.push(Ping::start(&world.lan, host, &world.side.host, world.scratch(host))?);
    }
    Ok(pings)
}

/// All works again, and is as at first.
fn returns(world: &mut Inside) -> Result<(), String> {
    world.break_only(&[])?;
    world.first_hop(0)?;
    patiently("all is back", RETURN, || routes_are_right(world))?;
    patiently("all is back", RETURN, || sessions(world))?;
    patiently("all is back", RETURN, || routes_are_right(world))?;
    eventually("traffic over the first uplink again", TRIES, || talk(world))?;
    nothing_in_clear(&world.carrier, &world.side)
}
