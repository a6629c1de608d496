//! What every file of a router begins with: whose it is, whether something is missing, and how to take it back.

use super::config::RouterConfig;
use super::fits::{FACTS, facts};
use super::text::harmless;

/// What a file does to the router.
pub(super) struct Touches {
    /// What the names of its objects begin with: `ng-`, `NG-`.
    pub names: &'static str,
    /// What it changes or adds besides, in the platform's words.
    pub also: Vec<String>,
}

impl Touches {
    /// Objects named `ng-` and nothing else.
    pub const fn own() -> Self {
        Self { names: "ng-", also: Vec::new() }
    }

    fn sentence(&self) -> String {
        let Self { names, also } = self;
        if also.is_empty() {
            return format!("Adds only objects of its own, named {names}.");
        }
        format!("Adds objects named {names}. Also changes: {}.", also.join(", "))
    }
}

/// The lines of the header, without comment signs. `what` is the file's part in a few words, `undo` the file that takes it back.
pub(super) fn head(router: &RouterConfig, what: &str, unbound: bool, undo: &str, touches: &Touches) -> Vec<String> {
    let RouterConfig { site, router: name, platform, .. } = router;
    let document = harmless(&router.document, 80);
    let mut first = format!("netgen: site {site}, router {name} ({platform}): {what}.");
    if unbound {
        first.push_str(" UNBOUND: outside addresses or keys are missing,");
    }
    let mut lines = vec![first];
    if unbound {
        lines.push(
            "it is not to be loaded: the router refuses each line with netgen-unbound or netgen_unbound and may keep all".to_owned(),
        );
        lines.push("others, so a part of the change would be live. --bind fills them.".to_owned());
    }
    lines.push(format!("Made from {document}, change it there and render again."));
    let touches = touches.sentence();
    lines.push(format!("{touches} Undo with {undo}, check with {name}.checks.md."));
    lines.push(format!("{FACTS}{}", facts(router)));
    lines
}

/// The static routes that keep the tunnels' own packets out of the tunnels.
pub(super) fn host_routes(router: &RouterConfig) -> Option<String> {
    router.host_routes().next().map(|_| "host routes to AWS's outside addresses".to_owned())
}

/// For the head of the way back: what stays of a router on which nothing else ran; nothing where something else did.
pub(super) fn stays(router: &RouterConfig, settings: &str) -> Option<String> {
    router.greenfield.then(|| format!("{settings} were set since nothing else ran here. They stay."))
}

/// The uplinks in a few words: `dx-1 (Direct Connect), inet (VPN)`.
pub(super) fn uplinks(router: &RouterConfig) -> String {
    let direct = router.clear().map(|one| (one.rank, format!("{} (Direct Connect)", one.name)));
    let vpns = router.vpns.iter().map(|one| match &one.carrier {
        None => (one.rank, format!("{} (VPN)", one.name)),
        Some(_) => (one.rank, format!("{} (VPN inside Direct Connect)", one.name)),
    });
    let publics = router.publics().map(|(one, _)| (one.rank, format!("{} (Direct Connect, public)", one.name)));
    let peers = router.gres.iter().map(|one| (one.rank, format!("{} (Connect peer)", one.name)));
    let mut all: Vec<_> = direct.chain(vpns).chain(publics).chain(peers).collect();
    all.sort();
    if all.is_empty() {
        return "no uplink of its own".to_owned();
    }
    format!("uplinks {}", all.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", "))
}
