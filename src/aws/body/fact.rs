//! The facts of a resource: each a property with its names in both dialects. In come the facts of a [`Body`](super::Body), out go those of
//! one level, each with what is inside of it. A fact never says which dialect is printed.

use super::Names;
use crate::aws::value::Value;

/// One fact.
#[derive(Clone, Copy, Debug)]
pub enum Fact<'a> {
    /// A property with one value.
    Set(Names, Value<'a>),
    /// A property with a list of values: a range of the body's items.
    List(Names, u32, u32),
    /// The same. CloudFormation: each value is an object with this one key.
    Keyed(Names, &'static str, u32, u32),
    /// A property with one value. CloudFormation: a list with nothing else in it.
    Single(Names, Value<'a>),
    /// Begins nested facts, up to the matching [`Fact::Close`].
    Open(Names, Shape),
    /// Ends them.
    Close,
}

/// How nested facts look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// CloudFormation: a nested object. Terraform: flat, among the resource's own arguments.
    Group,
    /// CloudFormation: a nested object. Terraform: a nested block.
    Block,
    /// CloudFormation: a nested object. Terraform: an argument whose value is an object.
    Object,
    /// CloudFormation: a list of objects. Terraform: nothing by itself, each member is a nested block of this name.
    Series,
    /// One object of a series.
    Member,
    /// CloudFormation: a list of objects. Terraform: nothing by itself, its members are flat.
    FlatSeries,
    /// One object of a flat series. Terraform: arguments among the resource's own that begin with this name.
    FlatMember,
    /// CloudFormation: a list of objects with a `Name` and a `Value`. Terraform: an argument whose value is an object.
    Pairs,
}

/// The facts at the top level of these, each with the facts inside of it: none but for a [`Fact::Open`], whose
/// [`Fact::Close`] is left out.
pub fn nested<'f, 'a>(facts: &'f [Fact<'a>]) -> impl Iterator<Item = (Fact<'a>, &'f [Fact<'a>])> {
    let mut rest = facts;
    std::iter::from_fn(move || {
        let (first, behind) = rest.split_first()?;
        let Fact::Open(..) = first else {
            rest = behind;
            return Some((*first, &behind[..0]));
        };
        let mut depth = 1_u32;
        let end = behind.iter().position(|fact| {
            match fact {
                Fact::Open(..) => depth += 1,
                Fact::Close => depth -= 1,
                Fact::Set(..) | Fact::List(..) | Fact::Keyed(..) | Fact::Single(..) => {}
            }
            depth == 0
        });
        // Whatever is opened is closed by the same call.
        let end = end.unwrap_or(behind.len());
        rest = behind.get(end + 1..).unwrap_or_default();
        Some((*first, &behind[..end]))
    })
}

impl Fact<'_> {
    /// Its names; the end of nested facts has none.
    #[must_use]
    pub fn names(&self) -> Option<Names> {
        match self {
            Self::Set(names, _)
            | Self::Single(names, _)
            | Self::List(names, ..)
            | Self::Keyed(names, ..)
            | Self::Open(names, _) => Some(*names),
            Self::Close => None,
        }
    }
}
