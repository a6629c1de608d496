//! Every property of a template, nested ones too, is one that the type's schema has, and nothing required is missing; every attribute
//! that `Fn::GetAtt` takes is there. The schemas are cfn-lint's, read out of the installed package by `schemas/cloudformation.py`.
//!
//! What a change replaces, and whether the old resource is in the way then, has to be known: see `change.rs`.
//!
//! cfn-lint says the same in rules of its own. This is the second opinion: it knows no rule that could be switched off, and counts.

use std::process::Command;

use serde_json::Value;

use super::cfn_lint::by_region;
use super::change;
use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::setting;
use super::tree::{self, Tree};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/schemas/cloudformation.py");

pub const JUDGE: Judge = Judge {
    name: "cloudformation-schema",
    things: "properties",
    concerns: |tree| !tree.templates().is_empty(),
    find,
    faults: &[
        fault("an unknown property", "EnableDnsSupport: true", "EnableDnsSuport: true", "EnableDnsSuport"),
        fault("an unknown type", "Type: AWS::EC2::RouteTable\n", "Type: AWS::EC2::RoutingTable\n", "RoutingTable"),
        fault(
            "a required property that is not there",
            "      RouteTableId: !Ref SamplePublicRouteTable\n      DestinationCidrBlock",
            "      DestinationCidrBlock",
            "needs RouteTableId",
        ),
        fault(
            "a resource without what it needs",
            "SubnetId: !Ref SamplePublicASubnet\n      RouteTableId",
            "RouteTableId",
            "needs SubnetId",
        ),
        fault(
            "a misspelt property inside another",
            "FileFormat: parquet",
            "FileFromat: parquet",
            "DestinationOptions/FileFromat",
        ),
        fault("a misspelt key in a list", "Key: CostCenter", "Kee: CostCenter", "Tags/*/Kee"),
        fault(
            "something required that a list's item lacks",
            "SubnetId: !Ref SamplePublicASubnet, Ip: 10.0.0.10",
            "Ip: 10.0.0.10",
            "IpAddresses/* needs SubnetId",
        ),
        fault(
            "a property that AWS sets",
            "      MapPublicIpOnLaunch: false",
            "      SubnetId: subnet-1",
            "only AWS sets",
        ),
        fault(
            "a text in the place of a list",
            "SecurityGroupIds: [!GetAtt SampleSecurityGroup.GroupId]",
            "SecurityGroupIds: !GetAtt SampleSecurityGroup.GroupId\n      Tags: sample",
            "Tags",
        ),
        fault(
            "a list in the place of a map",
            "DestinationOptions: { FileFormat: parquet, HiveCompatiblePartitions: true, PerHourPartition: true }",
            "DestinationOptions: [ parquet ]",
            "DestinationOptions",
        ),
        fault(
            "an unknown attribute",
            "[!GetAtt SampleSecurityGroup.GroupId]",
            "[!GetAtt SampleSecurityGroup.GroupIdd]",
            "GroupIdd",
        ),
        fault(
            "a fixed name that nobody thought of",
            "      GroupDescription: Who may ask for names",
            "      GroupName: sample\n      GroupDescription: Who may ask for names",
            "GroupName is there once",
        ),
        fault(
            "a replacement that nobody thought of",
            "      MapPublicIpOnLaunch: false",
            "      OutpostArn: arn:aws:outposts:ap-northeast-1:111122223333:outpost/op-1",
            "a change of OutpostArn replaces it",
        ),
        fault(
            "an unknown key beside the properties",
            "    Type: AWS::EC2::InternetGateway\n",
            "    Type: AWS::EC2::InternetGateway\n    DependOn: SampleVpc\n",
            "DependOn",
        ),
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "cloudformation/sample.yaml", text, instead, says }
}

/// What may stand in a resource.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>
const KEYS: &[&str] =
    &["Type", "Properties", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Condition"];

fn find() -> Result<Found, String> {
    let python = setting::python();
    let version = stdout_of(Command::new(&python).args([SCRIPT, "--version"]))?.trim().to_owned();
    let judge = move |tree: &Tree| {
        let mut names = Names::default();
        for (region, templates) in by_region(tree)? {
            let output = output(Command::new(&python).arg(SCRIPT).arg(region).args(templates))?;
            if !output.status.success() {
                return Err(said(&output));
            }
            let read: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
            for (file, template) in read["templates"].as_object().ok_or("no templates")? {
                names.template(file, template, &read["schemas"]);
            }
        }
        names.verdict()
    };
    Ok(Found { version, judge: Box::new(judge) })
}

/// The schema of a Connect peer says of the list that only AWS sets it, and of `PeerAsn` in it that it is set when the peer is made; nothing else
/// says the appliance's number.
const CONTRADICTS: &str = "/properties/ConnectPeerConfiguration/BgpConfigurations";

/// The names that were looked up, and what is wrong with some.
#[derive(Default)]
struct Names {
    known: usize,
    wrong: Vec<String>,
}

/// A schema with the one of the whole type around it, which has the definitions.
#[derive(Clone, Copy)]
struct Schema<'a> {
    here: &'a Value,
    whole: &'a Value,
}

impl Names {
    fn verdict(self) -> Verdict {
        if self.wrong.is_empty() { Ok(self.known) } else { Err(self.wrong.join("\n")) }
    }

    fn template(&mut self, file: &str, template: &Value, schemas: &Value) {
        let resources = &template["Resources"];
        for (id, resource) in resources.as_object().into_iter().flatten() {
            let place = format!("{file}: {id}");
            for key in resource.as_object().into_iter().flatten().map(|(key, _)| key) {
                if !KEYS.contains(&key.as_str()) {
                    self.wrong.push(format!("{place}: a resource has no {key}"));
                }
            }
            let kind = resource["Type"].as_str().unwrap_or_default();
            let whole = &schemas[kind];
            if whole.is_null() {
                self.wrong.push(format!("{place}: there is no type {kind}"));
                continue;
            }
            let nothing = Value::Object(serde_json::Map::new());
            let properties = if resource["Properties"].is_null() { &nothing } else { &resource["Properties"] };
            self.value(properties, Schema { here: whole, whole }, &place, "/properties");
            self.wrong.extend(change::wrong(id, resource, whole).into_iter().map(|what| format!("{place}: {what}")));
        }
        self.attributes(file, &template["Resources"], resources, schemas);
        self.attributes(file, &template["Outputs"], resources, schemas);
    }

    /// A value below `path`, a pointer into the schema as its list of read-only properties has it.
    fn value(&mut self, value: &Value, schema: Schema<'_>, place: &str, path: &str) {
        let schema = schema.resolved();
        match value {
            // What a function gives is known when it is deployed.
            Value::Object(map) if map.len() == 1 && map.keys().all(|key| key == "Ref" || key.starts_with("Fn::")) => {}
            Value::Object(map) => {
                if schema.is_only("array") {
                    self.wrong.push(format!("{place}: {path} is a list"));
                }
                for (name, inner) in map {
                    self.property(name, inner, schema, place, &format!("{path}/{name}"));
                }
                for name in schema.here["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if !map.contains_key(name) {
                        self.wrong.push(format!("{place}: {path} needs {name}"));
                    }
                }
            }
            Value::Array(items) => {
                if schema.is_only("object") {
                    self.wrong.push(format!("{place}: {path} is a map"));
                }
                for item in items {
                    let inner = Schema { here: &schema.here["items"], ..schema };
                    self.value(item, inner, place, &format!("{path}/*"));
                }
            }
            _ if schema.is_only("array") || schema.is_only("object") => {
                self.wrong.push(format!("{place}: {path} is no single value"));
            }
            _ => {}
        }
    }

    fn property(&mut self, name: &str, value: &Value, schema: Schema<'_>, place: &str, path: &str) {
        let read_only = schema.whole["readOnlyProperties"].as_array().into_iter().flatten();
        if read_only.into_iter().any(|pointer| pointer == path) && path != CONTRADICTS {
            self.wrong.push(format!("{place}: {path} is what only AWS sets"));
        }
        match schema.property(name) {
            Some(inner) => {
                self.known += 1;
                self.value(value, inner, place, path);
            }
            None if schema.is_open() => {}
            None => self.wrong.push(format!("{place}: there is no {path}")),
        }
    }

    /// Every attribute that is read is a property of its type.
    fn attributes(&mut self, file: &str, value: &Value, resources: &Value, schemas: &Value) {
        match value {
            Value::Object(map) => {
                if let Some((id, attribute)) = map.get("Fn::GetAtt").and_then(attribute) {
                    let kind = resources[id].get("Type").and_then(Value::as_str).unwrap_or_default();
                    let mut schema = Some(Schema { here: &schemas[kind], whole: &schemas[kind] });
                    for name in attribute.split('.') {
                        schema = schema.and_then(|schema| schema.resolved().property(name));
                    }
                    match schema {
                        Some(_) => self.known += 1,
                        None if kind == "AWS::CloudFormation::Stack" && attribute.starts_with("Outputs.") => {}
                        None => self.wrong.push(format!("{file}: {id} has no attribute {attribute}")),
                    }
                }
                map.values().for_each(|inner| self.attributes(file, inner, resources, schemas));
            }
            Value::Array(items) => items.iter().for_each(|item| self.attributes(file, item, resources, schemas)),
            _ => {}
        }
    }
}

/// `A.B` in one text, or in two.
fn attribute(argument: &Value) -> Option<(&str, &str)> {
    argument.as_str().and_then(|text| text.split_once('.')).or(argument[0].as_str().zip(argument[1].as_str()))
}

impl Schema<'_> {
    /// The definition, where the schema only names one.
    fn resolved(self) -> Self {
        let mut here = self.here;
        // A chain of names is short; a circle of them would be a broken schema.
        for _ in 0..8 {
            let Some(pointer) = here["$ref"].as_str().and_then(|name| name.strip_prefix('#')) else { break };
            here = self.whole.pointer(pointer).unwrap_or(&Value::Null);
        }
        Self { here, ..self }
    }

    fn property(self, name: &str) -> Option<Self> {
        // Patterns are for maps whose names people choose, such as the parameters of a stack.
        let chosen = || self.here["patternProperties"].as_object().and_then(|patterns| patterns.values().next());
        let here = self.here["properties"].get(name).or_else(chosen)?;
        Some(Self { here, ..self })
    }

    /// Whether names that the schema does not list are allowed: documents such as a policy.
    fn is_open(self) -> bool {
        self.here["additionalProperties"] != false && self.here["properties"].is_null()
    }

    fn is_only(self, kind: &str) -> bool {
        self.here["type"] == kind || self.here["type"] == serde_json::json!([kind])
    }
}
