//! Answers about reachability before deployment. In come a question and a plan, out comes what a packet and its reply meet, in every
//! zone and both address families. Nothing is chosen here, and nothing is printed.

mod admitted;
mod answer;
mod classes;
mod end;
mod labels;
mod ports;
mod question;
mod signature;

pub use answer::{Answer, Case, Outcome, Verdict, answer};
pub use classes::{Cell, Class, Matrix, Node, Reached, classes, matrix, name};
pub(crate) use classes::{Pair, host_in, members_words, reached_by, representatives, zones_of};
pub use end::{End, Hosts};
pub use labels::labels;
pub use ports::Passing;
pub(crate) use ports::passable;
pub use question::{Question, QuestionError, What};

#[cfg(test)]
mod tests;
