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

    NG0600 LockSyntax Error "not an address lock as netgen writes it";
    NG0601 LockDigest Error "an address lock that was changed by hand or cut off";
    NG0602 LockVersion Error "an address lock of another version";
    NG0603 LockConflictMarker Error "an unresolved merge conflict in the address lock";
    NG0604 LockInconsistent Error "entries of the address lock contradict each other";
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
