//! An alarm that is made of others: it goes off where its rule says so of their states. The rule names alarms by their names, so each of
//! them is made before, by `after`.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html>

use super::{Alarm, AlarmTopic, Kind};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A composite alarm.
#[derive(Debug)]
pub struct CompositeAlarm {
    /// Its name, at most 255 characters. A change replaces it.
    pub name: String,
    /// What it means, for who gets the mail.
    pub description: String,
    /// `ALARM("one") AND ALARM("other")`: at most 100 alarms.
    pub rule: String,
    /// The alarms of the rule.
    pub parts: Vec<Ref<Alarm>>,
    /// Who is notified, of trouble and of its end.
    pub topic: AlarmTopic,
    /// Its tags.
    pub tags: TagSet,
}

impl CompositeAlarm {
    /// The rule that all of these alarms are on.
    #[must_use]
    pub fn all_of<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
        let parts: Vec<String> = names.into_iter().map(|name| format!("ALARM(\"{name}\")")).collect();
        parts.join(" AND ")
    }
}

impl Kind for CompositeAlarm {
    const CLOUDFORMATION: Option<&str> = Some("AWS::CloudWatch::CompositeAlarm");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_composite_alarm");
    const NOUN: &str = "CompositeAlarm";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { create_only: &["AlarmName"], force_new: &["alarm_name"], place: &["AlarmName"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, description, rule, parts, topic, tags } = self;
        body.set("AlarmName", "alarm_name", name);
        body.set("AlarmDescription", "alarm_description", description);
        body.set("AlarmRule", "alarm_rule", rule);
        body.list("AlarmActions", "alarm_actions", [topic]);
        body.list("OKActions", "ok_actions", [topic]);
        for part in parts {
            body.after(*part);
        }
        body.tags(tags);
    }
}
