//! Alarms of a site: in come thresholds, out go the things that they are about. Decides no threshold.

use std::collections::BTreeSet;

use super::Planner;
use crate::net::{Arn, ConnectionName, DirectConnectConnectionId, Email};
use crate::network::Topic;
use crate::uplink::bandwidth::Bandwidth;

/// Alarms of a site: on the tunnels of each VPN connection, on each virtual interface, and on each connection.
#[derive(Debug)]
pub struct AlarmsPlan {
    /// A topic that exists; otherwise the site's unit makes one.
    pub topic: Option<Arn>,
    /// Who gets mail from the new topic, by address.
    pub emails: Vec<Email>,
    /// The connections under the virtual interfaces, each once, by id.
    pub connections: Vec<ConnectionName>,
    /// Those of them that nobody hosts and whose light is watched.
    pub lit: Vec<DirectConnectConnectionId>,
    /// What is watched besides.
    pub more: MoreAlarms,
}

/// What is watched of a site's uplinks besides whether they are up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreAlarms {
    /// Percent of a tunnel that a VPN connection may carry.
    pub load: Option<u32>,
    /// What a virtual interface may carry.
    pub traffic: Option<Bandwidth>,
    /// How many prefixes AWS has to accept on a virtual interface is watched.
    pub prefixes: bool,
    /// The weakest light, in dBm.
    pub light: Option<i64>,
    /// Whether every uplink is down.
    pub cut_off: bool,
}

impl Planner<'_> {
    pub(super) fn alarms(&self) -> Option<AlarmsPlan> {
        let alarms = self.site.alarms.as_ref()?;
        let connections: BTreeSet<_> = self.site.connections().map(|(connection, _)| connection.clone()).collect();
        let dedicated = self.site.interfaces().filter(|(_, direct)| alarms.light.is_some() && !direct.hosted);
        let lit: BTreeSet<_> = dedicated
            .filter_map(|(_, direct)| match &direct.connection.value {
                ConnectionName::Connection(id) => Some(id.clone()),
                // CloudWatch has no light of a LAG, and a query names connections by ids that are known.
                ConnectionName::Lag(_) | ConnectionName::Own(_) => None,
            })
            .collect();
        Some(AlarmsPlan {
            topic: match &alarms.topic {
                Topic::New => None,
                Topic::Existing(arn) => Some(arn.clone()),
            },
            emails: alarms.emails.clone(),
            connections: connections.into_iter().collect(),
            lit: lit.into_iter().collect(),
            more: MoreAlarms {
                load: alarms.load,
                traffic: alarms.traffic,
                prefixes: alarms.prefixes,
                light: alarms.light,
                cut_off: alarms.cut_off,
            },
        })
    }
}
