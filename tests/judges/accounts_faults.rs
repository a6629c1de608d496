//! Faults between accounts that an apply must show. Each is one wrong thing in what the document of `tests/accounts/` renders.

use std::collections::BTreeMap;

/// One wrong thing.
pub struct Fault {
    pub what: &'static str,
    /// The level of roots that were applied before: 0 is `own`, 1 is `use`.
    pub after: usize,
    /// In a file below `terraform/`, what becomes what wherever it stands; what becomes nothing begins and ends there.
    edits: &'static [(&'static str, &'static str, &'static str)],
    /// The roots that are applied, by their folders.
    pub roots: &'static [&'static str],
    /// What the objection says.
    pub says: &'static str,
}

impl Fault {
    /// The files with the fault.
    pub fn seeded(&self, mut files: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, String> {
        for (file, text, instead) in self.edits {
            let path = format!("terraform/{file}");
            let found = files.get_mut(&path).ok_or_else(|| format!("there is no {path}"))?;
            let start =
                found.find(text).ok_or_else(|| format!("{path} has no {text:?}, so the fault cannot be seeded"))?;
            if *instead == BLOCK {
                let end = found[start..].find("\n}\n").ok_or_else(|| format!("{text:?} begins no block"))?;
                found.replace_range(start..start + end + 3, "");
            } else {
                *found = found.replace(text, instead);
            }
        }
        Ok(files)
    }
}

/// Stands for nothing in the place of the whole block that begins with a text.
const BLOCK: &str = "";

const HOME: &str = ".";
const PARTNER_USE: &str = "partner/ap-northeast-1/use";
const SHOP_USE: &str = "shop/ap-northeast-1/use";
const SHOP_JOIN: &str = "shop/ap-northeast-1/join";
const NETWORK_JOIN: &str = "network/ap-northeast-1/join";

pub const FAULTS: &[Fault] = &[
    Fault {
        what: "a gateway that is not shared with an account",
        after: 0,
        edits: &[("share_hub_shop.tf", "resource \"aws_ram_principal_association\"", BLOCK)],
        roots: &[HOME, SHOP_USE],
        says: "InvalidTransitGatewayID.NotFound",
    },
    Fault {
        what: "a profile that is not shared",
        after: 0,
        edits: &[("share_shared_profile_shop.tf", "resource \"aws_ram_principal_association\"", BLOCK)],
        roots: &[HOME, SHOP_USE],
        says: "no profile rp-",
    },
    Fault {
        what: "one share for two gateways",
        after: 0,
        edits: &[("hub_direct.tf", "= aws_ram_resource_share.direct.arn", "= aws_ram_resource_share.hub.arn")],
        roots: &[HOME, PARTNER_USE],
        says: "may use: [\"333333333333 transit gateway direct of 111111111111\"]",
    },
    Fault {
        what: "somebody outside in a share of the organization",
        after: 0,
        edits: &[("share_direct_shop.tf", "\"222222222222\"", "var.account_partner_id")],
        roots: &[HOME],
        says: "does not allow external principals",
    },
    Fault {
        what: "use before acceptance of the share",
        after: 0,
        edits: &[
            (
                "partner/ap-northeast-1/use/share_hub_partner_accepter.tf",
                "resource \"aws_ram_resource_share_accepter\"",
                BLOCK,
            ),
            (
                "partner/ap-northeast-1/use/vpc_tickets.tf",
                "\n  depends_on = [aws_ram_resource_share_accepter.hub_partner]\n",
                "\n",
            ),
        ],
        roots: &[PARTNER_USE],
        says: "InvalidTransitGatewayID.NotFound",
    },
    Fault {
        what: "acceptance of a share inside the organization",
        after: 0,
        edits: &[(
            "shop/ap-northeast-1/use/vpc_bench.tf",
            "resource \"aws_ec2_transit_gateway_vpc_attachment\" \"bench\" {",
            "resource \"aws_ram_resource_share_accepter\" \"hub_shop\" {\n  share_arn = \"arn:aws:ram:ap-northeast-1:111111111111:resource-share/00000001-0000-4000-8000-000000000000\"\n\n  timeouts {\n    create = \"5s\"\n  }\n}\n\nresource \"aws_ec2_transit_gateway_vpc_attachment\" \"bench\" {",
        )],
        roots: &[SHOP_USE],
        says: "invitation",
    },
    Fault {
        what: "a peering that is accepted by who asks",
        after: 0,
        edits: &[(
            "partner/ap-northeast-1/use/peering_stock_orders.tf",
            "  peer_owner_id = \"222222222222\"\n",
            "  peer_owner_id = \"222222222222\"\n  auto_accept   = true\n",
        )],
        roots: &[PARTNER_USE],
        says: "OperationNotPermitted",
    },
    Fault {
        what: "a root with the credentials of another account",
        after: 0,
        edits: &[("shop/ap-northeast-1/use/providers.tf", "222222222222", "111111111111")],
        roots: &[SHOP_USE],
        says: "does not exist for account 111111111111",
    },
    Fault {
        what: "credentials of an account that is not allowed",
        after: 0,
        edits: &[("shop/ap-northeast-1/use/providers.tf", "arn:aws:iam::222222222222", "arn:aws:iam::333333333333")],
        roots: &[SHOP_USE],
        says: "AWS account ID not allowed",
    },
    Fault {
        what: "default tables in the account of the VPC",
        after: 0,
        edits: &[(
            "shop/ap-northeast-1/use/vpc_bench.tf",
            "  appliance_mode_support ",
            "  transit_gateway_default_route_table_association = false\n  appliance_mode_support ",
        )],
        roots: &[SHOP_USE],
        says: "a second plan of shop/ap-northeast-1/use changes {\"aws_ec2_transit_gateway_vpc_attachment.bench\"",
    },
    Fault {
        what: "an attachment that nobody accepts",
        after: 1,
        edits: &[
            (
                "network/ap-northeast-1/join/hub_hub_member_orders.tf",
                "resource \"aws_ec2_transit_gateway_vpc_attachment_accepter\"",
                BLOCK,
            ),
            (
                "network/ap-northeast-1/join/hub_hub_member_orders.tf",
                "\n  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]\n",
                "\n",
            ),
        ],
        roots: &[NETWORK_JOIN],
        says: "is in invalid state pendingAcceptance",
    },
    Fault {
        what: "acceptance at a gateway that accepts by itself",
        after: 1,
        edits: &[(
            "network/ap-northeast-1/join/hub_direct_member_bench.tf",
            "resource \"aws_ec2_transit_gateway_route_table_association\" \"bench\" {",
            "resource \"aws_ec2_transit_gateway_vpc_attachment_accepter\" \"again\" {\n  transit_gateway_attachment_id = var.bench_transit_gateway_attachment_id\n}\n\nresource \"aws_ec2_transit_gateway_route_table_association\" \"bench\" {",
        )],
        roots: &[NETWORK_JOIN],
        says: "is in invalid state available",
    },
    Fault {
        what: "an attachment without a table",
        after: 1,
        edits: &[(
            "network/ap-northeast-1/join/hub_direct_member_bench.tf",
            "resource \"aws_ec2_transit_gateway_route_table_association\" \"bench\" {",
            BLOCK,
        )],
        roots: &[NETWORK_JOIN],
        says: "an attachment of 222222222222 has no table at 111111111111",
    },
    Fault {
        what: "a peering that nobody accepts",
        after: 1,
        edits: &[(
            "shop/ap-northeast-1/join/peering_stock_orders_accepter.tf",
            "resource \"aws_vpc_peering_connection_accepter\"",
            BLOCK,
        )],
        roots: &[SHOP_JOIN],
        says: "the peering orders-stock of 333333333333 is pending-acceptance",
    },
    Fault {
        what: "tables of the gateway in the account of the VPC",
        after: 1,
        edits: &[(
            "network/ap-northeast-1/join/providers.tf",
            "  allowed_account_ids = [\"111111111111\"]\n",
            "\n  assume_role {\n    role_arn = \"arn:aws:iam::222222222222:role/deploy\"\n  }\n",
        )],
        roots: &[NETWORK_JOIN],
        says: "UnauthorizedOperation",
    },
];
