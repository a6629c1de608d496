//! VPC endpoints and their policies.

use std::collections::{BTreeMap, BTreeSet};

use super::{GroupId, TierId, Zone};
use crate::blueprint::{self as written, ConditionOperator, Effect, GatewayService, PrivateDns, Statement};
use crate::diagnostic::{Span, Spanned};
use crate::net::{ActionPattern, ArnPattern, ConditionKey, ConditionValue, ServiceName, Sid};

/// Endpoints of a VPC.
#[derive(Debug, Default)]
pub struct Endpoints {
    /// Services reached by a route.
    pub gateway: BTreeSet<GatewayService>,
    /// Policies of those that have one.
    pub gateway_policies: BTreeMap<GatewayService, EndpointPolicy>,
    /// Services reached by network interfaces.
    pub interface: BTreeMap<ServiceName, InterfaceEndpoint>,
    /// Services whose endpoints, of either kind, have IPv6 as well.
    pub dual_stack: BTreeSet<ServiceName>,
    /// Whether VPCs that reach this one use its interfaces.
    pub central: bool,
    /// The tier that holds the interfaces and resolver endpoints; always there when `interface` is not empty.
    pub tier: Option<TierId>,
    /// Whether the document names that tier, so that nothing else may choose it.
    pub tier_is_written: bool,
}

impl Endpoints {
    /// Whether some interface needs the security group that netgen makes for them.
    #[must_use]
    pub fn need_group(&self) -> bool {
        self.interface.values().any(|one| one.groups.is_empty())
    }

    /// Whether the endpoints of a service have IPv6 as well.
    #[must_use]
    pub fn is_dual_stack(&self, service: &str) -> bool {
        self.dual_stack.iter().any(|one| one.as_str() == service)
    }

    /// Every policy, with the name of its service.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &EndpointPolicy)> {
        let gateways = self.gateway_policies.iter().map(|(service, policy)| (service.as_str(), policy));
        let interfaces =
            self.interface.iter().filter_map(|(service, one)| Some((service.as_str(), one.policy.as_ref()?)));
        gateways.chain(interfaces)
    }
}

/// An interface endpoint.
#[derive(Debug)]
pub struct InterfaceEndpoint {
    /// Where it is written.
    pub span: Span,
    /// What may be done through it; AWS's default allows everything.
    pub policy: Option<EndpointPolicy>,
    /// Who is led to it by the service's own names.
    pub private_dns: PrivateDns,
    /// The zones with a network interface; empty: all.
    pub zones: BTreeSet<Zone>,
    /// Its security groups; empty: the one that netgen makes.
    pub groups: Vec<GroupId>,
}

/// The policy of an endpoint, at least one statement.
#[derive(Clone, Debug)]
pub struct EndpointPolicy {
    /// The statements.
    pub statements: Policy,
    /// Where it is written.
    pub span: Span,
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

/// A policy without its spans; `None` for an empty one, which is no policy.
pub(super) fn policy(written: &Spanned<written::Policy>) -> Option<EndpointPolicy> {
    let statements: Policy =
        written.value.iter().map(|(sid, one)| (sid.value.clone(), statement(&one.value))).collect();
    (!statements.is_empty()).then_some(EndpointPolicy { statements, span: written.span })
}

/// A statement without its spans.
fn statement(written: &Statement) -> PolicyStatement {
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
