//! Files of a router as statements, each with the blocks around it. In comes the text of a file that netgen wrote, out go statements,
//! or the line that it never wrote. Comments are left out.

use super::rule::{Gone, Rule, known};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// FRR and IOS: what stands deeper belongs to the line above it.
    Indented,
    /// swanctl: `name {`, `key = value`, `}`.
    Braces,
    /// Junos: the same, and statements end with a semicolon.
    Junos,
    /// A list of lines that is replaced as a whole.
    Lines,
}

/// The files with one ending.
#[derive(Debug)]
pub struct Grammar {
    /// What the names of its files end with: `frr.conf`, `.netdev`.
    pub ending: &'static str,
    /// How they are written.
    pub syntax: Syntax,
    /// What may stand in them.
    pub rules: &'static [Rule],
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The keys of the blocks around it, and its own.
    pub at: Vec<String>,
    /// Its words.
    pub words: String,
    /// The words that say which object it is.
    pub captured: Vec<String>,
    /// What is known of it.
    pub rule: &'static Rule,
}

impl PartialEq for Statement {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && self.words == other.words
    }
}

impl Statement {
    /// The keys of the blocks around it.
    pub fn around(&self) -> &[String] {
        self.at.split_last().map(|(_, around)| around).unwrap_or_default()
    }

    /// The words of its value, where it is a single one behind the key.
    pub fn last_word(&self) -> &str {
        self.words.rsplit(' ').next().unwrap_or_default()
    }
}

/// The statements of a file; the line that is none of them as an error.
pub fn read(text: &str, grammar: &Grammar) -> Result<Vec<Statement>, String> {
    let mut reader = Reader { grammar, around: Vec::new(), found: Vec::new(), next: "" };
    let sign = if grammar.syntax == Syntax::Indented { '!' } else { '#' };
    let said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with(sign);
    let mut lines = text.lines().filter(said).peekable();
    while let Some(line) = lines.next() {
        reader.next = lines.peek().map_or("", |next| next.trim());
        match grammar.syntax {
            Syntax::Indented => reader.indented(line)?,
            Syntax::Braces => reader.braces(line.trim(), "")?,
            Syntax::Junos => reader.braces(line.trim(), ";")?,
            Syntax::Lines => reader.add(line.trim(), line)?,
        }
    }
    if grammar.syntax != Syntax::Indented && !reader.around.is_empty() {
        return Err("a block that is not closed".to_owned());
    }
    Ok(reader.found)
}

struct Reader<'g, 't> {
    grammar: &'g Grammar,
    /// The blocks that are open: depth, key, and the name of the rule's block.
    around: Vec<(usize, String, &'static str)>,
    found: Vec<Statement>,
    /// The line behind.
    next: &'t str,
}

impl Reader<'_, '_> {
    fn indented(&mut self, line: &str) -> Result<(), String> {
        let words = line.trim();
        if matches!(words, "exit" | "exit-address-family") {
            return Ok(());
        }
        let depth = line.len() - line.trim_start().len();
        while self.around.last().is_some_and(|(other, ..)| *other >= depth) {
            self.around.pop();
        }
        self.statement(words, depth)
    }

    fn braces(&mut self, words: &str, end: &str) -> Result<(), String> {
        let depth = self.around.len();
        if words == "}" {
            return self.around.pop().map(drop).ok_or_else(|| "a brace too many".to_owned());
        }
        if let Some(head) = words.strip_suffix(" {") {
            self.statement(head, depth)?;
            if self.around.len() == depth {
                return Err(format!("`{words}`"));
            }
            return Ok(());
        }
        let words = words.strip_suffix(end).ok_or_else(|| format!("`{words}`"))?;
        match words.split_once(" [ ").and_then(|(path, list)| Some((path, list.strip_suffix(" ]")?))) {
            Some((path, list)) => list.split(' ').try_for_each(|word| self.statement(&format!("{path} {word}"), depth)),
            None => self.statement(words, depth),
        }
    }

    /// A line as it stands, which is told from an equal one by its number.
    fn add(&mut self, words: &str, line: &str) -> Result<(), String> {
        self.statement(words, 0)?;
        self.around.clear();
        let number = self.found.len();
        if let Some(last) = self.found.last_mut() {
            line.trim_end().clone_into(&mut last.words);
            last.at.push(number.to_string());
        }
        Ok(())
    }

    fn statement(&mut self, words: &str, depth: usize) -> Result<(), String> {
        let inside = self.around.last().map(|(.., block)| *block).unwrap_or_default();
        let fits = |rule: &&Rule| rule.inside == inside && self.next.starts_with(rule.next);
        let mut rules = self.grammar.rules.iter().filter(fits);
        let found = rules.find_map(|rule| Some((rule, known(rule.pattern, words)?)));
        // The line may hold a key, so an error shows only its beginning.
        let first = || words.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let Some((rule, known)) = found else { return Err(format!("`{} ...`", first())) };
        let mut at: Vec<String> = self.around.iter().map(|(_, key, _)| key.clone()).collect();
        at.push(known.key.clone());
        let is_there = self.grammar.syntax != Syntax::Lines && self.found.iter().any(|one| one.at == at);
        // A port may be named for itself and for what is on it.
        let again = is_there && rule.gone == Gone::Container;
        if is_there && !again {
            return Err(format!("`{} ...` twice", first()));
        }
        if !rule.block.is_empty() {
            self.around.push((depth, known.key, rule.block));
        }
        if !again {
            self.found.push(Statement { at, words: words.to_owned(), captured: known.captured, rule });
        }
        Ok(())
    }
}
