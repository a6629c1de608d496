//! The classes of ends that several documents speak of, found once.

use crate::plan::fabric::walk::Walker;
use crate::reach::{Class, classes, labels};

/// A table of more classes is none that anybody reads.
const MOST: usize = 32;

/// The classes of a network.
pub(super) struct Ends {
    pub classes: Vec<Class>,
    /// Their names; none where they are too many to be named, and to walk every pair of them.
    pub names: Option<Vec<String>>,
}

impl Ends {
    pub(super) fn of(walker: &Walker<'_>) -> Self {
        let classes = classes(walker, false);
        let names = (classes.len() <= MOST).then(|| labels(walker, &classes));
        Self { classes, names }
    }
}
