//! What has to be done before a stack and what CloudFormation has no type for. In come the ids that it is about; out go the commands of the AWS
//! CLI that ask how far it is and that do it. Terraform does the same by resources. A step is taken in the account and Region of its stack.
//!
//! - [Transit gateway attachments](https://docs.aws.amazon.com/vpc/latest/tgw/acccept-tgw-attach.html) stay `pendingAcceptance` until the owner of
//!   the gateway accepts, and only an available one can be associated with a route table.
//!   Where another team has the gateway, that is asked for, and waited for.
//! - [Invitations](https://docs.aws.amazon.com/ram/latest/userguide/working-with-shared-invitations.html) to a share are sent to accounts outside of
//!   the owner's organization. A share is seen by an account once it has accepted.
//! - AWS RAM is eventually consistent: for a while after an account may use a thing, AWS tells it that there is no such thing.

use super::value::Read;

/// A step, with the id that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// An account outside of the owner's organization accepts the invitation to a share, by its ARN.
    AcceptShare(Read),
    /// An account waits until it sees a transit gateway of another one.
    SeeTransitGateway(Read),
    /// An account waits until it sees a Route 53 profile of another one.
    SeeProfile(Read),
    /// An account waits until it sees a resolver rule of another one.
    SeeRule(Read),
    /// The owner of a transit gateway accepts the attachment of another account's VPC.
    AcceptAttachment(Read),
    /// The account of a VPC waits until another team has accepted its attachment to that team's transit gateway.
    AwaitAttachment(Read),
}

/// The words and commands of a step. In a command, `${WORD}` stands for an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepWords {
    /// Its name: `accept-attachment`.
    pub name: &'static str,
    /// What is done, for people: `accept the attachment`.
    pub what: &'static str,
    /// The word that stands for the id that it is about: `ATTACHMENT`.
    pub of: &'static str,
    /// The command that prints how far it is. It fails, or prints nothing, as long as AWS does not know the id.
    pub done: &'static str,
    /// What that command prints once the step is done.
    pub until: &'static str,
    /// The command that does it; `None` for a step that only waits.
    pub run: Option<&'static str>,
    /// Another word of that command, and the command that prints what it stands for.
    pub with: Option<(&'static str, &'static str)>,
}

impl Step {
    /// The id that it is about.
    #[must_use]
    pub fn of(self) -> Read {
        match self {
            Self::AcceptShare(of)
            | Self::SeeTransitGateway(of)
            | Self::SeeProfile(of)
            | Self::SeeRule(of)
            | Self::AcceptAttachment(of)
            | Self::AwaitAttachment(of) => of,
        }
    }

    /// The same step about another id.
    #[must_use]
    pub(super) fn about(self, of: Read) -> Self {
        match self {
            Self::AcceptShare(_) => Self::AcceptShare(of),
            Self::SeeTransitGateway(_) => Self::SeeTransitGateway(of),
            Self::SeeProfile(_) => Self::SeeProfile(of),
            Self::SeeRule(_) => Self::SeeRule(of),
            Self::AcceptAttachment(_) => Self::AcceptAttachment(of),
            Self::AwaitAttachment(_) => Self::AwaitAttachment(of),
        }
    }

    /// Its words and commands.
    #[must_use]
    pub fn words(self) -> StepWords {
        match self {
            Self::AcceptShare(_) => ACCEPT_SHARE,
            Self::SeeTransitGateway(_) => SEE_TRANSIT_GATEWAY,
            Self::SeeProfile(_) => SEE_PROFILE,
            Self::SeeRule(_) => SEE_RULE,
            Self::AcceptAttachment(_) => ACCEPT_ATTACHMENT,
            Self::AwaitAttachment(_) => AWAIT_ATTACHMENT,
        }
    }
}

/// <https://docs.aws.amazon.com/cli/latest/reference/ram/get-resource-shares.html>
const ACCEPT_SHARE: StepWords = StepWords {
    name: "accept-share",
    what: "accept the invitation to share",
    of: "SHARE",
    done: "aws ram get-resource-shares --resource-owner OTHER-ACCOUNTS --resource-share-arns ${SHARE} \
           --query 'resourceShares[].status'",
    until: "ACTIVE",
    run: Some("aws ram accept-resource-share-invitation --resource-share-invitation-arn ${INVITATION}"),
    with: Some((
        "INVITATION",
        "aws ram get-resource-share-invitations --resource-share-arns ${SHARE} \
         --query \"resourceShareInvitations[?status=='PENDING'].resourceShareInvitationArn\"",
    )),
};

/// <https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-transit-gateways.html>
const SEE_TRANSIT_GATEWAY: StepWords = StepWords {
    name: "see-transit-gateway",
    what: "wait until the account sees transit gateway",
    of: "TRANSIT_GATEWAY",
    done: "aws ec2 describe-transit-gateways --transit-gateway-ids ${TRANSIT_GATEWAY} --query 'TransitGateways[].State'",
    until: "available",
    run: None,
    with: None,
};

/// Whoever may use a profile need not be allowed to get it, but everybody may list.
/// <https://docs.aws.amazon.com/cli/latest/reference/route53profiles/list-profiles.html>
const SEE_PROFILE: StepWords = StepWords {
    name: "see-profile",
    what: "wait until the account sees profile",
    of: "PROFILE",
    done: "aws route53profiles list-profiles --query \"ProfileSummaries[?Id=='${PROFILE}'].ShareStatus\"",
    until: "SHARED_WITH_ME",
    run: None,
    with: None,
};

/// <https://docs.aws.amazon.com/cli/latest/reference/route53resolver/get-resolver-rule.html>
const SEE_RULE: StepWords = StepWords {
    name: "see-rule",
    what: "wait until the account sees resolver rule",
    of: "RULE",
    done: "aws route53resolver get-resolver-rule --resolver-rule-id ${RULE} --query ResolverRule.ShareStatus",
    until: "SHARED_WITH_ME",
    run: None,
    with: None,
};

/// <https://docs.aws.amazon.com/cli/latest/reference/ec2/accept-transit-gateway-vpc-attachment.html>
const ACCEPT_ATTACHMENT: StepWords = StepWords {
    name: "accept-attachment",
    what: "accept attachment",
    of: "ATTACHMENT",
    done: "aws ec2 describe-transit-gateway-attachments --transit-gateway-attachment-ids ${ATTACHMENT} \
           --query 'TransitGatewayAttachments[].State'",
    until: "available",
    run: Some("aws ec2 accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${ATTACHMENT}"),
    with: None,
};

/// The same question as that of who accepts: both sides see the attachment.
const AWAIT_ATTACHMENT: StepWords = StepWords {
    name: "await-attachment",
    what: "wait until the owner of the transit gateway accepted attachment",
    run: None,
    ..ACCEPT_ATTACHMENT
};
