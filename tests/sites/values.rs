//! Sheets of values as tables: a section, a heading, rows of a name and a value. In comes Markdown, out go tables; what a row means is the reader's
//! affair.

use std::collections::BTreeSet;
use std::str::FromStr;

use ipnet::Ipv4Net;

/// A table of the sheet: its section, its heading, and rows.
#[derive(Debug)]
pub struct Table<'t> {
    pub section: &'t str,
    pub name: &'t str,
    pub rows: Vec<(&'t str, &'t str)>,
}

impl<'t> Table<'t> {
    pub fn all(&self, what: &str) -> Vec<&'t str> {
        self.rows.iter().filter(|(own, _)| *own == what).map(|(_, value)| *value).collect()
    }

    pub fn one(&self, what: &str) -> Result<&'t str, String> {
        match self.all(what)[..] {
            [value] => Ok(value),
            ref all => Err(format!("{}, {}: `{what}` is said {} times", self.section, self.name, all.len())),
        }
    }

    pub fn value<T: FromStr>(&self, what: &str) -> Result<T, String> {
        let text = self.one(what)?;
        text.parse().map_err(|_| format!("{}, {}: {what} is `{text}`", self.section, self.name))
    }

    pub fn maybe<T: FromStr>(&self, what: &str) -> Result<Option<T>, String> {
        if self.all(what).is_empty() { Ok(None) } else { self.value(what).map(Some) }
    }

    pub fn must(&self, what: &str, value: &str) -> Result<(), String> {
        let said = self.one(what)?;
        if said == value { Ok(()) } else { Err(format!("{}, {}: {what} is `{said}`", self.section, self.name)) }
    }

    pub fn blocks(&self, what: &str) -> Result<BTreeSet<Ipv4Net>, String> {
        let all = self.all(what);
        let odd = |text: &str| format!("{}: `{text}` is no prefix", self.name);
        all.into_iter().filter(|text| *text != "none").map(|text| text.parse().map_err(|_| odd(text))).collect()
    }
}

/// The tables of a sheet.
pub fn tables(text: &str) -> Result<Vec<Table<'_>>, String> {
    let (mut section, mut found) = ("", Vec::<Table<'_>>::new());
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        } else if let Some(name) = line.strip_prefix("### ") {
            found.push(Table { section, name, rows: Vec::new() });
        } else if let Some(row) =
            line.strip_prefix("| ").filter(|_| line != "| what | value |" && line != "| --- | --- |")
        {
            let row = row.strip_suffix("` |").and_then(|row| row.split_once(" | `"));
            let (what, value) =
                row.filter(|(_, value)| !value.contains(['`', '|'])).ok_or_else(|| format!("what is `{line}`?"))?;
            found.last_mut().ok_or("a row of nothing")?.rows.push((what, value));
        }
    }
    Ok(found)
}

/// The tables of a section.
pub fn of<'s, 't>(all: &'s [Table<'t>], section: &'s str) -> impl Iterator<Item = &'s Table<'t>> {
    all.iter().filter(move |table| table.section == section)
}

/// The one table of a section with a name.
pub fn named<'s, 't>(all: &'s [Table<'t>], section: &'s str, name: &str) -> Result<&'s Table<'t>, String> {
    let mut found = of(all, section).filter(|table| table.name == name);
    let one = found.next().ok_or_else(|| format!("{section} has no {name}"))?;
    if found.next().is_none() { Ok(one) } else { Err(format!("{section} has {name} twice")) }
}
