//! Whether files that were made of a router still fit what the router is to do. In comes a router, or a text, out goes the digest of the
//! router's own facts. It leaves out what is bound, so that a file and its bound form have the same.

use std::collections::{BTreeMap, BTreeSet};

use super::canonical::canonical;
use super::config::RouterConfig;
use super::sections::is_configuration;
use crate::artifact::Artifact;
use crate::digest::{Facts, digest};

/// What stands before the digest in the head of each file.
pub const FACTS: &str = "Facts of this router: ";
/// What stands before it in the head of an update, behind the digest of what it is for.
pub const TO: &str = ", to: ";
/// How many digits of the digest are shown.
const DIGITS: usize = 16;

/// The digest of a router's facts: 16 hexadecimal digits.
#[must_use]
pub fn facts(router: &RouterConfig) -> String {
    let mut bare = router.clone();
    for tunnel in bare.vpns.iter_mut().flat_map(|vpn| &mut vpn.tunnels) {
        tunnel.outside = None;
    }
    for one in &mut bare.direct_connects {
        one.ipv6 = None;
    }
    let mut bytes = Facts::default();
    canonical(&bare, &mut bytes);
    let whole = digest(bytes.as_bytes());
    let digits = whole.rsplit(':').next().unwrap_or_default();
    digits.chars().take(DIGITS).collect()
}

/// The digest that a file says it is of: of an update, that of what runs after it. `None` where it says none.
#[must_use]
pub fn stated(text: &str) -> Option<&str> {
    let line = text.lines().take(12).find_map(|line| line.split_once(FACTS))?.1;
    let last = line.split_once(TO).map_or(line, |(_, to)| to);
    let digits = last.get(..DIGITS)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits)
}

/// The router of a file below `routers/`: site and name. `None` for what is no router's.
#[must_use]
pub fn router_of(path: &str) -> Option<(&str, &str)> {
    let (site, file) = path.strip_prefix("routers/")?.split_once('/')?;
    let (router, ending) = file.split_once('.')?;
    (!ending.is_empty() && !router.contains('/')).then_some((site, router))
}

/// The digest of each router's facts, by site and name.
#[must_use]
pub fn of_routers(routers: &[RouterConfig]) -> Facts16 {
    routers.iter().map(|one| ((one.site.to_string(), one.router.to_string()), facts(one))).collect()
}

/// The same, as a tree's own files say it.
#[must_use]
pub fn of_tree(files: &[Artifact]) -> Facts16 {
    let all = files.iter().filter_map(|file| Some((router_of(&file.path)?, stated(&file.text)?)));
    all.map(|((site, router), facts)| ((site.to_owned(), router.to_owned()), facts.to_owned())).collect()
}

/// Digests of facts by site and router.
pub type Facts16 = BTreeMap<(String, String), String>;

/// The routers, `site/name`, of which the files of a directory beside the tree no longer fit, sorted.
#[must_use]
pub fn outdated(now: &Facts16, beside: &[Artifact]) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for Artifact { path, text } in beside {
        let Some((site, router)) = router_of(path).filter(|_| is_configuration(path)) else { continue };
        let expected = now.get(&(site.to_owned(), router.to_owned()));
        if stated(text).is_none_or(|facts| expected.map(String::as_str) != Some(facts)) {
            wrong.insert(format!("{site}/{router}"));
        }
    }
    wrong.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::config::Session6;
    use crate::router::sample;
    use crate::router::secret::Secret;
    use crate::uplink::platform::Platform;

    #[test]
    fn the_digest_is_of_the_facts_and_not_of_what_is_bound() {
        let router = sample::vpn(Platform::Linux);
        let mut bound = router.clone();
        bound.vpns[0].tunnels[0].outside = Some([198, 51, 100, 1].into());
        assert_eq!(facts(&router), facts(&bound));
        let direct = sample::direct_connect(Platform::Linux);
        let mut bound = direct.clone();
        let (aws, own) = ("2600:1f00::1".parse().unwrap(), "2600:1f00::2".parse().unwrap());
        let key = Secret::bgp("bgp_key_of_dx").unwrap();
        bound.direct_connects[0].ipv6 = Some(Session6 { aws, own, length: 125, key });
        assert_eq!(facts(&direct), facts(&bound));
        let mut other = router.clone();
        other.aws_prefixes.push("10.9.0.0/16".parse().unwrap());
        assert_ne!(facts(&router), facts(&other));
        assert_eq!(facts(&router).len(), DIGITS);
    }

    #[test]
    fn a_file_says_what_it_is_of() {
        let text = format!("! netgen: site tokyo\n! {FACTS}0123456789abcdef\n!\n");
        assert_eq!(stated(&text), Some("0123456789abcdef"));
        assert_eq!(stated(&text.replace("abcdef", &format!("abcdef{TO}fedcba9876543210"))), Some("fedcba9876543210"));
        assert_eq!(stated("! nothing\n"), None);
        assert_eq!(stated(&format!("! {FACTS}0123456789abcdeg\n")), None);
        let file = |path: &str, text: String| vec![Artifact { path: path.to_owned(), text }];
        let tree = of_tree(&file("routers/tokyo/edge-1.unbound.cfg", text.clone()));
        let beside = |text: String| file("routers/tokyo/edge-1.cfg", text);
        assert_eq!(outdated(&tree, &beside(text.clone())), Vec::<String>::new());
        assert_eq!(outdated(&tree, &beside(text.replace("0123", "3210"))), ["tokyo/edge-1"]);
        assert_eq!(outdated(&tree, &beside("! older\n".to_owned())), ["tokyo/edge-1"]);
        assert_eq!(outdated(&Facts16::new(), &beside(text.clone())), ["tokyo/edge-1"]);
        assert_eq!(outdated(&tree, &file("routers/tokyo/edge-1.1.rollback.cfg", String::new())), Vec::<String>::new());
    }
}
