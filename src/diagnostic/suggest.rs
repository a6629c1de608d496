//! What somebody may have meant: a word and the known words in, the closest one out, or none when none is close.

/// The known word that is likely meant: one that differs in case only, in about a third of its letters at most, or that
/// continues the written one. Of equally close ones the first.
pub fn closest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes a word of a hundred letters, and the comparison takes the product of the lengths.
    if written.is_empty() || written.len() > 100 {
        return None;
    }
    let lower = written.to_lowercase();
    let score = |word: &str| {
        let distance = strsim::osa_distance(&lower, &word.to_lowercase());
        let continues = lower.len() >= 3 && word.to_lowercase().starts_with(&lower);
        let allowed = (lower.chars().count().max(word.chars().count()) / 3).max(1);
        (distance <= allowed && distance < lower.chars().count() || continues).then_some(distance)
    };
    let scored = known.into_iter().filter(|word| word.len() <= 100).filter_map(|word| Some((score(word)?, word)));
    scored.min_by_key(|&(distance, _)| distance).map(|(_, word)| word)
}

/// Most names that a help line lists.
const LISTED: usize = 10;

/// Names of a document for a help line, the first ten in backquotes: "`a`, `b` and 3,988 more". `total` is how many there are.
pub fn listed<N: std::fmt::Display>(names: impl IntoIterator<Item = N>, total: usize) -> String {
    let shown: Vec<_> = names.into_iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    let text = shown.join(", ");
    if total > shown.len() { format!("{text} and {} more", thousands(total - shown.len())) } else { text }
}

/// `1 zone`, `3 zones`, `2 entries`: how many there are of something.
#[must_use]
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {}", plural(number, what))
}

/// `zone` of one, `zones` of none or several.
#[must_use]
pub fn plural(number: usize, what: &str) -> String {
    match what.strip_suffix('y') {
        _ if number == 1 => what.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{what}s"),
    }
}

/// A count with a comma between groups of three digits.
#[must_use]
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{closest, counted, listed, thousands};

    #[test]
    fn what_is_counted_is_in_its_number() {
        let counts = [(1, "zone"), (2, "zone"), (0, "entry"), (1, "entry"), (3, "gateway")];
        let texts = counts.map(|(number, what)| counted(number, what));
        assert_eq!(texts, ["1 zone", "2 zones", "0 entries", "1 entry", "3 gateways"]);
    }

    #[test]
    fn a_help_lists_ten_names_at_most() {
        let names: Vec<String> = (0..4000).map(|number| format!("n{number}")).collect();
        assert_eq!(listed(&names[..2], 2), "`n0`, `n1`");
        assert_eq!(listed(&names[..10], 10).matches('`').count(), 20);
        let many = listed(&names, 4000);
        assert!(many.ends_with("`n9` and 3,990 more") && many.matches('`').count() == 20, "{many}");
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn only_close_words_are_suggested() {
        let known = ["database", "private", "public", "nat", "cidr", "ipv6"];
        for (written, meant) in [
            ("databse", Some("database")),
            ("Database", Some("database")),
            ("data", Some("database")),
            ("natt", Some("nat")),
            ("cdir", Some("cidr")),
            ("ipv4", Some("ipv6")),
            ("pubilc", Some("public")),
            ("x", None),
            ("", None),
            ("subnets", None),
        ] {
            assert_eq!(closest(written, known), meant, "{written}");
        }
        assert_eq!(closest(&"a".repeat(1000), known), None);
    }
}
