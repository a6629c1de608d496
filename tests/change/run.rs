//! A whole change: stack by stack, in many orders of calls, with a look at the network after every call.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Refusal};
use super::common::dice::Dice;
use super::course;
use super::tree::{Place, Tree};
use super::update::{Act, Update};
use super::walks::{Question, Verdict, Walks};

/// Something that a change must not do.
#[derive(Clone, Debug)]
pub struct Fault {
    pub what: What,
    /// The stack that is deployed.
    pub stack: String,
    /// The last call before it.
    pub call: Act,
    pub place: Place,
    /// Whether the call is of the clean-up: when it is refused, CloudFormation leaves the object behind and goes on.
    pub is_late: bool,
    /// Logical ids of which there is no object at the moment, though there is one before and after.
    pub open: BTreeSet<String>,
}

#[derive(Clone, Debug)]
pub enum What {
    /// AWS does not make the call. Nothing after it is tried.
    Refused(Refusal),
    /// A pair that is connected before and after is not in between, or one that never is: all that decided it.
    Cut(Question, Verdict),
    Leak(Question, Verdict),
    /// Something is deleted whose loss lasts.
    Lost,
}

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Random orders of each stack.
    pub random: usize,
    /// Whether each call is tried at its earliest and latest point.
    pub edges: bool,
}

/// So many calls of a stack are tried at both ends.
const MANY: usize = 40;

pub const WHOLE: Effort = Effort { random: 20, edges: true };

/// What a change did.
#[derive(Debug, Default)]
pub struct Run {
    pub faults: Vec<Fault>,
    /// Mutating calls, in all orders.
    pub calls: usize,
    /// Distinct states as packets see them.
    pub states: usize,
    /// Walks that were made for them.
    pub walks: usize,
}

/// An account in which a tree is deployed, and nothing else.
pub fn deployed(tree: &Tree) -> Result<Account, Refusal> {
    let mut account = Account::default();
    for stack in &tree.order {
        let update = Update::of(&account, &Tree::default(), tree, stack);
        for call in course::plain(&update) {
            update.call(call, &mut account, tree)?;
        }
        update.finish(&mut account, tree, stack);
    }
    Ok(account)
}

/// The stacks in the order of work: those of the new tree, then those that nobody has any more, the last one first.
fn work(old: &Tree, new: &Tree) -> Vec<String> {
    let gone = old.order.iter().rev().filter(|stack| !new.order.contains(stack));
    new.order.iter().chain(gone).cloned().collect()
}

/// Where a change ends, if nothing is in its way: after each stack in the order of its template.
fn ended(account: &Account, old: &Tree, new: &Tree) -> Result<Account, Box<Fault>> {
    let mut end = account.clone();
    for stack in work(old, new) {
        let update = Update::of(&end, old, new, &stack);
        for call in course::plain(&update) {
            let Err(refusal) = update.call(call, &mut end, new) else { continue };
            if !update.give_up(call, &mut end) {
                let (one, open) = (&update.calls[call], BTreeSet::new());
                let (act, place) = (one.act.clone(), one.place.clone());
                let fault = Fault { what: What::Refused(refusal), stack, call: act, place, is_late: false, open };
                return Err(Box::new(fault));
            }
        }
        update.finish(&mut end, new, &stack);
    }
    Ok(end)
}

/// Deploys a tree over another one. The account is what it is afterwards.
pub fn change(account: &mut Account, old: &Tree, new: &Tree, effort: Effort) -> Run {
    let mut run = Run::default();
    let end = match ended(account, old, new) {
        Ok(end) => end,
        Err(fault) => {
            run.faults.push(*fault);
            return run;
        }
    };
    let (before, after) = (account.net(&old.routers), end.net(&old.routers));
    let mut walks = Walks::of(&before, &after, &old.routers);
    // What is meant is what stands where there was nothing before.
    let meant = deployed(new).unwrap_or_else(|_| end.clone());
    let [before, after] = [&*account, &meant].map(|account| walks.answers(account));
    let stays: Vec<bool> = before.iter().zip(&after).map(|(was, is)| was.stands == is.stands).collect();
    walks.retain(&stays);
    let ends = before.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(was, _)| was.stands).collect();
    let both = old.places.iter().filter_map(|(key, was)| Some((was.clone(), new.places.get(key)?.clone()))).collect();
    let mut work_on =
        Explorer { old, new, both, effort, ends, walks, states: BTreeSet::new(), found: BTreeMap::new(), run };
    for stack in work(old, new) {
        if !work_on.stack(account, &stack) {
            break;
        }
    }
    let Explorer { mut run, walks, states, found, .. } = work_on;
    run.faults.extend(found.into_values());
    (run.walks, run.states) = (walks.walked, states.len());
    run
}

struct Explorer<'a> {
    old: &'a Tree,
    new: &'a Tree,
    effort: Effort,
    /// What both trees have.
    both: Vec<(Place, Place)>,
    /// What has to hold of each question all the time.
    ends: Vec<bool>,
    walks: Walks<'a>,
    /// States that were looked at.
    states: BTreeSet<Vec<u64>>,
    /// The first fault of each kind and place.
    found: BTreeMap<String, Fault>,
    run: Run,
}

impl Explorer<'_> {
    /// Whether the stack could be deployed.
    fn stack(&mut self, account: &mut Account, stack: &str) -> bool {
        let update = Update::of(account, self.old, self.new, stack);
        let mut end = account.clone();
        let plain = course::plain(&update);
        if !self.order(&mut end, &update, &plain, stack) {
            return false;
        }
        let mut dice = Dice::new(7);
        for _ in 0..self.effort.random {
            self.order(&mut account.clone(), &update, &course::random(&update, &mut dice), stack);
        }
        let seen = |call: &usize| {
            let key = update.calls[*call].key();
            let places = account.meets(key).into_iter().chain(end.meets(key));
            places.into_iter().any(|place| self.walks.has_seen(&place))
        };
        let noticed: Vec<usize> = (0..update.calls.len()).filter(|_| self.effort.edges).filter(seen).collect();
        // Of very many that are alike some stand for all.
        let step = noticed.len().div_ceil(MANY).max(1);
        let noticed: Vec<usize> = noticed.into_iter().step_by(step).collect();
        for call in noticed {
            for order in [course::earliest(&update, call), course::latest(&update, call)] {
                self.order(&mut account.clone(), &update, &order, stack);
            }
        }
        update.finish(&mut end, self.new, stack);
        *account = end;
        true
    }

    /// Makes all calls in an order; whether all were made.
    fn order(&mut self, account: &mut Account, update: &Update, order: &[usize], stack: &str) -> bool {
        for at in order {
            let call = &update.calls[*at];
            let before = account.meets(call.key());
            let lost = matches!(call.act, Act::Delete(_)) && lasts(call.key().kind);
            let made = update.call(*at, account, self.new);
            self.run.calls += 1;
            let (act, place, is_late) = (&call.act, &call.place, call.late);
            let open = self.open(account);
            let fault = |what| Fault {
                what,
                stack: stack.to_owned(),
                call: act.clone(),
                place: place.clone(),
                is_late,
                open: open.clone(),
            };
            if let Err(refusal) = made {
                self.found.entry(format!("{:?}", call.act)).or_insert_with(|| fault(What::Refused(refusal)));
                if update.give_up(*at, account) {
                    continue;
                }
                return false;
            }
            if lost {
                self.found.entry(format!("lost {:?}", call.act)).or_insert_with(|| fault(What::Lost));
            }
            let places = before.into_iter().chain(account.meets(call.key()));
            let mut places = places.peekable();
            // Where an object is gone already, its deletion does something to another one.
            if places.peek().is_none() || places.any(|place| self.walks.has_seen(&place)) {
                self.look(account, &fault);
            }
        }
        true
    }

    /// Resources of both trees of which there is no object.
    fn open(&self, account: &Account) -> BTreeSet<String> {
        let missing = |(was, is): &&(Place, Place)| !account.owned.contains_key(was) && !account.owned.contains_key(is);
        self.both.iter().filter(missing).map(|(was, _)| was.1.clone()).collect()
    }

    /// Walks a state that was not seen before.
    fn look(&mut self, account: &Account, fault: &impl Fn(What) -> Fault) {
        if self.states.contains(&self.walks.digest(account)) {
            return;
        }
        let answers = self.walks.answers(account);
        // The walks may have looked at more.
        self.states.insert(self.walks.digest(account));
        for ((question, verdict), wanted) in self.walks.questions().zip(answers).zip(&self.ends) {
            let word = match wanted {
                true if !verdict.stands => "cut",
                false if verdict.stands => "leak",
                _ => continue,
            };
            let what = if word == "cut" { What::Cut } else { What::Leak };
            // One that nothing excuses is told apart from one in a gap.
            let name = format!("{word} {question:?} {}", self.open(account).is_empty());
            self.found.entry(name).or_insert_with(|| fault(what(question.clone(), Verdict::clone(&verdict))));
        }
    }
}

/// Kinds whose deletion nobody can take back: others know the address, and what was logged is gone.
fn lasts(kind: &str) -> bool {
    matches!(kind, "AWS::EC2::EIP" | "AWS::Logs::LogGroup")
}
