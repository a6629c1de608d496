//! What an attachment of a transit gateway leads to, and the tables that know of it. In comes one dialect's form, out go tables and the
//! prefixes behind an attachment; the routers' files are never read here.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;

use super::aws::{Reader, parsed};
use super::dialects::form::{Key, Leaf, Resource};

/// What an attachment of a transit gateway leads to.
pub(super) enum Attached {
    Vpn(Key),
    /// A Connect attachment.
    Connect(Key),
    /// A Direct Connect gateway.
    Gateway(Leaf),
    Vpc(Key),
    /// Something that the document names by its id.
    Existing(Leaf),
}

impl Reader<'_> {
    /// Tables that a kind of resource ties to an attachment.
    pub(super) fn told(&self, kind: &'static str, mine: impl Fn(&Attached) -> bool) -> Result<BTreeSet<Leaf>, String> {
        let mut tables = BTreeSet::new();
        for (_, one) in self.form.of(kind) {
            let Some(attachment) = one.facts.get("TransitGatewayAttachmentId") else { continue };
            if mine(&self.attached(attachment)?) {
                tables.extend(one.facts.get("TransitGatewayRouteTableId").cloned());
            }
        }
        Ok(tables)
    }

    pub(super) fn tables(&self, mine: impl Fn(&Attached) -> bool) -> Result<[BTreeSet<Leaf>; 2], String> {
        let decides = self.told("AWS::EC2::TransitGatewayRouteTableAssociation", &mine)?;
        Ok([decides, self.told("AWS::EC2::TransitGatewayRouteTablePropagation", &mine)?])
    }

    /// What a VPN connection or a Connect peer announces: the routes of its table that lead somewhere; and those of them that stand for a pool.
    pub(super) fn table_of(
        &self,
        mine: impl Fn(&Attached) -> bool,
    ) -> Result<(BTreeSet<Ipv4Net>, BTreeSet<Ipv4Net>), String> {
        let of = |kind: &'static str| {
            let all = self.form.of(kind).map(|(_, one)| one);
            all.filter_map(|one| Some((one.facts.get("TransitGatewayRouteTableId")?, one)))
        };
        let mut associations = of("AWS::EC2::TransitGatewayRouteTableAssociation");
        let is_mine = |one: &Resource| {
            let attachment = one.facts.get("TransitGatewayAttachmentId").map(|leaf| self.attached(leaf));
            matches!(attachment, Some(Ok(attached)) if mine(&attached))
        };
        let (table, _) = associations.find(|(_, one)| is_mine(one)).ok_or("in no table")?;
        let mut routes = BTreeSet::new();
        for (_, one) in of("AWS::EC2::TransitGatewayRouteTablePropagation").filter(|(other, _)| *other == table) {
            let attachment = one.facts.get("TransitGatewayAttachmentId").ok_or("a propagation of nothing")?;
            routes.extend(self.behind(&self.attached(attachment)?)?);
        }
        let (mut summaries, mut holes) = (BTreeSet::new(), BTreeSet::new());
        for (_, one) in of("AWS::EC2::TransitGatewayRoute").filter(|(other, _)| *other == table) {
            let to: Ipv4Net = parsed(one, "DestinationCidrBlock")?;
            let hole = one.facts.get("Blackhole").is_some_and(|leaf| *leaf == Leaf::text("true"));
            if hole { &mut holes } else { &mut summaries }.insert(to);
        }
        routes.extend(&summaries);
        Ok((routes.difference(&holes).copied().collect(), summaries))
    }

    pub(super) fn attached(&self, leaf: &Leaf) -> Result<Attached, String> {
        Ok(match leaf {
            Leaf::Attachment { of, .. } => match &**of {
                Leaf::Read(key, "id") if key.kind == "AWS::EC2::VPNConnection" => Attached::Vpn(key.clone()),
                gateway => Attached::Gateway(gateway.clone()),
            },
            Leaf::Read(key, "transit_gateway_attachment_id") => Attached::Vpn(key.clone()),
            Leaf::Read(key, _) if key.kind == "Direct Connect attachment" => {
                let gateway = self.resource(key)?.facts.get("DirectConnectGatewayId");
                Attached::Gateway(gateway.ok_or("an attachment of nothing")?.clone())
            }
            Leaf::Read(key, _) if key.kind == "AWS::EC2::TransitGatewayConnect" => Attached::Connect(key.clone()),
            Leaf::Read(key, _) => Attached::Vpc(key.clone()),
            other => Attached::Existing(other.clone()),
        })
    }

    fn behind(&self, attached: &Attached) -> Result<BTreeSet<Ipv4Net>, String> {
        match attached {
            Attached::Vpc(key) => self.blocks(self.resource(key)?.read("VpcId").ok_or("of no VPC")?),
            Attached::Existing(other) => Err(format!("what is behind {other:?}?")),
            Attached::Vpn(key) if key.kind == "AWS::EC2::VPNConcentrator" => {
                let all = self.form.of("AWS::EC2::VPNConnection");
                let on = all.filter(|(_, one)| one.read("VpnConcentratorId") == Some(key));
                let mut prefixes = BTreeSet::new();
                for (connection, _) in on {
                    prefixes.extend(&self.site(connection)?.prefixes);
                }
                Ok(prefixes)
            }
            Attached::Vpn(key) => Ok(self.site(key)?.prefixes.clone()),
            Attached::Connect(key) => {
                let mut peers = self.form.of("AWS::EC2::TransitGatewayConnectPeer");
                let on = peers.find(|(_, one)| one.read("TransitGatewayAttachmentId") == Some(key));
                Ok(self.site(on.ok_or("a Connect attachment without peers")?.0)?.prefixes.clone())
            }
            Attached::Gateway(gateway) => {
                let interfaces =
                    ["Transit", "Private"].map(|kind| format!("AWS::DirectConnect::{kind}VirtualInterface"));
                let mut all = BTreeSet::new();
                for (key, one) in interfaces.iter().flat_map(|kind| self.form.of(kind)) {
                    if one.facts.get("DirectConnectGatewayId") == Some(gateway) {
                        all.extend(&self.site(key)?.prefixes);
                    }
                }
                Ok(all)
            }
        }
    }
}
