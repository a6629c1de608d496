//! Words that reach a router. In comes free text, out goes text without any character that a router could take for a command;
//! and whatever is printed in the end has to pass [`is_harmless`]. It never escapes: what would need it does not get through.

/// Characters that mean something to some platform: quotes, separators, comments, help, pipes and variables.
const LOADED: &str = "\"\\?;{}!#|<>$%`";

/// Whether a printed word is one line of printable ASCII without characters that mean something to a platform, without spaces
/// at an end and without two in a row.
#[must_use]
pub fn is_harmless(text: &str) -> bool {
    text.chars().all(is_harmless_character) && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

fn is_harmless_character(character: char) -> bool {
    matches!(character, ' '..='~') && !LOADED.contains(character)
}

/// The text as far as it is harmless, at most `limit` characters, beginning with a letter or digit; what is not becomes one
/// space.
#[must_use]
pub fn harmless(text: &str, limit: usize) -> String {
    let words: String = text.chars().map(|c| if is_harmless_character(c) { c } else { ' ' }).collect();
    let joined = words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let begun: String = joined.chars().skip_while(|c| !c.is_ascii_alphanumeric()).take(limit).collect();
    begun.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escape::tests::any_text;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_made_harmless_is_harmless(text in any_text(), limit in 0_usize..300) {
            let made = harmless(&text, limit);
            prop_assert!(is_harmless(&made) && made.len() <= limit, "{made:?}");
            prop_assert!(made.chars().next().is_none_or(|first| first.is_ascii_alphanumeric()), "{made:?}");
            prop_assert_eq!(harmless(&made, limit), made);
        }
    }

    #[test]
    fn good_text_stays_and_bad_text_goes() {
        assert_eq!(harmless("Carrier X, circuit 4711/A (floor 3)", 80), "Carrier X, circuit 4711/A (floor 3)");
        assert_eq!(harmless("!no router bgp 1\nreload; {x} $9$abc", 80), "no router bgp 1 reload x 9 abc");
        assert!(!is_harmless("a\u{2028}b") && !is_harmless("a#b") && !is_harmless("a  b") && !is_harmless("é"));
    }
}
