//! What a router makes of lines, by the words of FRR, IOS and Junos alone: a configuration that runs, and a file that is loaded into it. In
//! come texts, out goes what runs afterwards, or the line that the router would refuse or that leaves a gap. No code of the printers.

use std::collections::BTreeMap;

/// A running configuration of FRR or IOS: what stands in each block. The block of the top is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    blocks: BTreeMap<String, Vec<String>>,
    frr: bool,
}

/// Settings of one value: so many first words are the setting, and a new value replaces the old one.
const SINGLE: &[(&str, usize)] = &[
    ("set local-preference ", 2),
    ("set community ", 2),
    ("set as-path prepend ", 3),
    ("set metric ", 2),
    ("match ip address prefix-list ", 4),
    ("match ipv6 address prefix-list ", 4),
    ("ipv6 mtu ", 2),
    ("match community ", 2),
    ("match fvrf ", 2),
    ("bgp router-id ", 2),
    ("maximum-paths ", 1),
    ("encryption ", 1),
    ("integrity ", 1),
    ("prf ", 1),
    ("group ", 1),
    ("address ", 1),
    ("pre-shared-key ", 1),
    ("identity local address ", 3),
    ("keyring local ", 2),
    ("lifetime ", 1),
    ("dpd ", 1),
    ("set transform-set ", 2),
    ("set pfs ", 2),
    ("set security-association lifetime seconds ", 4),
    ("set security-association replay window-size ", 4),
    ("set ikev2-profile ", 2),
    ("encapsulation ", 1),
    ("description ", 1),
    ("ip address ", 2),
    ("ip mtu ", 2),
    ("ip tcp adjust-mss ", 3),
    ("mtu ", 1),
    ("bfd interval ", 2),
    ("tunnel source ", 2),
    ("tunnel mode ", 2),
    ("tunnel vrf ", 2),
    ("tunnel destination ", 2),
    ("tunnel protection ", 2),
    ("detect-multiplier ", 1),
    ("receive-interval ", 1),
    ("transmit-interval ", 1),
    ("track ", 2),
];

/// The same behind `neighbor A`.
const OF_NEIGHBOR: &[(&str, usize)] = &[
    ("timers connect ", 4),
    ("remote-as ", 3),
    ("ebgp-multihop ", 3),
    ("description ", 3),
    ("password ", 3),
    ("timers ", 3),
    ("bfd profile ", 4),
    ("maximum-prefix ", 3),
];

/// What opens a block.
const OPENS: &[&str] = &[
    "route-map ",
    "router bgp ",
    "address-family ",
    "bfd",
    "profile ",
    "interface ",
    "track 800 list ",
    "crypto ikev2 proposal ",
    "crypto ikev2 policy ",
    "crypto ikev2 keyring ",
    "crypto ikev2 profile ",
    "crypto ipsec profile ",
    "crypto ipsec transform-set ",
    "peer ",
];

fn opens(words: &str) -> bool {
    OPENS.iter().any(|head| words == *head || (head.ends_with(' ') && words.starts_with(head)))
}

/// A session over IPv6 that is told to say nothing of IPv4, which every session says unless it is told: a setting of its own.
fn is_silence(words: &str) -> bool {
    words.starts_with("no neighbor ") && words.contains(':') && words.ends_with(" activate")
}

/// What a setting is called, whatever its value.
fn setting(words: &str) -> String {
    let first = |count: usize| words.split(' ').take(count).collect::<Vec<_>>().join(" ");
    if let Some(rest) = words.strip_prefix("neighbor ").and_then(|rest| rest.split_once(' ')).map(|(_, rest)| rest) {
        if let Some((_, way)) = rest.strip_prefix("route-map ").and_then(|rest| rest.split_once(' ')) {
            return format!("{} route-map {way}", first(2));
        }
        return OF_NEIGHBOR
            .iter()
            .find(|(head, _)| rest.starts_with(head))
            .map_or(words.to_owned(), |(_, count)| first(*count));
    }
    // The transforms are the value; the block stays the same.
    if words.starts_with("crypto ipsec transform-set ") {
        return first(4);
    }
    if words.starts_with("vrrp ") {
        return first(3);
    }
    if words.starts_with("ip route ") && words.contains(" Null0 ") {
        return first(5);
    }
    SINGLE.iter().find(|(head, _)| words.starts_with(head)).map_or(words.to_owned(), |(_, count)| first(*count))
}

impl Running {
    /// Loads a file into what runs.
    pub fn load(&mut self, text: &str) -> Result<(), String> {
        self.frr = text.contains("address-family ipv4 unicast") || self.frr;
        let mut around: Vec<(usize, String)> = Vec::new();
        for line in text.lines() {
            let words = line.trim();
            if words.is_empty() || words.starts_with('!') || matches!(words, "exit" | "exit-address-family") {
                continue;
            }
            let depth = line.len() - line.trim_start().len();
            while around.last().is_some_and(|(other, _)| *other >= depth) {
                around.pop();
            }
            let block = around.iter().map(|(_, head)| head.as_str()).collect::<Vec<_>>().join(" | ");
            self.line(&block, words).map_err(|why| format!("`{words}` in `{block}`: {why}"))?;
            self.has_no_gap().map_err(|why| format!("after `{words}`: {why}"))?;
            around.push((depth, setting(words)));
        }
        Ok(())
    }

    fn line(&mut self, block: &str, words: &str) -> Result<(), String> {
        if let Some(gone) = words
            .strip_prefix("no ")
            .filter(|_| !words.ends_with("redirects") && words != "no bfd echo" && !is_silence(words))
        {
            return self.remove(block, gone);
        }
        if matches!(words, "ip redirects" | "bfd echo") {
            return self.remove(block, &format!("no {words}"));
        }
        if words.starts_with("ip prefix-list ") || words.starts_with("ipv6 prefix-list ") {
            return self.entry(words);
        }
        let own = setting(words);
        if own.starts_with("track ") && self.has_other(&own, words) {
            return Err("the object follows another thing: it has to go first".into());
        }
        let lines = self.blocks.entry(block.to_owned()).or_default();
        match lines.iter_mut().find(|line| setting(line) == own) {
            Some(line) => words.clone_into(line),
            None => lines.push(words.to_owned()),
        }
        if opens(words) {
            let inner = if block.is_empty() { own } else { format!("{block} | {own}") };
            self.blocks.entry(inner).or_default();
        }
        Ok(())
    }

    /// Whether an object that is tracked is there already, and follows something else.
    fn has_other(&self, own: &str, words: &str) -> bool {
        let top = self.blocks.get("").map(Vec::as_slice).unwrap_or_default();
        top.iter().any(|line| setting(line) == own && line != words)
    }

    /// FRR replaces what stands at a number and passes over a prefix that the list has; IOS refuses both.
    fn entry(&mut self, words: &str) -> Result<(), String> {
        let parts: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let lines = self.blocks.entry(String::new()).or_default();
        let of_list = |line: &str| line.starts_with(&format!("{} prefix-list {} ", parts[0], parts[2]));
        let tail = |line: &str| line.split(' ').skip(5).collect::<Vec<_>>().join(" ");
        let number = |line: &str| line.split(' ').nth(4).map(str::to_owned);
        let same = lines.iter().position(|line| of_list(line) && tail(line) == parts[5..].join(" "));
        let at = lines.iter().position(|line| of_list(line) && number(line).as_deref() == Some(&parts[4]));
        match (same, at) {
            (Some(same), Some(at)) if same == at => {}
            (Some(_), _) => return Err("the list has the prefix under another number".into()),
            (None, Some(_)) => return Err("another prefix has the number".into()),
            (None, None) => lines.push(words.to_owned()),
        }
        Ok(())
    }

    fn remove(&mut self, block: &str, words: &str) -> Result<(), String> {
        let begins = |line: &str| line == words || line.starts_with(&format!("{words} "));
        let lines = self.blocks.entry(block.to_owned()).or_default();
        let before = lines.len();
        let gone: Vec<String> = lines.iter().filter(|line| begins(line)).cloned().collect();
        lines.retain(|line| !begins(line));
        if lines.len() == before {
            return Err("there is no such thing".into());
        }
        if gone.len() > 1 && !words.starts_with("neighbor ") {
            return Err(format!("it takes {gone:?} away"));
        }
        for line in gone.iter().filter(|line| opens(line)) {
            let own = setting(line);
            let inner = if block.is_empty() { own } else { format!("{block} | {own}") };
            self.blocks.retain(|key, _| *key != inner && !key.starts_with(&format!("{inner} | ")));
        }
        // A neighbor goes with all that any family says of it.
        if words.starts_with("neighbor ") && words.split(' ').count() == 2 {
            for (_, lines) in self.blocks.iter_mut().filter(|(key, _)| key.starts_with(block)) {
                lines.retain(|line| {
                    !line.starts_with(&format!("{words} ")) && !line.starts_with(&format!("no {words} "))
                });
            }
        }
        Ok(())
    }

    /// Every list that a route map asks has an entry, and every route map that a neighbor asks is there: else FRR lets all or nothing
    /// pass, and IOS all.
    fn has_no_gap(&self) -> Result<(), String> {
        let top = self.blocks.get("").map(Vec::as_slice).unwrap_or_default();
        for (key, lines) in &self.blocks {
            for line in lines {
                if let Some(list) = line.strip_prefix("match ip address prefix-list ") {
                    let has = top.iter().any(|one| one.starts_with(&format!("ip prefix-list {list} ")));
                    has.then_some(()).ok_or_else(|| format!("{key} asks {list}, which is empty"))?;
                }
                if let Some(list) = line.strip_prefix("match ipv6 address prefix-list ") {
                    let has = top.iter().any(|one| one.starts_with(&format!("ipv6 prefix-list {list} ")));
                    has.then_some(()).ok_or_else(|| format!("{key} asks {list}, which is empty"))?;
                }
                if let Some(list) = line.strip_prefix("match community ") {
                    let has = top.iter().any(|one| one.contains(&format!(" community-list standard {list} ")));
                    has.then_some(()).ok_or_else(|| format!("{key} asks for communities of {list}, which is empty"))?;
                }
                if let Some((_, rest)) = line.split_once(" route-map ").filter(|_| line.starts_with("neighbor ")) {
                    let map = rest.split(' ').next().unwrap_or_default();
                    let has = top.iter().any(|one| one.starts_with(&format!("route-map {map} ")));
                    has.then_some(()).ok_or_else(|| format!("`{line}` asks a route map that is not there"))?;
                }
            }
        }
        Ok(())
    }

    /// All lines, in no order; without what stays on a port that other things may use, and without empty blocks.
    pub fn lines(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for (block, lines) in &self.blocks {
            let port =
                block.strip_prefix("interface ").is_some_and(|name| !name.contains('.') && !name.starts_with("Tunnel"));
            let stays = |line: &&String| port && line.starts_with("mtu ");
            all.extend(
                lines
                    .iter()
                    .filter(|line| !stays(line) && !Self::is_container(block, line))
                    .map(|line| format!("{block} | {line}")),
            );
        }
        all.sort();
        all
    }

    /// A block that may be there without anything in it, such as `bfd`, and a port.
    fn is_container(block: &str, line: &str) -> bool {
        // The marker of a key stands in place of a line about a neighbor, and goes with it.
        line == "bfd"
            || line.starts_with("netgen-unbound-bgp-key ")
            || line.starts_with("address-family ")
            || (block.is_empty() && line.starts_with("interface ") && {
                let name = line.trim_start_matches("interface ");
                !name.contains('.') && !name.starts_with("Tunnel")
            })
    }
}
