//! Text as data in Markdown: in comes any text, out goes one line that a renderer shows as it was and takes for nothing
//! else, in a paragraph as well as in a cell of a table. <https://github.github.com/gfm/>

use serde::Serialize;
use std::fmt::{self, Display, Write};

use crate::escape::is_special;

/// The text, with everything that Markdown would act on escaped. Line breaks and other special characters become spaces.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

fn escape_into(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .,:/-%()".contains(&byte)) {
        out.push_str(text);
        return;
    }
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(character);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // GitHub takes a pair of them for mathematics, escaped or not.
            '$' => out.push_str("&dollar;"),
            c if is_special(c) => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Rows of a table, escaped cell by cell, each with a line break before it: in a template they follow the line below the
/// heads, `| --- | --- |{{{rows}}}`, and no row leaves no line. A template that loops over rows takes five times as long, and
/// a large network has a hundred thousand of them.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Rows(String);

impl Rows {
    /// The rows, each a list of cells. A cell's text is data.
    pub fn of<T>(items: impl IntoIterator<Item = T>, cells: impl Fn(&mut Row<'_>, T)) -> Self {
        let mut rows = Self::default();
        for item in items {
            rows.row(|row| cells(row, item));
        }
        rows
    }

    /// One more row.
    pub fn row(&mut self, cells: impl FnOnce(&mut Row<'_>)) {
        self.0.push_str("\n|");
        cells(&mut Row(&mut self.0));
    }
}

impl Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A row that takes its cells from left to right.
pub(super) struct Row<'a>(&'a mut String);

impl Row<'_> {
    /// The next cell.
    pub fn cell(&mut self, text: impl Display) -> &mut Self {
        self.0.push(' ');
        // Writing to a String cannot fail.
        let _ = write!(Escaping(self.0), "{text}");
        self.0.push_str(" |");
        self
    }
}

/// Escapes what is written to it.
struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape_into(self.0, text);
        Ok(())
    }
}

/// The text as a code span, in a cell of a table as well.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_special(c) || c == '`' { ' ' } else { c }).collect();
    // A code span keeps backslashes, but a table takes the one before a bar for itself.
    format!("`{}`", text.trim().replace('|', "\\|"))
}

/// The text for a block of shell commands: what is no word of a name, a path or an option becomes `_`.
pub(super) fn command(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || " -_./=".contains(c) { c } else { '_' }).collect()
}

/// A line of shell that netgen makes of its own words and of names that have a grammar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Shell(String);

impl Shell {
    /// A command that another part of netgen made. What could leave the line or begin another command becomes `_`; quotes and
    /// `${NAME}` stay.
    pub fn generated(text: impl AsRef<str>) -> Self {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " -_./=:,[]{}?$'\"".contains(c);
        Self(text.as_ref().chars().map(|c| if is_plain(c) { c } else { '_' }).collect())
    }

    /// Puts what a command prints into a variable of the shell; the command is treated as in [`Shell::generated`].
    pub fn read_printed(variable: &str, text: &str) -> Self {
        let Self(inner) = Self::generated(text);
        Self(format!("{}=$({inner})", command(variable)))
    }

    /// Puts an output of a stack into a variable of the shell.
    pub fn read_output(variable: &str, region: &str, stack: &str, output: &str) -> Self {
        let [variable, region, stack, output] = [variable, region, stack, output].map(command);
        Self(format!(
            "{variable}=$(aws cloudformation describe-stacks --region {region} --stack-name {stack} \
             --query \"Stacks[0].Outputs[?OutputKey=='{output}'].OutputValue\" --output text)"
        ))
    }
}

/// Markdown that netgen's own source says, never a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(super) struct Prose(pub &'static str);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escape::tests::any_text;
    use proptest::prelude::*;

    #[test]
    fn plain_names_and_addresses_stay_as_they_are() {
        for text in ["shop", "private-1", "10.0.0.0/16", "::/0", "three-tier.yaml", "4.7 %", "tcp 8000-8100"] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape("a|b"), "a\\|b");
        assert_eq!(escape("`x` <b>&amp;"), "\\`x\\` &lt;b&gt;&amp;amp;");
        assert_eq!(escape("[a](javascript:x)\n# b"), "\\[a\\](javascript:x) \\# b");
        assert_eq!(escape("$x$"), "&dollar;x&dollar;");
    }

    #[test]
    fn code_and_commands_cannot_be_left() {
        assert_eq!(code("aws_vpc"), "`aws_vpc`");
        assert_eq!(code("a`b|c\nd"), "`a b\\|c d`");
        assert_eq!(command("--stack-name shop-1 -var zone_1=VALUE"), "--stack-name shop-1 -var zone_1=VALUE");
        assert_eq!(command("a; rm $(b)\n`"), "a_ rm __b___");
        assert_eq!(
            Shell::generated("aws x[0].y Name=a,Values=${R}; rm `b` $(c)"),
            Shell("aws x[0].y Name=a,Values=${R}_ rm _b_ $_c_".to_owned())
        );
        let Shell(line) = Shell::read_output("R", "eu-west-1", "a;b", "O\"ut");
        assert!(line.starts_with("R=$(aws ") && line.contains(" a_b ") && line.contains("=='O_ut'"), "{line}");
    }

    #[test]
    fn rows_follow_the_heads_and_no_row_leaves_no_line() {
        assert_eq!(Rows::default().to_string(), "");
        let rows = Rows::of([("a|b", 1), ("c\nd", 2)], |row, (text, number)| _ = row.cell(text).cell(number));
        assert_eq!(rows.to_string(), "\n| a\\|b | 1 |\n| c d | 2 |");
    }

    proptest! {
        #[test]
        fn a_cell_stays_a_cell(text in any_text()) {
            let cell = escape(&text);
            prop_assert!(!cell.contains(is_special) && !cell.contains(['<', '>', '$']), "{}", cell);
            let mut escaped = false;
            for character in cell.chars() {
                prop_assert!(escaped || !"|`*_[]~#".contains(character), "{}", cell);
                escaped = character == '\\' && !escaped;
            }
            prop_assert!(!escaped, "a lone backslash would escape the end of the cell: {}", cell);
        }
    }
}
