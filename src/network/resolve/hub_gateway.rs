//! The gateway of a transit gateway: a new one with its options, one that exists, or another team's, of which little can be asked.

use super::duplicates;
use super::hub::{HubResolver, sorted};
use crate::blueprint as written;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::net::{Asn, Cidr4, Name};
use crate::network::{Gateway, GatewayOptions};

/// AWS's default.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html>
const DEFAULT_ASN: Asn = Asn::new(64512).expect("a number of the private range");

impl HubResolver<'_> {
    pub(super) fn gateway(&mut self) -> Gateway {
        let hub = self.hub;
        if let Some(id) = &hub.id {
            self.refuse_options();
            return if hub.is_theirs() {
                Gateway::Theirs(id.value.clone(), self.scopes.holder(hub.account.as_ref()))
            } else {
                Gateway::Existing(id.value.clone())
            };
        }
        if let Some(tables) = hub.default_tables {
            let message = "a new transit gateway has no default route tables";
            self.error(Code::HubOptions, message, tables.span, "remove `default_tables`: netgen always disables them");
        }
        let asn = hub.asn.unwrap_or(Spanned::unplaced(DEFAULT_ASN));
        if !asn.value.is_private() {
            self.error(
                Code::HubOptions,
                format!("a transit gateway cannot have the ASN {}", asn.value),
                asn.span,
                "AWS takes 64512 to 65534 and 4200000000 to 4294967294",
            );
        }
        Gateway::New(GatewayOptions {
            asn: asn.value,
            description: hub.description.as_ref().map(|text| text.value.clone()),
            dns: hub.dns,
            ecmp: hub.ecmp,
        })
    }

    /// What an existing gateway has already, or its owner decides.
    fn refuse_options(&mut self) {
        let hub = self.hub;
        if let Some(asn) = hub.asn.filter(|_| !self.has_site()) {
            let message = "an existing transit gateway has its ASN already";
            self.relation(Code::HubOptions, message, asn.span, "remove `asn`, or `id` to make a new gateway");
        }
        if let Some(text) = &hub.description {
            let message = "an existing transit gateway has its description already";
            self.error(Code::HubOptions, message, text.span, "remove `description`");
        }
        if let Some(logs) = &hub.flow_logs {
            let message = "flow logs of an existing transit gateway belong to its owner";
            self.error(Code::HubOptions, message, logs.span, "remove `flow_logs`");
        }
    }

    /// Its own blocks, by address; of an existing gateway as far as the document says them.
    pub(super) fn cidrs(&mut self) -> Vec<Spanned<Cidr4>> {
        let cidrs = &self.hub.cidrs;
        for cidr in cidrs.iter().filter(|cidr| cidr.value.prefix() > 24) {
            let message = format!("a block of a transit gateway cannot be a /{}", cidr.value.prefix());
            self.error(Code::HubOptions, message, cidr.span, "AWS takes /24 or larger");
        }
        for cidr in cidrs.iter().filter(|cidr| cidr.value.overlaps(Cidr4::LINK_LOCAL)) {
            let message = format!("{} cannot be a block of a transit gateway", cidr.value);
            self.error(Code::HubOptions, message, cidr.span, "AWS takes none in 169.254.0.0/16");
        }
        if let Some(sixth) = cidrs.get(5) {
            let message = "a transit gateway has five blocks at most";
            self.error(Code::HubOptions, message, sixth.span, "remove some of them");
        }
        duplicates(cidrs, "block", self.diagnostics);
        sorted(cidrs)
    }

    /// Its autonomous system; of an existing gateway as far as the document says it.
    pub(super) fn asn(&self) -> Option<Spanned<Asn>> {
        let default = Spanned { value: DEFAULT_ASN, span: self.name.span };
        self.hub.asn.or(self.hub.id.is_none().then_some(default))
    }

    /// Whether a site is joined to it, whose routers have to know its ASN.
    fn has_site(&self) -> bool {
        self.blueprint.sites.values().any(|site| joined(&site.value, &self.name.value))
    }

    /// What would have to stand in the account of a gateway that another team has, or is between that team and AWS.
    pub(super) fn check_theirs(&mut self) {
        let Some(managed) = self.hub.managed.filter(|managed| !managed.value) else { return };
        let name = &self.name.value;
        let mut refuse = |message: String, span, why: &str, help: String| {
            let finding =
                Diagnostic::new(Code::TheirHub, message).at(span, "").also(managed.span, "another team has it");
            self.diagnostics.push(finding.why(why).help(help));
        };
        if self.hub.id.is_none() {
            let why = "what is asked of its owner, and routes of VPCs, name the gateway";
            let message = format!("transit gateway `{name}` of another team has no id");
            refuse(message, self.name.span, why, "write `id: tgw-0123456789abcdef0` beside it".to_owned());
        }
        if let Some(inspection) = &self.hub.inspection {
            let why = "a firewall on the way stands between all tables of the gateway, and a table that its owner has not made yet lets \
                       packets past it";
            let message = format!("`{name}` is another team's, and cannot be inspected from here");
            let help = "remove `inspection`, and ask the team for it; or inspect at a gateway of your own".to_owned();
            refuse(message, inspection.span, why, help);
        }
        for (site, written) in self.blueprint.sites.iter().filter(|(_, site)| joined(&site.value, name)) {
            let why = "VPN attachments are made in the account of the gateway, and what AWS announces to a site follows from its tables";
            let message = format!("site `{}` is joined to `{name}`, which another team has", site.value);
            let help = format!(
                "ask the team to connect the site, and write its attachment into a segment: `{}: {{attachments: [tgw-attach-…], \
                 prefixes: […]}}`",
                site.value
            );
            refuse(message, written.value.attach.span, why, help);
        }
    }
}

/// Whether a site is joined to a transit gateway.
fn joined(site: &written::Site, hub: &Name) -> bool {
    site.attach.value.to.value.has_hub(hub)
}
