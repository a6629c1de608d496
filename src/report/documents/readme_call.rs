//! How another module calls the rendered one, in `docs/README.md`.

use serde::Serialize;

use super::place::place_of;
use crate::aws::Graph;
use crate::plan::Plan;
use crate::terraform;

/// The call of a module that leaves its providers to its caller.
#[derive(Serialize)]
pub(super) struct Call {
    label: String,
    /// The Region of the only provider.
    region: String,
    /// Whether it is given several providers.
    is_several: bool,
    providers: Vec<Given>,
    /// The module's variables, which are the caller's to give.
    variables: Vec<String>,
}

/// A provider that the caller gives.
#[derive(Serialize)]
struct Given {
    /// What the caller calls it.
    alias: String,
    /// What the module calls it, and what that is: `aws = aws.corp`, `aws.shop_eu_west_1 = aws.shop_eu_west_1`.
    line: String,
    region: String,
    /// Its account and Region, where there are several.
    place: Option<String>,
}

pub(super) fn call(plan: &Plan<'_>, graph: &Graph) -> Call {
    let network = plan.network;
    let variables = graph.parameters().iter().filter(|one| one.terraform().is_some());
    let (label, region) = (network.name.as_str().replace('-', "_"), network.home().region.to_string());
    let all = terraform::providers(graph, network);
    let is_several = all.iter().any(|one| one.alias.is_some());
    let usual = format!("aws = aws.{label}");
    let only = Given { alias: label.clone(), line: usual.clone(), region: region.clone(), place: None };
    let providers = all.into_iter().map(|one| Given {
        line: one.alias.as_ref().map_or_else(|| usual.clone(), |alias| format!("aws.{alias} = aws.{alias}")),
        place: Some(place_of(one.account, one.region).replace(", ", " in ")),
        region: one.region.to_owned(),
        alias: one.alias.unwrap_or_else(|| label.clone()),
    });
    Call {
        providers: if is_several { providers.collect() } else { vec![only] },
        variables: variables.map(|one| one.label.clone()).collect(),
        is_several,
        label,
        region,
    }
}
