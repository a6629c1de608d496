//! From moves and what they wait for to deployments: as few as possible, what comes as early as possible, what goes as late as possible.

use super::moves::{Act, Edge, Moves, Why};

/// More deployments than any two networks need: a circle.
const MOST: usize = 16;

/// The deployment of each move, from 1, and how many there are.
#[derive(Debug)]
pub(super) struct Order {
    pub levels: Vec<usize>,
    pub count: usize,
}

/// The order of all moves. Rules that contradict each other give way, the weakest first; what remains is said by the comparison of what
/// comes out.
pub(super) fn order(moves: &mut Moves<'_>) -> Order {
    const WEAKEST: [&[Why]; 3] = [
        &[Why::Prepare, Why::Clean, Why::Zone],
        &[Why::MakeFirst, Why::Dangling, Why::InUse],
        &[Why::Halves, Why::Entry, Why::Protected],
    ];
    let mut weak = WEAKEST.into_iter();
    loop {
        if let Some(levels) = earliest(moves.list.len(), &moves.edges) {
            let count = levels.iter().copied().max().unwrap_or(1);
            return Order { levels: late(moves, levels, count), count };
        }
        match weak.next() {
            Some(whys) => moves.edges.retain(|edge| edge.why.is_none_or(|why| !whys.contains(&why))),
            // Nothing that is left has an order: all at once.
            None => moves.edges.clear(),
        }
    }
}

fn earliest(count: usize, edges: &[Edge]) -> Option<Vec<usize>> {
    let mut levels = vec![1; count];
    loop {
        let mut changed = false;
        for edge in edges {
            let least = levels[edge.before] + usize::from(edge.why.is_some());
            if levels[edge.after] < least {
                levels[edge.after] = least;
                changed = true;
            }
        }
        if !changed {
            return Some(levels);
        }
        if levels.iter().any(|level| *level > MOST) {
            return None;
        }
    }
}

/// What goes, goes as late as what waits for it allows.
fn late(moves: &Moves<'_>, mut levels: Vec<usize>, count: usize) -> Vec<usize> {
    let goes = |id: usize| matches!(moves.list[id].act, Act::Drop);
    let early = levels.clone();
    for (id, level) in levels.iter_mut().enumerate().filter(|(id, _)| goes(*id)) {
        *level = if moves.recreated.contains(&moves.list[id].key) { early[id] } else { count };
    }
    loop {
        let mut changed = false;
        for edge in moves.edges.iter().filter(|edge| goes(edge.before)) {
            let most = levels[edge.after] - usize::from(edge.why.is_some());
            if levels[edge.before] > most {
                levels[edge.before] = most;
                changed = true;
            }
        }
        if !changed {
            return levels;
        }
    }
}
