//! A module's text before a program sees it: in comes HCL, out goes where it would read files of this machine. Knows no more of
//! HCL than where an expression may stand: not in comments, and in quoted texts and heredocs only after `${` and `%{`.

/// Functions that read files or folders, or say where they are; Terraform calls them while it validates, and prints what they gave.
/// <https://developer.hashicorp.com/terraform/language/functions/file>
const READING: &[&str] = &["abspath", "fileexists", "fileset", "pathexpand", "templatefile"];

/// What may be open at a place of the text.
enum Open {
    /// A quoted text: ends with `"`.
    Text,
    /// A heredoc: ends with a line that is this word.
    Heredoc(String),
    /// An expression in one of them: ends with the brace that closes it, after so many inner ones.
    Expression(usize),
}

/// The calls of such functions: the line from 1, and the function.
pub(super) fn reads(text: &str) -> Vec<(usize, String)> {
    let mut reader = Reader { text, at: 0, line: 1, open: Vec::new(), found: Vec::new() };
    while reader.at < text.len() {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    open: Vec<Open>,
    found: Vec<(usize, String)>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Goes on by so many bytes.
    fn skip(&mut self, bytes: usize) {
        self.line += self.rest()[..bytes].matches('\n').count();
        self.at += bytes;
    }

    fn skip_char(&mut self) {
        self.skip(self.rest().chars().next().map_or(1, char::len_utf8));
    }

    fn skip_to(&mut self, end: &str) {
        self.skip(self.rest().find(end).map_or(self.rest().len(), |found| found + end.len()));
    }

    fn step(&mut self) {
        match self.open.last() {
            Some(Open::Text) => self.in_text(),
            Some(Open::Heredoc(word)) => {
                let word = word.clone();
                self.in_heredoc(&word);
            }
            _ => self.in_expression(),
        }
    }

    fn in_text(&mut self) {
        match self.rest().as_bytes() {
            [b'\\', _, ..] => {
                self.skip(1);
                self.skip_char();
            }
            [b'"', ..] => {
                self.open.pop();
                self.skip(1);
            }
            _ => self.in_template(),
        }
    }

    fn in_heredoc(&mut self, word: &str) {
        let begins = self.text[..self.at].ends_with('\n');
        let line = self.text[self.at..].lines().next().unwrap_or_default();
        if begins && line.trim() == word {
            self.open.pop();
            return self.skip(line.len());
        }
        self.in_template();
    }

    /// `$${` and `%%{` are text.
    fn in_template(&mut self) {
        match self.rest().as_bytes() {
            [b'$', b'$', b'{', ..] | [b'%', b'%', b'{', ..] => self.skip(3),
            [b'$' | b'%', b'{', ..] => {
                self.open.push(Open::Expression(0));
                self.skip(2);
            }
            _ => self.skip_char(),
        }
    }

    fn in_expression(&mut self) {
        match self.rest().as_bytes() {
            [b'#', ..] | [b'/', b'/', ..] => self.skip_to("\n"),
            [b'/', b'*', ..] => self.skip_to("*/"),
            [b'"', ..] => {
                self.open.push(Open::Text);
                self.skip(1);
            }
            [b'<', b'<', ..] => self.heredoc(),
            [b'{', ..] => self.brace(true),
            [b'}', ..] => self.brace(false),
            [first, ..] if first.is_ascii_alphabetic() || *first == b'_' => self.word(),
            _ => self.skip_char(),
        }
    }

    fn heredoc(&mut self) {
        self.skip(2);
        let word = self.rest().lines().next().unwrap_or_default().trim_start_matches('-').trim().to_owned();
        if word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
            self.skip_to("\n");
            self.open.push(Open::Heredoc(word));
        }
    }

    fn brace(&mut self, opens: bool) {
        match (self.open.last_mut(), opens) {
            (Some(Open::Expression(inner)), true) => *inner += 1,
            (Some(Open::Expression(0)), false) => drop(self.open.pop()),
            (Some(Open::Expression(inner)), false) => *inner -= 1,
            _ => {}
        }
        self.skip(1);
    }

    fn word(&mut self) {
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let length = self.rest().find(|c| !is_word(c)).unwrap_or(self.rest().len());
        let word = self.rest()[..length].to_owned();
        let called = self.rest()[length..].trim_start().starts_with('(');
        // `file`, `filebase64`, `filemd5`, `filesha256` …
        if called && (word.starts_with("file") || READING.contains(&word.as_str())) {
            self.found.push((self.line, word));
        }
        self.skip(length);
    }
}

#[cfg(test)]
mod tests {
    use super::reads;

    #[test]
    fn functions_that_read_files_are_found_wherever_terraform_calls_them() {
        for text in [
            "cidr_block = file(\"/etc/passwd\")",
            "a = \"x ${ filebase64 (\"/x\")}\"",
            "a = <<-EOT\n  ${templatefile(\"/x\", {})}\n  EOT\n",
            "a = \"${{ a = { b = fileset(\".\", \"*\") } }.a}\"",
            "a = \"%{ if fileexists(\"/x\") }y%{ endif }\"",
            "a = max(1, filemd5(\"/x\"))",
            "a = \"\\\"\" # \"\nb = file(\n\"/x\")",
            "a = <<EOT\n\"\nEOT\nb = abspath(\".\")",
        ] {
            assert_eq!(reads(text).len(), 1, "{text}");
        }
        assert_eq!(reads("a = 1\n\nb = file(\"/x\")\n"), [(3, "file".to_owned())]);
        for text in [
            "description = \"see file (nfs) and ${var.file}\"",
            "# file(\"/x\")\n// file(\"/x\")\n/* file(\n*/ file = 1",
            "a = \"$${file(\\\"/x\\\")}\"",
            "a = <<EOT\nfile(\"/x\")\nEOT\n",
            "file = { name = \"x\" }\nprofile(1)",
        ] {
            assert_eq!(reads(text), [], "{text}");
        }
        for broken in ["\"", "<<", "<<EOT", "${", "\"${", "/*", "\"\\", "é${é\"é"] {
            reads(broken);
        }
    }
}
