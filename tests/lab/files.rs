//! The files of a site's routers and of AWS's side, as they were rendered. In come folders, out go texts by name. A mutation changes one of
//! them, and has to find what it changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of a site, by name.
#[derive(Clone, Default)]
pub struct Files(BTreeMap<String, String>);

/// A mistake in a file.
pub struct Mutation {
    pub what: &'static str,
    pub file: &'static str,
    /// Texts, of which each one becomes the other one beside it.
    pub changes: &'static [(&'static str, &'static str)],
    /// What the lab says then.
    pub says: &'static str,
}

impl Files {
    pub fn read(folders: &[&Path]) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        for folder in folders {
            let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                files.insert(name, text);
            }
        }
        Ok(Self(files))
    }

    /// Adds a text that no render wrote.
    pub fn insert(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), text);
    }

    /// The texts of all files whose names end so.
    pub fn ending(&self, ending: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(name, _)| name.ends_with(ending)).map(|(_, text)| text.as_str())
    }

    /// All names and texts.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The files whose names begin so, by the rest of their names.
    pub fn below(&self, start: &str) -> Self {
        let own = self.0.iter().filter_map(|(name, text)| Some((name.strip_prefix(start)?.to_owned(), text.clone())));
        Self(own.collect())
    }

    /// The text of a file that has to be there.
    pub fn get(&self, name: &str) -> Result<&str, String> {
        self.0.get(name).map(String::as_str).ok_or_else(|| format!("there is no file {name}"))
    }

    /// The files with a mistake in them.
    pub fn with(&self, mutation: &Mutation) -> Result<Self, String> {
        mutation.changes.iter().try_fold(self.clone(), |files, change| files.changed(mutation.file, *change))
    }

    /// The files with one text in the place of another one, which has to be there.
    pub fn changed(mut self, file: &str, (before, after): (&str, &str)) -> Result<Self, String> {
        let text = self.get(file)?;
        if !text.contains(before) {
            return Err(format!("{file} has no {before:?}, so nothing can be changed"));
        }
        let text = text.replace(before, after);
        self.insert(file, text);
        Ok(self)
    }
}

/// The value of `KEY=` in a unit of systemd-networkd.
pub fn unit_value<'a>(unit: &'a str, key: &str) -> Result<&'a str, String> {
    let value = unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    value.ok_or_else(|| format!("a unit without {key}="))
}
