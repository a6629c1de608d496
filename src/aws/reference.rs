//! References from one resource to another, with the kind of thing that they lead to in their type.

use std::marker::PhantomData;

use super::graph::NodeId;
use super::kind::Kind;
use super::value::{AttrNames, CfnAttr, Read, Value};

/// Points to a resource of kind `T`. Only the graph makes one, when it takes the resource in.
///
/// A reference to the wrong kind of thing does not compile:
///
/// ```
/// use netgen::aws::{Ref, kind::{InternetGateway, NatGateway, RouteTarget}};
/// fn to_nat(nat: Ref<NatGateway>) -> RouteTarget { RouteTarget::Nat(nat) }
/// ```
///
/// ```compile_fail
/// use netgen::aws::{Ref, kind::{InternetGateway, NatGateway, RouteTarget}};
/// fn to_nat(nat: Ref<InternetGateway>) -> RouteTarget { RouteTarget::Nat(nat) }
/// ```
pub struct Ref<T> {
    node: NodeId,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.node)
    }
}

impl<T: Kind> Ref<T> {
    pub(super) fn to(node: NodeId) -> Self {
        Self { node, kind: PhantomData }
    }

    /// The node.
    #[must_use]
    pub fn node(self) -> NodeId {
        self.node
    }

    /// An attribute of the resource. It belongs to the kind:
    ///
    /// ```
    /// use netgen::aws::{Ref, kind::{LogGroup, Role}};
    /// fn arn(role: Ref<Role>) { let _ = role.get(Role::ARN); }
    /// ```
    ///
    /// ```compile_fail
    /// use netgen::aws::{Ref, kind::{LogGroup, Role}};
    /// fn arn(role: Ref<Role>) { let _ = role.get(LogGroup::ARN); }
    /// ```
    #[must_use]
    pub fn get(self, attr: Attr<T>) -> Value<'static> {
        Value::Attr(self.read(attr))
    }

    /// The same, where a value may only be read.
    #[must_use]
    pub fn read(self, attr: Attr<T>) -> Read {
        Read { node: self.node, names: attr.names }
    }
}

impl<T: Kind> From<Ref<T>> for Value<'_> {
    fn from(to: Ref<T>) -> Self {
        to.get(T::ID)
    }
}

impl<T: Kind> From<&Ref<T>> for Value<'_> {
    fn from(to: &Ref<T>) -> Self {
        to.get(T::ID)
    }
}

/// What others may read of a `T`: constants beside the kind, such as `LogGroup::ARN`.
pub struct Attr<T> {
    names: AttrNames,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Attr<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Attr<T> {}

impl<T> Attr<T> {
    /// `!Ref X` and `type.x.<terraform>`.
    #[must_use]
    pub const fn reference(terraform: &'static str) -> Self {
        Self::new(CfnAttr::Ref, terraform, "")
    }

    /// `!GetAtt X.<cloudformation>` and `type.x.<terraform>`.
    #[must_use]
    pub const fn att(cloudformation: &'static str, terraform: &'static str) -> Self {
        Self::new(CfnAttr::Att(cloudformation), terraform, "")
    }

    /// The same where Terraform's value lacks something at its end.
    #[must_use]
    pub const fn att_with(cloudformation: &'static str, terraform: &'static str, suffix: &'static str) -> Self {
        Self::new(CfnAttr::Att(cloudformation), terraform, suffix)
    }

    /// The attribute's names.
    #[must_use]
    pub const fn names(self) -> AttrNames {
        self.names
    }

    const fn new(cloudformation: CfnAttr, terraform: &'static str, terraform_suffix: &'static str) -> Self {
        Self { names: AttrNames { cloudformation, terraform, terraform_suffix }, kind: PhantomData }
    }
}
