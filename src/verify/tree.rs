//! What a directory has for judges: its path goes in, templates, the order of deployment and Terraform files come out, and names
//! that no judge is shown.

use super::VerifyError;
use crate::write::is_carried;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

/// A file, by its name alone.
#[derive(Debug)]
pub(super) struct File {
    pub name: String,
    pub text: String,
}

#[derive(Debug, Default)]
pub(super) struct Tree {
    /// `cloudformation/*.yaml` and `*.json`, sorted.
    pub templates: Vec<File>,
    /// `cloudformation/deploy.json`.
    pub deploy: Option<String>,
    /// `terraform/*.tf` without what people keep beside them, sorted.
    pub terraform: Vec<File>,
    /// What cannot be shown to a judge, and why, a line each.
    pub odd: Vec<String>,
}

const TEMPLATES: &str = "cloudformation";
const MODULE: &str = "terraform";
const DEPLOY: &str = "deploy.json";

impl Tree {
    pub fn read(dir: &Path) -> Result<Self, VerifyError> {
        fs::read_dir(dir).map_err(VerifyError::io("list", dir))?;
        let mut tree = Self::default();
        tree.templates = tree.files(dir, TEMPLATES, &["yaml", "yml", "json"])?;
        tree.terraform = tree.files(dir, MODULE, &["tf"])?;
        if let Some(at) = tree.templates.iter().position(|file| file.name == DEPLOY) {
            tree.deploy = Some(tree.templates.remove(at).text);
        }
        Ok(tree)
    }

    pub fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.terraform.is_empty() && self.deploy.is_none()
    }

    fn files(&mut self, dir: &Path, folder: &str, endings: &[&str]) -> Result<Vec<File>, VerifyError> {
        let folder_path = dir.join(folder);
        let entries = match fs::read_dir(&folder_path) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(VerifyError::io("list", &folder_path))?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry.map_err(VerifyError::io("list", &folder_path))?;
            let (path, name) = (entry.path(), entry.file_name());
            let ends = path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending));
            if !ends || is_carried(&name) {
                continue;
            }
            // Before it is opened: a link could lead anywhere, a pipe waits for ever.
            let kind = entry.file_type().map_err(VerifyError::io("look at", &path))?;
            match name.to_str().filter(|name| is_plain(name)) {
                Some(name) if kind.is_file() => match String::from_utf8(read(&path)?) {
                    Ok(text) => files.push(File { name: name.to_owned(), text }),
                    Err(_) => self.odd.push(format!("{folder}/{name}: it is no text")),
                },
                Some(name) => self.odd.push(format!("{folder}/{name}: it is no file")),
                None => self.odd.push(format!("{folder}/{}: netgen gives no such name", lossy(&name))),
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(files)
    }

    /// Writes copies for programs. The folder must be empty.
    pub fn copy_to(&self, scratch: &Path) -> Result<(), VerifyError> {
        for (folder, files) in [(TEMPLATES, &self.templates), (MODULE, &self.terraform)] {
            let folder = scratch.join(folder);
            fs::create_dir(&folder).map_err(VerifyError::io("create", &folder))?;
            for file in files {
                let path = folder.join(&file.name);
                fs::write(&path, &file.text).map_err(VerifyError::io("write", &path))?;
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, VerifyError> {
    fs::read(path).map_err(VerifyError::io("read", path))
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// Letters, digits, `-`, `_` and `.`, and no option: programs take such a name for a file whatever they do with it.
fn is_plain(name: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.starts_with(|first: char| first.is_ascii_alphanumeric()) && name.bytes().all(word)
}
