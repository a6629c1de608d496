//! What watches the network beside the alarms of its sites, and what of the network it watches.

use super::{HubId, LogDestination, Network, Purpose, ScopeId, SiteId, Topic, Vpc, VpcId};
use crate::blueprint::{FlowLogFields, NatMode, Traffic};
use crate::diagnostic::Span;
use crate::net::Email;

/// Alarms, dashboards and saved queries.
#[derive(Debug)]
pub struct Monitoring {
    /// Where it is written.
    pub span: Span,
    /// Where alarms write to.
    pub topic: Topic,
    /// Who gets mail from a new topic, by address.
    pub emails: Vec<Email>,
    /// Packets without a route that a transit gateway may drop in five minutes.
    pub drops: Option<u32>,
    /// Whether there are alarms about ports of NAT gateways.
    pub nat: bool,
    /// Packets that a firewall may drop in five minutes.
    pub firewall: Option<u32>,
    /// Whether there are dashboards.
    pub dashboards: bool,
    /// Whether there are saved queries.
    pub queries: bool,
}

/// What is watched in an account and Region, in the order of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The account and Region.
    pub scope: ScopeId,
    /// Transit gateways with an alarm about packets without a route.
    pub drops: Vec<HubId>,
    /// VPCs whose NAT gateways have alarms.
    pub nats: Vec<VpcId>,
    /// VPCs whose firewall has alarms.
    pub firewalls: Vec<VpcId>,
    /// Transit gateways with a dashboard.
    pub hubs: Vec<HubId>,
    /// Sites with a dashboard.
    pub sites: Vec<SiteId>,
    /// Saved queries, by question and by fields.
    pub queries: Vec<SavedQuery>,
}

/// A question about flow logs, and those that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// What it asks.
    pub question: Question,
    /// The fields that the records have.
    pub fields: FlowLogFields,
    /// The VPCs whose flow logs have such records: at most 50, which is what one query takes.
    pub vpcs: Vec<VpcId>,
}

/// A question that flow logs answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Which pairs of addresses exchange most.
    TopTalkers,
    /// Which connections are refused most.
    Rejects,
    /// Who is refused by many addresses or ports.
    Scans,
    /// Who sends most to addresses outside of the network.
    Exfiltration,
}

impl Question {
    /// Every question.
    pub const ALL: [Self; 4] = [Self::TopTalkers, Self::Rejects, Self::Scans, Self::Exfiltration];

    /// The word of its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::TopTalkers => "top-talkers",
            Self::Rejects => "rejects",
            Self::Scans => "scans",
            Self::Exfiltration => "exfiltration",
        }
    }

    /// What it is about, in a sentence.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::TopTalkers => "top talkers",
            Self::Rejects => "rejects",
            Self::Scans => "scans",
            Self::Exfiltration => "exfiltration",
        }
    }

    /// Whether flow logs of such traffic have records that answer it.
    #[must_use]
    pub const fn is_answered_by(self, traffic: Traffic) -> bool {
        match self {
            Self::TopTalkers | Self::Exfiltration => !matches!(traffic, Traffic::Reject),
            Self::Rejects | Self::Scans => !matches!(traffic, Traffic::Accept),
        }
    }
}

/// Log groups that one query of CloudWatch Logs Insights takes.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html>
const GROUPS: usize = 50;

impl Monitoring {
    /// Whether anything of it is an alarm.
    #[must_use]
    pub const fn has_alarms(&self) -> bool {
        self.drops.is_some() || self.nat || self.firewall.is_some()
    }
}

impl Watch {
    /// Whether it has alarms, and so a topic.
    #[must_use]
    pub fn has_alarms(&self) -> bool {
        !(self.drops.is_empty() && self.nats.is_empty() && self.firewalls.is_empty())
    }

    fn is_empty(&self) -> bool {
        !self.has_alarms() && self.hubs.is_empty() && self.sites.is_empty() && self.queries.is_empty()
    }
}

impl Network {
    /// The words that things are called by of which each account and Region has one: `network`, and behind the first place its account and
    /// Region.
    #[must_use]
    pub fn watched_words(&self, scope: ScopeId) -> Vec<&str> {
        let mut words = vec!["network"];
        if scope != ScopeId::HOME {
            words.extend(self.account_of(scope).map(|account| account.name.as_str()));
            words.push(self.scope(scope).region.as_str());
        }
        words
    }

    /// What is watched, by account and Region; none where nothing is.
    #[must_use]
    pub fn watches(&self) -> Vec<Watch> {
        let Some(monitoring) = &self.monitoring else { return Vec::new() };
        let all = self.scope_ids().map(|scope| {
            let own: Vec<HubId> = (0..self.hubs.len())
                .map(HubId)
                .filter(|id| self.hubs[id.0].scope == scope && !self.hubs[id.0].is_theirs())
                .collect();
            let vpcs = |is: bool, has: fn(&Vpc) -> bool| -> Vec<VpcId> {
                let own = (0..self.vpcs.len()).map(VpcId).filter(|id| is && self.vpc(*id).scope == scope);
                own.filter(|id| has(self.vpc(*id))).collect()
            };
            let sites = (0..self.sites.len()).map(SiteId).filter(|id| self.scope_of_site(*id) == scope);
            Watch {
                scope,
                drops: if monitoring.drops.is_some() { own.clone() } else { Vec::new() },
                nats: vpcs(monitoring.nat, has_nat),
                firewalls: vpcs(monitoring.firewall.is_some(), has_firewall),
                sites: sites.filter(|_| monitoring.dashboards).collect(),
                hubs: if monitoring.dashboards { own } else { Vec::new() },
                queries: if monitoring.queries { self.queries(scope) } else { Vec::new() },
            }
        });
        all.filter(|watch| !watch.is_empty()).collect()
    }

    fn queries(&self, scope: ScopeId) -> Vec<SavedQuery> {
        let mut queries = Vec::new();
        for question in Question::ALL {
            for fields in [FlowLogFields::Default, FlowLogFields::Extended] {
                let vpcs = (0..self.vpcs.len()).map(VpcId).filter(|id| {
                    let vpc = self.vpc(*id);
                    let logs = vpc.flow_logs.as_ref().filter(|logs| {
                        matches!(logs.destination, LogDestination::CloudWatch { .. }) && logs.fields == fields
                    });
                    vpc.scope == scope && logs.is_some_and(|logs| question.is_answered_by(logs.traffic))
                });
                let vpcs: Vec<VpcId> = vpcs.take(GROUPS).collect();
                if !vpcs.is_empty() {
                    queries.push(SavedQuery { question, fields, vpcs });
                }
            }
        }
        queries
    }
}

fn has_nat(vpc: &Vpc) -> bool {
    vpc.nat.mode != NatMode::None
}

fn has_firewall(vpc: &Vpc) -> bool {
    vpc.tiers.iter().any(|tier| tier.purpose == Purpose::Firewall)
}
