//! Texts of routers as lists of statements, each with what it stands in. In comes a file, out go statements; comments are left
//! out. What a statement means is the affair of the platform's reader.

/// Statements in their order.
#[derive(Debug, Default)]
pub struct Said(Vec<String>);

impl Said {
    /// IOS and FRR: what stands deeper belongs to the line above it. Lines are joined by ` | `.
    pub fn indented(text: &str) -> Self {
        let (mut around, mut all) = (Vec::<(usize, &str)>::new(), Vec::new());
        for line in text.lines() {
            let words = line.trim();
            if words.is_empty() || words.starts_with('!') || matches!(words, "exit" | "exit-address-family") {
                continue;
            }
            let depth = line.len() - line.trim_start().len();
            while around.last().is_some_and(|(other, _)| *other >= depth) {
                around.pop();
            }
            around.push((depth, words));
            all.push(around.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(" | "));
        }
        Self(all)
    }

    /// Junos in braces and swanctl: everything by its path, in words. `end` is what closes a statement.
    pub fn braces(text: &str, end: &str) -> Result<Self, String> {
        let (mut around, mut all) = (Vec::<&str>::new(), Vec::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_suffix('{') {
                around.push(name.trim());
            } else if line == "}" {
                around.pop().ok_or("a brace too many")?;
            } else {
                let words = line.strip_suffix(end).ok_or_else(|| format!("`{line}` has no end"))?;
                expand(&[around.join(" ").as_str(), words].join(" "), &mut all);
            }
        }
        if around.is_empty() { Ok(Self(all)) } else { Err(format!("`{}` is not closed", around.join(" "))) }
    }

    /// Junos as `set` lines.
    pub fn set_lines(text: &str) -> Result<Self, String> {
        let mut all = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            expand(line.strip_prefix("set ").ok_or_else(|| format!("`{line}` sets nothing"))?, &mut all);
        }
        Ok(Self(all))
    }

    /// Units of systemd: `Section Key=Value`.
    pub fn unit(text: &str) -> Self {
        let (mut section, mut all) = ("", Vec::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => section = name,
                None => all.push(format!("{section} {line}")),
            }
        }
        Self(all)
    }

    pub fn all(&self) -> &[String] {
        &self.0
    }

    pub fn has(&self, statement: &str) -> bool {
        self.0.iter().any(|one| one == statement)
    }

    /// What statements say behind a beginning.
    pub fn behind(&self, beginning: &str) -> Vec<&str> {
        self.0.iter().filter_map(|one| one.strip_prefix(beginning)).collect()
    }

    /// The one statement with a beginning.
    pub fn one(&self, beginning: &str) -> Result<&str, String> {
        match self.behind(beginning).as_slice() {
            [one] => Ok(one),
            all => Err(format!("`{beginning}` is said {} times", all.len())),
        }
    }

    /// The one number behind a beginning.
    pub fn number<T: std::str::FromStr>(&self, beginning: &str) -> Result<T, String> {
        let text = self.one(beginning)?;
        text.parse().map_err(|_| format!("`{beginning}{text}`: no such value"))
    }

    /// As [`number`](Self::number), where it may be missing.
    pub fn maybe<T: std::str::FromStr>(&self, beginning: &str) -> Result<Option<T>, String> {
        if self.behind(beginning).is_empty() { Ok(None) } else { self.number(beginning).map(Some) }
    }
}

/// A list in brackets is as many statements.
fn expand(statement: &str, all: &mut Vec<String>) {
    match statement.split_once(" [ ").and_then(|(path, list)| Some((path, list.strip_suffix(" ]")?))) {
        Some((path, list)) => all.extend(list.split(' ').map(|word| format!("{path} {word}"))),
        None => all.push(statement.to_owned()),
    }
}
