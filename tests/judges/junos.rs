//! Both forms of a Junos configuration say the same: one reader takes the braces of a `.conf`, the other one the lines of the `.set`
//! beside it, and both must find the same statements in the same order. The way back deletes all of them and nothing else. The readers
//! follow Junos's own lexical rules and share no code with what prints the files, or with each other.

use std::fs;
use std::path::Path;

use super::judge::{Fault, Found, Judge, Verdict};
use super::routers::files;
use super::tree::{self, Tree};

pub const JUDGE: Judge = Judge {
    name: "junos-forms",
    things: "statements",
    concerns: |tree| !files(tree, ".rollback.set").is_empty(),
    find: || Ok(Found { version: "two readers of these tests".to_owned(), judge: Box::new(judge) }),
    faults: &[
        braces("another value", "peer-as 64513;", "peer-as 64512;", "peer-as 64513"),
        braces("a statement that is missing", "hold-time 30;", "", "hold-time 30"),
        braces("a statement too many", "hold-time 30;", "hold-time 30; passive;", "passive"),
        braces(
            "a block in another one",
            "family inet {\n                address",
            "family inet6 {\n                address",
            "inet6",
        ),
        braces("a brace that is missing", "bfd-liveness-detection {", "bfd-liveness-detection", "closes nothing"),
        braces(
            "a brace that never closes",
            "bfd-liveness-detection {",
            "bfd-liveness-detection { {",
            "block without words",
        ),
        braces("a statement without its end", "hold-time 30;", "hold-time 30", "hold-time"),
        braces("a text that never ends", "circuit 4711/A\";", "circuit 4711/A;", "text never ends"),
        lines(
            "a line that sets nothing",
            "set protocols bgp group ng-dx-1 hold-time 30",
            "protocols bgp group ng-dx-1 hold-time 30",
            "not a line of",
        ),
        lines("a line that is missing", "set protocols bgp group ng-dx-1 hold-time 30\n", "", "hold-time 30"),
        lines("a quote too many", "hold-time 30", "hold-time 30\"", "text never ends"),
        Fault {
            tree: tree::SAMPLE,
            what: "a way back that misses",
            file: "routers/tokyo/edge-6.rollback.set",
            text: "delete interfaces xe-0/0/0 unit 300",
            instead: "delete interfaces xe-0/0/0 unit 301",
            says: "deletes what nothing set",
        },
        Fault {
            tree: tree::SAMPLE,
            what: "a way back that forgets",
            file: "routers/tokyo/edge-6.rollback.set",
            text: "delete protocols bgp group ng-ibgp\n",
            instead: "",
            says: "the way back leaves `protocols bgp group ng-ibgp",
        },
    ],
};

const fn braces(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-6.conf", text, instead, says }
}

const fn lines(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-6.set", text, instead, says }
}

/// A statement: all words from the root, a text in quotes as one of them, quotes included.
type Words = Vec<String>;

fn judge(tree: &Tree) -> Verdict {
    let mut judged = 0;
    for back in files(tree, ".rollback.set") {
        let name = back.to_string_lossy().trim_end_matches(".rollback.set").to_owned();
        let state = ["", ".unbound"].into_iter().find(|state| Path::new(&format!("{name}{state}.conf")).is_file());
        let state = state.ok_or_else(|| format!("no {name}.conf beside the way back"))?;
        let read = |ending: &str| {
            let path = format!("{name}{ending}");
            fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
        };
        let about = |why: String| format!("{name}: {why}");
        let curly = of_braces(&read(&format!("{state}.conf"))?).map_err(about)?;
        let set = of_lines(&read(&format!("{state}.set"))?, "set").map_err(about)?;
        same(&curly, &set).map_err(about)?;
        let back = of_lines(&read(".rollback.set")?, "delete").map_err(about)?;
        takes_back(&back, &set).map_err(about)?;
        judged += set.len();
    }
    Ok(judged)
}

fn same(curly: &[Words], set: &[Words]) -> Result<(), String> {
    let differ = (0..curly.len().max(set.len())).find(|n| curly.get(*n) != set.get(*n));
    match differ {
        None if curly.is_empty() => Err("no statement at all".to_owned()),
        None => Ok(()),
        Some(n) => Err(format!("statement {n}: braces say {}, lines say {}", shown(curly, n), shown(set, n))),
    }
}

fn shown(statements: &[Words], n: usize) -> String {
    statements.get(n).map_or_else(|| "nothing more".to_owned(), |words| format!("`{}`", words.join(" ")))
}

/// What is deleted was set, and what was set is deleted.
fn takes_back(back: &[Words], set: &[Words]) -> Result<(), String> {
    if let Some(path) = back.iter().find(|path| !set.iter().any(|statement| statement.starts_with(path))) {
        return Err(format!("the way back deletes what nothing set: `{}`", path.join(" ")));
    }
    let left = set.iter().find(|statement| !stays(statement) && !back.iter().any(|path| statement.starts_with(path)));
    left.map_or(Ok(()), |words| Err(format!("the way back leaves `{}`", words.join(" "))))
}

/// What others may rely on by then: the settings of a port, and those of a router on which nothing else ran.
fn stays(statement: &[String]) -> bool {
    let words: Vec<&str> = statement.iter().map(String::as_str).collect();
    matches!(
        words[..],
        ["interfaces", _, "vlan-tagging"]
            | ["interfaces", _, "mtu", _]
            | ["chassis", "aggregated-devices", "ethernet", "device-count", _]
            | ["routing-options", "router-id" | "autonomous-system", _]
            // Other groups may need it.
            | ["protocols", "vrrp", "asymmetric-hold-time"]
            // The route is deleted by the bound rollback, which knows it.
            | ["routing-options", "static", "netgen-unbound-host-route", _]
    )
}

/// Statements in braces: words up to `;`, of which a block's stand before each inside it, and a list in brackets makes one for each item.
fn of_braces(text: &str) -> Result<Vec<Words>, String> {
    let (mut found, mut blocks, mut words, mut list) = (Vec::new(), Vec::<Words>::new(), Words::new(), None);
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' => 2 + rest[1..].find('"').ok_or("a text never ends")?,
            '{' | '}' | ';' | '[' | ']' => 1,
            _ => rest.find(|c: char| c.is_whitespace() || "{};[]\"".contains(c)).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        let whole = |tail: &[String]| blocks.iter().flatten().chain(tail).cloned().collect::<Words>();
        match token {
            "{" if words.is_empty() => return Err("a block without words".to_owned()),
            "{" => blocks.push(std::mem::take(&mut words)),
            "}" if !words.is_empty() => return Err(format!("{words:?} does not end")),
            "}" => drop(blocks.pop().ok_or("a brace closes nothing")?),
            "[" => list = Some(words.len()),
            "]" if list.is_none() => return Err("a bracket closes nothing".to_owned()),
            "]" => {}
            ";" => {
                let start = list.take().unwrap_or(words.len().saturating_sub(1));
                let (head, items) = words.split_at(start);
                found.extend(items.iter().map(|item| whole(&[head, std::slice::from_ref(item)].concat())));
                words.clear();
            }
            _ if token.starts_with('#') => {}
            _ => words.push(token.to_owned()),
        }
        rest = after.trim_start();
    }
    if blocks.is_empty() && words.is_empty() { Ok(found) } else { Err(format!("{blocks:?} {words:?} does not end")) }
}

/// Lines that begin with the verb: words between spaces, of which one in quotes may have spaces in it.
fn of_lines(text: &str, verb: &str) -> Result<Vec<Words>, String> {
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut words = Words::new();
        let mut open = false;
        for part in line.split(' ') {
            match words.last_mut().filter(|_| open) {
                Some(word) => *word = format!("{word} {part}"),
                None => words.push(part.to_owned()),
            }
            open ^= part.matches('"').count() % 2 == 1;
        }
        if open {
            return Err(format!("a text never ends: {line}"));
        }
        match words.split_first() {
            Some((first, rest)) if first == verb && !rest.is_empty() => found.push(rest.to_vec()),
            _ => return Err(format!("not a line of `{verb}`: {line}")),
        }
    }
    Ok(found)
}
