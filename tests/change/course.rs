//! The courses that a change can take: each call at the earliest and at the latest point, and random ones.

use std::collections::BTreeSet;

use super::common::dice::Dice;
use super::update::Update;

/// An order of all calls.
pub type Order = Vec<usize>;

/// Goes on with the call that `choose` takes of those that are ready, until none is left.
fn run(update: &Update, mut choose: impl FnMut(&[usize]) -> usize) -> Order {
    let mut waits: Vec<usize> = update.calls.iter().map(|call| call.after.len()).collect();
    let mut behind = vec![Vec::new(); waits.len()];
    for (at, call) in update.calls.iter().enumerate() {
        call.after.iter().for_each(|one| behind[*one].push(at));
    }
    let mut ready: Vec<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
    let mut order = Vec::new();
    while !ready.is_empty() {
        let next = ready.remove(choose(&ready));
        order.push(next);
        for one in &behind[next] {
            waits[*one] -= 1;
            if waits[*one] == 0 {
                ready.push(*one);
            }
        }
    }
    assert_eq!(order.len(), waits.len(), "calls wait for each other");
    order
}

/// The calls in the order of the templates.
pub fn plain(update: &Update) -> Order {
    run(update, |_| 0)
}

pub fn random(update: &Update, dice: &mut Dice) -> Order {
    run(update, |ready| dice.roll(ready.len()))
}

/// A call and what it waits for come first.
pub fn earliest(update: &Update, call: usize) -> Order {
    let (mut wanted, mut todo) = (BTreeSet::from([call]), vec![call]);
    while let Some(next) = todo.pop() {
        todo.extend(update.calls[next].after.iter().filter(|one| wanted.insert(**one)));
    }
    run(update, |ready| ready.iter().position(|one| wanted.contains(one)).unwrap_or(0))
}

/// Everything that does not wait for a call comes before it.
pub fn latest(update: &Update, call: usize) -> Order {
    run(update, |ready| ready.iter().position(|one| *one != call).unwrap_or(0))
}
