//! Where things are, in words: accounts and Regions.

use crate::network::{Account, Network, ScopeId};

/// `account shop, eu-west-1`, where the document has several scopes or names the account.
pub(super) fn place(network: &Network, scope: ScopeId) -> Option<String> {
    let account = network.account_of(scope);
    let is_said = account.is_some() || network.scopes.len() > 1;
    is_said.then(|| place_of(account, network.scope(scope).region.as_str()))
}

/// `account shop, eu-west-1`, or the Region alone.
pub(super) fn place_of(account: Option<&Account>, region: &str) -> String {
    account.map_or_else(|| region.to_owned(), |account| format!("account {}, {region}", account.name))
}

/// Where a whole network is: `eu-west-1`, or `3 accounts, eu-west-1 and eu-north-1`.
pub(super) fn places(network: &Network) -> String {
    let mut regions: Vec<&str> = network.scope_ids().map(|id| network.scope(id).region.as_str()).collect();
    dedup(&mut regions);
    let mut accounts: Vec<&str> =
        network.scope_ids().filter_map(|id| Some(network.account_of(id)?.name.as_str())).collect();
    dedup(&mut accounts);
    let last = regions.pop().unwrap_or_default();
    let regions = if regions.is_empty() { last.to_owned() } else { format!("{} and {last}", regions.join(", ")) };
    if accounts.len() > 1 { format!("{} accounts, {regions}", accounts.len()) } else { regions }
}

/// Each once, in the order of the document.
fn dedup<'a>(texts: &mut Vec<&'a str>) {
    let mut known: Vec<&'a str> = Vec::new();
    texts.retain(|text| {
        let is_new = !known.contains(text);
        known.extend(is_new.then_some(*text));
        is_new
    });
}
