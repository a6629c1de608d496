//! Availability zones.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::blueprint::AvailabilityZones;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{Region, ZoneName};

/// How many zones a network may span. No Region has more than six; a pinned limit keeps every tier within one block.
const MOST_ZONES: u32 = 16;

/// An availability zone, as the document identifies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// `a` (of the account) or `apne1-az4` (the same place in every account).
    Named(ZoneName),
    /// The n-th zone, from 1; the deployer says which it is.
    Slot(u8),
}

impl Zone {
    /// The zone's full name in a Region: `ap-northeast-1a`. `None` for an id or a slot.
    #[must_use]
    pub fn full_name(self, region: &Region) -> Option<String> {
        match self {
            Self::Named(name) if !name.is_id() => Some(format!("{region}{name}")),
            _ => None,
        }
    }
}

/// The identity in names, lock paths and tags: `a`, `apne1-az4`, `zone1`.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => name.fmt(f),
            Self::Slot(number) => write!(f, "zone{number}"),
        }
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The zones of a document, by name.
pub(super) fn resolve(written: &Spanned<AvailabilityZones>, diagnostics: &mut Diagnostics) -> Vec<Zone> {
    let bad = |message: String, help: &str| Diagnostic::new(Code::Zones, message).at(written.span, "").help(help);
    match &written.value {
        AvailabilityZones::Count(count @ 1..=MOST_ZONES) => {
            (1..=*count).filter_map(|number| u8::try_from(number).ok()).map(Zone::Slot).collect()
        }
        AvailabilityZones::Count(count) => {
            diagnostics.push(bad(number(*count as usize), "a network spans 1 to 16 zones"));
            Vec::new()
        }
        AvailabilityZones::Named(names) => {
            let mut zones = BTreeSet::new();
            for (index, name) in names.iter().enumerate() {
                if !zones.insert(Zone::Named(name.value)) {
                    let message = format!("zone `{}` is named twice", name.value);
                    let first = names[..index].iter().find(|first| first.value == name.value);
                    let finding = Diagnostic::new(Code::Zones, message).at(name.span, "again");
                    let finding = first.into_iter().fold(finding, |finding, first| finding.also(first.span, "first"));
                    diagnostics.push(finding.help("remove one of them"));
                }
            }
            if names.iter().any(|name| name.value.is_id() != names[0].value.is_id()) {
                diagnostics.push(bad(
                    "letters and AZ ids are mixed".to_owned(),
                    "write letters for all (`[a, c]`), or AZ ids for all (`[apne1-az4, apne1-az1]`)",
                ));
            }
            if zones.is_empty() || zones.len() > MOST_ZONES as usize {
                diagnostics.push(bad(number(zones.len()), "a network spans 1 to 16 zones"));
            }
            zones.into_iter().collect()
        }
    }
}

fn number(zones: usize) -> String {
    match zones {
        0 => "the network has no availability zone".to_owned(),
        _ => format!("{zones} availability zones are too many"),
    }
}
