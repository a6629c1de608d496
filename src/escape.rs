//! Text made harmless for the output languages: in comes any text, out goes a comment line or a double-quoted string
//! that every reader takes for one line. Knows nothing of layout beyond the line it writes.

use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// The last column a section header fills.
const RULE_COLUMNS: usize = 100;

/// Characters that no output file holds as they are: control characters and line separators (a YAML 1.1 reader ends a
/// comment at U+0085, U+2028 and U+2029), the byte order mark and noncharacters (not printable in YAML), and the
/// bidirectional overrides, with which a text can show something other than what it says.
#[must_use]
pub fn is_special(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// `# text` and a line break. Special characters become spaces, so that no text can end the comment.
pub fn comment(out: &mut String, text: &str) {
    out.push('#');
    let text = text.trim_end_matches(|c: char| is_special(c) || c == ' ');
    if !text.is_empty() {
        out.push(' ');
        if is_printable_ascii(text) {
            out.push_str(text);
        } else {
            out.extend(text.chars().map(|c| if is_special(c) { ' ' } else { c }));
        }
    }
    out.push('\n');
}

/// `# --- text ----…` and a line break: a section header that fills the line, which is already `indent` columns in.
pub fn rule(out: &mut String, indent: usize, text: &str) {
    let start = out.len();
    out.push_str("# --- ");
    out.extend(text.trim().chars().map(|c| if is_special(c) { ' ' } else { c }));
    out.push(' ');
    let used = indent + out[start..].graphemes(true).count();
    out.extend(std::iter::repeat_n('-', RULE_COLUMNS.saturating_sub(used).max(3)));
    out.push('\n');
}

/// `"text"` with escapes that JSON, YAML and HCL read alike: `\"`, `\\`, `\n`, `\r`, `\t` and `\uXXXX`.
pub fn double_quoted(out: &mut String, text: &str) {
    out.push('"');
    // No early end: nearly every text is plain, and without one the check takes many bytes in a step.
    // All printable ASCII but the quotation mark and the backslash.
    let is_plain =
        text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~'));
    if is_plain {
        out.push_str(text);
    } else {
        for character in text.chars() {
            escaped(out, character);
        }
    }
    out.push('"');
}

/// `'text'` for a POSIX shell: one word on one line, in which nothing is expanded. Special characters become spaces.
pub(crate) fn single_quoted(out: &mut String, text: &str) {
    out.push('\'');
    for character in text.chars() {
        match character {
            '\'' => out.push_str("'\\''"),
            c if is_special(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('\'');
}

/// A line of a script's table: a function of the script, which is netgen's own word, and texts for it.
pub(crate) fn shell_call(out: &mut String, function: &str, texts: &[&str]) {
    out.push_str("  ");
    out.push_str(function);
    for text in texts {
        out.push(' ');
        single_quoted(out, text);
    }
    out.push('\n');
}

/// Whether a text holds printable ASCII alone, as nearly all do: then it can be copied as a whole.
pub(crate) fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// So many spaces, in few steps: indentation is a third of the output.
pub(crate) fn spaces(out: &mut String, count: usize) {
    const SPACES: &str = "                                ";
    let mut left = count;
    while left > 0 {
        let step = left.min(SPACES.len());
        out.push_str(&SPACES[..step]);
        left -= step;
    }
}

/// One character of a double-quoted string.
pub(crate) fn escaped(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_special(c) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts that have broken writers before, mixed with arbitrary ones.
    pub(crate) fn any_text() -> impl Strategy<Value = String> {
        let nasty = proptest::sample::select(NASTY).prop_map(String::from);
        let piece = prop_oneof![
            2 => nasty.clone(),
            1 => "\\PC{0,6}",
            1 => proptest::collection::vec(any::<char>(), 0..6).prop_map(String::from_iter),
            1 => "[ -~]{0,12}",
        ];
        prop_oneof![nasty, proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())]
    }

    pub(crate) const NASTY: &[&str] = &[
        "",
        " ",
        "  a",
        "a  ",
        "no",
        "On",
        "y",
        "N",
        "null",
        "~",
        "true",
        "12:30",
        "65000:10",
        "2010-09-09",
        "1_000",
        "=",
        "<<",
        "0x1f",
        "017",
        "1e3",
        ".inf",
        ".nan",
        "-",
        "---",
        "...",
        "- a",
        "a: b",
        "a #b",
        "# a",
        "a:",
        ":a",
        "[a]",
        "{a}",
        "a, b",
        "!Ref x",
        "&a",
        "*a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "'",
        "''",
        "\"",
        "\\",
        "\\n",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\u{0}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{2029}",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{1fffe}",
        "\u{202e}",
        "${",
        "%{",
        "$${",
        "$$${",
        "%%{",
        "$%{",
        "$",
        "$$",
        "%",
        "${a}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "e\u{301}",
        "\u{301}",
        "\u{915}\u{94d}\u{937}",
        "10.0.0.0/16",
        "2001:db8::/32",
        "::/0",
        "fd00::/8",
        "10.0.0.1",
        "AWS::EC2::VPC",
        "for",
        "for x in y",
        "if",
        "a-b",
        "a/b",
        "/a",
        "1/2",
        "1:20/3",
        "?",
        "? a",
        "*/",
        "//",
        "/*",
        "EOF",
        "<<EOF",
    ];

    proptest! {
        #[test]
        fn a_comment_is_one_line(text in any_text()) {
            let mut out = String::new();
            comment(&mut out, &text);
            rule(&mut out, 2, &text);
            prop_assert_eq!(out.matches(is_special).count(), 2, "only the two line breaks");
            prop_assert!(out.lines().all(|line| line.starts_with('#') && !line.ends_with(' ')));
        }

        #[test]
        fn json_reads_the_text_back(text in any_text()) {
            let mut out = String::new();
            double_quoted(&mut out, &text);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn a_shell_reads_one_word_of_any_text() {
        let texts = NASTY.iter().chain(crate::hostile_tests::HOSTILE);
        let mut script = String::new();
        let mut meant = String::new();
        for text in texts {
            script.push_str("printf '%s\\n' ");
            single_quoted(&mut script, text);
            script.push('\n');
            meant.extend(text.chars().map(|c| if is_special(c) { ' ' } else { c }));
            meant.push('\n');
        }
        assert_eq!(script.lines().count(), meant.lines().count());
        let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), meant);
    }

    #[test]
    fn a_rule_fills_the_line() {
        let mut out = String::from("  ");
        rule(&mut out, 2, "VPC and gateways");
        assert_eq!(out.trim_end().len(), RULE_COLUMNS);
        assert!(out.starts_with("  # --- VPC and gateways ----"));
    }
}
