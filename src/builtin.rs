//! The blueprints that come with netgen: a name in, a text out. A new one is a file below `blueprints/` and a row here.

/// A blueprint that needs no file.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// What to call it on the command line: small letters, digits and hyphens, so that it is never taken for a path.
    pub name: &'static str,
    /// What it is, in one line.
    pub description: &'static str,
    /// The commented document.
    pub text: &'static str,
}

/// All of them, by name.
pub const ALL: &[Builtin] = &[
    Builtin {
        name: "dx-ipsec",
        description: "a site by Direct Connect that carries nothing unencrypted, and VPN behind it",
        text: include_str!("../blueprints/dx-ipsec.yaml"),
    },
    Builtin {
        name: "dx-vpn",
        description: "a site by Direct Connect with VPN behind it, and the routers on the other side",
        text: include_str!("../blueprints/dx-vpn.yaml"),
    },
    Builtin {
        name: "hub-spoke",
        description: "spokes around a transit gateway, with one way out and inspection",
        text: include_str!("../blueprints/hub-spoke.yaml"),
    },
    Builtin {
        name: "organization",
        description: "workloads in accounts of their own around a network account that shares",
        text: include_str!("../blueprints/organization.yaml"),
    },
    Builtin {
        name: "three-tier",
        description: "a VPC with public, private and database tiers over three zones",
        text: include_str!("../blueprints/three-tier.yaml"),
    },
];

/// The one of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Builtin> {
    ALL.iter().find(|builtin| builtin.name == name)
}

impl Builtin {
    /// What its file would be called.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.yaml", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_never_paths() {
        assert!(ALL.is_sorted_by_key(|builtin| builtin.name));
        for Builtin { name, description, text } in ALL {
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
            assert!(description.len() < 80 && !description.contains('\n'), "{name}");
            assert!(text.starts_with('#') && text.ends_with('\n'), "{name} begins with what it is for");
        }
    }

    /// The table is complete: every document directly below `blueprints/` is in it.
    #[test]
    fn every_document_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder of the blueprints")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        found.sort();
        assert_eq!(found, ALL.iter().map(Builtin::file_name).collect::<Vec<_>>());
    }
}
