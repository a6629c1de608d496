//! Texts made worse.

use super::dice::Dice;

/// The most bytes an input has.
pub const MOST: usize = 64 << 10;

/// What readers look at: what YAML, JSON and XML mean by it, borders of numbers and addresses, and words of the language and of
/// AWS's answers.
const WORDS: &[&str] = &[
    ": ",
    "- ",
    "\n  ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a ",
    "*a",
    "<<: *a",
    "!Ref ",
    "!!int ",
    "|\n",
    ">-\n",
    "# ",
    "'",
    "\"",
    "---\n",
    "...\n",
    "? ",
    "\t",
    "\r\n",
    "\u{0}",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "\u{1f980}",
    "e\u{301}",
    "null",
    "true",
    "~",
    "-1",
    "0",
    "1e9",
    "9223372036854775808",
    "4294967296",
    "0.0.0.0/0",
    "10.0.0.0/8",
    "255.255.255.255/32",
    "10.0.0.0/33",
    "::/0",
    "fd00::/8",
    "netgen: 1",
    "vpcs:",
    "tiers:",
    "cidr: ",
    "prefix: 28",
    "prefix: 0",
    "hosts: 65536",
    "route: ",
    "transit_gateways:",
    "segments: ",
    "reaches: ",
    "presets: ",
    "defaults:",
    "address_pools: ",
    "availability_zones: ",
    "ingress: ",
    "${",
    "%{",
    "digest sha256:",
    "<a>",
    "</ipsec_tunnel>",
    "<![CDATA[",
    "<!DOCTYPE a [",
    "&#x41;",
    "169.254.16.0/30",
    "169.254.16.4/30",
    "\"vlan\": ",
    "\"PreSharedKey\": ",
    "\"deleted\"",
    "freed",
    "slot 3",
    "vpc/a/tier/b/c",
    "\\u0000",
    "\\",
    "../",
    "aws:x",
    "internet",
    "production",
    "egress",
    "a",
    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
];

/// A text of the corpus, changed a little or much.
pub fn mutated(corpus: &[String], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = corpus[dice.roll(corpus.len())].clone().into_bytes();
    // One change finds what many would hide.
    let changes = if dice.one_in(3) { 1 } else { 1 + dice.roll(12) };
    for _ in 0..changes {
        change(&mut bytes, corpus, dice);
    }
    // Readers of files refuse what is no text before anything else; there is nothing to find.
    cut(String::from_utf8_lossy(&bytes).into_owned()).into_bytes()
}

/// The text, as far as an input goes.
pub fn cut(mut text: String) -> String {
    let end = (0..=MOST).rev().find(|end| text.is_char_boundary((*end).min(text.len())));
    text.truncate(end.unwrap_or_default());
    text
}

fn change(bytes: &mut Vec<u8>, corpus: &[String], dice: &mut Dice) {
    let at = dice.roll(bytes.len() + 1);
    let most = if dice.one_in(4) { 2000 } else { 24 };
    let length = 1 + dice.roll(most);
    let end = (at + length).min(bytes.len());
    match dice.roll(8) {
        0 => drop(bytes.drain(at..end)),
        1 => {
            let part = bytes[at..end].to_vec();
            let to = dice.roll(bytes.len() + 1);
            bytes.splice(to..to, part);
        }
        2 => {
            let other = corpus[dice.roll(corpus.len())].as_bytes();
            let from = dice.roll(other.len() + 1);
            let part = other[from..(from + length).min(other.len())].to_vec();
            bytes.splice(at..at, part);
        }
        3 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(7),
        4 => {
            // As often as it fits: depth and width beyond measure.
            let word = dice.pick(WORDS);
            let most = MOST / word.len() / if dice.one_in(8) { 1 } else { 64 };
            let times = 1 + dice.roll(most);
            bytes.splice(at..at, word.repeat(times).into_bytes());
        }
        5 => bytes.truncate(at),
        _ => {
            let word = dice.pick(WORDS).as_bytes();
            let end = if dice.one_in(2) { at } else { (at + word.len()).min(bytes.len()) };
            bytes.splice(at..end, word.iter().copied());
        }
    }
}

/// A text that nobody would write.
pub fn nasty(dice: &mut Dice) -> String {
    let words = (0..dice.roll(6)).map(|_| if dice.one_in(4) { "shop" } else { dice.pick(WORDS) });
    words.collect::<Vec<_>>().concat()
}
