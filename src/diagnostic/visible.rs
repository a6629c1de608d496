//! Text of a user in, text that is safe to print out: nothing in it can move the cursor of a terminal, turn the reading
//! direction or hide.

/// Whether a character acts on a terminal or on its neighbours instead of showing itself: control characters (C1 as
/// well, whose U+009B starts an escape sequence), marks of direction and width, spaces that look like the usual one, and what
/// Unicode calls tags.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Appends a character so that a reader sees it, a tab as four spaces.
pub fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        _ if is_invisible(c) => out.extend(c.escape_unicode()),
        _ => out.push(c),
    }
}

/// One line of text that shows all of its characters.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        push_visible(&mut out, c);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_acts_on_a_terminal_is_spelt_out() {
        assert_eq!(visible("a\u{1b}[31m\u{9b}2J\0\u{7f}"), "a\\u{1b}[31m\\u{9b}2J\\u{0}\\u{7f}");
        assert_eq!(visible("x\u{202e}y\u{2066}z\u{200f}\u{feff}"), "x\\u{202e}y\\u{2066}z\\u{200f}\\u{feff}");
        assert_eq!(visible("a\tb\r\nc"), "a    b\\r\\nc");
        assert_eq!(visible("Zürich 東京 `x`"), "Zürich 東京 `x`");
    }
}
