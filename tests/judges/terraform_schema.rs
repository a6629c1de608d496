//! Every argument and block of a module, and every attribute that it reads, is one that the AWS provider has, and nothing required
//! is missing. Two judges: what the provider in the mirror says of itself, and the kept names of a version that people run and no
//! machine without a registry can.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::{Block, BlockLabel, Body, Structure};
use hcl_edit::visit::{Visit, visit_traversal};
use serde_json::Value;

use super::judge::{Fault, Found, Judge, Verdict, stdout_of};
use super::terraform;
use super::tree::{self, Tree};

/// The resources of networks in version 6.62 of the provider, a line each: an argument is `required`, `optional` or `read-only`; a
/// block has what is in it, whether it has to be there, and whether it may be there once only.
const KEPT_NAMES: &str = include_str!("schemas/aws-6.62.json");
const KEPT_VERSION: &str = "6.62";

/// Both must see these; what stands in the brackets, one alone.
macro_rules! faults {
    ($($own:expr)?) => {
        &[
            $($own,)?
    fault("an unknown argument", "enable_dns_support   =", "enable_dns_suport    =", "no enable_dns_suport"),
    fault(
        "a required argument that is not there",
        "  route_table_id         = aws_route_table.sample_public.id\n",
        "",
        "needs route_table_id",
    ),
    fault("a misspelt argument in a block", "file_format =", "file_fromat =", "no destination_options.file_fromat"),
    fault("an unknown block", "destination_options {", "destination_option {", "no block destination_option"),
    fault("a block that is an argument", "destination_options {", "destination_options = {", "is a block"),
    fault("an argument that is a block", "  tags = {", "  tags {", "is an argument"),
    fault(
        "a block too many",
        "  destination_options {\n",
        "  destination_options {\n  }\n\n  destination_options {\n",
        "once only",
    ),
    fault(
        "something required that a block lacks",
        "    subnet_id = aws_subnet.sample_public_a.id\n    ip        = \"10.0.0.11\"\n",
        "    ip        = \"10.0.0.11\"\n",
        "needs subnet_id",
    ),
    fault(
        "a required block that is not there",
        "resource \"aws_security_group\" \"sample\" {",
        "resource \"aws_route53_resolver_endpoint\" \"empty\" {\n  direction          = \"INBOUND\"\n  security_group_ids = []\n}\n\n\
         resource \"aws_security_group\" \"sample\" {",
        "needs ip_address",
    ),
    fault("an unknown type", "\"aws_route_table_association\"", "\"aws_route_table_asociation\"", "no resource"),
    fault(
        "what only the provider sets",
        "  vpc_id            = aws_vpc.sample.id\n",
        "  vpc_id            = aws_vpc.sample.id\n  owner_id = \"1\"\n",
        "read-only",
    ),
    Fault {
        what: "an unknown attribute of what is looked up",
        tree: "dx-vpn",
        file: "terraform/hybrid_routing_hub.tf",
        text: "= aws_ec2_transit_gateway_route_table.hub_on_prem.id\n  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id",
        instead: "= aws_ec2_transit_gateway_route_table.hub_on_prem.id\n  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.ident",
        says: "attribute ident",
    },
    fault(
        "an unknown attribute",
        "= aws_internet_gateway.sample.id",
        "= aws_internet_gateway.sample.ident",
        "attribute ident",
    ),
        ]
    };
}

pub const MIRROR: Judge = Judge {
    name: "terraform-schema",
    things: "names",
    concerns: terraform::fits_every_mirror,
    find: find_mirror,
    faults: faults!(),
};
pub const KEPT: Judge = Judge {
    name: "terraform-schema-6.62",
    things: "names",
    concerns: |tree| !tree.terraform_files().is_empty(),
    find: || {
        Ok(Found { version: format!("aws {KEPT_VERSION}, kept"), judge: Box::new(|tree| judge(&KEPT_SCHEMA, tree)) })
    },
    faults: faults!(fault(
        "what an earlier version had",
        "  vpc_id               = aws_vpc.sample.id\n",
        "  vpc_id = aws_vpc.sample.id\n  log_group_name = \"sample\"\n",
        "no log_group_name",
    )),
};
static KEPT_SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let names: Value = serde_json::from_str(KEPT_NAMES).expect("JSON");
    let resources = names.as_object().expect("resources").iter();
    resources.map(|(name, arguments)| (name.clone(), Names::kept(arguments))).collect()
});

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "terraform/vpc_sample.tf", text, instead, says }
}

/// What is looked up and not made has this before its type.
const DATA: &str = "data.";

/// Resources by their type, and what is looked up with [`DATA`] before it.
type Schema = BTreeMap<String, Names>;

/// What may stand in a block.
#[derive(Default)]
struct Names {
    arguments: BTreeMap<String, Need>,
    blocks: BTreeMap<String, Nested>,
}

#[derive(Clone, Copy, PartialEq)]
enum Need {
    Required,
    Optional,
    ReadOnly,
}

struct Nested {
    required: bool,
    once: bool,
    names: Names,
}

impl Names {
    fn kept(value: &Value) -> Self {
        let mut names = Self::default();
        for (name, said) in value.as_object().into_iter().flatten() {
            if said.is_object() {
                let (required, once) = (said["required"] == true, said["single"] == true);
                let nested = Nested { required, once, names: Self::kept(&said["block"]) };
                names.blocks.insert(name.clone(), nested);
                continue;
            }
            let need = match said.as_str() {
                Some("required") => Need::Required,
                Some("read-only") => Need::ReadOnly,
                _ => Need::Optional,
            };
            names.arguments.insert(name.clone(), need);
        }
        names
    }

    /// <https://developer.hashicorp.com/terraform/cli/commands/providers/schema>
    fn told(block: &Value) -> Self {
        let mut names = Self::default();
        for (name, said) in block["attributes"].as_object().into_iter().flatten() {
            let need = match (&said["required"], &said["optional"]) {
                (Value::Bool(true), _) => Need::Required,
                (_, Value::Bool(true)) => Need::Optional,
                _ => Need::ReadOnly,
            };
            names.arguments.insert(name.clone(), need);
        }
        for (name, said) in block["block_types"].as_object().into_iter().flatten() {
            let required = said["min_items"].as_u64().is_some_and(|least| least > 0);
            let once = said["max_items"] == 1 || said["nesting_mode"] == "single";
            names.blocks.insert(name.clone(), Nested { required, once, names: Self::told(&said["block"]) });
        }
        names
    }
}

fn find_mirror() -> Result<Found, String> {
    let terraform = terraform::version()?;
    let (mirror, versions) = terraform::mirror()?;
    let schema = told(&mirror)?;
    let version = format!("terraform {terraform}, aws {versions}");
    Ok(Found { version, judge: Box::new(move |tree| judge(&schema, tree)) })
}

/// What the provider in the mirror says of itself.
fn told(mirror: &Path) -> Result<Schema, String> {
    let place = tree::scratch().map_err(|error| error.to_string())?;
    let work = place.path();
    let versions = "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n";
    fs::write(work.join("versions.tf"), versions).map_err(|error| error.to_string())?;
    terraform::use_mirror(mirror, work)?;
    terraform::step(work, &["init", "-no-color", "-input=false"])?;
    let text = stdout_of(terraform::offline(work).args(["providers", "schema", "-json"]))?;
    let told: Value = serde_json::from_str(&text).map_err(|error| format!("terraform providers schema: {error}"))?;
    let provider = &told["provider_schemas"]["registry.terraform.io/hashicorp/aws"];
    let mut schema = Schema::new();
    for (list, before) in [("resource_schemas", ""), ("data_source_schemas", DATA)] {
        let types = provider[list].as_object().ok_or_else(|| format!("the provider tells of no {list}"))?;
        schema.extend(types.iter().map(|(name, told)| (format!("{before}{name}"), Names::told(&told["block"]))));
    }
    Ok(schema)
}

fn judge(schema: &Schema, tree: &Tree) -> Verdict {
    let mut reader = Reader { schema, known: 0, wrong: Vec::new(), place: String::new() };
    for file in tree.terraform_files() {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let body: Body = text.parse().map_err(|error| format!("{}: {error}", file.display()))?;
        for block in body.blocks() {
            match block.ident.as_str() {
                "resource" => reader.resource(block, ""),
                "data" => reader.resource(block, DATA),
                _ => {}
            }
        }
        reader.place = file.file_name().unwrap_or_default().display().to_string();
        reader.visit_body(&body);
    }
    if reader.wrong.is_empty() { Ok(reader.known) } else { Err(reader.wrong.join("\n")) }
}

struct Reader<'a> {
    schema: &'a Schema,
    known: usize,
    wrong: Vec<String>,
    /// Where the reader is.
    place: String,
}

/// What any resource may have, whatever its provider says.
/// <https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on>
const META: &[&str] = &["depends_on", "lifecycle", "provider"];

impl Reader<'_> {
    fn resource(&mut self, block: &Block, before: &str) {
        let labels: Vec<&str> = block.labels.iter().map(BlockLabel::as_str).collect();
        self.place = format!("{before}{}", labels.join("."));
        match labels.first().and_then(|kind| self.schema.get(&format!("{before}{kind}"))) {
            Some(names) => self.body(&block.body, names, ""),
            None => self.object("there is no resource of this type"),
        }
    }

    fn body(&mut self, body: &Body, names: &Names, path: &str) {
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => self.argument(attribute.key.as_str(), names, path),
                Structure::Block(block) => self.block(block, names, path),
            }
        }
        let has = |name: &str| body.has_attribute(name) || body.has_blocks(name);
        let arguments = names.arguments.iter().filter(|(_, need)| **need == Need::Required).map(|(name, _)| name);
        let blocks = names.blocks.iter().filter(|(_, nested)| nested.required).map(|(name, _)| name);
        for name in arguments.chain(blocks).filter(|name| !has(name)) {
            self.object(&format!("{path}it needs {name}"));
        }
        for (name, _) in names.blocks.iter().filter(|(_, nested)| nested.once) {
            if body.get_blocks(name).count() > 1 {
                self.object(&format!("{path}{name} may be there once only"));
            }
        }
    }

    fn argument(&mut self, name: &str, names: &Names, path: &str) {
        match names.arguments.get(name) {
            Some(Need::ReadOnly) => self.object(&format!("{path}{name} is read-only")),
            Some(_) => self.known += 1,
            None if path.is_empty() && META.contains(&name) => {}
            None if names.blocks.contains_key(name) => self.object(&format!("{path}{name} is a block")),
            None => self.object(&format!("there is no {path}{name}")),
        }
    }

    fn block(&mut self, block: &Block, names: &Names, path: &str) {
        let name = block.ident.as_str();
        match names.blocks.get(name) {
            Some(nested) => {
                self.known += 1;
                self.body(&block.body, &nested.names, &format!("{path}{name}."));
            }
            None if path.is_empty() && META.contains(&name) => {}
            None if names.arguments.contains_key(name) => self.object(&format!("{path}{name} is an argument")),
            None => self.object(&format!("there is no block {path}{name}")),
        }
    }

    fn object(&mut self, why: &str) {
        self.wrong.push(format!("{}: {why}", self.place));
    }
}

/// Every attribute that is read of a resource, wherever it is read.
impl Visit for Reader<'_> {
    fn visit_traversal(&mut self, traversal: &Traversal) {
        if let Some((kind, name)) = read(traversal) {
            let names = self.schema.get(&kind);
            match names.map(|names| names.arguments.contains_key(name) || names.blocks.contains_key(name)) {
                Some(true) => self.known += 1,
                Some(false) => self.object(&format!("{kind} has no attribute {name}")),
                None => self.object(&format!("there is no resource {kind} to read")),
            }
        }
        visit_traversal(self, traversal);
    }
}

/// The type as the schema names it and the attribute, of `aws_vpc.shop.id` and of `data.aws_vpc.shop.id`.
fn read(traversal: &Traversal) -> Option<(String, &str)> {
    let Expression::Variable(root) = &traversal.expr else { return None };
    let mut names = traversal.operators.iter().map(|operator| match operator.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    });
    let kind = match root.as_str() {
        "data" => format!("{DATA}{}", names.next()??),
        kind if kind.starts_with("aws_") => kind.to_owned(),
        _ => return None,
    };
    let name = names.nth(1)??;
    Some((kind, name))
}
