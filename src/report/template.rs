//! The templates of the documents. In comes a typed view, out goes Markdown. Every value is escaped for Markdown; templates
//! print with three braces only what has a type that is safe as it is: [`Mermaid`](super::mermaid::Mermaid) text,
//! [`Prose`](super::markdown::Prose) and [`Rows`](super::markdown::Rows). Templates loop and print; they decide nothing.

use std::sync::OnceLock;

use handlebars::{Context, Handlebars, handlebars_helper};
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

/// A document's template in pieces, compiled when the first such document is rendered.
struct Compiled {
    registry: Handlebars<'static>,
    /// Their names, in order.
    pieces: Vec<String>,
}

static COMPILED: [OnceLock<Compiled>; Page::ALL.len()] = [const { OnceLock::new() }; Page::ALL.len()];

/// The size from which a piece ends at the next line that stands in no block.
const PIECE_BYTES: usize = 100;

/// A template cut at ends of lines that stand in no block. Handlebars counts lines from the start of a template for each tag, so
/// the time to compile one grows with the square of its size; a render is short, and would be spent on that.
fn pieces(template: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut end, mut depth) = (Vec::new(), 0, 0, 0);
    for line in template.split_inclusive('\n') {
        end += line.len();
        depth += line.matches("{{#").count();
        depth -= line.matches("{{/").count();
        if depth == 0 && end - start >= PIECE_BYTES {
            pieces.push(&template[start..end]);
            start = end;
        }
    }
    pieces.push(&template[start..]);
    pieces
}

impl Compiled {
    fn new(page: Page) -> Self {
        const WHY: &str = "the templates are part of the program, and a test renders each";
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_escape_fn(escape);
        registry.register_helper("code", Box::new(code_helper));
        registry.register_helper("command", Box::new(command_helper));
        for (name, text) in PARTIALS {
            registry.register_partial(name, text).expect(WHY);
        }
        let mut names = Vec::new();
        for (index, piece) in pieces(page.template()).into_iter().enumerate() {
            let name = format!("{}, piece {index}", page.file());
            registry.register_template_string(&name, piece).expect(WHY);
            names.push(name);
        }
        Self { registry, pieces: names }
    }
}

/// Renders a document.
pub(super) fn render<T: Serialize>(page: Page, view: &T) -> String {
    const WHY: &str =
        "a view always has the fields of its template, and a test renders each with a full and an empty one";
    let Compiled { registry, pieces } = COMPILED[page as usize].get_or_init(|| Compiled::new(page));
    let context = Context::wraps(view).expect(WHY);
    pieces.iter().map(|piece| registry.render_with_context(piece, &context).expect(WHY)).collect()
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
                    "on",
                    "code parameter",
                    "code stack",
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
    fn pieces_are_the_whole_template_and_no_block_is_cut() {
        for page in Page::ALL {
            let pieces = pieces(page.template());
            assert_eq!(pieces.concat(), page.template());
            assert!(pieces.iter().all(|piece| piece.matches("{{#").count() == piece.matches("{{/").count()));
        }
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
        let registry = Compiled::new(Page::Readme).registry;
        let one = registry.render_template("{{x}}", &std::collections::BTreeMap::from([("x", "a|<b>")]));
        assert_eq!(one.unwrap(), "a\\|&lt;b&gt;");
        assert!(registry.render_template("{{y}}", &std::collections::BTreeMap::from([("x", "")])).is_err());
    }
}
