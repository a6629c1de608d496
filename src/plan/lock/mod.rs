//! The lock: all that must not move and all that a deployment may have made, as a text file made for git.
//!
//! In comes the text of `<name>.lock`, out goes a sorted map from path to entry, and the other way round. An entry is
//! one line, and that line depends on nothing but the entry: adding one changes its own line and the digest. The lock
//! never decides an address, and what it cannot read it refuses; it never repairs.
//!
//! Paths that begin with [`STACKS`], [`RETAINED`], [`RENAMED`], [`SCOPES`] or [`ACCOUNTS`] say what exists: the stacks of the last render,
//! the resources that outlive their removal, the words that things go on being made of, the folders of accounts and Regions, and which
//! accounts these are. All others say what was decided. Version 1 had these alone; it is read, and the next render writes version 2.

mod check;
mod fields;
mod read;

pub use fields::{Digest, Folder, Label, LabelWords, Labels, State, TableLayout, TerraformAddress};

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;

use crate::net::{AccountId, Cidr4, Name, Region, ZoneName};

/// The first line. Its number goes up when an older netgen could no longer read the file.
const HEADER: &str = "# netgen lock 2 - what must not move, and what exists. Commit this file. Change it by rendering, or with --release.";

/// The first line of version 1, which knew nothing of what exists.
const HEADER_1: &str =
    "# netgen lock 1 - addresses that must not move. Commit this file. Change it by rendering, or with --release.";

/// The first word of the path of a stack: `stack/corp-shop`.
pub const STACKS: &str = "stack";

/// The first word of the path of a resource that outlives its removal from the document; the rest is its identity:
/// `retained/vpc/shop/nat/a`.
pub const RETAINED: &str = "retained";

/// The first word of the path of something that the document calls otherwise than what it is made of; the rest is its place, with
/// its present name at the end: `renamed/vpc/order`, `renamed/vpc/shop/tier/web`.
pub const RENAMED: &str = "renamed";

/// The first word of the path of an account and Region, where the network is in several: `scope/shop/eu-west-1`, `scope/-/eu-west-1`
/// without accounts.
pub const SCOPES: &str = "scope";

/// The first word of the path of an account that something is in, by its name: `account/shop`.
pub const ACCOUNTS: &str = "account";

/// Whether a path says what exists, and not what was decided.
#[must_use]
pub fn is_memory(path: &str) -> bool {
    matches!(path.split_once('/'), Some((STACKS | RETAINED | RENAMED | SCOPES | ACCOUNTS, _)))
}

/// Paths are padded to one of these columns: 30, 36, 42 and so on.
const FIRST_STOP: usize = 30;
const STOP: usize = 6;

/// The whole lock, sorted by path (by its bytes, as `LC_ALL=C sort` does).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    entries: BTreeMap<String, Entry>,
    /// Whether it was read from version 1, so that it cannot say what exists.
    is_old: bool,
}

macro_rules! entry {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// What one path has been given. The fields stand on the line in this order.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Entry {
            $($(#[$doc])* pub $field: Option<$type>,)*
            /// Whether the entry is in use.
            pub state: State,
        }

        impl Entry {
            const FIELDS: &[&str] = &[$(stringify!($field),)*];

            /// Sets the field of that name from its text; the error is what is wrong with the text.
            fn set(&mut self, field: &str, text: &str) -> Result<(), String> {
                match field {
                    $(stringify!($field) => {
                        self.$field = Some(text.parse::<$type>().map_err(|error| error.to_string())?);
                    })*
                    _ => return Err(format!("there is no field `{field}`")),
                }
                Ok(())
            }

            /// The words of the line behind the path.
            fn words(&self) -> Vec<String> {
                let mut words = Vec::new();
                $(if let Some(value) = &self.$field {
                    words.push(format!("{} {value}", stringify!($field)));
                })*
                words.extend(self.state.word().map(str::to_owned));
                words
            }
        }
    };
}

entry! {
    /// The block around all subnets of a tier.
    block: Cidr4,
    /// The place in that block, from 0.
    slot: u32,
    /// An address block: of a VPC, a subnet, a tunnel, a virtual interface, or a single address as a /32.
    ipv4: Cidr4,
    /// The number of the /64 in the VPC's /56, from 0.
    ipv6: u32,
    /// The zone in which a thing stands that exists once.
    zone: ZoneName,
    /// The number of a network ACL rule.
    rule: u32,
    /// The tier that holds a thing, such as the NAT gateways.
    tier: Name,
    /// How many /64s a VPC gives to a tier at a time.
    slots: u32,
    /// The VPC that a route leads to which stands for several.
    vpc: Name,
    /// How the route tables of a tier were laid out when it was made.
    tables: TableLayout,
    /// The network that a pool is delegated to.
    to: Name,
    /// What was read of a pool in the lock of the document that delegates it.
    digest: Digest,
    /// The word that names a thing in both dialects, where the document calls it otherwise by now.
    word: Name,
    /// What its labels in Terraform were made of after that word, in order.
    labels: LabelWords,
    /// The account of a stack, none for one in the account that was there first; the account of a scope that was there before the
    /// document had accounts.
    account: Name,
    /// The Region of a stack.
    region: Region,
    /// The stacks that one reads, which are deleted after it.
    after: Labels,
    /// The stack of a resource.
    stack: Label,
    /// The logical id of a resource in its template.
    id: Label,
    /// The address of a resource in the Terraform module.
    address: TerraformAddress,
    /// The folder of an account and Region, or of the root module of a resource.
    folder: Folder,
    /// The root modules that an account and Region has had.
    roots: Labels,
    /// The id of an account, once it is known.
    number: AccountId,
}

impl Entry {
    /// The entry as version 1 had it: without layouts and words. A pin that becomes a choice with the same value moves nothing, so
    /// it is the same in here.
    #[must_use]
    pub fn decided(&self) -> Self {
        Self { tables: None, word: None, labels: None, state: State::Live, ..self.clone() }
    }
}

/// The words of the line behind the path, two spaces between them.
impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join("  "))
    }
}

/// A difference between two locks. Displayed as one line.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there are few, they are made once and walked once")]
pub enum Change {
    /// Only the new lock has the path.
    Added {
        /// The path.
        path: String,
        /// The new entry.
        to: Entry,
    },
    /// Only the old lock has the path.
    Removed {
        /// The path.
        path: String,
        /// The old entry.
        from: Entry,
    },
    /// Both have the path.
    Changed {
        /// The path.
        path: String,
        /// The old entry.
        from: Entry,
        /// The new entry.
        to: Entry,
    },
}

impl Change {
    /// The path that differs.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Added { path, .. } | Self::Removed { path, .. } | Self::Changed { path, .. } => path,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added { path, to } => write!(f, "added {path}: {to}"),
            Self::Removed { path, from } => write!(f, "removed {path}: {from}"),
            Self::Changed { path, from, to } => write!(f, "changed {path}: {from} -> {to}"),
        }
    }
}

impl Lock {
    /// The file. Equal locks give equal bytes; lines end in `\n` on every system.
    #[must_use]
    pub fn print(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, entry) in &self.entries {
            text.push_str(&line(path, entry));
            text.push('\n');
        }
        let digest = digest(&text);
        text.push_str(&digest);
        text.push('\n');
        text
    }

    /// The entry of a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Sets the entry of a path. A path is two or more words with `/` between; a word is letters, digits and `.:_-`.
    pub fn insert(&mut self, path: String, entry: Entry) {
        debug_assert!(is_path(&path), "`{path}` would not read back");
        // What the document calls a thing is for people, and may change; the lock has words.
        let word = |name: Option<Name>| name.map(|name| name.word());
        let entry = Entry {
            tier: word(entry.tier),
            account: word(entry.account),
            vpc: word(entry.vpc),
            word: word(entry.word),
            ..entry
        };
        self.entries.insert(path, entry);
    }

    /// Takes the entry of a path away.
    pub fn remove(&mut self, path: &str) -> Option<Entry> {
        self.entries.remove(path)
    }

    /// Takes away the entry of a path and all below it, which is what a release does. They come back in order.
    pub fn remove_under(&mut self, prefix: &str) -> Vec<(String, Entry)> {
        let paths: Vec<_> = self.under(prefix).map(|(path, _)| path.to_owned()).collect();
        paths.into_iter().filter_map(|path| self.entries.remove_entry(&path)).collect()
    }

    /// All entries, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(path, entry)| (path.as_str(), entry))
    }

    /// Whether nothing is locked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of a path and all below it, in order: `vpc/shop` does not find `vpc/shop-data`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        let below = format!("{prefix}/");
        // Everything that begins with `prefix/` is less than `prefix0`, since `0` follows `/`.
        let end = format!("{prefix}0");
        let below = self.entries.range::<str, _>((Bound::Included(below.as_str()), Bound::Excluded(end.as_str())));
        let own = self.entries.get_key_value(prefix);
        own.into_iter().chain(below).map(|(path, entry)| (path.as_str(), entry))
    }

    /// Whether it was read from version 1: the next render writes version 2, whatever else changes.
    #[must_use]
    pub fn is_old(&self) -> bool {
        self.is_old
    }

    /// What differs in the new lock, by path. What version 1 could not say is no difference to it.
    #[must_use]
    pub fn changes(&self, new: &Self) -> Vec<Change> {
        let removed = self.entries.iter().filter(|(path, _)| !new.entries.contains_key(*path));
        let mut changes: Vec<_> =
            removed.map(|(path, from)| Change::Removed { path: path.clone(), from: from.clone() }).collect();
        for (path, to) in &new.entries {
            let (path, mut to) = (path.clone(), to.clone());
            if self.is_old {
                to = Entry { tables: None, word: None, labels: None, ..to };
                if is_memory(&path) || to == Entry::default() {
                    continue;
                }
            }
            match self.entries.get(&path) {
                None => changes.push(Change::Added { path, to }),
                Some(from) if *from != to => changes.push(Change::Changed { path, from: from.clone(), to }),
                Some(_) => {}
            }
        }
        changes.sort_by(|one, other| one.path().cmp(other.path()));
        changes
    }
}

/// The line of one entry, without its end.
fn line(path: &str, entry: &Entry) -> String {
    let words = entry.to_string();
    if words.is_empty() {
        return path.to_owned();
    }
    let least = (path.len() + 2).max(FIRST_STOP);
    let width = FIRST_STOP + (least - FIRST_STOP).next_multiple_of(STOP);
    format!("{path:width$}{words}")
}

/// The last line, over all text before it.
fn digest(text: &str) -> String {
    format!("digest {}", crate::digest::digest(text.as_bytes()))
}

fn is_path(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:_-".contains(&byte))
    };
    text.contains('/') && text.split('/').all(word)
}

#[cfg(test)]
mod tests;
