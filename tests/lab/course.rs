//! What the network has to do, step by step: come up, prefer Direct Connect both ways, renew keys, survive each failure, return.
//! In comes a running world, out comes the first thing that is not as it has to be.

use std::thread::sleep;
use std::time::Duration;

use super::ping::{Ping, answers};
use super::shell::text;
use super::site::{STATED, STATED_OF_VPN};
use super::stated::Stated;
use super::world::{DIRECT, EDGES, HOST, HOSTS, TUNNELS, World, many_hosts};
use crate::charon::Charon;
use crate::setting::is_on;

/// The longest silence that a failure of Direct Connect may cost, in milliseconds: BFD needs 900.
const FAILOVER: u32 = 2000;

/// How long something may take to come up, in steps of 100 ms.
pub const UP: u32 = 100;
/// The same where the routers of the site have to miss each other first, which takes them ten seconds.
const SLOW: u32 = 250;

/// How long the provider is away: `NETGEN_LAB_LONG=1` makes it two minutes, after which both ends have given up if they ever do.
fn outage() -> Duration {
    Duration::from_secs(if is_long() { 120 } else { 60 })
}

/// Whether there is time for more than a minute.
pub fn is_long() -> bool {
    is_on("NETGEN_LAB_LONG")
}

/// The longest silence of a path that nothing happens to, in milliseconds: a busy machine loses a packet now and then.
pub const STEADY: u32 = 500;

/// How often the host and AWS ask each other before nothing comes through.
pub const TRIES: u32 = 5;

/// All steps in order.
pub fn run(world: &mut World) -> Result<(), String> {
    comes_up(world)?;
    prefers_direct_connect(world)?;
    renews_keys(world)?;
    survives_the_carrier(world)?;
    survives_a_dead_lan(world)?;
    survives_a_dead_router(world)
}

/// The steps of the VPN, which wait for a minute and more.
pub fn vpn_alone(world: &mut World) -> Result<(), String> {
    comes_up(world)?;
    prefers_direct_connect(world)?;
    survives_the_provider(world)?;
    world.gateway(1)?;
    world.direct_connect(false)?;
    eventually("Direct Connect is silent", SLOW, || vpn(world))?;
    shares_flows(world)?;
    survives_a_tunnel(world)
}

/// Tries until it holds; the last objection if it never does.
pub fn eventually(what: &str, steps: u32, check: impl Fn() -> Result<(), String>) -> Result<(), String> {
    let mut last = String::new();
    for _ in 0..steps {
        match check() {
            Ok(()) => return Ok(()),
            Err(why) => last = why,
        }
        sleep(Duration::from_millis(100));
    }
    Err(format!("{what}: {last}"))
}

pub fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found:?}, expected {expected:?}")) }
}

/// Tunnels and sessions are up, and each end has accepted exactly what the other one announces.
pub fn comes_up(world: &World) -> Result<(), String> {
    for (n, charon) in world.routers.iter().enumerate() {
        eventually(&format!("tunnel {}", n + 1), UP, || spi(charon, TUNNELS[n]).map(drop))?;
    }
    let site = &world.site;
    let tunnels = site.tunnels.iter().map(|one| ("tunnel", 1, &one.inside, &site.routes));
    for (what, edge, [aws, router], announced) in
        std::iter::once(("Direct Connect", 0, &site.link, &site.allowed)).chain(tunnels)
    {
        eventually(&format!("BGP over {what} to {aws}"), UP, || {
            expect("the router's session", &world.frr(edge)?.session(aws)?, &"Established".to_owned())?;
            expect("what the router accepts", &world.frr(edge)?.accepted(aws)?, announced)?;
            expect("what AWS accepts", &world.aws.accepted(router)?, &vec!["192.168.0.0/16".to_owned()])
        })?;
    }
    for (edge, other) in [(0, EDGES[1]), (1, EDGES[0])] {
        eventually(&format!("BGP between the routers, edge-{}", edge + 1), UP, || {
            expect("the session", &world.frr(edge)?.session(other)?, &"Established".to_owned())
        })?;
    }
    eventually("BFD", UP, || {
        let peers = world.frr(0)?.show("bfd peers")?;
        expect("the peer", &peers[0]["status"].as_str().unwrap_or_default(), &"up")
    })
}

/// Which way packets take: from each router to AWS, and back.
fn way(world: &World, edges: [&str; 2], back: &[&str]) -> Result<(), String> {
    for (n, expected) in edges.iter().enumerate().filter(|(n, _)| world.edges[*n].is_some()) {
        expect(
            &format!("the way of edge-{} to AWS", n + 1),
            &world.edge[n].device_to(&world.site.host)?.as_str(),
            expected,
        )?;
    }
    let device = world.cloud.device_to(HOST)?;
    if back.contains(&device.as_str()) { Ok(()) } else { Err(format!("the way back is {device}, expected {back:?}")) }
}

/// Both directions over Direct Connect; the second router sends by the first one.
pub fn direct(world: &World) -> Result<(), String> {
    way(world, [DIRECT, "eth0"], &[DIRECT])
}

/// Both directions over the VPN; the first router sends by the second one.
fn vpn(world: &World) -> Result<(), String> {
    let device = world.edge[1].device_to(&world.site.host)?;
    if !TUNNELS.contains(&device.as_str()) {
        return Err(format!("the way of edge-2 to AWS is {device}, expected a tunnel"));
    }
    way(world, ["eth0", &device], &["tun0", "tun1"])
}

fn talk(world: &World) -> Result<(), String> {
    let site = &world.site;
    let there = answers(&world.lan, HOST, &site.host);
    let back = answers(&world.cloud, &site.host, HOST);
    expect("an answer to the host and to AWS", &[there, back], &[true, true])
}

fn prefers_direct_connect(world: &World) -> Result<(), String> {
    for edge in [0, 1] {
        world.gateway(edge)?;
        eventually("Direct Connect is preferred", UP, || direct(world))?;
        eventually("traffic over Direct Connect", TRIES, || talk(world))?;
    }
    world.gateway(0)
}

/// The outgoing SPI of a tunnel that is up.
pub fn spi(charon: &Charon, name: &str) -> Result<String, String> {
    let sas = charon.swanctl(&["--list-sas"])?;
    let said = text(&sas);
    // What was replaced stays for a few seconds, and stands first.
    let start = format!("  {name}: ");
    let of_child = said.split(&start).skip(1);
    let installed = of_child.filter(|part| part.lines().next().is_some_and(|line| line.contains("INSTALLED"))).last();
    let line = installed.and_then(|part| part.lines().map(str::trim).find(|line| line.starts_with("out ")));
    match line.and_then(|line| line.split_whitespace().nth(1)) {
        Some(spi) => Ok(spi.trim_end_matches(',').to_owned()),
        None => Err(format!("no association: {said}{}", charon.log())),
    }
}

/// The first keys of a tunnel never use phase 2's group, so only new ones show that it fits: once asked for by the router, once
/// by AWS.
fn renews_keys(world: &World) -> Result<(), String> {
    for (n, name) in TUNNELS.iter().enumerate() {
        let ends = [(&world.routers[n], *name), (&world.peers[n], "aws")];
        for (charon, child) in ends {
            let before = spi(&world.routers[n], name)?;
            charon.swanctl(&["--rekey", "--child", child])?;
            eventually(&format!("new keys of tunnel {}", n + 1), 30, || {
                let now = spi(&world.routers[n], name)?;
                if now == before { Err(format!("the SPI is still {now}: {}", charon.log())) } else { Ok(()) }
            })?;
        }
        let [aws, router] = &world.site.tunnels[n].inside;
        let through = answers(&world.edge[1], router, aws);
        expect("an answer through the tunnel with new keys", &through, &true)?;
    }
    Ok(())
}

/// The carrier drops all frames, and no link goes down.
fn survives_the_carrier(world: &World) -> Result<(), String> {
    let site = &world.site;
    let pings = [
        Ping::start(&world.lan, HOST, &site.host, world.scratch("there"))?,
        Ping::start(&world.cloud, &site.host, HOST, world.scratch("back"))?,
    ];
    sleep(Duration::from_millis(300));
    world.direct_connect(false)?;
    let moved = eventually("Direct Connect is silent", 35, || vpn(world));
    sleep(Duration::from_millis(300));
    let stated = Stated::read(world.files.get(STATED)?)?;
    for (ping, from) in pings.into_iter().zip(["the site", "AWS"]) {
        let gap = ping.gap()?;
        if gap > FAILOVER || moved.is_err() {
            return Err(format!(
                "from {from} nothing came back for {gap} ms after Direct Connect went silent; {moved:?}"
            ));
        }
        stated.holds("uplink/tokyo/dx-1", gap)?;
    }
    world.direct_connect(true)?;
    eventually("Direct Connect is back", SLOW, || direct(world))?;
    eventually("traffic over Direct Connect again", TRIES, || talk(world))
}

/// Edge-1 loses its LAN: it must not attract what it cannot deliver.
fn survives_a_dead_lan(world: &World) -> Result<(), String> {
    world.lan_of(0, false)?;
    world.gateway(1)?;
    let router = &world.site.link[1];
    eventually("the LAN of edge-1 is down", UP, || {
        expect("what AWS accepts from edge-1", &world.aws.accepted(router)?, &Vec::new())?;
        expect("the session with edge-1", &world.aws.session(router)?, &"Established".to_owned())
    })?;
    eventually("traffic past the LAN of edge-1", 4 * TRIES, || talk(world))?;
    world.lan_of(0, true)?;
    eventually("the LAN of edge-1 is back", SLOW, || direct(world))?;
    world.gateway(0)?;
    eventually("traffic over Direct Connect again", TRIES, || talk(world))
}

/// Edge-1 dies.
fn survives_a_dead_router(world: &mut World) -> Result<(), String> {
    let site = &world.site;
    let pings = [
        Ping::start(&world.lan, HOST, &site.host, world.scratch("there"))?,
        Ping::start(&world.cloud, &site.host, HOST, world.scratch("back"))?,
    ];
    sleep(Duration::from_millis(300));
    world.kill_first()?;
    world.gateway(1)?;
    eventually("edge-1 is dead", SLOW, || vpn(world))?;
    eventually("traffic over the VPN", TRIES, || talk(world))?;
    let stated = Stated::read(world.files.get(STATED)?)?;
    for ping in pings {
        stated.holds("router/tokyo/edge-1", ping.gap()?)?;
    }
    world.revive_first()?;
    world.gateway(0)?;
    eventually("edge-1 is back", SLOW, || direct(world))?;
    eventually("traffic over Direct Connect again", TRIES, || talk(world))
}

/// The provider of both tunnels is gone for longer than any repeats last. Nobody is there to start the tunnels again.
fn survives_the_provider(world: &World) -> Result<(), String> {
    Stated::read(world.files.get(STATED)?)?.moves_nothing("uplink/tokyo/inet")?;
    let ping = Ping::start(&world.lan, HOST, &world.site.host, world.scratch("steady"))?;
    for tunnel in [0, 1] {
        world.provider(tunnel, false)?;
    }
    sleep(outage());
    let gap = ping.gap()?;
    if gap > STEADY {
        return Err(format!("the provider of the backup is gone, and Direct Connect has no answer for {gap} ms"));
    }
    for tunnel in [0, 1] {
        world.provider(tunnel, true)?;
    }
    for (n, tunnel) in world.site.tunnels.iter().enumerate() {
        eventually(&format!("the provider is back, tunnel {}", n + 1), 2 * SLOW, || {
            expect("the session", &world.frr(1)?.session(&tunnel.inside[0])?, &"Established".to_owned())
        })?;
    }
    Ok(())
}

/// Packets that left by the tunnels of edge-2 so far.
fn sent(world: &World) -> Result<[u64; 2], String> {
    let mut sent = [0, 0];
    for (count, name) in sent.iter_mut().zip(TUNNELS) {
        let shown = world.edge[1].ip(&["-s", "-json", "link", "show", "dev", name])?;
        let shown: serde_json::Value = serde_json::from_str(&shown).map_err(|error| error.to_string())?;
        *count = shown[0]["stats64"]["tx"]["packets"].as_u64().ok_or("no count of packets")?;
    }
    Ok(sent)
}

/// The tunnels are equal, so flows of several hosts leave by both.
fn shares_flows(world: &World) -> Result<(), String> {
    eventually("flows over the VPN", TRIES, || talk(world))?;
    let before = sent(world)?;
    let rounds = 5;
    for _ in 0..rounds {
        for host in many_hosts() {
            // A busy machine is late now and then; that no packet is lost is measured elsewhere.
            eventually("an answer of AWS", TRIES, || {
                expect("an answer", &answers(&world.lan, &host, &world.site.host), &true)
            })?;
        }
    }
    let after = sent(world)?;
    for (n, (before, after)) in before.iter().zip(after).enumerate() {
        // BGP and its keepalives are a few packets; a host's flow is one for each round.
        if after - before < 2 * rounds {
            return Err(format!("both tunnels carry flows: tunnel {} sent {} packets", n + 1, after - before));
        }
    }
    Ok(())
}

/// One tunnel is silent, and no link goes down: its flows move to the other one when the hold time ends.
fn survives_a_tunnel(world: &World) -> Result<(), String> {
    let mut pings = Vec::new();
    for host in HOSTS {
        pings.push(Ping::start(&world.lan, host, &world.site.host, world.scratch(host))?);
    }
    sleep(Duration::from_millis(300));
    world.provider(0, false)?;
    let [aws, router] = &world.site.tunnels[0].inside;
    eventually("tunnel 1 is silent", 2 * SLOW, || {
        expect("the router's session", &(world.frr(1)?.session(aws)? == "Established"), &false)?;
        expect("AWS's session", &(world.aws.session(router)? == "Established"), &false)
    })?;
    sleep(Duration::from_millis(500));
    let gaps = pings.into_iter().map(Ping::gap).collect::<Result<Vec<_>, _>>()?;
    let longest = gaps.iter().max().copied().unwrap_or_default();
    Stated::read(world.files.get(STATED_OF_VPN)?)?.holds("tunnel/tokyo/inet/1", longest)?;
    world.provider(0, true)
}
