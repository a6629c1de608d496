//! The states between what runs and what is to run. In come two configurations, out go the steps from one to the other: what is new and
//! nobody's alone, then one session at a time, then what nobody needs any more, then limits.

use std::collections::{BTreeMap, BTreeSet};

use super::Updates;
use super::delta::{meet, replaces};
use super::rule::Whose;
use super::statement::{Grammar, Statement, Syntax, read};

/// The files of a router as statements, by their endings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config(pub BTreeMap<String, Vec<Statement>>);

impl Config {
    /// Reads files by their endings; what stands in one and netgen never wrote is the error.
    pub fn read(files: &BTreeMap<String, String>, updates: &dyn Updates) -> Result<Self, String> {
        let mut all = BTreeMap::new();
        for (ending, text) in files {
            let Some(grammar) = grammar(updates, ending) else { continue };
            all.insert(ending.clone(), read(text, grammar).map_err(|line| format!("{ending} has {line}"))?);
        }
        Ok(Self(all))
    }

    /// A file's statements.
    pub fn of(&self, ending: &str) -> &[Statement] {
        self.0.get(ending).map(Vec::as_slice).unwrap_or_default()
    }

    /// A statement.
    pub fn find(&self, ending: &str, at: &[String]) -> Option<&Statement> {
        self.of(ending).iter().find(|one| one.at == at)
    }
}

/// The grammar of the files with this ending.
pub fn grammar(updates: &dyn Updates, ending: &str) -> Option<&'static Grammar> {
    let own = |grammar: &&Grammar| {
        ending == grammar.ending || (grammar.ending.starts_with('.') && ending.ends_with(grammar.ending))
    };
    updates.grammars().iter().find(own)
}

/// When something changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Before all sessions.
    Early,
    /// With this session, by the address of its neighbor.
    Session(String),
    /// Once the sessions that come and those that stay are done, before those that go.
    Hosts,
    /// After all sessions.
    Late,
    /// After that has taken effect.
    Limits,
}

/// The states behind `old`, each after its phase; the last one is `new`. Nothing if nothing changes.
pub fn states(old: &Config, new: &Config, updates: &dyn Updates) -> Vec<(Phase, Config)> {
    let owners = Owners { old, new, updates, together: together(&[old, new], updates) };
    let mut phases = vec![Phase::Early];
    let [first, then] = owners.sessions();
    phases.extend(first.into_iter().map(Phase::Session));
    phases.push(Phase::Hosts);
    phases.extend(then.into_iter().map(Phase::Session));
    phases.extend([Phase::Late, Phase::Limits]);
    let (mut done, mut last) = (BTreeSet::new(), old.clone());
    let mut found = Vec::new();
    for phase in phases {
        done.insert(phase.clone());
        let state = owners.state(&done);
        if !same(&state, &last) {
            last = state.clone();
            found.push((phase, state));
        }
    }
    found
}

/// Whether two configurations say the same, in whatever order.
pub fn same(one: &Config, other: &Config) -> bool {
    let within = |list: &[Statement], of: &[Statement]| list.iter().all(|statement| of.contains(statement));
    let endings = one.0.keys().eq(other.0.keys());
    endings && one.0.iter().all(|(ending, own)| within(own, other.of(ending)) && within(other.of(ending), own))
}

/// Neighbors that change together in one version or the other, each with what all of them are called.
fn together(configs: &[&Config], updates: &dyn Updates) -> BTreeMap<String, String> {
    let mut sets: Vec<BTreeSet<String>> = Vec::new();
    for group in configs.iter().flat_map(|config| updates.together(config)) {
        let mut joined: BTreeSet<String> = group.into_iter().collect();
        sets.retain(|set| {
            let apart = set.is_disjoint(&joined);
            if !apart {
                joined.extend(set.iter().cloned());
            }
            apart
        });
        sets.push(joined);
    }
    let named = |set: BTreeSet<String>| {
        let name = set.iter().cloned().collect::<Vec<_>>().join(", ");
        set.into_iter().map(move |one| (one, name.clone()))
    };
    sets.into_iter().flat_map(named).collect()
}

struct Owners<'c> {
    old: &'c Config,
    new: &'c Config,
    updates: &'c dyn Updates,
    together: BTreeMap<String, String>,
}

impl Owners<'_> {
    /// The sessions that change: those that come, in the order of files, and those that stay, the least preferred first; then those that go.
    fn sessions(&self) -> [Vec<String>; 2] {
        let all = |config: &Config| -> Vec<String> {
            let mut names: Vec<String> =
                self.updates.neighbors(config).into_iter().map(|one| self.named(one)).collect();
            names.dedup();
            names
        };
        let (old, new) = (all(self.old), all(self.new));
        let come = new.iter().filter(|one| !old.contains(one));
        let stay = new.iter().rev().filter(|one| old.contains(one));
        let go = old.iter().rev().filter(|one| !new.contains(one));
        [come.chain(stay).cloned().collect(), go.cloned().collect()]
    }

    /// What a session is called with those that change together with it.
    fn named(&self, neighbor: String) -> String {
        self.together.get(&neighbor).cloned().unwrap_or(neighbor)
    }

    fn state(&self, done: &BTreeSet<Phase>) -> Config {
        let endings: BTreeSet<&String> = self.old.0.keys().chain(self.new.0.keys()).collect();
        let mut files = BTreeMap::new();
        for ending in endings {
            let by_lines = grammar(self.updates, ending).is_some_and(|one| one.syntax == Syntax::Lines);
            let statements = if by_lines { self.lines(ending, done) } else { Some(self.statements(ending, done)) };
            files.extend(statements.filter(|all| !all.is_empty()).map(|all| (ending.clone(), all)));
        }
        Config(files)
    }

    fn statements(&self, ending: &str, done: &BTreeSet<Phase>) -> Vec<Statement> {
        let mut all = Vec::new();
        for one in self.new.of(ending) {
            let before = self.old.find(ending, &one.at);
            let is_done = done.contains(&self.phase(ending, one));
            all.extend(if is_done { Some(one) } else { before }.cloned());
        }
        let gone = self.old.of(ending).iter().filter(|one| self.new.find(ending, &one.at).is_none());
        all.extend(gone.filter(|one| !done.contains(&self.phase(ending, one))).cloned());
        all
    }

    /// When a statement of either side changes.
    fn phase(&self, ending: &str, one: &Statement) -> Phase {
        let (before, after) = (self.old.find(ending, &one.at), self.new.find(ending, &one.at));
        let common = if after.is_some() { Phase::Early } else { Phase::Late };
        let session = |config: &Config| {
            let name = self
                .updates
                .session(config, ending, one)
                .or_else(|| one.captured.first().cloned().filter(|_| one.rule.whose == Whose::Neighbor));
            name.map(|name| Phase::Session(self.named(name)))
        };
        match one.rule.whose {
            Whose::Neighbor => one.captured.first().map_or(common, |neighbor| Phase::Session(neighbor.clone())),
            Whose::Limit => match (before, after) {
                (Some(before), Some(after)) if number(after) > number(before) => Phase::Early,
                (Some(_), Some(_)) => Phase::Limits,
                _ => match one.captured.first() {
                    Some(neighbor) => Phase::Session(neighbor.clone()),
                    None => session(self.new).or_else(|| session(self.old)).unwrap_or(common),
                },
            },
            Whose::Session | Whose::Block => session(self.new).or_else(|| session(self.old)).unwrap_or(common),
            Whose::Hosts => Phase::Hosts,
            Whose::Common if after.is_none() && self.is_replaced(ending, one) => Phase::Early,
            Whose::Common => common,
        }
    }

    /// Whether what goes leaves its number or its prefix to a new one.
    fn is_replaced(&self, ending: &str, one: &Statement) -> bool {
        let mut new = self.new.of(ending).iter().filter(|other| self.old.find(ending, &other.at).is_none());
        new.any(|other| meet(one, other) || replaces(other, one))
    }

    /// A file that is replaced as a whole.
    fn lines(&self, ending: &str, done: &BTreeSet<Phase>) -> Option<Vec<Statement>> {
        let (old, new) = (self.old.0.get(ending), self.new.0.get(ending));
        let (early, late) = (done.contains(&Phase::Early), done.contains(&Phase::Late));
        match (old, new) {
            (None, Some(new)) => early.then(|| new.clone()),
            (Some(old), None) => (!late).then(|| old.clone()),
            (Some(old), Some(new)) => {
                let session = self.updates.session_of_file(self.new, ending).map(Phase::Session);
                Some(match session {
                    Some(session) if done.contains(&session) => new.clone(),
                    None if late => new.clone(),
                    None if early => {
                        let both = self.updates.both(ending, old, new);
                        if lines(&both) == lines(old) { old.clone() } else { both }
                    }
                    _ => old.clone(),
                })
            }
            (None, None) => None,
        }
    }
}

/// The lines of a file, in whatever order.
fn lines(all: &[Statement]) -> Vec<&str> {
    let mut lines: Vec<&str> = all.iter().map(|one| one.words.as_str()).collect();
    lines.sort_unstable();
    lines
}

/// The number in a limit.
pub(super) fn number(statement: &Statement) -> u64 {
    statement.words.split(' ').find_map(|word| word.parse().ok()).unwrap_or_default()
}
