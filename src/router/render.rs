//! Templates of the line-based platforms. In comes a typed view, out goes text. Every string of the view has to be harmless
//! before a template sees it; templates loop and print, and decide nothing.

use std::sync::OnceLock;

use handlebars::{Handlebars, no_escape};
use serde::Serialize;
use serde_json::Value;

use super::text::is_harmless;

/// A file of a router, before it has its path.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct File {
    /// What comes behind the router's name: `conf`, `frr.conf`, `rollback.set`.
    pub ending: String,
    /// The content.
    pub text: String,
    /// Whether lines in it have to be bound, so that the router refuses them.
    pub unbound: bool,
    /// Whether it holds a key.
    pub secret: bool,
}

impl File {
    /// A file without markers and without keys.
    pub fn plain(ending: impl Into<String>, text: String) -> Self {
        Self { ending: ending.into(), text, unbound: false, secret: false }
    }
}

/// A value that would have reached a router although a platform could misread it. A fault of netgen: what people write is
/// checked or made harmless long before. It does not hold the value, which may be a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault(pub String);

macro_rules! templates {
    ($($name:ident $path:literal;)*) => {
        /// A template below `templates/router/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Template { $(#[doc = $path] $name,)* }

        impl Template {
            /// Every template.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its path below `templates/router/`.
            pub const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }

            const fn text(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../../templates/router/", $path)),)* }
            }
        }
    };
}

templates! {
    LinuxFrr "linux/frr.conf.hbs";
    LinuxSwanctl "linux/swanctl.conf.hbs";
    LinuxSecrets "linux/secrets.conf.hbs";
    LinuxStrongswan "linux/strongswan.conf.hbs";
    LinuxMss "linux/mss.nft.hbs";
    LinuxNetdev "linux/netdev.hbs";
    LinuxNetwork "linux/network.hbs";
    LinuxBondNetdev "linux/bond.netdev.hbs";
    LinuxBondNetwork "linux/bond.network.hbs";
    LinuxMember "linux/member.network.hbs";
    LinuxSysctl "linux/sysctl.conf.hbs";
    LinuxRollback "linux/rollback.sh.hbs";
    IosConfiguration "cisco-ios-xe/configuration.hbs";
    IosRollback "cisco-ios-xe/rollback.hbs";
    OtherValues "other/values.hbs";
}

impl Template {
    /// The compiled template. Compiling costs far more than printing, so each is compiled when the first router needs it: a document
    /// with routers of one platform never pays for those of the others.
    fn compiled(self) -> &'static Handlebars<'static> {
        static COMPILED: [OnceLock<Handlebars<'static>>; Template::ALL.len()] =
            [const { OnceLock::new() }; Template::ALL.len()];
        COMPILED[self as usize].get_or_init(|| {
            let mut registry = Handlebars::new();
            registry.set_strict_mode(true);
            registry.register_escape_fn(no_escape);
            let added = registry.register_template_string(self.path(), self.text());
            added.expect("the templates are part of the program, and a test renders each");
            registry
        })
    }
}

/// The text of a view, if every string in it is harmless.
pub(super) fn render(template: Template, view: &impl Serialize) -> Result<String, Fault> {
    let fault = |what: String| Fault(format!("{}: {what}", template.path()));
    let value = serde_json::to_value(view).map_err(|error| fault(error.to_string()))?;
    check(&value, "view").map_err(fault)?;
    template.compiled().render(template.path(), &value).map_err(|error| fault(error.to_string()))
}

/// The place of the first value that a router could misread, if there is one.
fn check(value: &Value, place: &str) -> Result<(), String> {
    match value {
        Value::Null => Err(format!("{place} is nothing, which a template prints as an empty text")),
        Value::String(text) if !is_harmless(text) => {
            Err(format!("{place} has a character that a router could misread"))
        }
        Value::Array(list) => list.iter().enumerate().try_for_each(|(n, one)| check(one, &format!("{place}.{n}"))),
        Value::Object(map) => map.iter().try_for_each(|(key, one)| check(one, &format!("{place}.{key}"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn a_value_that_could_be_a_command_or_is_missing_is_refused() {
        let view = |text: &str| BTreeMap::from([("head", vec![text.to_owned()])]);
        for text in ["a\nb", "a;b", "!x", "a # b", "{", "a\u{2028}b", " a", "a  b"] {
            let fault = render(Template::LinuxStrongswan, &view(text)).unwrap_err();
            assert!(fault.0.contains("view.head.0 has a character"), "{}", fault.0);
        }
        assert!(render(Template::LinuxStrongswan, &BTreeMap::from([("x", "y")])).unwrap_err().0.contains("head"));
        assert!(render(Template::LinuxStrongswan, &BTreeMap::from([("head", None::<u8>)])).is_err());
    }

    #[test]
    fn every_template_is_registered() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/router");
        let mut found = BTreeSet::new();
        for folder in std::fs::read_dir(&root).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                found.insert(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
            }
        }
        let known: BTreeSet<String> = Template::ALL.iter().map(|one| one.path().to_owned()).collect();
        assert_eq!(found, known);
    }
}
