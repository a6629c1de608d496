//! Properties in a template: facts with one value or several, and facts that hold others.

use super::Printer;
use crate::aws::{Body, Fact, Shape, Value};
use crate::cloudformation::writer::Writer;

impl<W: Writer> Printer<'_, W> {
    pub(super) fn facts(&mut self, body: &Body<'_>) {
        let mut open: Vec<Option<Shape>> = Vec::new();
        for fact in body.facts() {
            // What stands in something that only Terraform says is left out with it.
            let silent = open.contains(&None);
            match fact {
                Fact::Open(names, shape) => {
                    let name = names.cloudformation.filter(|_| !silent);
                    open.push(name.map(|_| *shape));
                    if let Some(name) = name {
                        self.open(name, *shape);
                    }
                }
                Fact::Close => match open.pop().flatten() {
                    Some(Shape::Series | Shape::FlatSeries | Shape::Pairs) => self.out.close_list(),
                    Some(_) => self.out.close_map(),
                    None => {}
                },
                Fact::Set(names, value) if open.last() == Some(&Some(Shape::Pairs)) => {
                    if let Some(name) = names.cloudformation {
                        self.pair(name, *value);
                    }
                }
                Fact::Set(names, _) | Fact::Single(names, _) | Fact::List(names, ..) | Fact::Keyed(names, ..) => {
                    if let (Some(name), false) = (names.cloudformation, silent) {
                        self.out.key(name);
                        self.fact(fact, body);
                    }
                }
            }
        }
    }

    fn open(&mut self, name: &str, shape: Shape) {
        match shape {
            Shape::Group | Shape::Block | Shape::Object => {
                self.out.key(name);
                self.out.open_map();
            }
            Shape::Series | Shape::FlatSeries | Shape::Pairs => {
                self.out.key(name);
                self.out.open_list();
            }
            Shape::Member | Shape::FlatMember => {
                self.out.item();
                self.out.open_map();
            }
        }
    }

    /// The value of a fact that has no others inside.
    fn fact(&mut self, fact: &Fact<'_>, body: &Body<'_>) {
        match *fact {
            Fact::Set(_, value) => self.value(value),
            Fact::Single(_, value) => {
                self.out.open_list();
                self.out.item();
                self.value(value);
                self.out.close_list();
            }
            Fact::List(_, start, end) => {
                self.out.open_list();
                for value in body.items(start, end) {
                    self.out.item();
                    self.value(*value);
                }
                self.out.close_list();
            }
            Fact::Keyed(_, key, start, end) => {
                self.out.open_list();
                for value in body.items(start, end) {
                    self.out.item();
                    self.out.open_map();
                    self.out.key(key);
                    self.value(*value);
                    self.out.close_map();
                }
                self.out.close_list();
            }
            Fact::Open(..) | Fact::Close => {}
        }
    }

    fn pair(&mut self, name: &str, value: Value<'_>) {
        self.out.item();
        self.out.open_map();
        self.out.key("Name");
        self.out.text(name);
        self.out.key("Value");
        self.value(value);
        self.out.close_map();
    }
}
