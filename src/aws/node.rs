//! A resource as a graph has it: its place and its names. What it says is in the arena of its kind.

use super::graph::{ParameterId, UnitId};
use super::kind::KindOf;

/// A resource's place and names.
#[derive(Debug)]
pub struct Node {
    /// Its kind.
    pub kind: KindOf,
    /// Its place in the arena of its kind.
    pub index: u32,
    /// Its stack and file.
    pub unit: UnitId,
    /// Its name in CloudFormation.
    pub logical_id: String,
    /// The words of its path, by which it is known in every render. Its name in Terraform, if `labels` has none.
    pub label: String,
    /// All names that it may have had in Terraform, and at their end that of now, where the document gave it another one.
    pub labels: Vec<String>,
    /// Whether it outlives its removal from the document.
    pub retain: bool,
    /// CloudFormation makes it once this parameter is given.
    pub only_with: Option<ParameterId>,
    /// Why it is there; empty where its name says it.
    pub remark: String,
}

impl Node {
    /// Its name in Terraform.
    #[must_use]
    pub fn terraform_label(&self) -> &str {
        self.labels.last().unwrap_or(&self.label)
    }
}
