//! VPC endpoints and their policies.

use std::collections::{BTreeMap, BTreeSet};

use super::TierId;
use crate::blueprint::{ConditionOperator, Effect, GatewayService, Statement};
use crate::diagnostic::Spanned;
use crate::net::{ActionPattern, ArnPattern, ConditionKey, ConditionValue, ServiceName, Sid};

/// Endpoints of a VPC.
#[derive(Debug, Default)]
pub struct Endpoints {
    /// Services reached by a route.
    pub gateway: BTreeSet<GatewayService>,
    /// Services reached by a network interface in every zone.
    pub interface: BTreeSet<ServiceName>,
    /// Whether VPCs that reach this one use its interfaces.
    pub central: bool,
    /// The tier that holds the interfaces and resolver endpoints; always there when `interface` is not empty.
    pub tier: Option<TierId>,
    /// Whether the document names that tier, so that nothing else may choose it.
    pub tier_is_written: bool,
    /// Policies by service.
    pub policies: BTreeMap<ServiceName, Policy>,
}

/// A policy: statements by `Sid`.
pub type Policy = BTreeMap<Sid, PolicyStatement>;

/// A statement about every principal.
#[derive(Clone, Debug)]
pub struct PolicyStatement {
    /// Allow or deny.
    pub effect: Effect,
    /// Actions, as written.
    pub actions: Vec<ActionPattern>,
    /// Resources, as written.
    pub resources: Vec<ArnPattern>,
    /// Values by operator and key.
    pub conditions: BTreeMap<ConditionOperator, BTreeMap<ConditionKey, Vec<ConditionValue>>>,
}

/// A statement without its spans.
pub(super) fn statement(written: &Statement) -> PolicyStatement {
    fn values<T: Clone>(list: &[Spanned<T>]) -> Vec<T> {
        list.iter().map(|one| one.value.clone()).collect()
    }
    PolicyStatement {
        effect: written.effect,
        actions: values(&written.actions),
        resources: values(&written.resources),
        conditions: written
            .conditions
            .iter()
            .map(|(operator, keys)| {
                (*operator, keys.iter().map(|(key, list)| (key.value.clone(), values(list))).collect())
            })
            .collect(),
    }
}
