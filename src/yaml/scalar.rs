//! What an unquoted scalar means: text in, a [`Kind`] out. It never guesses: what only looks like a number stays text.

use super::{Kind, build::offset};
use crate::diagnostic::{SourceId, Span};
use std::net::Ipv6Addr;

/// The value of an unquoted scalar: the core schema of <https://yaml.org/spec/1.2.2/#103-core-schema> without `True`,
/// `+1`, `0o17`, `0x1F`, `017`, `1e3` and `.inf`, which stay text with every character they have.
pub fn resolve(plain: &str) -> Kind {
    match plain {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" => Kind::Bool(true),
        "false" => Kind::Bool(false),
        _ if is_integer(plain) => plain.parse().map_or_else(|_| Kind::Number(plain.to_owned()), Kind::Integer),
        _ if is_fraction(plain) => Kind::Number(plain.to_owned()),
        _ => Kind::Text(plain.to_owned()),
    }
}

/// `0` or `-?[1-9][0-9]*`, so that the number printed again is the text that was written.
fn is_integer(plain: &str) -> bool {
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    plain == "0" || (!digits.starts_with('0') && is_digits(digits))
}

fn is_fraction(plain: &str) -> bool {
    let unsigned = plain.strip_prefix('-').unwrap_or(plain);
    let Some((whole, part)) = unsigned.split_once('.') else { return false };
    is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && is_digits(part)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a key is an address whose last colon YAML took away: `2001:db8:` of `2001:db8::`.
pub fn is_cut_ipv6(key: &str) -> bool {
    key.ends_with(':') && key.len() < 40 && format!("{key}:").parse::<Ipv6Addr>().is_ok()
}

/// An unquoted address that ends in `::` in the line of a syntax error, which is then the likely cause.
pub fn ipv6_near(text: &str, at: usize, id: SourceId) -> Option<Span> {
    // A line that no human wrote is not searched through.
    let from = floor(text, at.saturating_sub(1000));
    let to = floor(text, (at + 1000).min(text.len()));
    let start = text[from..at].rfind('\n').map_or(from, |newline| from + newline + 1);
    let end = text[at..to].find('\n').map_or(to, |newline| at + newline);
    let line = &text[start..end];
    let is_border = |c: char| c.is_whitespace() || ",[]{}\"'#".contains(c);
    let mut place = 0;
    for word in line.split(is_border) {
        let begin = place;
        place += word.len() + line[begin + word.len()..].chars().next().map_or(0, char::len_utf8);
        let quoted = line[..begin].ends_with(['"', '\'']);
        if word.ends_with("::") && !quoted && word.parse::<Ipv6Addr>().is_ok() {
            let first = start + begin;
            return Some(Span { source: id, start: offset(first), end: offset(first + word.len()) });
        }
    }
    None
}

/// The nearest character border at or before a byte.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
