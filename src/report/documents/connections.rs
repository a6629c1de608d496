//! `docs/connections.md`: Direct Connect connections and LAGs that are ordered with the network, and what people do until they are there. No
//! page for a network that orders none.

use serde::Serialize;

use super::super::markdown::Rows;
use crate::aws::UnitOwner;
use crate::cloudformation::stack_name;
use crate::diagnostic::counted;
use crate::network::{Connection, Network};

#[derive(Serialize)]
pub(super) struct Connections {
    /// The stack that orders them.
    stack: String,
    rows: Rows,
    /// The commands that say how many links a LAG needs, where Terraform makes it.
    lags: Vec<String>,
}

/// The page, if anything is ordered.
pub(super) fn view(network: &Network) -> Option<Connections> {
    if network.direct_connections.is_empty() && network.lags.is_empty() {
        return None;
    }
    let single = network.direct_connections.iter().map(|one| (one, "the connection".to_owned(), 1));
    let lags = network.lags.iter().map(|lag| {
        let needed = match lag.minimum {
            0 => "the LAG, which is never reported down".to_owned(),
            minimum => format!("{} of the LAG", counted(usize::from(minimum), "link")),
        };
        (&lag.connection, needed, lag.links)
    });
    let rows = Rows::of(single.chain(lags), |row, (one, needed, links)| {
        let Connection { name, location, speed, provider, .. } = one;
        let speed = if links == 1 { speed.value.to_string() } else { format!("{links} x {}", speed.value) };
        row.cell(name).cell(&location.value).cell(speed);
        row.cell(provider.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)).cell(needed);
    });
    let lags = network.lags.iter().filter(|lag| lag.minimum > 0).map(|lag| {
        let output = format!("{}_lag_id", lag.connection.name.as_str().replace('-', "_"));
        let (id, minimum) = (format!("$(terraform output -raw {output})"), lag.minimum);
        format!("aws directconnect update-lag --lag-id {id} --minimum-links {minimum}")
    });
    let stack = stack_name(network, &UnitOwner::Connections.names(network).stack);
    Some(Connections { stack, rows, lags: lags.collect() })
}
