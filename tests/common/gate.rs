//! How many of a kind go on at once. In come those that want to, out comes a turn, which ends with its value.

use std::sync::{Condvar, Mutex, PoisonError};

/// Turns that are left.
pub struct Gate {
    left: Mutex<usize>,
    one_ends: Condvar,
}

/// A turn.
pub struct Turn<'g>(&'g Gate);

impl Gate {
    pub const fn new(turns: usize) -> Self {
        Self { left: Mutex::new(turns), one_ends: Condvar::new() }
    }

    /// Waits for a turn.
    pub fn turn(&self) -> Turn<'_> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        while *left == 0 {
            left = self.one_ends.wait(left).unwrap_or_else(PoisonError::into_inner);
        }
        *left -= 1;
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.left.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.one_ends.notify_one();
    }
}
