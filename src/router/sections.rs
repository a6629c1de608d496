//! Parts of a router's configuration, for those who look after one of them: BGP for the network team, IPsec for the firewall team. In comes
//! a router, out go its configuration files, or what of them belongs to the parts that are asked for: each loadable by itself, with its head.
//! Nothing is rendered differently for a part; lines are chosen, never changed.

use std::collections::BTreeSet;
use std::slice;

use super::config::RouterConfig;
use super::platform::FOLLOWED;
use crate::artifact::Artifact;
use crate::diagnostic::Diagnostics;

/// A part of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// BGP sessions and what is announced, with the filters that they name.
    Bgp,
    /// IKE, IPsec, and which tunnel is protected by which.
    Ipsec,
    /// Interfaces: VLANs, tunnels, their MTU and clamps.
    Interfaces,
    /// Filters alone: prefix lists and route maps.
    Policy,
}

impl Section {
    /// Every part.
    pub const ALL: &[Self] = &[Self::Bgp, Self::Ipsec, Self::Interfaces, Self::Policy];

    /// As the command line and heads name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bgp => "bgp",
            Self::Ipsec => "ipsec",
            Self::Interfaces => "interfaces",
            Self::Policy => "policy",
        }
    }
}

/// The configuration files of a router, of Junos as `set` lines; with `only`, these parts of them, without the files that have none.
/// `None` after an error.
#[must_use]
pub fn configuration(router: &RouterConfig, only: &[Section], diagnostics: &mut Diagnostics) -> Option<Vec<Artifact>> {
    let rendered = super::render(slice::from_ref(router), diagnostics)?;
    let mut wanted: BTreeSet<Section> = only.iter().copied().collect();
    // A session without its filters would take and announce everything.
    if wanted.contains(&Section::Bgp) {
        wanted.insert(Section::Policy);
    }
    let files: Vec<Artifact> = rendered.public.into_iter().chain(rendered.secret).collect();
    let sets: Vec<String> = files.iter().filter_map(|file| Some(file.path.strip_suffix(".set")?.to_owned())).collect();
    let mut kept = Vec::new();
    for mut file in files {
        let braces = file.path.strip_suffix(".conf").is_some_and(|path| sets.iter().any(|set| set == path));
        if braces || !is_configuration(&file.path) {
            continue;
        }
        if !wanted.is_empty() {
            let Some(text) = cut(&file, &wanted) else { continue };
            file.text = text;
        }
        kept.push(file);
    }
    Some(kept)
}

/// What the name of a sheet of values ends with, of a device that no file is loaded into.
pub(super) const SHEET: &str = "values.md";

/// The headings of such a sheet.
pub(super) mod titles {
    /// Interfaces, tunnels as well, and the virtual address.
    pub const INTERFACES: &str = "Interfaces";
    /// Tunnels: where each goes, what protects it.
    pub const IPSEC: &str = "IKE and IPsec";
    /// Static routes.
    pub const ROUTES: &str = "Static routes";
    /// Sessions of BGP.
    pub const SESSIONS: &str = "BGP sessions";
    /// What BGP originates.
    pub const ANNOUNCED: &str = "What is announced";
    /// What each session accepts and tells.
    pub const POLICIES: &str = "Filters";
    /// What no filter lets out.
    pub const NEVER: &str = "What is never announced";
}

/// The part of a heading of a sheet of values.
fn of_title(title: &str) -> Section {
    match title {
        titles::INTERFACES => Section::Interfaces,
        titles::IPSEC => Section::Ipsec,
        titles::POLICIES | titles::NEVER => Section::Policy,
        _ => Section::Bgp,
    }
}

/// What of a sheet of values belongs to these parts, below its head.
fn cut_sheet(text: &str, wanted: &BTreeSet<Section>) -> Option<String> {
    let (head, rest) = text.split_once("\n## ")?;
    let is_wanted = |block: &&str| wanted.contains(&of_title(block.lines().next().unwrap_or_default()));
    let kept: Vec<&str> = rest.split("\n## ").filter(is_wanted).collect();
    let names: Vec<&str> = wanted.iter().map(|section| section.name()).collect();
    let note = format!("{head}\n## Of it only: {}.\n", names.join(", "));
    let whole = kept.iter().fold(note, |text, block| text + "\n## " + block.trim_end() + "\n");
    (!kept.is_empty()).then_some(whole)
}

/// Whether a file says what the router is to run: not the sheets beside it, nor what is kept for the rollback.
pub(super) fn is_configuration(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    is_sheet(name) || (ending(name) != "md" && !name.contains(".rollback."))
}

/// Whether a file is a sheet of values.
fn is_sheet(name: &str) -> bool {
    name.strip_suffix(SHEET).is_some_and(|rest| rest.ends_with('.'))
}

/// What stands behind the last dot of a name.
fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// What of a file belongs to these parts; `None` if nothing does.
fn cut(file: &Artifact, wanted: &BTreeSet<Section>) -> Option<String> {
    let path = file.path.as_str();
    if is_sheet(path) {
        return cut_sheet(&file.text, wanted);
    }
    let (sign, part): (&str, fn(&str, &str) -> Section) = if ending(path) == "cfg" || path.ends_with(".frr.conf") {
        ("!", of_block)
    } else if ending(path) == "set" {
        ("#", of_set)
    } else {
        let tunnels = ["swanctl.conf", "strongswan.conf", "secrets.conf"].iter().any(|end| path.ends_with(end));
        let own = if tunnels { Section::Ipsec } else { Section::Interfaces };
        return wanted.contains(&own).then(|| file.text.clone());
    };
    Cutter { sign, part, wanted, out: Vec::new(), block: "", is_open: false }.cut(&file.text)
}

/// The part of a line of Cisco IOS-XE and of FRR, whose block begins with `block`.
fn of_block(block: &str, line: &str) -> Section {
    let begins = |words: &[&str]| words.iter().any(|word| block.starts_with(word));
    if begins(&["crypto "]) || (begins(&["interface "]) && line.trim_start().starts_with("tunnel protection ")) {
        Section::Ipsec
    } else if begins(&["interface "]) || follows_uplinks(block) {
        Section::Interfaces
    } else if begins(&["ip prefix-list ", "route-map ", "ip as-path ", "ip community-list ", "bgp community-list "]) {
        Section::Policy
    } else {
        Section::Bgp
    }
}

/// Whether a block is an object that the virtual address of an interface follows.
fn follows_uplinks(block: &str) -> bool {
    let number = block.strip_prefix("track ").and_then(|words| words.split(' ').next());
    number.and_then(|number| number.parse().ok()).is_some_and(|number: u16| FOLLOWED.contains(&number))
}

/// The part of a `set` line of Junos, which is a block of its own.
fn of_set(block: &str, _: &str) -> Section {
    let begins = |words: &[&str]| words.iter().any(|word| block.starts_with(word));
    if begins(&["set security ike ", "set security ipsec ", "set security flow "]) {
        Section::Ipsec
    } else if begins(&["set interfaces ", "set chassis ", "set security zones ", "set protocols vrrp "]) {
        Section::Interfaces
    } else if begins(&["set policy-options "]) {
        Section::Policy
    } else {
        Section::Bgp
    }
}

struct Cutter<'a> {
    /// What comments begin with.
    sign: &'a str,
    part: fn(&str, &str) -> Section,
    wanted: &'a BTreeSet<Section>,
    out: Vec<&'a str>,
    /// The first line of the block.
    block: &'a str,
    /// Whether that line is in `out`.
    is_open: bool,
}

impl<'a> Cutter<'a> {
    fn cut(mut self, text: &'a str) -> Option<String> {
        let lines: Vec<&str> = text.lines().collect();
        let sign = self.sign;
        let is_remark = |line: &str| line.trim() != sign && line.trim_start().starts_with(sign);
        let head = lines.iter().position(|line| !is_remark(line)).unwrap_or(lines.len());
        let mut remarks = Vec::new();
        for line in &lines[head..] {
            let bare = line.trim();
            if bare.is_empty() || bare == self.sign {
                remarks.clear();
            } else if is_remark(line) {
                remarks.push(*line);
            } else {
                self.line(line, &remarks);
                remarks.clear();
            }
        }
        if self.out.is_empty() {
            return None;
        }
        let names: Vec<&str> = self.wanted.iter().map(|section| section.name()).collect();
        let note = format!("{} Of it only: {}.", self.sign, names.join(", "));
        let whole = lines[..head].iter().copied().chain([note.as_str(), self.sign]).chain(self.out).chain([self.sign]);
        Some(whole.fold(String::new(), |text, line| text + line + "\n"))
    }

    /// Takes a line that is no remark, with the remarks right before it.
    fn line(&mut self, line: &'a str, remarks: &[&'a str]) {
        let begins = !line.starts_with(' ') && line != "exit";
        if begins {
            let kind = |line: &'a str| line.split(' ').take(2).collect::<Vec<_>>();
            if self.is_open && kind(self.block) != kind(line) {
                self.out.push(self.sign);
            }
            (self.block, self.is_open) = (line, false);
        }
        if !self.wanted.contains(&(self.part)(self.block, line)) {
            return;
        }
        if !begins && !self.is_open {
            self.out.push(self.block);
        }
        self.out.extend(remarks);
        self.out.push(line);
        self.is_open = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::sample;
    use crate::uplink::platform::Platform;

    /// Lines that a router executes.
    fn lines(files: &[Artifact]) -> BTreeSet<(String, String)> {
        let each = files.iter().flat_map(|file| {
            let lines =
                file.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['!', '#']));
            lines.map(|line| (file.path.clone(), line.to_owned()))
        });
        each.collect()
    }

    /// The parts of every platform's configuration make up the whole, and none has a line of another but the heads of blocks.
    #[test]
    fn sections_of_every_platform_add_up_to_its_configuration() {
        for platform in Platform::ALL {
            let vpn = platform.capabilities().vpn.then(|| sample::vpn(*platform));
            let shared = platform.capabilities().first_hop.then(|| sample::first_hop(*platform));
            for router in
                [sample::direct_connect(*platform), sample::lag(*platform)].into_iter().chain(vpn).chain(shared)
            {
                let of = |only: &[Section]| {
                    let mut found = Diagnostics::default();
                    configuration(&router, only, &mut found).unwrap_or_else(|| panic!("{platform}: {found:?}"))
                };
                let whole = lines(&of(&[]));
                assert!(!whole.is_empty(), "{platform}");
                let mut sum = BTreeSet::new();
                for section in Section::ALL {
                    let part = lines(&of(&[*section]));
                    assert!(part.is_subset(&whole), "{platform} {section:?}: {:?}", part.difference(&whole).next());
                    sum.extend(part);
                }
                assert_eq!(sum, whole, "{platform}");
                let bgp = of(&[Section::Bgp]);
                let text: String = bgp.iter().map(|file| file.text.as_str()).collect();
                assert!(
                    !text.contains("crypto ") && !text.contains("\ninterface ") && !text.contains("security ike"),
                    "{text}"
                );
                for file in bgp {
                    assert!(
                        file.text.contains("netgen: site ") && file.text.contains("Of it only: bgp, policy."),
                        "{}",
                        file.text
                    );
                }
            }
        }
    }

    #[test]
    fn a_virtual_address_is_whole_in_the_part_of_interfaces() {
        for platform in Platform::ALL.iter().filter(|platform| platform.capabilities().first_hop) {
            let router = sample::first_hop(*platform);
            let told = |only: &[Section]| {
                let files = configuration(&router, only, &mut Diagnostics::default()).expect("no finding");
                // Of a sheet of values it is a table of its own.
                let texts = files.iter().map(|file| match file.text.split_once("\n### Virtual address\n") {
                    Some((_, rest)) => rest.split("\n\n#").next().unwrap_or_default().replace("| ", "| vrrp "),
                    None => file.text.clone(),
                });
                let text = texts.collect::<String>();
                let lines = text.lines();
                let own = |line: &&str| line.contains("vrrp") || line.contains("track 80");
                lines.filter(|line| own(line) && !line.starts_with(['!', '#'])).map(str::to_owned).collect::<Vec<_>>()
            };
            assert!(told(&[]).len() >= 5, "{platform}");
            assert_eq!(told(&[Section::Interfaces]), told(&[]), "{platform}");
            assert_eq!(told(&[Section::Bgp]), Vec::<String>::new(), "{platform}");
        }
    }
}
