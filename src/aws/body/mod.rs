//! Resource properties: a short flat list, each with its name in both dialects and one typed value.

mod fact;
mod mixed;
mod names;

use super::graph::{NodeId, Ref};
use super::kind::Kind;
use super::step::Step;
use super::tags::TagSet;
use super::value::{OnlyIn, Value};
pub use crate::dialect::Dialect;
use crate::dialect::Feature;
pub use crate::net::ProviderVersion;
pub use fact::{Fact, Shape, nested};
pub use names::Names;

/// The facts of one resource. Reused for the next by [`Body::clear`].
#[derive(Debug, Default)]
pub struct Body<'a> {
    facts: Vec<Fact<'a>>,
    items: Vec<Value<'a>>,
    tags: Option<&'a TagSet>,
    no_terraform_tags: Option<&'static str>,
    no_cloudformation_tags: Option<&'static str>,
    after: Vec<(NodeId, OnlyIn)>,
    steps: Vec<Step>,
    features: Vec<Feature>,
    ignored: Vec<&'static str>,
}

impl<'a> Body<'a> {
    /// Forgets all facts and keeps the memory.
    pub fn clear(&mut self) {
        self.facts.clear();
        self.items.clear();
        self.tags = None;
        self.no_terraform_tags = None;
        self.no_cloudformation_tags = None;
        self.after.clear();
        self.steps.clear();
        self.features.clear();
        self.ignored.clear();
    }

    /// A property.
    pub fn set(&mut self, cloudformation: &'static str, terraform: &'static str, value: impl Into<Value<'a>>) {
        self.facts.push(Fact::Set(Names::both(cloudformation, terraform), value.into()));
    }

    /// A property with a list of values.
    pub fn list<V: Into<Value<'a>>>(&mut self, c: &'static str, t: &'static str, values: impl IntoIterator<Item = V>) {
        self.listed(Names::both(c, t), values);
    }

    fn listed<V: Into<Value<'a>>>(&mut self, names: Names, values: impl IntoIterator<Item = V>) {
        let start = self.count();
        self.items.extend(values.into_iter().map(Into::into));
        self.facts.push(Fact::List(names, start, self.count()));
    }

    /// The same. CloudFormation: each value is an object with this one key.
    pub fn list_of<V: Into<Value<'a>>>(
        &mut self,
        key: &'static str,
        c: &'static str,
        t: &'static str,
        values: impl IntoIterator<Item = V>,
    ) {
        let start = self.count();
        self.items.extend(values.into_iter().map(Into::into));
        self.facts.push(Fact::Keyed(Names::both(c, t), key, start, self.count()));
    }

    /// A property with one value. CloudFormation: a list with nothing else in it.
    pub fn single(&mut self, cloudformation: &'static str, terraform: &'static str, value: impl Into<Value<'a>>) {
        self.facts.push(Fact::Single(Names::both(cloudformation, terraform), value.into()));
    }

    /// A list that only CloudFormation has, and why.
    pub fn list_only<V: Into<Value<'a>>>(
        &mut self,
        c: &'static str,
        why: &'static str,
        values: impl Iterator<Item = V>,
    ) {
        self.listed(Names::only(Dialect::CloudFormation, c, why), values);
    }

    /// A property that only one dialect has, and why.
    pub fn only(&mut self, dialect: Dialect, name: &'static str, value: impl Into<Value<'a>>, why: &'static str) {
        self.facts.push(Fact::Set(Names::only(dialect, name, why), value.into()));
    }

    /// CloudFormation: a nested object. Terraform: arguments among the resource's own.
    pub fn group(&mut self, cloudformation: &'static str, inner: impl FnOnce(&mut Self)) {
        let names = Names { cloudformation: Some(cloudformation), terraform: Some(""), why: None };
        self.nest(names, Shape::Group, inner);
    }

    /// CloudFormation: a nested object. Terraform: a nested block.
    pub fn block(&mut self, cloudformation: &'static str, terraform: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::both(cloudformation, terraform), Shape::Block, inner);
    }

    /// CloudFormation: a nested object. Terraform: an argument whose value is an object. Its keys are AWS's own and the same
    /// in both.
    pub fn object(&mut self, cloudformation: &'static str, terraform: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::both(cloudformation, terraform), Shape::Object, inner);
    }

    /// CloudFormation: a list of objects. Terraform: a nested block for each. The members come from [`Body::member`].
    pub fn series(&mut self, cloudformation: &'static str, terraform: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::both(cloudformation, terraform), Shape::Series, inner);
    }

    /// A list of objects that only CloudFormation has, and why. Its members come from [`Body::member`].
    pub fn series_only(&mut self, name: &'static str, why: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::only(Dialect::CloudFormation, name, why), Shape::Series, inner);
    }

    /// One object of a series.
    pub fn member(&mut self, inner: impl FnOnce(&mut Self)) {
        self.nest(Names { cloudformation: Some(""), terraform: Some(""), why: None }, Shape::Member, inner);
    }

    /// CloudFormation: a list of objects. Terraform: flat. The members come from [`Body::flat_member`].
    pub fn flat_series(&mut self, cloudformation: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::both(cloudformation, ""), Shape::FlatSeries, inner);
    }

    /// One object of a flat series. Terraform: its arguments stand among the resource's own and begin with `prefix`.
    pub fn flat_member(&mut self, prefix: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::both("", prefix), Shape::FlatMember, inner);
    }

    /// One object of a flat series that only CloudFormation has, and why.
    pub fn flat_member_only(&mut self, why: &'static str, inner: impl FnOnce(&mut Self)) {
        self.nest(Names::only(Dialect::CloudFormation, "", why), Shape::FlatMember, inner);
    }

    /// CloudFormation: a list of objects with a `Name` and a `Value`. Terraform: an argument whose value is an object. The
    /// keys are AWS's own and the same in both.
    pub fn pairs<V: Into<Value<'a>>>(
        &mut self,
        cloudformation: &'static str,
        terraform: &'static str,
        pairs: impl IntoIterator<Item = (&'static str, V)>,
    ) {
        self.nest(Names::both(cloudformation, terraform), Shape::Pairs, |body| {
            for (key, value) in pairs {
                body.set(key, key, value);
            }
        });
    }

    /// The resource's tags.
    pub fn tags(&mut self, tags: &'a TagSet) {
        self.tags = Some(tags);
    }

    /// The same for a kind that has no tags in Terraform, and why.
    pub fn tags_in_cloudformation(&mut self, tags: &'a TagSet, why: &'static str) {
        self.tags = Some(tags);
        self.no_terraform_tags = Some(why);
    }

    /// The same for a kind whose tags CloudFormation has elsewhere, and why.
    pub fn tags_in_terraform(&mut self, tags: &'a TagSet, why: &'static str) {
        self.tags = Some(tags);
        self.no_cloudformation_tags = Some(why);
    }

    /// This resource is made after another one that none of its values read.
    pub fn after<T: Kind>(&mut self, other: Ref<T>) {
        self.after.push((other.node(), OnlyIn::Both));
    }

    /// The same in one dialect: where the other one says the dependency by another resource.
    pub fn after_only<T: Kind>(&mut self, dialect: OnlyIn, other: Ref<T>) {
        self.after.push((other.node(), dialect));
    }

    /// CloudFormation makes this resource after a step, for which it has no type.
    pub fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    fn nest(&mut self, names: Names, shape: Shape, inner: impl FnOnce(&mut Self)) {
        self.facts.push(Fact::Open(names, shape));
        inner(self);
        self.facts.push(Fact::Close);
    }

    fn count(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    /// The facts, in order.
    #[must_use]
    pub fn facts(&self) -> &[Fact<'a>] {
        &self.facts
    }

    /// The values of a list.
    #[must_use]
    pub fn items(&self, start: u32, end: u32) -> &[Value<'a>] {
        &self.items[start as usize..end as usize]
    }

    /// The tags, for a kind that takes some.
    #[must_use]
    pub fn tag_set(&self) -> Option<&'a TagSet> {
        self.tags
    }

    /// Why Terraform says no tags, where CloudFormation alone does.
    #[must_use]
    pub fn no_terraform_tags(&self) -> Option<&'static str> {
        self.no_terraform_tags
    }

    /// Why CloudFormation says no tags, where Terraform alone does.
    #[must_use]
    pub fn no_cloudformation_tags(&self) -> Option<&'static str> {
        self.no_cloudformation_tags
    }

    /// What the resource is made after.
    #[must_use]
    pub fn afters(&self) -> &[(NodeId, OnlyIn)] {
        &self.after
    }

    /// The steps after which CloudFormation makes the resource, in their order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// An argument that Terraform leaves as people set it, for its provider does not take the value.
    pub fn ignores(&mut self, terraform: &'static str) {
        self.ignored.push(terraform);
    }

    /// The arguments that Terraform leaves as they are.
    #[must_use]
    pub fn ignored(&self) -> &[&'static str] {
        &self.ignored
    }

    /// Says that the resource uses a feature that not every dialect and version can say.
    pub fn uses(&mut self, feature: Feature) {
        self.features.push(feature);
    }

    /// The features that it uses, of those that not every dialect and version can say.
    #[must_use]
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// The oldest version of Terraform's provider that knows what the resource says.
    #[must_use]
    pub fn provider(&self) -> ProviderVersion {
        self.features.iter().map(|feature| feature.said().provider).max().unwrap_or_default()
    }

    /// Every value, those of lists and of nested facts included, with the names of its fact.
    pub fn values(&self) -> impl Iterator<Item = (Names, Value<'a>)> + '_ {
        let of_facts = self.facts.iter().filter_map(|fact| match fact {
            Fact::Set(names, value) | Fact::Single(names, value) => Some((*names, std::slice::from_ref(value))),
            Fact::List(names, start, end) | Fact::Keyed(names, _, start, end) => {
                Some((*names, self.items(*start, *end)))
            }
            Fact::Open(..) | Fact::Close => None,
        });
        of_facts.flat_map(|(names, values)| values.iter().map(move |value| (names, *value)))
    }
}
