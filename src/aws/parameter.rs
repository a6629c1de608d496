//! Template parameters and Terraform variables. In comes what one is for, out go the facts that both dialects print. Never a
//! value: a key stands in no file of netgen's.

use super::graph::NodeId;
use super::value::Read;

/// Something that the deployer gives.
#[derive(Debug)]
pub struct Parameter {
    /// `Zone1`
    pub logical_id: String,
    /// `zone1`
    pub label: String,
    /// What to give.
    pub description: String,
    /// What it is.
    pub kind: ParameterKind,
}

/// What a parameter is.
#[derive(Debug)]
pub enum ParameterKind {
    /// An availability zone, chosen once.
    Zone,
    /// The id of an account that the document only names.
    Account,
    /// A key that two ends share, for Terraform alone: CloudFormation asks Secrets Manager itself.
    Key(KeyForm),
    /// An attachment to a transit gateway that AWS makes by itself, for CloudFormation alone, which has no attribute for it.
    /// Empty until the attachment is there, unless its stack cannot be made without it.
    Attachment(Lookup),
    /// An attachment of another account's VPC to a transit gateway, for the owner of the gateway. CloudFormation leaves out what is about it as
    /// long as it is empty.
    Given,
    /// Whether AWS refuses to delete a resource, for CloudFormation alone: a first deployment that fails must be able to take back what
    /// it made. Terraform takes nothing back.
    Protection,
}

/// The form of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// Of a VPN tunnel: 8 to 64 letters, digits, dots and underscores, no zero at the beginning.
    /// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
    PreShared,
    /// Of a BGP session over Direct Connect: 6 to 80 characters. AWS takes nearly every printable one, routers do not:
    /// `--bind` takes the same keys.
    /// <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_NewBGPPeer.html>
    Bgp,
}

/// How an attachment is found once it is there.
#[derive(Debug)]
pub struct Lookup {
    /// EC2's word for what is attached: `vpn`, `direct-connect-gateway`.
    pub resource_type: &'static str,
    /// What is attached.
    pub resource: Found,
    /// The transit gateway.
    pub gateway: Found,
    /// What AWS makes the attachment with. Until it is there, there is nothing to look up, whoever made the two ends.
    pub made_with: NodeId,
    /// Whether its stack cannot be made without it. Then what AWS makes it with is in a stack that comes before.
    pub is_needed: bool,
}

/// The id of something.
#[derive(Clone, Debug)]
pub enum Found {
    /// Made here.
    Made(Read),
    /// There already.
    Existing(String),
}

/// A variable of Terraform.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Terraform shows it nowhere.
    pub sensitive: bool,
    /// What a value must match. netgen's own text, which holds nothing that HCL would read.
    pub pattern: &'static str,
    /// What to write instead of a wrong one.
    pub advice: &'static str,
}

impl Parameter {
    /// CloudFormation's type, if it takes the parameter.
    #[must_use]
    pub fn cloudformation(&self) -> Option<&'static str> {
        match self.kind {
            ParameterKind::Zone => Some("AWS::EC2::AvailabilityZone::Name"),
            ParameterKind::Attachment(_)
            | ParameterKind::Given
            | ParameterKind::Account
            | ParameterKind::Protection => Some("String"),
            ParameterKind::Key(_) => None,
        }
    }

    /// Terraform's variable, if it takes the parameter.
    #[must_use]
    pub fn terraform(&self) -> Option<Variable> {
        match self.kind {
            ParameterKind::Zone => Some(Variable {
                sensitive: false,
                pattern: "^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$",
                advice: "Write the full name of an availability zone, such as us-east-1a.",
            }),
            ParameterKind::Account => Some(Variable {
                sensitive: false,
                pattern: "^[0-9]{12}$",
                advice: "Write the id of an account: twelve digits in quotes.",
            }),
            ParameterKind::Given => Some(Variable {
                sensitive: false,
                pattern: "^tgw-attach-[0-9a-f]{8,17}$",
                advice: "Write the id of an attachment, such as tgw-attach-0123456789abcdef0.",
            }),
            ParameterKind::Key(KeyForm::PreShared) => Some(Variable {
                sensitive: true,
                pattern: "^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$",
                advice: "Write 8 to 64 letters, digits, dots and underscores, no zero at the beginning.",
            }),
            ParameterKind::Key(KeyForm::Bgp) => Some(Variable {
                sensitive: true,
                pattern: "^[A-Za-z][A-Za-z0-9._-]{5,79}$",
                advice: "Write 6 to 80 letters, digits, dots, underscores and hyphens, a letter first: routers read a digit there otherwise.",
            }),
            ParameterKind::Attachment(_) | ParameterKind::Protection => None,
        }
    }

    /// Whether it is looked up before its stack is made.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        matches!(self.kind, ParameterKind::Attachment(Lookup { is_needed: true, .. }))
    }

    /// Its value where nobody gives one; `None` if somebody has to.
    #[must_use]
    pub fn default(&self) -> Option<&'static str> {
        match self.kind {
            ParameterKind::Attachment(Lookup { is_needed: false, .. }) | ParameterKind::Given => Some(""),
            ParameterKind::Protection => Some("true"),
            ParameterKind::Attachment(_) | ParameterKind::Zone | ParameterKind::Account | ParameterKind::Key(_) => None,
        }
    }

    /// All values that it can have, if they are few.
    #[must_use]
    pub fn allowed(&self) -> &'static [&'static str] {
        if matches!(self.kind, ParameterKind::Protection) { &["true", "false"] } else { &[] }
    }
}

impl Lookup {
    /// What has to be known before the command: names of its placeholders.
    pub(crate) fn of(&self) -> [(&'static str, &Found); 2] {
        [("RESOURCE", &self.resource), ("TRANSIT_GATEWAY", &self.gateway)]
    }

    /// The command that prints the attachment's id, `None` as a text while there is none. An id that is made here stands in
    /// it as `${RESOURCE}` or `${TRANSIT_GATEWAY}`.
    /// <https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-transit-gateway-attachments.html>
    #[must_use]
    pub fn command(&self, region: &str) -> String {
        let [resource, gateway] = self.of().map(|(name, found)| match found {
            Found::Made(_) => format!("${{{name}}}"),
            Found::Existing(id) => id.clone(),
        });
        format!(
            "aws ec2 describe-transit-gateway-attachments --region {region} \
             --filters Name=resource-type,Values={} Name=resource-id,Values={resource} \
             Name=transit-gateway-id,Values={gateway} Name=state,Values=available \
             --query 'TransitGatewayAttachments[0].TransitGatewayAttachmentId' --output text",
            self.resource_type
        )
    }
}
