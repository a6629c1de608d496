//! A query of CloudWatch Logs Insights that is kept under a name, beside the log groups that it is about. Nothing is asked, and nothing
//! is billed, before a person runs it.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html>

use super::{Kind, LogGroup};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A saved query.
#[derive(Debug)]
pub struct QueryDefinition {
    /// Its name; what stands before each `/` is a folder.
    pub name: String,
    /// The query, one command a line.
    pub query: String,
    /// The log groups.
    pub groups: Vec<Ref<LogGroup>>,
}

impl Kind for QueryDefinition {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Logs::QueryDefinition");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_query_definition");
    const NOUN: &str = "QueryDefinition";
    const ID: Attr<Self> = Attr::att("QueryDefinitionId", "query_definition_id");
    const CHANGE: Change = Change::NOTHING;

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, query, groups } = self;
        body.set("Name", "name", name);
        body.set("QueryString", "query_string", query);
        body.list("LogGroupNames", "log_group_names", groups);
    }
}
