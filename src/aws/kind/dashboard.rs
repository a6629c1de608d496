//! A dashboard of CloudWatch: graphs side by side. Its body is a document of JSON, which CloudFormation takes as a text.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;
use crate::aws::policy::Json;

/// A dashboard.
#[derive(Debug)]
pub struct Dashboard {
    /// Its name: letters, digits, `-` and `_`, at most 255. A change replaces it.
    pub name: String,
    /// Its body, as [`Json::AsText`].
    pub body: Json,
    /// Its tags, which Terraform's provider does not know.
    pub tags: TagSet,
}

impl Kind for Dashboard {
    const CLOUDFORMATION: Option<&str> = Some("AWS::CloudWatch::Dashboard");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_dashboard");
    const NOUN: &str = "Dashboard";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["DashboardName"],
        force_new: &["dashboard_name"],
        place: &["DashboardName"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, body: document, tags } = self;
        body.set("DashboardName", "dashboard_name", name);
        body.set("DashboardBody", "dashboard_body", document);
        body.tags_in_cloudformation(tags, "Terraform's provider has no tags of dashboards");
    }
}
