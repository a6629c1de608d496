//! Tags of a resource.

use crate::network::Tags;

/// `Name` and the tags of the document, the VPC and the tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagSet {
    /// The value of `Name`.
    pub name: String,
    /// The others, by key.
    pub others: std::rc::Rc<Tags>,
}

impl TagSet {
    /// All tags: `Name`, then the others by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let others = self.others.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        std::iter::once(("Name", self.name.as_str())).chain(others)
    }
}
