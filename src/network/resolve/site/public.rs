//! Public virtual interfaces: what each is made of, and what they must not be. Whether their prefixes are in use elsewhere is found with the
//! addresses of the plan.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use std::collections::BTreeMap;

use super::SiteResolver;
use super::rules::Rules;
use crate::blueprint::{self, DirectConnectUplink, Encrypt, PublicUplink};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{LinkAddress, Name};
use crate::network::PublicInterface;
use crate::network::resolve::{duplicates, sorted};
use crate::uplink::public::is_nowhere;

/// The largest ASN that Terraform's provider takes for a public virtual interface; there is no argument for larger ones.
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dx_public_virtual_interface>
const LARGEST_ASN: u32 = 2_147_483_646;
/// AWS takes so many prefixes at most.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>
const MOST: usize = 1000;

/// The public virtual interface that an uplink is, if it is one.
pub(super) fn written(uplink: &blueprint::Uplink) -> Option<(&DirectConnectUplink, &Spanned<PublicUplink>)> {
    let direct = uplink.direct_connect.as_ref().filter(|_| uplink.vpn.is_none())?;
    Some((&direct.value, direct.value.public.as_ref()?))
}

impl SiteResolver<'_> {
    /// The public virtual interfaces by name. `None` if one of them has an error that leaves nothing of it.
    pub(super) fn publics(&mut self) -> Option<Vec<PublicInterface>> {
        let all = self.site.uplinks.iter().filter_map(|(name, uplink)| Some((name, written(&uplink.value)?)));
        let all: Vec<_> = all.map(|(name, (direct, public))| self.public(name, direct, public)).collect();
        self.ranked_publics();
        all.into_iter().collect()
    }

    fn public(
        &mut self,
        name: &Spanned<Name>,
        direct: &DirectConnectUplink,
        public: &Spanned<PublicUplink>,
    ) -> Option<PublicInterface> {
        let PublicUplink { prefixes, amazon_address, customer_address, scope, accept } = &public.value;
        self.vlan(direct.vlan);
        self.of_others(name, direct);
        self.public_prefixes(name, prefixes);
        self.public_link(*amazon_address, *customer_address);
        self.public_asn(name);
        Some(PublicInterface {
            name: name.value.clone(),
            span: name.span,
            router: self.router(&direct.router)?,
            interface: direct.interface.clone(),
            description: direct.description.as_ref().map(|text| text.value.clone()),
            connection: self.connection(&direct.connection)?,
            hosted: direct.hosted,
            location: self.location(direct),
            vlan: direct.vlan,
            bfd: self.bfd(direct.bfd),
            key: direct.key.as_ref().map(|key| key.value.secret.clone()),
            amazon: *amazon_address,
            customer: *customer_address,
            prefixes: sorted(&prefixes.value),
            scope: scope.value,
            accepted: accept.value,
        })
    }

    /// Fields that virtual interfaces to a gateway have and public ones have not.
    fn of_others(&mut self, name: &Spanned<Name>, direct: &DirectConnectUplink) {
        let fields = [
            ("gateway", direct.gateway.as_ref().map(|one| one.span), "it leads to AWS's public addresses"),
            ("link", direct.link.map(|one| one.span), "both of its addresses are given"),
            ("ipsec", direct.ipsec.as_ref().map(|one| one.span), "nothing of it leads into a VPC"),
            ("mtu", (direct.mtu.value != 1500).then_some(direct.mtu.span), "AWS takes no jumbo frames there"),
            (
                "encrypt",
                (direct.encrypt.value != Encrypt::None).then_some(direct.encrypt.span),
                "nothing of it leads into a VPC",
            ),
        ];
        for (field, span, why) in fields {
            let Some(span) = span else { continue };
            let message = format!("`{}` is a public virtual interface, which has no `{field}`", name.value);
            let finding = Diagnostic::new(Code::PublicInterface, message).why(why);
            self.refuse(finding.help(format!("remove `{field}`, or `public`")), span);
        }
    }

    fn public_prefixes(&mut self, name: &Spanned<Name>, prefixes: &Spanned<Vec<Spanned<crate::net::Cidr4>>>) {
        let Spanned { value: prefixes, span } = prefixes;
        if prefixes.is_empty() || prefixes.len() > MOST {
            let message = format!("`{}` announces {} prefixes", name.value, prefixes.len());
            let help = format!("write your public prefixes, at least one and at most {MOST}");
            self.error(Code::PublicInterface, message, *span, help);
        }
        duplicates(prefixes, "prefix", self.diagnostics);
        for prefix in prefixes {
            if is_nowhere(prefix.value) {
                let message = format!("`{}` cannot announce {}: it is not a public prefix", name.value, prefix.value);
                let finding = Diagnostic::new(Code::PublicPrefix, message);
                let finding = finding.why("AWS verifies by registry that each prefix is yours, and drops all others");
                self.refuse(
                    finding.help("write public prefixes of your own; private ones are the site's"),
                    prefix.span,
                );
            } else if prefix.value.prefix() > 24 {
                let message = format!("{} is longer than /24", prefix.value);
                let finding = Diagnostic::new(Code::LongPublicPrefix, message);
                let finding = finding.why(
                    "the internet carries nothing longer than /24: when the interface is down, what is announced there alone has no way left",
                );
                self.refuse(finding.help("announce the /24 around it on the internet as well"), prefix.span);
            }
        }
    }

    /// Both ends of the link are public, and of one block.
    fn public_link(&mut self, amazon: Spanned<LinkAddress>, customer: Spanned<LinkAddress>) {
        for end in [amazon, customer] {
            if is_nowhere(end.value.block) {
                let message = format!("{} is no address of a public virtual interface", end.value);
                let finding = Diagnostic::new(Code::PublicPrefix, message);
                let finding = finding.why("AWS takes public addresses alone for both ends of the link");
                let help = "write a public /30 or /31 of your own, or the one that AWS gave you";
                self.refuse(finding.help(help), end.span);
            }
        }
        let (one, two) = (amazon.value, customer.value);
        if one.block != two.block || one.address == two.address {
            let message = format!("{one} and {two} are not both ends of a link");
            let finding = Diagnostic::new(Code::PublicInterface, message).also(amazon.span, "AWS's end is here");
            self.refuse(finding.help("write both addresses of one /30 or /31"), customer.span);
        }
    }

    fn public_asn(&mut self, name: &Spanned<Name>) {
        let asn = self.site.asn;
        if asn.value.get() > LARGEST_ASN {
            let message = format!("`{}` cannot have the ASN {}", name.value, asn.value);
            let finding = Diagnostic::new(Code::PublicInterface, message).also(name.span, "the interface is here");
            let finding = finding.why("the Terraform provider takes no larger one there");
            self.refuse(finding.help(format!("write an ASN of {LARGEST_ASN} at most")), asn.span);
        }
    }

    /// Whether a name is that of a public virtual interface.
    pub(super) fn is_public(&self, name: &Name) -> bool {
        let mut uplinks = self.site.uplinks.iter().filter(|(known, _)| known.value == *name);
        uplinks.any(|(_, uplink)| written(&uplink.value).is_some())
    }

    /// A public virtual interface is none of several ways to the same prefixes.
    fn ranked_publics(&mut self) {
        let groups = self.site.prefer.iter().flat_map(|prefer| &prefer.value);
        let names = groups.flat_map(|group| group.value.0.iter().map(|name| (name, group.span)));
        let found: Vec<_> = names.filter(|(name, _)| self.is_public(name)).collect();
        for (name, span) in found {
            let message = format!("`{name}` stands in the order, and leads to no VPC");
            let finding = Diagnostic::new(Code::PublicInterface, message);
            let finding = finding.why("a public virtual interface carries other prefixes than the uplinks of the site");
            self.refuse(finding.help("remove it from `prefer`"), span);
        }
    }
}

impl Rules<'_> {
    /// Public virtual interfaces of all sites: a prefix is one site's, a link one interface's.
    pub(super) fn publics(&self, found: &mut Diagnostics) {
        let mut prefixes = BTreeMap::new();
        let mut links = BTreeMap::new();
        for site in self.sites {
            for one in &site.publics {
                for prefix in &one.prefixes {
                    let (other, span) = *prefixes.entry(prefix.value).or_insert((&site.name, prefix.span));
                    if *other != site.name {
                        let message = format!("sites `{other}` and `{}` both announce {}", site.name, prefix.value);
                        let finding = Diagnostic::new(Code::PublicPrefix, message).at(prefix.span, "");
                        let finding = finding.also(span, format!("`{other}` announces it here"));
                        let finding = finding.why("AWS sends packets to either of the two, and nothing joins them");
                        found.push(finding.help("announce at each site only its own prefixes"));
                    }
                }
                let block = one.amazon.value.block;
                if let Some(first) = links.insert(block, one.amazon.span) {
                    let message = format!("the link {block} has two public virtual interfaces");
                    let finding = Diagnostic::new(Code::PublicInterface, message).at(one.amazon.span, "");
                    let finding = finding.also(first, "the first is here");
                    found.push(finding.help("give each a /30 or /31 of its own"));
                }
            }
        }
    }
}
