//! Arguments that Terraform itself reads: what a resource waits for, how it goes, and the local values between a data source and what it
//! reads.

use super::address::Address;
use super::module::Printer;
use crate::aws::{Body, Node, OnlyIn, Read, Value};

impl Printer<'_, '_> {
    /// Local values for what a data source reads. Terraform puts off reading it while a resource that it names changes in any way,
    /// and then replaces all that hangs on what it gives; a local value between the two is in no one's way, and still makes the data
    /// source wait for a resource that is not there yet.
    /// <https://developer.hashicorp.com/terraform/language/data-sources#data-resource-behavior>
    pub(super) fn locals(&mut self, node: &Node, body: &Body<'_>) {
        self.locals.clear();
        if !node.kind.is_data() {
            return;
        }
        for (_, value) in body.values() {
            let Value::Attr(read) = value else { continue };
            // A variable is no resource that could change.
            if self.at.roots.variable(self.at.root, read).is_some() {
                continue;
            }
            let of = self.graph.node(read.node);
            let (Some(kind), false) = (of.kind.terraform(), of.kind.is_data()) else { continue };
            let kind = kind.strip_prefix("aws_").unwrap_or(kind);
            self.locals.push((read, format!("{}_{kind}_{}", node.label, read.names.terraform)));
        }
        if self.locals.is_empty() {
            return;
        }
        self.out.open_block("locals", &[]);
        for (read, name) in std::mem::take(&mut self.locals) {
            self.out.attribute(&name);
            self.out.raw(self.read(read));
            self.locals.push((read, name));
        }
        self.out.close_block();
        self.out.blank();
    }

    pub(super) fn lifecycle(&mut self, node: &Node, body: &Body<'_>) {
        let first = node.kind.change().creates_before_destroy();
        let flags = [("create_before_destroy", first), ("prevent_destroy", node.retain)];
        let mut said = flags.into_iter().filter(|(_, is_said)| *is_said).peekable();
        let triggers = self.triggers(node, body);
        if said.peek().is_none() && triggers.is_empty() && body.ignored().is_empty() {
            return;
        }
        self.out.blank();
        self.out.open_block("lifecycle", &[]);
        for (name, _) in said {
            self.out.attribute(name);
            self.out.flag(true);
        }
        if !body.ignored().is_empty() {
            self.out.attribute("ignore_changes");
            self.out.open_list();
            body.ignored().iter().for_each(|name| self.out.raw(*name));
            self.out.close_list();
        }
        if !triggers.is_empty() {
            self.out.attribute("replace_triggered_by");
            self.out.open_list();
            for read in triggers {
                self.out.raw(self.read(read));
            }
            self.out.close_list();
        }
        self.out.close_block();
    }

    /// Attributes whose change replaces a resource although the provider does not plan that. They are of resources of this root: nothing
    /// else can be a trigger, and what comes by a variable is known when it is planned. Of what a data source gives they are those
    /// that it reads. As attributes they trigger nothing while a resource changes in place.
    /// <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by>
    fn triggers(&self, node: &Node, body: &Body<'_>) -> Vec<Read> {
        let late = node.kind.change().force_new_late;
        if late.is_empty() {
            return Vec::new();
        }
        let mut open = Vec::new();
        for (_, value) in body.values().filter(|(names, _)| names.terraform.is_some_and(|name| late.contains(&name))) {
            value.each_read(|read, _| open.push(read));
        }
        let (mut triggers, mut of) = (Vec::new(), Body::default());
        while let Some(read) = open.pop() {
            let kind = self.graph.node(read.node).kind;
            if kind.is_data() {
                self.graph.describe(read.node, &mut of);
                of.values().for_each(|(_, value)| value.each_read(|read, _| open.push(read)));
            } else if self.at.has(read.node) && kind.terraform().is_some() {
                triggers.push(read);
            }
        }
        triggers.reverse();
        triggers
    }

    /// What must be there first and is read by no argument. Across roots their order says it.
    pub(super) fn depends_on(&mut self, body: &Body<'_>) {
        let at = self.at;
        let others = body.afters().iter().filter(|(id, only)| *only != OnlyIn::CloudFormation && at.has(*id));
        let mut others = others.filter_map(|(other, _)| Address::of(self.graph.node(*other))).peekable();
        if others.peek().is_none() {
            return;
        }
        self.out.blank();
        self.out.attribute("depends_on");
        self.out.open_list();
        for other in others {
            self.out.raw(other);
        }
        self.out.close_list();
    }
}
