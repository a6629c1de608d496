//! Public virtual interfaces of a site.

use super::{SiteBuilder, Watched};
use crate::aws::graph::OutputValue;
use crate::aws::kind::{AlarmSubject, PublicVirtualInterface};
use crate::aws::parameter::KeyForm;
use crate::plan::PublicPlan;

impl SiteBuilder<'_, '_> {
    pub(super) fn publics(&mut self) {
        if self.plan.publics.is_empty() {
            return;
        }
        let place = self.graph.group(self.unit, "Public virtual interfaces");
        for plan in &self.plan.publics {
            let name = self.network.public(plan.public).name.as_str();
            let (interface, path) = (self.public(plan, name), [self.name, name]);
            let own = self.graph.add(place, &path, interface);
            let why = format!(
                "It comes up once AWS has verified the prefixes. The router's community {} carries them to {}.",
                plan.scope.community(),
                plan.scope
            );
            self.graph.remark(own, &why);
            let session = PublicVirtualInterface::session().map(|(key, attr)| (key, own.read(attr)));
            let what = format!(
                "For netgen render --bind, by terraform output -json: virtual interface {name} of site {}, with the key of its session",
                self.name
            );
            self.graph.output(self.unit, &path, "Binding", what, OutputValue::Secret(session.to_vec()));
            let what = format!("the BGP session of the public virtual interface {name} of site {} is down", self.name);
            let subject = AlarmSubject::PublicInterface(own, self.connection(&plan.connection));
            self.watched.push(Watched { word: name.to_owned(), what, subject });
        }
    }

    fn public(&mut self, plan: &PublicPlan, name: &str) -> PublicVirtualInterface {
        PublicVirtualInterface {
            name: plan.name.clone(),
            connection: self.connection(&plan.connection),
            vlan: plan.vlan,
            asn: plan.asn.get(),
            amazon: plan.amazon.to_string(),
            customer: plan.customer.to_string(),
            prefixes: plan.prefixes.clone(),
            key: self.key(name, &plan.key, KeyForm::Bgp),
            tags: self.named(&[name]),
        }
    }
}
