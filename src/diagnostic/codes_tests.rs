//! Every code has its page.

use super::Code;

#[test]
fn every_code_has_a_whole_page() {
    for code in Code::ALL {
        let (page, number) = (code.explanation(), code.number());
        assert!(page.starts_with(&format!("# {number}: ")), "{number}");
        let parts = ["\n## What it checks\n", "\n## Why\n", "\n## Example\n\n```", "\n## Fix\n"];
        let places: Vec<_> = parts.iter().map(|part| page.find(part)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{number}: {places:?}");
        assert!(page.lines().all(|line| line.chars().count() <= 140), "{number}");
        assert_eq!(Code::from_number(&number.to_lowercase()), Some(*code));
    }
    assert!(Code::ALL.is_sorted_by_key(|code| code.number()), "by number");
}
