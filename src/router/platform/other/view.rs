//! The view of a sheet: sections of parts, each a table of names and values. In come words, out goes what the template loops over. Every value is
//! checked before it is printed, as for any router.

use std::fmt::Display;

use serde::Serialize;

/// All of a sheet.
#[derive(Serialize)]
pub(super) struct Sheet {
    pub router: String,
    pub head: Vec<String>,
    pub sections: Vec<Section>,
}

/// What stands below a heading.
#[derive(Serialize)]
pub(super) struct Section {
    pub title: &'static str,
    pub said: Vec<&'static str>,
    pub parts: Vec<Part>,
}

/// A table: an interface, a tunnel, a session, a filter.
#[derive(Serialize)]
pub(super) struct Part {
    name: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    what: &'static str,
    value: String,
}

impl Part {
    /// An empty table.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), rows: Vec::new() }
    }

    /// One row more.
    pub fn row(mut self, what: &'static str, value: impl Display) -> Self {
        self.rows.push(Row { what, value: value.to_string() });
        self
    }

    /// A row for each value.
    pub fn each<T: Display>(self, what: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        values.into_iter().fold(self, |part, value| part.row(what, value))
    }

    /// A row for each prefix, or one that says that there is none: an empty list is no reason to let everything pass.
    pub fn each_or_none<T: Display>(self, what: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() { self.row(what, "none") } else { self.each(what, values) }
    }
}

impl Section {
    /// The section, if it has a table.
    pub fn of(title: &'static str, said: &[&'static str], parts: Vec<Part>) -> Option<Self> {
        (!parts.is_empty()).then(|| Self { title, said: said.to_vec(), parts })
    }
}
