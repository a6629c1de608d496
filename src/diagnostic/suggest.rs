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

#[cfg(test)]
mod tests {
    use super::closest;

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
