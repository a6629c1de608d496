//! What a rendered directory says of itself: which files are netgen's, whose network it is, with which lock, and what people keep in
//! there. In comes what a render is of, out goes the manifest, and the other way round. Decides nothing about files.

use super::audit::MAX_BYTES;
use super::error::WriteError;
use super::scan::{Keep, Scan};
use super::{MANIFEST, Options, plain, read};
use crate::artifact::Artifact;
use crate::digest::digest;
use crate::net::KeptPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The content of [`MANIFEST`].
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub version: String,
    /// The network's name: Terraform's state beside these files is this network's. Empty in manifests of old.
    #[serde(default)]
    pub name: String,
    /// The file name of the lock that the render had, and of its overlays and settings. Empty in manifests of old.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lock: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    pub network: String,
    pub files: BTreeMap<String, String>,
    /// What the lock held at that render, without what was freed: `10.0.0.0/24` by lock path. Empty in manifests of old.
    #[serde(default)]
    pub addresses: BTreeMap<String, String>,
    /// What people keep below `terraform/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<KeptPath>,
}

impl Manifest {
    /// An error where it is another network's, or another variant's.
    pub(super) fn is_of(&self, out: &Path, options: Options<'_>) -> Result<(), WriteError> {
        let Self { name, lock, .. } = self;
        if let Some(new) = options.name.filter(|new| !name.is_empty() && name != *new) {
            return Err(WriteError::Other { out: out.to_owned(), there: name.clone(), new: new.to_owned() });
        }
        let Some(new) = options.variant.filter(|new| ![lock.as_str(), ""].contains(&new.lock.as_str())) else {
            return Ok(());
        };
        let moves = || self.addresses.iter().any(|(path, old)| new.addresses.get(path).is_some_and(|new| new != old));
        if lock.is_empty() || (self.overlays == new.overlays && !moves()) {
            return Ok(());
        }
        Err(WriteError::Variant { out: out.to_owned(), there: lock.clone(), new: new.lock.clone() })
    }
}

/// Whether [`tree`](super::tree) would take `out` for a directory of this network and lock, so that nothing else is written before.
pub fn belongs(out: &Path, options: Options<'_>) -> Result<(), WriteError> {
    if options.force { Ok(()) } else { glance(out)?.is_of(&plain(out), options) }
}

/// What a tree is of, for its manifest.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The network's name.
    pub name: String,
    /// The digest of the resolved network, so that it tells whether two directories mean the same whatever their texts.
    pub network: String,
    /// What may not move, by lock path.
    pub addresses: BTreeMap<String, String>,
    /// What people keep below `terraform/`.
    pub keep: Vec<KeptPath>,
    /// The lock's file name, without folders; empty where there is none.
    pub lock: String,
    /// File names of overlays and single settings, in their order.
    pub overlays: Vec<String>,
}

/// The manifest of a list of artifacts, as one more artifact.
#[must_use]
pub fn manifest(version: &str, about: About, artifacts: &[Artifact]) -> Artifact {
    let files = artifacts.iter().map(|file| (file.path.clone(), digest(file.text.as_bytes()))).collect();
    let About { name, network, addresses, keep, lock, overlays } = about;
    let manifest = Manifest { version: version.to_owned(), name, lock, overlays, network, files, addresses, keep };
    // Texts under text keys always serialise.
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    Artifact { path: MANIFEST.to_owned(), text }
}

/// The addresses that the last render of this network into `out` had, by lock path: what is deployed from there uses them.
/// Empty where `out` holds no tree of this network.
pub fn addresses(out: &Path, name: &str) -> Result<BTreeMap<String, String>, WriteError> {
    let manifest = glance(out)?;
    Ok(if manifest.name == name { manifest.addresses } else { BTreeMap::new() })
}

/// The file names of overlays and the settings with which the tree in `out` was rendered, if this network was with this lock.
pub fn overlays(out: &Path, name: &str, lock: &str) -> Result<Option<Vec<String>>, WriteError> {
    let manifest = glance(out)?;
    Ok((manifest.name == name && manifest.lock == lock).then_some(manifest.overlays))
}

/// What people keep in a directory, by its manifest.
pub fn kept(out: &Path) -> Result<Kept, WriteError> {
    Ok(Kept::of(glance(out)?))
}

/// What a manifest says of whose the files of a directory are.
#[derive(Debug, Default)]
pub struct Kept {
    name: String,
    network: String,
    lock: String,
    overlays: Vec<String>,
    files: BTreeMap<String, String>,
    keep: Vec<KeptPath>,
}

impl Kept {
    /// The digest of each file that netgen wrote, by path.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The network's name; empty in manifests of old.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The digest of the network.
    #[must_use]
    pub fn network(&self) -> &str {
        &self.network
    }

    /// The file name of the lock; empty where there was none, and in manifests of old.
    #[must_use]
    pub fn lock(&self) -> &str {
        &self.lock
    }

    /// File names of overlays and single settings.
    #[must_use]
    pub fn overlays(&self) -> &[String] {
        &self.overlays
    }

    /// Reads a manifest that is no file of a directory; none where it is no manifest.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().map(Self::of)
    }

    fn of(Manifest { name, network, lock, overlays, files, keep, .. }: Manifest) -> Self {
        Self { name, network, lock, overlays, files, keep }
    }

    pub(super) fn keep(&self) -> Keep<'_> {
        Keep { patterns: &self.keep, written: Some(&self.files) }
    }

    /// What is kept by either, and written by this one.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.keep.extend(other.keep);
        self
    }

    /// Whether a path of the directory is a person's.
    #[must_use]
    pub fn carries(&self, path: &Path) -> bool {
        self.keep().carries(path)
    }
}

/// The manifest of a directory before anything is decided; none where it cannot be read, which stops the write itself.
pub(super) fn glance(out: &Path) -> Result<Manifest, WriteError> {
    let path = plain(out).join(MANIFEST);
    if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() <= MAX_BYTES) {
        return Ok(Manifest::default());
    }
    let bytes = fs::read(&path).map_err(WriteError::io("read", &path))?;
    Ok(serde_json::from_slice(&bytes).unwrap_or_default())
}

/// The files of the last render.
pub(super) fn listed(out: &Path) -> BTreeMap<String, String> {
    glance(out).unwrap_or_default().files
}

/// What the last render said of itself.
pub(super) fn last(out: &Path, old: &Scan) -> Result<Manifest, WriteError> {
    let Some(entry) = old.file(Path::new(MANIFEST)) else { return Ok(Manifest::default()) };
    serde_json::from_slice(&read(out, entry)?.unwrap_or_default())
        .map_err(|cause| WriteError::Manifest { path: out.join(MANIFEST), cause: cause.to_string() })
}
