//! From an earlier version of a router's files to the present one, with the least change. In come the files of both, out go steps: what
//! is loaded in each, how it is taken back, and how it is seen to work. What the earlier version has is read from its files, so that
//! a tree of an older netgen will do; a line in them that netgen never wrote is refused, and so is a word that a router could misread.
//!
//! | part | owns |
//! | --- | --- |
//! | `rule`, `statement` | which statements there are, and how they are read |
//! | `state` | the states in between, and whose each statement is |
//! | `delta`, `print` | the lines from one state to the next |
//! | `link` | the neighbor on a link |
//! | [`carried`] | what AWS said of what stays |
//! | [`sessions`](sessions()) | what becomes of each session, for whoever only compares |
//! | `sheet` | the sheet of each router |

mod carry;
pub(super) mod delta;
pub(super) mod link;
pub(super) mod print;
pub(super) mod rule;
mod sessions;
mod sheet;
pub(super) mod state;
pub(super) mod statement;

use std::collections::{BTreeMap, BTreeSet};

use super::fits::{self, FACTS, TO};
use super::platform;
use super::sections::is_configuration;
use super::text::is_harmless;
use crate::artifact::Artifact;
use crate::router::RouterConfig;
use crate::uplink::platform::Platform;
pub use carry::carried;
use rule::Effect;
pub use rule::Effect as SessionEffect;
pub use sessions::{Files, loaded, sessions};
use state::{Config, Phase, states};
use statement::{Grammar, Statement};

/// What a platform knows of changes.
pub(super) trait Updates: Sync {
    /// Its files that are loaded. One that only says another's content in another form is none of them.
    fn grammars(&self) -> &'static [Grammar];

    /// The ending of the sheet that people change the router by, where nothing is loaded into it: then there is no update.
    fn by_hand(&self) -> Option<&'static str> {
        None
    }

    /// The neighbors, in the order of files.
    fn neighbors(&self, config: &Config) -> Vec<String>;

    /// Neighbors that share settings, so that their sessions change together.
    fn together(&self, _: &Config) -> Vec<Vec<String>> {
        Vec::new()
    }

    /// The session that a statement belongs to, by its neighbor; `None` if it is nobody's alone.
    fn session(&self, config: &Config, ending: &str, statement: &Statement) -> Option<String>;

    /// The same of a file that is replaced as a whole.
    fn session_of_file(&self, _: &Config, _: &str) -> Option<String> {
        None
    }

    /// Such a file while both what goes and what comes is in use.
    fn both(&self, _: &str, _: &[Statement], new: &[Statement]) -> Vec<Statement> {
        new.to_vec()
    }

    /// What is loaded, in order.
    fn loads(&self, router: &str, before: &Config, after: &Config) -> Vec<Load>;

    /// How a session is asked whether it is as it has to be; `NEIGHBOR` stands for its neighbor.
    fn seen(&self) -> &'static str;

    /// What makes a session judge its routes anew, if the platform does not do so by itself: what it accepts, what it announces.
    fn refresh(&self) -> Option<[&'static str; 2]> {
        None
    }

    /// How what was loaded is kept.
    fn keep(&self) -> &'static str;
}

/// A thing to do on a router.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Load {
    /// What comes behind the name of the router and the number of the step; `None` if no file is needed.
    pub file: Option<(String, String)>,
    /// What is done, as Markdown; `FILE` stands for the file's name.
    pub how: String,
}

/// A step of an update.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// When it is done.
    pub phase: Phase,
    /// What is loaded.
    pub loads: Vec<Load>,
    /// What takes it back.
    pub back: Vec<Load>,
    /// The worst that it does to each session, by neighbor.
    pub effects: BTreeMap<String, Effect>,
    /// The sessions that judge their routes anew: what they accept, what they announce.
    pub refreshed: [BTreeSet<String>; 2],
}

/// Why there is no update of a router.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The router is new: its files are loaded.
    New,
    /// It runs another platform, or another autonomous system.
    Other(&'static str),
    /// Its earlier files have a line that netgen never wrote.
    Foreign(String),
    /// Nothing is loaded into it: people change it by its sheet of values, whose name ends so.
    ByHand(&'static str),
}

/// What a sheet of values says below its head, which names the document and the digest of its facts.
fn values(sheet: &str) -> &str {
    sheet.split_once("\n## ").map_or(sheet, |(_, rest)| rest)
}

/// The steps from the earlier files of a router to the present ones; both by their endings, without `unbound.`.
fn steps(platform: Platform, name: &str, old: &Files, new: &Files) -> Result<Vec<Step>, Refused> {
    let updates = platform::of(platform).updates();
    if old.is_empty() {
        return Err(Refused::New);
    }
    if let Some(ending) = updates.by_hand() {
        return match (old.get(ending), new.get(ending)) {
            (None, _) => Err(Refused::Other("it runs another platform")),
            (Some(old), Some(new)) if values(old) == values(new) => Ok(Vec::new()),
            _ => Err(Refused::ByHand(ending)),
        };
    }
    let has = |files: &BTreeMap<String, String>, grammar: &Grammar| files.contains_key(grammar.ending);
    if updates.grammars().first().is_some_and(|first| !has(old, first)) {
        return Err(Refused::Other("it runs another platform"));
    }
    let old = Config::read(old, updates).map_err(Refused::Foreign)?;
    let new = Config::read(new, updates).map_err(Refused::Foreign)?;
    if let Some(why) = refused(&old, &new) {
        return Err(Refused::Other(why));
    }
    let mut before = old.clone();
    let mut found = Vec::new();
    for (phase, after) in states(&old, &new, updates) {
        let (effects, refreshed) = sheet::effects(&before, &after, updates);
        let loads = updates.loads(name, &before, &after);
        let back = updates.loads(name, &after, &before);
        found.push(Step { phase, loads, back, effects, refreshed });
        before = after;
    }
    Ok(found)
}

/// The reason of a statement that no update changes.
fn refused(old: &Config, new: &Config) -> Option<&'static str> {
    let both = [(old, new), (new, old)];
    let mut all = both.iter().flat_map(|(one, other)| {
        one.0.iter().flat_map(move |(ending, list)| list.iter().filter(move |s| other.find(ending, &s.at).is_none()))
    });
    all.find_map(|one| if let rule::Gone::Refused(why) = one.rule.gone { Some(why) } else { None })
}

/// The files of each router below `routers/`, by site and name, then by ending.
#[must_use]
pub fn by_router(files: &[Artifact]) -> BTreeMap<(String, String), Files> {
    let mut all: BTreeMap<(String, String), Files> = BTreeMap::new();
    for Artifact { path, text } in files.iter().filter(|file| is_configuration(&file.path)) {
        let Some((site, router)) = fits::router_of(path) else { continue };
        let ending = path.rsplit('/').next().and_then(|name| name.split_once('.')).map(|(_, ending)| ending);
        let ending = ending.map(|ending| ending.strip_prefix("unbound.").unwrap_or(ending)).unwrap_or_default();
        all.entry((site.to_owned(), router.to_owned())).or_default().insert(ending.to_owned(), text.clone());
    }
    all
}

/// What becomes of each router.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// Files, below `routers/<site>/`.
    pub files: Vec<Artifact>,
    /// Routers with nothing to do: `site/router`.
    pub same: Vec<String>,
    /// Routers with steps, and how many.
    pub changed: Vec<(String, usize)>,
    /// Routers that are installed or replaced in another way, and why.
    pub refused: Vec<(String, Refused)>,
    /// Routers that are no longer there.
    pub gone: Vec<String>,
}

/// The update of all routers, from the earlier files to those that are rendered now.
#[must_use]
pub fn update(routers: &[RouterConfig], old: &[Artifact], new: &[Artifact]) -> Update {
    let (old, new) = (by_router(old), by_router(new));
    let mut update = Update::default();
    let none = BTreeMap::new();
    let mut left: BTreeSet<&(String, String)> = old.keys().collect();
    for router in routers {
        let key = (router.site.to_string(), router.router.to_string());
        let name = format!("{}/{}", key.0, key.1);
        left.remove(&key);
        let before = old.get(&key).unwrap_or(&none);
        match steps(router.platform, router.router.as_str(), before, new.get(&key).unwrap_or(&none)) {
            Err(why) => update.refused.push((name, why)),
            Ok(steps) if steps.is_empty() => update.same.push(name),
            Ok(steps) => {
                update.changed.push((name, steps.len()));
                let from = before.values().find_map(|text| fits::stated(text)).unwrap_or("unknown");
                update.files.extend(files(router, from, &steps));
            }
        }
    }
    update.gone = left.into_iter().map(|(site, router)| format!("{site}/{router}")).collect();
    update
}

fn files(router: &RouterConfig, from: &str, steps: &[Step]) -> Vec<Artifact> {
    let base = format!("routers/{}/{}", router.site, router.router);
    let mut all = vec![Artifact { path: format!("{base}.update.md"), text: sheet::sheet(router, from, steps) }];
    for (number, step) in (1..).zip(steps) {
        for (back, loads) in [(false, &step.loads), (true, &step.back)] {
            for (ending, text) in loads.iter().filter_map(|load| load.file.as_ref()) {
                let head = head(router, from, number, steps.len(), ending, back);
                let path = format!("{base}.{}", file_name(number, back, ending, text));
                all.push(Artifact { path, text: head + text });
            }
        }
    }
    all
}

/// `2.swanctl.conf`, `2.rollback.unbound.frr.conf`
fn file_name(number: usize, back: bool, ending: &str, text: &str) -> String {
    let unbound = if is_unbound(text) { "unbound." } else { "" };
    format!("{number}.{}{unbound}{ending}", if back { "rollback." } else { "" })
}

/// Whether a line has to be bound before a router takes the file.
fn is_unbound(text: &str) -> bool {
    text.contains("netgen-unbound") || text.contains("netgen_unbound")
}

fn head(router: &RouterConfig, from: &str, number: usize, of: usize, ending: &str, back: bool) -> String {
    let sign = if ending == "frr.conf" || ending == "cfg" { "!" } else { "#" };
    let what = if back { "takes back step" } else { "step" };
    let name = &router.router;
    let first =
        format!("netgen: site {}, router {name} ({}): update, {what} {number} of {of}.", router.site, router.platform);
    let (from, to) = if back { (fits::facts(router), from.to_owned()) } else { (from.to_owned(), fits::facts(router)) };
    let lines = [first, format!("Only as {name}.update.md says."), format!("{FACTS}{from}{TO}{to}")];
    let harmless = lines.iter().filter(|line| is_harmless(line));
    harmless.fold(String::new(), |text, line| format!("{text}{sign} {line}\n")) + sign + "\n"
}
