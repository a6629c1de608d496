//! The update of routers: what ran before, and then each step, runs as a fresh load of the new files would, and each way back leads to
//! what was before. In come two documents, out go what does not fit.

use std::collections::BTreeMap;

use netgen::artifact::Artifact;
use netgen::router::{Refused, Update, update};

use super::apply::Running;
use super::apply_junos::{junos, junos_lines, stays_on_port};
use super::common::pipeline::{Routers, routers};
use super::said::Said;

/// Both versions of the routers of a site, and what leads from one to the other.
pub struct Change {
    pub old: Routers,
    pub new: Routers,
    pub update: Update,
}

impl Change {
    /// `None` where netgen refuses one of the documents.
    pub fn of(old: &str, new: &str) -> Option<Self> {
        let old = routers(old, None).ok()?;
        let new = routers(new, Some(&old.lock)).ok()?;
        let update = update(&new.configs, &old.files, &new.files);
        Some(Self { old, new, update })
    }

    /// What is wrong with it; counts routers that change, and their steps.
    pub fn wrong(&self, count: &mut [usize; 2]) -> Vec<String> {
        let mut found = Vec::new();
        for (name, steps) in &self.update.changed {
            count[0] += 1;
            count[1] += steps;
            if let Err(why) = self.router(name, *steps) {
                found.push(format!("{name}: {why}"));
            }
        }
        for (name, why) in &self.update.refused {
            let [old, new] = [&self.old, &self.new].map(|one| by_ending(&one.files, name));
            match why {
                Refused::Foreign(what) => found.push(format!("{name}: its own {what} is not known")),
                Refused::ByHand(at) if old.get(*at) == new.get(*at) => found.push(format!("{name}: as it was")),
                _ => {}
            }
        }
        for name in &self.update.same {
            let [old, new] = [&self.old, &self.new].map(|one| by_ending(&one.files, name));
            let plain = |files: &BTreeMap<String, String>| -> Vec<(String, Vec<String>)> {
                files.iter().map(|(ending, text)| (ending.clone(), bare(text))).collect()
            };
            if plain(&old) != plain(&new) {
                found.push(format!("{name}: it changes, and has no step"));
            }
        }
        found
    }

    fn router(&self, name: &str, steps: usize) -> Result<(), String> {
        let [old, new] = [&self.old, &self.new].map(|one| by_ending(&one.files, name));
        let update = by_ending(&self.update.files, name);
        let step = |number: usize, back: &str| -> BTreeMap<String, String> {
            let start = format!("{number}.{back}");
            let own = update.iter().filter_map(|(ending, text)| {
                let ending = ending.strip_prefix(&start)?;
                let ending = ending.strip_prefix("unbound.").unwrap_or(ending);
                (!ending.starts_with("rollback.")).then(|| (ending.to_owned(), text.clone()))
            });
            own.collect()
        };
        let mut states = vec![old.clone()];
        for number in 1..=steps {
            let last = states.last().cloned().unwrap_or_default();
            let files = step(number, "");
            one_tunnel(&last, &files)?;
            states.push(loaded(&last, &files).map_err(|why| format!("step {number}: {why}"))?);
        }
        let sheet = update.get("update.md").ok_or("no sheet")?;
        let empty = |first: &str| first.starts_with("no session is reset") || first.starts_with("reset and back");
        if sheet.split("\n\n   - ").skip(1).any(empty) || sheet.matches(":\n\n   - ").count() != steps {
            return Err("a step or its way back does nothing".to_owned());
        }
        let last = states.last().cloned().unwrap_or_default();
        alike(&last, &new, sheet).map_err(|why| format!("at the end: {why}"))?;
        for number in (1..=steps).rev() {
            let back = loaded(&states[number], &step(number, "rollback."))
                .map_err(|why| format!("way back {number}: {why}"))?;
            alike(&back, &states[number - 1], sheet).map_err(|why| format!("after the way back {number}: {why}"))?;
        }
        Ok(())
    }
}

/// The files of a router by ending; those that are loaded, and sheets of an update.
fn by_ending(files: &[Artifact], router: &str) -> BTreeMap<String, String> {
    let start = format!("routers/{router}.");
    let own = files.iter().filter_map(|file| Some((file.path.strip_prefix(&start)?, &file.text)));
    let own = own.map(|(ending, text)| (ending.strip_prefix("unbound.").unwrap_or(ending).to_owned(), text.clone()));
    // The head of a sheet of values says of which facts it is.
    let own = own.map(|(ending, text)| {
        let rest = text.split_once("\n## ").filter(|_| ending == "values.md").map(|(_, rest)| rest.to_owned());
        (ending, rest.unwrap_or(text))
    });
    own.filter(|(ending, _)| {
        let own = ["update.md", "values.md"].contains(&ending.as_str()) || ending.rsplit('.').next() != Some("md");
        own && !ending.starts_with("rollback.")
    })
    .collect()
}

fn bare(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim_start().starts_with(['#', '!'])).map(str::to_owned).collect()
}

/// What runs after files are loaded. Of FRR, IOS and Junos the state is kept as a text that is read again.
fn loaded(
    before: &BTreeMap<String, String>,
    files: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, String> {
    let mut after = before.clone();
    for (ending, text) in files {
        let was = before.get(ending).map_or("", String::as_str);
        let now = match ending.as_str() {
            "frr.conf" | "cfg" => {
                // What ran and what is loaded are kept one behind the other: a configuration is what its lines made of it.
                running(was)?;
                born_shut(was, text)?;
                let all = format!("{was}\n{MORE}\n{text}");
                running(&all)?;
                all
            }
            "set" => {
                let lines = junos(was, text)?;
                lines.iter().fold(String::new(), |text, line| text + "set " + line + "\n")
            }
            _ => text.clone(),
        };
        after.insert(ending.clone(), now);
    }
    Ok(after)
}

/// A neighbor that comes is shut until all of the text is in force.
fn born_shut(was: &str, text: &str) -> Result<(), String> {
    let there = running(was)?.lines();
    let lines = bare(text);
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    for (at, line) in lines.iter().enumerate() {
        let name = line.strip_prefix("neighbor ").and_then(|rest| rest.split_once(" remote-as "));
        let Some((name, _)) = name else { continue };
        let known = format!("| neighbor {name} remote-as ");
        if there.iter().any(|one| one.contains(&known)) {
            continue;
        }
        let [shut, opened] = ["", "no "].map(|no| format!("{no}neighbor {name} shutdown"));
        let behind = lines.iter().rposition(|line| line.contains(&format!("neighbor {name} ")));
        let last = behind.and_then(|at| lines.get(at)).copied();
        if lines.get(at + 1) != Some(&&*shut) || last != Some(&*opened) {
            return Err(format!("neighbor {name} is not born shut"));
        }
    }
    Ok(())
}

/// What stands between two texts that were loaded one after the other.
const MORE: &str = "! and then";

fn running(texts: &str) -> Result<Running, String> {
    let mut running = Running::default();
    for text in texts.split(MORE) {
        running.load(text)?;
    }
    Ok(running)
}

/// Whether two sets of files make a router run the same.
fn alike(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>, sheet: &str) -> Result<(), String> {
    for (ending, expected) in other.iter().filter(|(ending, _)| *ending != "conf") {
        let found = one.get(ending).map_or("", String::as_str);
        let [found, expected] = match ending.as_str() {
            "frr.conf" | "cfg" => [running(found)?.lines(), running(expected)?.lines()],
            "set" => [found, expected].map(|text| {
                let lines = junos_lines(text);
                lines.into_iter().filter(|line| !stays_on_port(line)).collect()
            }),
            _ => [said(ending, found)?, said(ending, expected)?],
        };
        if let Some(line) = found.iter().find(|line| !expected.contains(line)) {
            return Err(format!("{ending} still has `{line}`"));
        }
        if let Some(line) = expected.iter().find(|line| !found.contains(line)) {
            return Err(format!("{ending} lacks `{line}`"));
        }
    }
    // A file that goes is removed by hand, and the sheet says so.
    let gone = one.keys().filter(|ending| !other.contains_key(*ending));
    let unsaid = gone.into_iter().find(|ending| !sheet.contains(ending.as_str()));
    unsaid.map_or(Ok(()), |ending| Err(format!("nobody removes {ending}")))
}

/// A file that is replaced as a whole, as statements in an order of their own.
fn said(ending: &str, text: &str) -> Result<Vec<String>, String> {
    let mut all = match ending.rsplit('.').next() {
        Some("conf") if !ending.starts_with("sysctl") => Said::braces(text, "")?.all().to_vec(),
        Some("nft") => text.lines().map(str::trim).filter(|line| line.contains("maxseg")).map(str::to_owned).collect(),
        Some("netdev" | "network") => Said::unit(text).all().to_vec(),
        _ => bare(text),
    };
    all.retain(|line| !line.trim().is_empty());
    all.sort();
    Ok(all)
}

/// No step changes two connections of strongSwan.
fn one_tunnel(before: &BTreeMap<String, String>, files: &BTreeMap<String, String>) -> Result<(), String> {
    let Some(after) = files.get("swanctl.conf") else { return Ok(()) };
    let was = before.get("swanctl.conf").map_or("", String::as_str);
    let [old, new] = [was, after].map(|text| Said::braces(text, "").map(|said| said.all().to_vec()));
    let (old, new) = (old?, new?);
    let differing = old.iter().filter(|line| !new.contains(line)).chain(new.iter().filter(|line| !old.contains(line)));
    let mut names: Vec<&str> = differing.filter_map(|line| line.split(' ').nth(1)).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() > 1 { Err(format!("{names:?} change at once")) } else { Ok(()) }
}

/// A mistake in an update, which the readers have to notice.
pub struct Fault {
    pub what: &'static str,
    /// Finds a line of a file, by the end of its path, and says what stands there instead; `None` for another line.
    pub breaks: fn(&str, &str) -> Option<String>,
}

/// The mistakes.
pub const FAULTS: &[Fault] = &[
    Fault { what: "an entry that is not added", breaks: |_, line| begins(line, "ip prefix-list ", "") },
    Fault { what: "an entry that stays", breaks: |_, line| begins(line, "no ip prefix-list ", "") },
    Fault {
        what: "an entry of another prefix",
        breaks: |_, line| line.starts_with("ip prefix-list ").then(|| line.replace(" permit 1", " permit 2")),
    },
    Fault {
        what: "a whole list that goes",
        breaks: |_, line| {
            line.starts_with("no ip prefix-list ").then(|| line.split(" seq ").next().unwrap_or_default().to_owned())
        },
    },
    Fault {
        what: "a route map that goes while it is used",
        breaks: |_, line| line.starts_with("route-map ").then(|| format!("no {}", line.trim_end_matches(" permit 10"))),
    },
    Fault { what: "a preference that stays", breaks: |_, line| begins(line, " set local-preference ", "") },
    Fault { what: "a network that is not announced", breaks: |_, line| begins(line, "  network ", "") },
    Fault {
        what: "a neighbor that stays",
        breaks: |_, line| (line.starts_with(" no neighbor ") && line.split(' ').count() == 4).then(String::new),
    },
    Fault {
        what: "a neighbor of another number",
        breaks: |_, line| line.contains(" remote-as ").then(|| format!("{line}1")),
    },
    Fault {
        what: "a limit that stays",
        breaks: |_, line| (line.contains(" maximum-prefix ") && !line.contains("no ")).then(String::new),
    },
    Fault {
        what: "another filter of a neighbor",
        breaks: |_, line| line.ends_with(" in").then(|| line.replace(" route-map ", " route-map X")),
    },
    Fault { what: "a tunnel that stays", breaks: |_, line| begins(line, "no interface Tunnel", "") },
    Fault { what: "a cipher that stays", breaks: |_, line| begins(line, " encryption ", "") },
    Fault { what: "a transform that stays", breaks: |_, line| begins(line, "crypto ipsec transform-set ", "") },
    Fault { what: "a tunnel without protection", breaks: |_, line| begins(line, " tunnel protection ", "") },
    Fault {
        what: "a statement of Junos that stays",
        breaks: |path, line| begins(line, "delete ", "").filter(|_| path.rsplit('.').next() == Some("set")),
    },
    Fault {
        what: "a list of Junos that goes",
        breaks: |_, line| {
            line.starts_with("delete policy-options prefix-list ")
                .then(|| line.rsplit_once(' ').map(|(head, _)| head.to_owned()).unwrap_or_default())
        },
    },
    Fault {
        what: "a statement of Junos that does not come",
        breaks: |path, line| begins(line, "set ", "").filter(|_| path.rsplit('.').next() == Some("set")),
    },
    Fault {
        what: "another hold time of Junos",
        breaks: |_, line| line.contains(" hold-time ").then(|| format!("{line}0")),
    },
    Fault {
        what: "a proposal of strongSwan that stays",
        breaks: |path, line| (path.ends_with("swanctl.conf") && line.contains("proposals = ")).then(String::new),
    },
    Fault {
        what: "another identifier of a tunnel",
        breaks: |_, line| line.contains("if_id_in = ").then(|| format!("{line}1")),
    },
    Fault {
        what: "a clamp that stays",
        breaks: |_, line| line.contains(" maxseg size set ").then(|| format!("{line}1")),
    },
    Fault {
        what: "another MTU of a device",
        breaks: |_, line| line.starts_with("MTUBytes=").then(|| format!("{line}1")),
    },
];

fn begins(line: &str, start: &str, instead: &str) -> Option<String> {
    line.starts_with(start).then(|| instead.to_owned())
}

impl Change {
    /// The same with the mistake in the first step that has room for it; `None` if none has.
    pub fn broken(&self, fault: &Fault) -> Option<Self> {
        let mut files = self.update.files.clone();
        let mut done = false;
        for file in files
            .iter_mut()
            .filter(|file| !file.path.contains(".rollback.") && file.path.rsplit('.').next() != Some("md"))
        {
            let lines: Vec<String> = file
                .text
                .lines()
                .map(|line| {
                    let broken = if done { None } else { (fault.breaks)(&file.path, line) };
                    done |= broken.is_some();
                    broken.unwrap_or_else(|| line.to_owned())
                })
                .collect();
            file.text = lines.join("\n") + "\n";
            if done {
                break;
            }
        }
        let copy = |routers: &Routers| Routers {
            configs: routers.configs.clone(),
            files: routers.files.clone(),
            lock: routers.lock.clone(),
        };
        done.then(|| Self {
            old: copy(&self.old),
            new: copy(&self.new),
            update: Update { files, ..self.update.clone() },
        })
    }
}
