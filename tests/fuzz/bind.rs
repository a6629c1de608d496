//! What AWS and Terraform answer, as `render --bind` reads it: several files in one input, each of any form.

use std::sync::LazyLock;

use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile::{self, Texts};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::router::bind::{Bound, File, bind};
use netgen::router::{self, RouterConfig};

use super::Target;
use super::corpus::kept;
use super::dice::Dice;
use super::mutate::{cut, mutated};
use super::readers::{BORDER, said, text};

/// Answers become routers that lack nothing, or findings that show no key.
pub const BIND: Target = Target {
    name: "bind",
    cases: 1500,
    seconds: 1,
    make: answers,
    take: |input| {
        let files: Vec<File<'_>> = text(input).split(BORDER).map(|text| File { name: "answer", text }).collect();
        for routers in ROUTERS.iter() {
            let mut diagnostics = Diagnostics::default();
            let bound = bind(routers, &files, &mut diagnostics);
            assert_eq!(bound.is_none(), diagnostics.has_errors());
            if let Some(bound) = bound {
                whole(routers, &bound, &mut diagnostics);
            }
            said(&diagnostics, &Sources::default());
            let told = report(&diagnostics, &Sources::default(), Format::Text { color: false });
            assert!(!told.contains(KEY), "a key is shown: {told}");
        }
    },
};

/// What begins every key of the corpus. Nobody may show it.
const KEY: &str = "fuzzed_key_";

/// The routers of documents whose uplinks the answers are about.
static ROUTERS: LazyLock<Vec<Vec<RouterConfig>>> = LazyLock::new(|| {
    let documents = [include_str!("../blueprints/hybrid.yaml"), include_str!("../../blueprints/dx-vpn.yaml")];
    documents.map(routers).to_vec()
});

/// Answers as they look. What failed once is kept beside them, without an ending.
static ANSWERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = kept(BIND.name).into_iter().filter(|(name, _)| name.contains('.'));
    let answers: Vec<String> = files.map(|(_, bytes)| text(&bytes).to_owned()).collect();
    for answer in &answers {
        let file = File { name: "answer", text: answer };
        let some = ROUTERS.iter().any(|routers| {
            bind(routers, &[file], &mut Diagnostics::default()).is_some_and(|bound| !bound.routers.is_empty())
        });
        assert!(some, "an answer from which no router is filled starts nothing: {answer}");
    }
    answers
});

fn routers(document: &str) -> Vec<RouterConfig> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("fuzz.yaml", document);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let input = compile::read(&texts, &mut sources, &mut diagnostics).expect("a document");
    compile::compile(&input, "fuzz.yaml", TemplateFormat::Yaml, &mut diagnostics).expect("a network").routers
}

/// Files are laid together: one has addresses, another one keys, and two may contradict each other.
fn answers(dice: &mut Dice) -> Vec<u8> {
    let mut files = vec![String::from_utf8_lossy(&mutated(&ANSWERS, dice)).into_owned()];
    for _ in 0..dice.roll(3) {
        files.push(ANSWERS[dice.roll(ANSWERS.len())].clone());
    }
    cut(files.join(BORDER)).into_bytes()
}

/// No router is lost or filled in half, and no file that anybody may read has a key.
fn whole(routers: &[RouterConfig], bound: &Bound, diagnostics: &mut Diagnostics) {
    assert_eq!(bound.routers.len() + bound.left.len(), routers.len(), "a router is lost");
    assert!(bound.routers.iter().all(|router| !router.is_unbound()), "a router is filled in half");
    let rendered = router::render(&bound.routers, diagnostics).expect("what is bound can be printed");
    let shown = rendered.public.iter().find(|file| file.text.contains(KEY));
    assert!(shown.is_none(), "a key in {}", shown.map_or("", |file| file.path.as_str()));
}
