//! The templates of the documents. In comes a typed view, out goes Markdown. Every value is escaped for Markdown; templates
//! print with three braces only what has a type that is safe as it is: [`Mermaid`](super::mermaid::Mermaid) text,
//! [`Prose`](super::markdown::Prose) and [`Rows`](super::markdown::Rows). Templates loop and print; they decide nothing.

use std::sync::OnceLock;

use handlebars::template::{Template, TemplateElement};
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
    Reachability "reachability.md" "reachability.hbs";
    Failures "failures.md" "failures.hbs";
    Spoke "spokes/" "spoke.hbs";
    Request "requests/" "request.hbs";
    RequestPeering "requests/peerings/" "request-peering.hbs";
    Shared "shared/" "shared.hbs";
    RemoteAccess "remote-access.md" "remote-access.hbs";
    Monitoring "monitoring.md" "monitoring.hbs";
    Connections "connections.md" "connections.hbs";
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

/// What every page's registry begins as: helpers, and what several templates share.
static SHARED: OnceLock<Handlebars<'static>> = OnceLock::new();

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

/// The first of the characters that stand for a text while a template is compiled. They are for private use, and no template has any.
const FIRST_MARK: u32 = 0xE000;

/// A template with a mark for each text between tags, and those texts: Handlebars reads text letter by letter, at the price of a
/// hundred instructions for each. White space at the ends of a text stays, since it says whether a tag has a line to itself.
fn marked(template: &str) -> (String, Vec<&str>) {
    let (mut short, mut texts) = (String::new(), Vec::new());
    let mut rest = template;
    while !rest.is_empty() {
        let (text, behind) = rest.split_at(rest.find("{{").unwrap_or(rest.len()));
        let body = text.trim();
        if let Some(mark) = u32::try_from(texts.len()).ok().and_then(|index| char::from_u32(FIRST_MARK + index)) {
            short.push_str(&text[..text.len() - text.trim_start().len()]);
            if !body.is_empty() {
                short.push(mark);
                texts.push(body);
                short.push_str(&text[text.trim_end().len()..]);
            }
        }
        // A tag with three braces ends with three.
        let end = if behind.starts_with("{{{") { "}}}" } else { "}}" };
        let (tag, next) = behind.split_at(behind.find(end).map_or(behind.len(), |at| at + end.len()));
        short.push_str(tag);
        rest = next;
    }
    (short, texts)
}

/// Puts the texts in the place of their marks.
fn unmark(template: &mut Template, texts: &[&str]) {
    let text_of = |mark: char| {
        let index = u32::from(mark).checked_sub(FIRST_MARK).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| texts.get(index))
    };
    for element in &mut template.elements {
        match element {
            TemplateElement::RawString(raw) => {
                let mut whole = String::with_capacity(raw.len());
                for letter in raw.chars() {
                    match text_of(letter) {
                        Some(text) => whole.push_str(text),
                        None => whole.push(letter),
                    }
                }
                *raw = whole;
            }
            TemplateElement::HelperBlock(block) => {
                block.template.iter_mut().chain(&mut block.inverse).for_each(|inner| unmark(inner, texts));
            }
            _ => {}
        }
    }
}

const WHY: &str = "the templates are part of the program, and a test renders each";

impl Compiled {
    fn new(page: Page) -> Self {
        let mut registry = SHARED.get_or_init(shared).clone();
        let mut names = Vec::new();
        for (index, piece) in pieces(page.template()).into_iter().enumerate() {
            let name = format!("{}, piece {index}", page.file());
            let (short, texts) = marked(piece);
            let mut template = Template::compile_with_name(short, name.clone()).expect(WHY);
            unmark(&mut template, &texts);
            registry.register_template(&name, template);
            names.push(name);
        }
        Self { registry, pieces: names }
    }
}

fn shared() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(escape);
    registry.register_helper("code", Box::new(code_helper));
    registry.register_helper("command", Box::new(command_helper));
    for (name, text) in PARTIALS {
        registry.register_partial(name, text).expect(WHY);
    }
    registry
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
#[path = "template_tests.rs"]
mod tests;
