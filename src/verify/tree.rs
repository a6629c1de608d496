//! What a directory has for judges: its path goes in, templates, the order of deployment and Terraform files come out, and names
//! that no judge is shown.

use super::VerifyError;
use crate::write;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

/// A file, by its path below the folder of its judges: `shop.yaml`, `shop/eu-west-1/orders.yaml`.
#[derive(Debug)]
pub(super) struct File {
    pub name: String,
    pub text: String,
}

#[derive(Debug, Default)]
pub(super) struct Tree {
    /// `*.yaml` and `*.json` below `cloudformation/`, sorted.
    pub templates: Vec<File>,
    /// `cloudformation/deploy.json`.
    pub deploy: Option<String>,
    /// `*.tf` below `terraform/` without what people keep beside them, sorted.
    pub terraform: Vec<File>,
    /// What cannot be shown to a judge, and why, a line each.
    pub odd: Vec<String>,
    /// How much was read.
    taken: u64,
}

/// Most bytes of one file: a template of CloudFormation has one million, and a file of Terraform is of one VPC.
const MAX_FILE: u64 = 16 << 20;
/// Most bytes of all files together.
const MAX_TREE: u64 = 1 << 30;

const TEMPLATES: &str = "cloudformation";
const MODULE: &str = "terraform";
const DEPLOY: &str = "deploy.json";
/// How deep folders stand that netgen writes there: account, Region, root.
const DEPTH: usize = 3;

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
        self.templates.is_empty() && self.terraform.is_empty() && self.deploy.is_none() && self.odd.is_empty()
    }

    fn files(&mut self, dir: &Path, folder: &str, endings: &[&str]) -> Result<Vec<File>, VerifyError> {
        let folder_path = dir.join(folder);
        match fs::symlink_metadata(&folder_path) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Ok(found) if !found.is_dir() => {
                let what = if found.is_symlink() { "it is a link" } else { "it is no folder" };
                self.odd.push(format!("{folder}: {what}"));
                return Ok(Vec::new());
            }
            found => _ = found.map_err(VerifyError::io("look at", &folder_path))?,
        }
        // A manifest that cannot be read keeps nothing; its own judge says so.
        let kept = write::kept(dir).unwrap_or_default();
        let mut files = Vec::new();
        // Folders below, each with a slash at its end.
        let mut open = vec![String::new()];
        while let Some(inner) = open.pop() {
            let inner_path = folder_path.join(&inner);
            for entry in fs::read_dir(&inner_path).map_err(VerifyError::io("list", &inner_path))? {
                let entry = entry.map_err(VerifyError::io("list", &inner_path))?;
                let (path, name) = (entry.path(), entry.file_name());
                if kept.carries(&Path::new(folder).join(&inner).join(&name)) {
                    continue;
                }
                // Before it is opened: a link could lead anywhere, a pipe waits for ever.
                let kind = entry.file_type().map_err(VerifyError::io("look at", &path))?;
                let name = match name.to_str().filter(|name| is_plain(name)) {
                    Some(name) => Ok(format!("{inner}{name}")),
                    None => Err(format!("{inner}{}", lossy(&name))),
                };
                let ends = path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending));
                match name {
                    Ok(name) if kind.is_dir() && !ends => {
                        open.extend((inner.matches('/').count() < DEPTH).then(|| format!("{name}/")));
                    }
                    _ if !ends => {}
                    Ok(name) if kind.is_file() => files.extend(self.text(&path, folder, name)?),
                    Ok(name) => self.odd.push(format!("{folder}/{name}: it is no file")),
                    Err(name) => self.odd.push(format!("{folder}/{name}: netgen gives no such name")),
                }
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(files)
    }

    /// A file that is text; of any other one it notes what it is.
    fn text(&mut self, path: &Path, folder: &str, name: String) -> Result<Option<File>, VerifyError> {
        let what = match self.bytes(path)?.map(String::from_utf8) {
            Some(Ok(text)) => return Ok(Some(File { name, text })),
            Some(Err(_)) => "it is no text",
            None => "it is larger than netgen writes",
        };
        self.odd.push(format!("{folder}/{name}: {what}"));
        Ok(None)
    }

    /// The root modules of Terraform: their folders below `terraform/`, each with a slash at its end, and an empty one for that itself.
    pub fn roots(&self) -> BTreeSet<&str> {
        self.terraform.iter().map(|file| file.name.rfind('/').map_or("", |at| &file.name[..=at])).collect()
    }

    /// The bytes of a file, never more than a tree may have; `None` where there are more.
    fn bytes(&mut self, path: &Path) -> Result<Option<Vec<u8>>, VerifyError> {
        let most = MAX_FILE.min(MAX_TREE - self.taken);
        let mut bytes = Vec::new();
        let file = fs::File::open(path).map_err(VerifyError::io("open", path))?;
        file.take(most + 1).read_to_end(&mut bytes).map_err(VerifyError::io("read", path))?;
        let length = bytes.len() as u64;
        if length > most {
            return Ok(None);
        }
        self.taken += length;
        Ok(Some(bytes))
    }

    /// Writes copies for programs. The folder must be empty.
    pub fn copy_to(&self, scratch: &Path) -> Result<(), VerifyError> {
        for (folder, files) in [(TEMPLATES, &self.templates), (MODULE, &self.terraform)] {
            let folder = scratch.join(folder);
            fs::create_dir(&folder).map_err(VerifyError::io("create", &folder))?;
            for file in files {
                let path = folder.join(&file.name);
                let inner = path.parent().unwrap_or(&folder);
                fs::create_dir_all(inner).map_err(VerifyError::io("create", inner))?;
                fs::write(&path, &file.text).map_err(VerifyError::io("write", &path))?;
            }
        }
        Ok(())
    }
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// Letters, digits, `-`, `_` and `.`, and no option: programs take such a name for a file whatever they do with it.
fn is_plain(name: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.starts_with(|first: char| first.is_ascii_alphanumeric()) && name.bytes().all(word)
}
