//! Eight changes loaded into a network that runs, by the updates that netgen writes, while packets go. In come the files of all versions, out
//! comes the first thing that is not as it has to be: a session that was reset, a packet that was lost, or a router that runs something else
//! than a fresh load of the new files would make it run.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use super::aws::Aws;
use super::course::{comes_up, direct, eventually, spi};
use super::edits::{EDITS, Edit, SECOND_KEY, aws_end};
use super::files::{Files, unit_value};
use super::frr::Frr;
use super::ping::Ping;
use super::runs::{begun, last_part, listed, running};
use super::shell::{Namespace, cable, text};
use super::world::{HOST, TUNNELS, World, device};
use crate::charon::Charon;

/// The device of the second virtual interface.
const SECOND: &str = "ng-dx-2";
/// How long something may take to be so, in steps of 100 ms.
const UP: u32 = 150;

/// All changes in order.
pub fn run(files: &Files) -> Result<(), String> {
    let first = files.below("0/");
    let world = World::boot(&first, Aws::read(&first)?)?;
    comes_up(&world)?;
    world.gateway(0)?;
    eventually("Direct Connect is preferred", UP, || direct(&world))?;
    // The other prefix of the site: it is announced while a route to it is there.
    for edge in &world.edge {
        edge.ip(&["route", "add", "172.20.0.0/16", "via", HOST])?;
    }
    loads_twice(&world)?;
    for (number, edit) in (1..).zip(&EDITS) {
        Change { world: &world, files, number, edit }.run().map_err(|why| format!("{}: {why}", edit.what))?;
    }
    Ok(())
}

/// The same file loaded a second time changes nothing and resets nothing.
fn loads_twice(world: &World) -> Result<(), String> {
    for (n, name) in ["edge-1", "edge-2"].iter().enumerate() {
        let frr = world.frr(n)?;
        let before = (running(frr)?, begun(frr)?);
        if let Err(why) = frr.load(world.files.get(&format!("{name}.frr.conf"))?) {
            // FRR 8.4 says to this line alone that it is not valid at this moment, when it is there already.
            let known = |line: &str| line.ends_with("graceful-restart-disable");
            if !why.lines().filter(|line| line.starts_with("line ")).all(known) {
                return Err(why);
            }
        }
        sleep(Duration::from_secs(1));
        if (running(frr)?, begun(frr)?) != before {
            return Err(format!("{name}: the same file loaded twice changes it"));
        }
    }
    Ok(())
}

struct Change<'w> {
    world: &'w World,
    files: &'w Files,
    number: usize,
    edit: &'w Edit,
}

impl Change<'_> {
    fn run(&self) -> Result<(), String> {
        self.aws_comes()?;
        let site = &self.world.site;
        let ping = |place: &Namespace, from: &str, to: &str, name: &str| {
            Ping::start(place, from, to, self.world.scratch(&format!("{}-{name}", self.number)))
        };
        let mut pings = vec![
            ("from the site", ping(&self.world.lan, HOST, &site.host, "there")?),
            ("from AWS", ping(&self.world.cloud, &site.host, HOST, "back")?),
        ];
        sleep(Duration::from_millis(200));
        let has_update = |router: &&str| self.files.get(&format!("{}+{router}.update.md", self.number)).is_ok();
        if ["edge-1", "edge-2"].iter().any(has_update) == self.edit.what.contains("swapped") {
            return Err("the order of prefixes moves lines, or another change moves none".to_owned());
        }
        for router in ["edge-1", "edge-2"] {
            self.router(router)?;
        }
        self.aws_goes()?;
        self.arrives()?;
        sleep(Duration::from_millis(300));
        for (from, ping) in pings.drain(..) {
            // Direct Connect carries all of it, and no change is about that.
            match ping.gap()? {
                0 => {}
                gap => return Err(format!("packets {from} were lost for {gap} ms")),
            }
        }
        self.is_fresh()
    }

    /// A router's steps, one after the other.
    fn router(&self, router: &str) -> Result<(), String> {
        // A router without one has to run what a fresh load gives, which is seen in the end.
        let Ok(sheet) = self.files.get(&format!("{}+{router}.update.md", self.number)) else { return Ok(()) };
        let steps: Vec<&str> = sheet.split("\n   The way back:").collect();
        for (step, said) in (1..).zip(steps.iter().take(steps.len() - 1)) {
            let said = said.rsplit("\n\n   - ").next().map_or(*said, |_| said);
            self.step(router, step, said).map_err(|why| format!("{router}, step {step}: {why}"))?;
        }
        Ok(())
    }

    fn step(&self, router: &str, step: usize, sheet: &str) -> Result<(), String> {
        let edge = usize::from(router == "edge-2");
        let frr = self.world.frr(edge)?;
        let before = begun(frr)?;
        let start = format!("{}+{router}.{step}.", self.number);
        let own: Vec<(&str, &str)> = self
            .files
            .all()
            .filter_map(|(name, text)| Some((name.strip_prefix(&start)?, text)))
            .filter(|(name, _)| !name.starts_with("rollback."))
            .collect();
        let text_of = |ending: &str| own.iter().find(|(name, _)| *name == ending).map(|(_, text)| *text);
        self.devices(edge, &own)?;
        self.tunnels(&own, sheet)?;
        if let Some(lines) = text_of("frr.conf") {
            frr.load(lines)?;
        }
        for gone in last_part(sheet).lines().filter_map(|line| line.split_once("`ip link delete ")?.1.split('`').next())
        {
            self.world.edge[edge].ip(&["link", "delete", gone])?;
        }
        // FRR judges routes anew five seconds after a filter changed.
        sleep(Duration::from_secs(if text_of("frr.conf").is_some() { 6 } else { 1 }));
        if last_part(sheet).contains("no session is reset") {
            let after = begun(frr)?;
            let lost = before
                .iter()
                .filter(|(neighbor, _)| after.iter().any(|(other, _)| other == neighbor))
                .find(|one| !after.contains(one));
            if let Some((neighbor, _)) = lost {
                return Err(format!("the sheet resets no session, and that with {neighbor} began anew"));
            }
        }
        Ok(())
    }

    /// Devices, and what the kernel is told of them.
    fn devices(&self, edge: usize, own: &[(&str, &str)]) -> Result<(), String> {
        let text_of = |ending: &str| own.iter().find(|(name, _)| *name == ending).map(|(_, text)| *text);
        if text_of(&format!("{SECOND}.netdev")).is_some() {
            self.second_device()?;
        }
        for (ending, program) in [("sysctl.conf", &["sysctl", "-q", "-p"][..]), ("mss.nft", &["nft", "-f"])] {
            if let Some(text) = text_of(ending) {
                let file = self.world.scratch(ending);
                fs::write(&file, text).map_err(|error| error.to_string())?;
                self.world.edge[edge].run(&[program, &[&*file.display().to_string()]].concat())?;
            }
        }
        Ok(())
    }

    /// strongSwan takes its whole file; then what the sheet says of one tunnel, once AWS's end is so.
    fn tunnels(&self, own: &[(&str, &str)], sheet: &str) -> Result<(), String> {
        let mut loaded = false;
        for charon in &self.world.routers {
            for (name, text) in own.iter().filter(|(name, _)| matches!(*name, "swanctl.conf" | "secrets.conf")) {
                let text = text.replace("start_action = trap", "start_action = none");
                fs::write(charon.path("conf.d").join(name), text).map_err(|error| error.to_string())?;
                loaded = true;
            }
            for verb in ["--load-creds", "--load-conns"].iter().filter(|_| loaded) {
                let said = charon.swanctl(&[verb])?;
                if !said.status.success() {
                    return Err(text(&said));
                }
            }
        }
        for (n, name) in TUNNELS.iter().enumerate() {
            if !last_part(sheet).contains(&format!("`swanctl --terminate --ike {name}`")) {
                continue;
            }
            self.aws_tunnel(n)?;
            let charon = &self.world.routers[n];
            charon.swanctl(&["--terminate", "--ike", name])?;
            charon.swanctl(&["--initiate", "--child", name, "--timeout", "3"])?;
            eventually(&format!("tunnel {} with its new values", n + 1), UP, || spi(charon, name).map(drop))?;
        }
        Ok(())
    }

    /// AWS's end of a tunnel as the new templates and keys have it.
    fn aws_tunnel(&self, n: usize) -> Result<(), String> {
        let tunnels = Aws::tunnels(&self.files.below(&format!("{}/", self.number)))?;
        let secrets = self.files.get(&format!("{}/edge-2.secrets.conf", self.number))?;
        let key = secrets.split("secret = \"").nth(n + 1).and_then(|rest| rest.split('"').next()).ok_or("no key")?;
        let text_of = tunnels[n].connection(&self.world.site.customer).replace(tunnels[n].key, key);
        let peer = &self.world.peers[n];
        fs::write(peer.path("swanctl.conf"), text_of).map_err(|error| error.to_string())?;
        let loaded = peer.swanctl(&["--load-all", "--noprompt"])?;
        if loaded.status.success() { Ok(()) } else { Err(text(&loaded)) }
    }

    /// What comes is at AWS first.
    fn aws_comes(&self) -> Result<(), String> {
        match self.edit.what {
            "a VPC more" => self.world.aws.load(
                "ip prefix-list DIRECT permit 10.1.0.0/16\nip prefix-list VPN permit 10.1.0.0/16\nrouter bgp 64512\n address-family ipv4 \
                 unicast\n  network 10.1.0.0/16\n exit-address-family\nexit\n",
            ),
            "an uplink more" => {
                let (aws, own) = self.second_link(self.number)?;
                cable((&self.world.edge[1], SECOND), (&self.world.cloud, SECOND))?;
                self.world.edge[1].ip(&["link", "set", SECOND, "down"])?;
                self.world.cloud.ip(&["address", "add", &format!("{aws}/30"), "dev", SECOND])?;
                self.world.aws.load(&format!(
                    "router bgp 64512\n neighbor {own} remote-as 65000\n neighbor {own} local-as 64513 no-prepend replace-as\n neighbor {own} \
                     password {SECOND_KEY}\n neighbor {own} bfd profile direct\n neighbor {own} timers 10 30\n address-family ipv4 unicast\n  \
                     neighbor {own} route-map DIRECT-IN in\n  neighbor {own} prefix-list DIRECT out\n  neighbor {own} soft-reconfiguration \
                     inbound\n exit-address-family\nexit\n"
                ))
            }
            _ => Ok(()),
        }
    }

    /// What goes leaves AWS last.
    fn aws_goes(&self) -> Result<(), String> {
        if self.edit.what != "an uplink less" {
            return Ok(());
        }
        let (_, own) = self.second_link(self.number - 1)?;
        self.world.aws.load(&format!("router bgp 64512\n no neighbor {own}\nexit\n"))
    }

    /// Both addresses of the second virtual interface.
    fn second_link(&self, version: usize) -> Result<(String, String), String> {
        let own = unit_value(self.files.get(&format!("{version}/edge-2.{SECOND}.network"))?, "Address")?;
        Ok((aws_end(own)?.to_string(), own.trim_end_matches("/30").to_owned()))
    }

    /// The new device gets what its units say.
    fn second_device(&self) -> Result<(), String> {
        let files = self.files.below(&format!("{}/", self.number));
        device(&self.world.edge[1], &files, "edge-2", SECOND)
    }

    /// What the change is for has arrived.
    fn arrives(&self) -> Result<(), String> {
        let (world, router) = (self.world, &self.world.site.link[1]);
        let accepted = |prefix: &str, there: bool| {
            eventually(&format!("{prefix} at AWS is {there}"), UP, || {
                let all = world.aws.accepted(router)?;
                if all.iter().any(|one| one == prefix) == there { Ok(()) } else { Err(format!("AWS accepts {all:?}")) }
            })
        };
        match self.edit.what {
            "a VPC more" => eventually("the new VPC on the routers", UP, || {
                for (n, neighbor) in [(0, &world.site.link[0]), (1, &world.site.tunnels[0].inside[0])] {
                    let all = world.frr(n)?.accepted(neighbor)?;
                    all.contains(&"10.1.0.0/16".to_owned()).then_some(()).ok_or(format!("{neighbor} gave {all:?}"))?;
                }
                Ok(())
            }),
            "a prefix more" => accepted("172.20.0.0/16", true),
            "a prefix less" => accepted("172.20.0.0/16", false),
            "an uplink more" => {
                let (aws, _) = self.second_link(self.number)?;
                eventually("the second virtual interface", UP, || {
                    let state = world.frr(1)?.session(&aws)?;
                    if state == "Established" { Ok(()) } else { Err(format!("its session is {state}")) }
                })
            }
            _ => {
                for tunnel in &world.site.tunnels {
                    eventually("both tunnels' sessions", UP, || {
                        let state = world.frr(1)?.session(&tunnel.inside[0])?;
                        if state == "Established" { Ok(()) } else { Err(format!("{} is {state}", tunnel.inside[0])) }
                    })?;
                }
                Ok(())
            }
        }
    }

    /// Each router runs what a fresh load of the new files makes another one run.
    fn is_fresh(&self) -> Result<(), String> {
        for (n, name) in ["edge-1", "edge-2"].iter().enumerate() {
            let place = Namespace::new("fresh")?;
            let fresh = Frr::start(&place, self.files.get(&format!("{}/{name}.frr.conf", self.number))?)?;
            let [found, expected] = [running(self.world.frr(n)?)?, running(&fresh)?];
            if let Some(line) = found.iter().find(|line| !expected.contains(line)) {
                return Err(format!("{name} still runs `{line}`"));
            }
            if let Some(line) = expected.iter().find(|line| !found.contains(line)) {
                return Err(format!("{name} does not run `{line}`"));
            }
        }
        let place = Namespace::new("fresh")?;
        let fresh = Charon::start(&Namespace::into(&place), "kernel-libipsec kernel-netlink", None)?;
        for name in ["swanctl.conf", "secrets.conf"] {
            let text = self
                .files
                .get(&format!("{}/edge-2.{name}", self.number))?
                .replace("start_action = trap", "start_action = none");
            fs::write(fresh.path("conf.d").join(name), text).map_err(|error| error.to_string())?;
        }
        fs::write(fresh.path("swanctl.conf"), "include conf.d/*.conf\n").map_err(|error| error.to_string())?;
        let loaded = fresh.swanctl(&["--load-all", "--noprompt"])?;
        let expected = listed(&fresh)?;
        if !loaded.status.success() || expected.is_empty() {
            return Err(format!("a fresh strongSwan takes nothing: {}", text(&loaded)));
        }
        for charon in &self.world.routers {
            let found = listed(charon)?;
            if found != expected {
                return Err(format!("strongSwan runs {found:?}, not {expected:?}"));
            }
        }
        Ok(())
    }
}
