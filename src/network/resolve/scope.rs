//! Accounts, Regions and the scopes that they make. In comes a document; out come the accounts by name and the scopes, home first:
//! that of what names neither an account nor a Region.

use std::collections::BTreeMap;

use super::{account, did_you_mean_one_of, region};
use crate::blueprint::{self as written, AvailabilityZones, Blueprint, TransitGateway};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned, listed};
use crate::net::{Name, Region};
use crate::network::{Account, Holder, Organization, OwnerId, Scope, ScopeId, zone};

/// The accounts, Regions and scopes of a document.
pub(super) struct Scopes {
    pub accounts: Vec<Account>,
    pub organization: Option<Organization>,
    pub all: Vec<Scope>,
    by_place: BTreeMap<(Option<OwnerId>, Region), ScopeId>,
    owners: BTreeMap<Name, OwnerId>,
    home: (Option<OwnerId>, Region),
}

impl Scopes {
    /// The scope of something that may name an account and a Region. What it names wrongly was reported.
    pub fn of(&self, account: Option<&Spanned<Name>>, region: Option<&Spanned<Region>>) -> ScopeId {
        let owner = account.and_then(|name| self.owners.get(&name.value).copied()).or(self.home.0);
        let region = region.map_or(&self.home.1, |region| &region.value);
        self.by_place.get(&(owner, region.clone())).copied().unwrap_or(ScopeId::HOME)
    }

    /// The scope of a transit gateway. Nothing of another team's is deployed, so that its account makes no scope: it stands for its Region.
    pub fn of_hub(&self, hub: &TransitGateway) -> ScopeId {
        let region = hub.region.as_ref();
        if !hub.is_theirs() {
            return self.of(account_of(hub).as_ref(), region);
        }
        let region = region.map_or(&self.home.1, |region| &region.value);
        self.all.iter().position(|scope| scope.region == *region).map_or(ScopeId::HOME, ScopeId)
    }

    /// Who owns a gateway of another team. An id that `accounts` has is that account.
    pub fn holder(&self, written: Option<&Spanned<written::Holder>>) -> Holder {
        match written.map(|holder| &holder.value) {
            None => Holder::Account(self.home.0),
            Some(written::Holder::Account(name)) => Holder::Account(self.owners.get(name).copied().or(self.home.0)),
            Some(written::Holder::Id(id)) => {
                let known = self.accounts.iter().position(|account| account.id.as_ref() == Some(id));
                known.map_or_else(|| Holder::Id(id.clone()), |index| Holder::Account(Some(OwnerId(index))))
            }
        }
    }

    /// The same of somebody who is named, with a finding where that is none of `accounts`.
    pub fn known_holder(
        &self,
        written: &Spanned<written::Holder>,
        blueprint: &Blueprint,
        diagnostics: &mut Diagnostics,
    ) -> Option<Holder> {
        if let written::Holder::Account(name) = &written.value {
            let name = Spanned { value: name.clone(), span: written.span };
            owner(&name, blueprint, &self.owners, diagnostics)?;
        }
        Some(self.holder(Some(written)))
    }

    /// Its Region, zones and quotas.
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.all[id.0]
    }
}

/// A Region as the document has it.
struct Place<'a> {
    region: &'a Spanned<Region>,
    zones: Option<&'a Spanned<AvailabilityZones>>,
}

/// `None` where nobody could say in which Region anything is.
pub(super) fn resolve(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Option<Scopes> {
    let accounts = account::resolve(blueprint, diagnostics);
    let owners: BTreeMap<Name, OwnerId> =
        accounts.iter().enumerate().map(|(index, account)| (account.name.clone(), OwnerId(index))).collect();
    let places = places(blueprint, diagnostics);
    partitions(blueprint, &places, diagnostics);
    let home = (usual_account(blueprint, &owners, diagnostics), usual_region(blueprint, &places, diagnostics)?);
    let mut scopes = Scopes {
        organization: blueprint.organization.as_ref().map(|one| Organization {
            id: one.id.value.clone(),
            management: one.management.as_ref().map(|id| id.value.clone()),
        }),
        accounts,
        all: Vec::new(),
        by_place: BTreeMap::new(),
        owners,
        home,
    };
    let mut wanted = vec![scopes.home.clone()];
    let mut others = std::collections::BTreeSet::new();
    for (account, region) in located(blueprint) {
        let owner = account.and_then(|name| owner(&name, blueprint, &scopes.owners, diagnostics)).or(scopes.home.0);
        let region =
            region.map_or_else(|| Some(scopes.home.1.clone()), |region| known(region, &places, blueprint, diagnostics));
        others.extend(region.map(|region| (owner, region)));
    }
    for hub in blueprint.transit_gateways.values() {
        holder(&hub.value, (blueprint, &scopes.owners, &places), diagnostics);
    }
    wanted.extend(others.into_iter().filter(|place| *place != scopes.home));
    for place in wanted {
        let found = places.iter().find(|known| known.region.value == place.1)?;
        let id = ScopeId(scopes.all.len());
        scopes.all.push(scope(place.0, found, &scopes.accounts, blueprint, diagnostics));
        scopes.by_place.insert(place, id);
    }
    Some(scopes)
}

/// What names an account and a Region, or may, and is deployed there.
fn located(blueprint: &Blueprint) -> impl Iterator<Item = (Option<Spanned<Name>>, Option<&Spanned<Region>>)> {
    let vpcs = blueprint.vpcs.values().map(|vpc| (vpc.value.account.clone(), vpc.value.region.as_ref()));
    let hubs = blueprint.transit_gateways.values().filter(|hub| !hub.value.is_theirs());
    let hubs = hubs.map(|hub| (account_of(&hub.value), hub.value.region.as_ref()));
    vpcs.chain(hubs)
}

/// The account of a transit gateway, as far as it has a name.
fn account_of(hub: &TransitGateway) -> Option<Spanned<Name>> {
    let Spanned { value: written::Holder::Account(name), span } = hub.account.as_ref()? else { return None };
    Some(Spanned { value: name.clone(), span: *span })
}

/// What a transit gateway says of its owner, where that makes no scope: an id of its own account, and all of another team's.
fn holder(
    hub: &TransitGateway,
    (blueprint, owners, places): (&Blueprint, &BTreeMap<Name, OwnerId>, &[Place<'_>]),
    diagnostics: &mut Diagnostics,
) {
    if !hub.is_theirs() {
        let Some(Spanned { value: written::Holder::Id(id), span }) = &hub.account else { return };
        let finding = Diagnostic::new(Code::UnknownAccount, format!("there is no account `{id}`")).at(*span, "");
        let help = "name one of `accounts`; or write `managed: false` beside `id` if another team has the gateway";
        diagnostics.push(finding.help(help));
        return;
    }
    if let Some(name) = account_of(hub) {
        owner(&name, blueprint, owners, diagnostics);
    }
    if let Some(region) = &hub.region {
        known(region, places, blueprint, diagnostics);
    }
}

/// The Regions that the document lists, or its only one.
fn places<'a>(blueprint: &'a Blueprint, diagnostics: &mut Diagnostics) -> Vec<Place<'a>> {
    let mut only = |key: &str, span: Span| {
        let message = format!("`regions` and `{key}` are both there");
        let finding = Diagnostic::new(Code::AccountShape, message).at(span, "");
        diagnostics
            .push(finding.help(format!("put `{key}` into `regions`, and name the usual Region as `defaults.region`")));
    };
    if !blueprint.regions.is_empty() {
        if let Some(region) = &blueprint.region {
            only("region", region.span);
        }
        if let Some(zones) = &blueprint.availability_zones {
            only("availability_zones", zones.span);
        }
        let all = blueprint
            .regions
            .iter()
            .map(|(region, entry)| Place { region, zones: Some(&entry.value.availability_zones) });
        return all.collect();
    }
    let mut lacks = |key: &str| {
        let finding = Diagnostic::new(Code::MissingKey, format!("`{key}` is missing"));
        diagnostics.push(finding.at(blueprint.netgen.span, format!("lacks `{key}`")));
    };
    if blueprint.region.is_none() {
        lacks("region");
    }
    if blueprint.availability_zones.is_none() {
        lacks("availability_zones");
    }
    blueprint.region.iter().map(|region| Place { region, zones: blueprint.availability_zones.as_ref() }).collect()
}

/// An account is in one partition, and so is an organization: Regions and roles of two have nothing to do with each other.
/// <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html>
fn partitions(blueprint: &Blueprint, places: &[Place<'_>], diagnostics: &mut Diagnostics) {
    let Some(first) = places.first().map(|place| place.region) else { return };
    let own = first.value.partition();
    let why = "accounts, roles and organizations are of one partition, and nothing is shared or joined between two";
    let mut refuse = |message: String, span: Span, help: String| {
        let finding = Diagnostic::new(Code::Partitions, message).at(span, "").also(first.span, format!("of `{own}`"));
        diagnostics.push(finding.why(why).help(help));
    };
    for region in places.iter().map(|place| place.region).filter(|region| region.value.partition() != own) {
        let message = format!(
            "`{}` is of partition `{}`, and `{}` of `{own}`",
            region.value,
            region.value.partition(),
            first.value
        );
        refuse(message, region.span, "write a document of its own for each partition".to_owned());
    }
    for (name, account) in &blueprint.accounts {
        let Some(role) = account.value.0.role.as_ref().filter(|role| role.value.partition() != own) else { continue };
        let message = format!("the role of account `{}` is of partition `{}`", name.value, role.value.partition());
        refuse(message, role.span, format!("name a role of the Regions' partition: `arn:{own}:iam::…`"));
    }
}

/// The account of what names none: the stated one, or the only one.
fn usual_account(
    blueprint: &Blueprint,
    owners: &BTreeMap<Name, OwnerId>,
    diagnostics: &mut Diagnostics,
) -> Option<OwnerId> {
    if let Some(name) = &blueprint.defaults.account {
        return owner(name, blueprint, owners, diagnostics);
    }
    let first = blueprint.accounts.keys().next()?;
    if owners.len() > 1 {
        let names: Vec<&str> = blueprint.accounts.keys().map(|name| name.value.shown()).collect();
        let finding =
            Diagnostic::new(Code::AccountShape, "`defaults.account` is missing").at(first.span, "one of several");
        let why = "what names no account (hubs, sites, shared things) would be in none";
        let known = listed(names.iter().copied(), names.len());
        diagnostics.push(finding.why(why).help(format!("write `defaults: {{account: NAME}}`; there are: {known}")));
    }
    Some(OwnerId(0))
}

/// The Region of what names none.
fn usual_region(blueprint: &Blueprint, places: &[Place<'_>], diagnostics: &mut Diagnostics) -> Option<Region> {
    if let Some(region) = &blueprint.defaults.region {
        return known(region, places, blueprint, diagnostics).or_else(|| Some(places.first()?.region.value.clone()));
    }
    let first = places.first()?.region;
    if places.len() > 1 {
        let finding =
            Diagnostic::new(Code::AccountShape, "`defaults.region` is missing").at(first.span, "one of several");
        diagnostics
            .push(finding.help(format!("write `defaults: {{region: {}}}`, or another one of them", first.value)));
    }
    Some(first.value.clone())
}

fn owner(
    name: &Spanned<Name>,
    blueprint: &Blueprint,
    owners: &BTreeMap<Name, OwnerId>,
    diagnostics: &mut Diagnostics,
) -> Option<OwnerId> {
    let found = owners.get(&name.value).copied();
    if found.is_none() {
        let finding = Diagnostic::new(Code::UnknownAccount, format!("there is no account `{}`", name.value));
        diagnostics.push(finding.at(name.span, "").help(did_you_mean_one_of(&name.value, &blueprint.accounts)));
    }
    found
}

/// A Region that the document lists.
fn known(
    region: &Spanned<Region>,
    places: &[Place<'_>],
    blueprint: &Blueprint,
    diagnostics: &mut Diagnostics,
) -> Option<Region> {
    if places.iter().any(|place| place.region.value == region.value) {
        return Some(region.value.clone());
    }
    let names: Vec<&str> = places.iter().map(|place| place.region.value.as_str()).collect();
    let message = format!("`{}` is not among the document's Regions", region.value);
    let finding = Diagnostic::new(Code::UnknownDocumentRegion, message).at(region.span, "");
    let help = if blueprint.regions.is_empty() {
        "write `regions: {REGION: {availability_zones: [...]}}` instead of `region` and `availability_zones`".to_owned()
    } else {
        format!("there are: {}; or add it to `regions`", listed(names.iter().copied(), names.len()))
    };
    diagnostics.push(finding.help(help));
    None
}

fn scope(
    account: Option<OwnerId>,
    place: &Place<'_>,
    accounts: &[Account],
    blueprint: &Blueprint,
    diagnostics: &mut Diagnostics,
) -> Scope {
    region::check(place.region, place.zones, diagnostics);
    let quotas = account.map_or(&blueprint.quotas, |owner| &accounts[owner.0].quotas).clone();
    Scope {
        account,
        region: place.region.value.clone(),
        region_span: place.region.span,
        zones: place.zones.map(|zones| zone::resolve(zones, diagnostics)).unwrap_or_default(),
        zones_span: place.zones.map_or(place.region.span, |zones| zones.span),
        quotas,
    }
}

#[cfg(test)]
#[path = "scope_tests.rs"]
mod tests;
