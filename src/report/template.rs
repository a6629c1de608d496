//! The templates of the documents. In comes a typed view, out goes Markdown. Every value is escaped for Markdown; templates
//! print with three braces only what has a type that is safe as it is: [`Mermaid`](super::mermaid::Mermaid) text,
//! [`Prose`](super::markdown::Prose) and [`Rows`](super::markdown::Rows). Templates loop and print; they decide nothing.

use std::sync::LazyLock;

use handlebars::{Handlebars, handlebars_helper};
use serde::Serialize;

use super::markdown::{code, command, escape};

macro_rules! pages {
    ($($page:ident $file:literal $template:literal;)*) => {
        /// A document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Page { $(#[doc = concat!("`docs/", $file, "`")] $page,)* }

        impl Page {
            /// Every document, in the order of reading.
            pub const ALL: &[Self] = &[$(Self::$page,)*];

            /// The file's name; the folder of a document that there is one of for each of several things.
            pub fn file(self) -> &'static str {
                match self { $(Self::$page => $file,)* }
            }

            /// The template's text.
            pub fn template(self) -> &'static str {
                match self { $(Self::$page => include_str!(concat!("../../templates/docs/", $template)),)* }
            }
        }
    };
}

pages! {
    Readme "README.md" "readme.hbs";
    AddressPlan "address-plan.md" "address-plan.hbs";
    Topology "topology.md" "topology.hbs";
    Routing "routing.md" "routing.hbs";
    Segments "segments.md" "segments.hbs";
    Spoke "spokes/" "spoke.hbs";
    Dialects "dialects.md" "dialects.hbs";
}

/// What several templates share.
const PARTIALS: &[(&str, &str)] = &[("head", include_str!("../../templates/docs/head.hbs"))];

handlebars_helper!(code_helper: |text: str| code(text));
handlebars_helper!(command_helper: |text: str| command(text));

static REGISTRY: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(escape);
    registry.register_helper("code", Box::new(code_helper));
    registry.register_helper("command", Box::new(command_helper));
    for (name, text) in PARTIALS {
        registry.register_partial(name, text).expect("the templates are part of the program, and a test renders each");
    }
    for page in Page::ALL {
        let added = registry.register_template_string(page.file(), page.template());
        added.expect("the templates are part of the program, and a test renders each");
    }
    registry
});

/// Renders a document.
pub(super) fn render<T: Serialize>(page: Page, view: &T) -> String {
    let text = REGISTRY.render(page.file(), view);
    text.expect("a view always has the fields of its template, and a test renders each with a full and an empty one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_safe_is_printed_as_it_is() {
        let safe: &[(Page, &[&str])] = &[
            (
                Page::AddressPlan,
                &[
                    "page.pools",
                    "page.overview",
                    "subnets",
                    "blocks_of_tiers",
                    "headroom",
                    "tags",
                    "page.sites",
                    "page.links",
                ],
            ),
            (Page::Routing, &["routes", "firewall", "ingress", "egress", "told", "sessions"]),
            (Page::Spoke, &["page.reaches", "page.tiers"]),
            (Page::Topology, &["id", "label", "from", "to", "arrow", "text"]),
            (
                Page::Dialects,
                &[
                    "why",
                    "page.why_outputs",
                    "what",
                    "code kind",
                    "code cloudformation",
                    "code terraform",
                    "code argument",
                ],
            ),
            (
                Page::Readme,
                &[
                    "code name",
                    "code template",
                    "code cloudformation",
                    "code terraform",
                    "command line",
                    "command page.variables",
                    "command this",
                    "code ../stack",
                    "code parameter",
                    "this",
                    "uplinks",
                    "page.quotas",
                ],
            ),
        ];
        for page in Page::ALL {
            let known = safe.iter().find(|(one, _)| one == page).map_or(&[][..], |(_, fields)| fields);
            assert!(!page.template().contains("{{&"));
            let raw = page.template().split("{{{").skip(1).filter_map(|rest| rest.split("}}}").next());
            assert!(raw.clone().all(|field| known.contains(&field)), "{page:?}: {:?}", raw.collect::<Vec<_>>());
        }
        assert!(PARTIALS.iter().all(|(_, text)| !text.contains("{{{")));
    }

    #[test]
    fn every_template_is_registered() {
        let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/docs"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(files.len(), Page::ALL.len() + PARTIALS.len(), "{files:?}");
    }

    #[test]
    fn a_value_is_escaped_and_a_missing_one_is_an_error() {
        let registry = &*REGISTRY;
        let one = registry.render_template("{{x}}", &std::collections::BTreeMap::from([("x", "a|<b>")]));
        assert_eq!(one.unwrap(), "a\\|&lt;b&gt;");
        assert!(registry.render_template("{{y}}", &std::collections::BTreeMap::from([("x", "")])).is_err());
    }
}
