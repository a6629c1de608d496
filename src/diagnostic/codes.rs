//! The registry of diagnostic codes: one row a code. Each row needs a page `explain/NGxxxx.md` (included below, so a
//! missing page does not compile) and at least one document `blueprints/invalid/NGxxxx-*.yaml` (a test counts them).
//!
//! Numbers: 00xx the text cannot be read as a blueprint (exit status 2), 01xx names and references, 02xx addresses,
//! 03xx tiers and routes, 04xx security groups and network ACLs, 05xx AWS limits and resource names, 06xx the address
//! lock (exit status 2 for 060x). Numbers are never reused.

/// How grave a finding is. Fixed by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The document renders; somebody should look.
    Warning,
}

macro_rules! codes {
    ($($number:ident $name:ident $severity:ident $title:literal;)*) => {
        /// A diagnostic code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// `NG0203`.
            #[must_use]
            pub fn number(self) -> &'static str {
                match self { $(Self::$name => stringify!($number),)* }
            }

            /// What the code is about, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// Error or warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// The page that `netgen explain` prints: Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("explain/", stringify!($number), ".md")),)* }
            }
        }
    };
}

codes! {
    NG0001 Syntax Error "not valid YAML";
    NG0002 NotText Error "not a text file";
    NG0003 TooLarge Error "the document is too large";
    NG0004 TooDeep Error "nested too deeply";
    NG0005 EmptyDocument Error "the document is empty";
    NG0006 SeveralDocuments Error "several documents in one file";
    NG0007 DuplicateKey Error "a key comes twice";
    NG0008 BadKey Error "not usable as a key";
    NG0009 UnsupportedTag Error "a YAML tag";
    NG0010 AliasBudget Error "aliases repeat too much";
    NG0011 UnquotedIpv6 Error "an IPv6 address without quotes";
    NG0012 UnknownKey Error "unknown key";
    NG0013 WrongType Error "wrong type";
    NG0014 MissingKey Error "a key is missing";
    NG0015 BadValue Error "not a possible value";
    NG0016 UnknownVersion Error "unknown version of the blueprint language";
    NG0017 BadOverlayPath Error "a --set that leads nowhere";
    NG0018 TooManyErrors Error "more errors than are shown";
}

impl Code {
    /// Whether the text cannot be read as what it is (exit status 2), as opposed to meaning something wrong (1).
    #[must_use]
    pub fn is_unreadable(self) -> bool {
        self.number().starts_with("NG00") || self.number().starts_with("NG060")
    }

    /// The code of a number such as `NG0203`, in any case.
    #[must_use]
    pub fn from_number(number: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.number().eq_ignore_ascii_case(number))
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_code_has_a_whole_page() {
        for code in Code::ALL {
            let (page, number) = (code.explanation(), code.number());
            assert!(page.starts_with(&format!("# {number}: ")), "{number}");
            let parts = ["\n## What it checks\n", "\n## Why\n", "\n## Example\n\n```yaml\n", "\n## Fix\n"];
            let places: Vec<_> = parts.iter().map(|part| page.find(part)).collect();
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{number}: {places:?}");
            assert!(page.lines().all(|line| line.chars().count() <= 140), "{number}");
            assert_eq!(Code::from_number(&number.to_lowercase()), Some(*code));
        }
        assert!(Code::ALL.is_sorted_by_key(|code| code.number()), "by number");
    }
}
