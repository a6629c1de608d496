//! Makes a Direct Connect connection a link of a LAG. CloudFormation says it at the connection.
//! <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_AssociateConnectionWithLag.html>

use super::{DirectConnectConnection, DirectConnectLag, Kind};
use crate::aws::body::Body;
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::dialect::Dialect;

/// A connection in a LAG.
#[derive(Debug)]
pub struct DirectConnectLagMember {
    /// The connection.
    pub connection: Ref<DirectConnectConnection>,
    /// The LAG.
    pub lag: Ref<DirectConnectLag>,
}

const WHY: &str = "CloudFormation says it at the connection (LagId)";

impl Kind for DirectConnectLagMember {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_dx_connection_association");
    const NOUN: &str = "DirectConnectLagMember";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        force_new: &["connection_id", "lag_id"],
        replaced: Replaced::Elsewhere,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { connection, lag } = self;
        body.only(Dialect::Terraform, "connection_id", connection, WHY);
        body.only(Dialect::Terraform, "lag_id", lag, WHY);
    }
}
