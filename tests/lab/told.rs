//! What AWS is told of the network: the CloudFormation templates of the same render, as JSON. In come texts, out come the values that
//! AWS's side is made of. Nothing is made up: a kind that is not there exactly once, or a value that is missing, is an error.

use std::net::Ipv4Addr;

use serde_json::Value;

use super::files::Files;

/// The templates.
pub struct Told(Vec<Value>);

/// What a tunnel was told, in strongSwan's words.
pub struct Protection {
    pub ike: String,
    pub esp: String,
    /// Of IKE and of ESP, in seconds.
    pub lifetimes: [u64; 2],
    /// How long before its end a key is renewed, at the latest and at the earliest.
    pub margins: [u64; 2],
    pub replay: u64,
    /// How long a peer may be silent, in seconds, and what happens then.
    pub silence: u64,
    pub then: String,
}

impl Told {
    pub fn read(files: &Files) -> Result<Self, String> {
        let parse = |text: &str| serde_json::from_str(text).map_err(|error| format!("a template: {error}"));
        let templates: Vec<Value> = files.ending(".json").map(parse).collect::<Result<_, String>>()?;
        Ok(Self(templates))
    }

    /// The properties of the only resource of a kind.
    pub fn only(&self, kind: &str) -> Result<&Value, String> {
        let found: Vec<&Value> = self.0.iter().flat_map(|template| resources(template, kind)).collect();
        match found[..] {
            [one] => Ok(one),
            _ => Err(format!("the templates have {} of {kind}, expected one", found.len())),
        }
    }

    /// The names and the properties of all resources of a kind.
    pub fn named<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let all = self.0.iter().filter_map(|template| template["Resources"].as_object()).flatten();
        all.filter(move |(_, one)| one["Type"] == kind).map(|(name, one)| (name.as_str(), &one["Properties"]))
    }

    /// The resource whose attachment a parameter stands for, by the look-up that fills it.
    pub fn looked_up(&self, parameter: &str) -> Option<&str> {
        let stacks = self.0.iter().filter_map(|template| template["stacks"].as_array()).flatten();
        let mut all = stacks.filter_map(|stack| stack["parameters"].as_array()).flatten();
        let lookup = all.find(|one| one["name"] == parameter && one["lookup"].is_object())?;
        let output = lookup["lookup"]["with"]["RESOURCE"]["output"].as_str()?;
        let value = self.0.iter().map(|template| &template["Outputs"][output]["Value"]).find(|one| !one.is_null())?;
        value["Ref"].as_str().or_else(|| value["Fn::GetAtt"][0].as_str())
    }

    /// What the table of the site's segment learns from VPCs: a VPN connection announces all of it.
    pub fn routes(&self) -> Result<Vec<String>, String> {
        let table = |properties: &Value| {
            properties["TransitGatewayRouteTableId"]["Ref"].as_str().unwrap_or_default().to_owned()
        };
        let of_vpc = |template: &&Value| resources(template, "AWS::EC2::VPC").next().is_some();
        let without = self.0.iter().filter(|template| !of_vpc(template));
        let mut tables: Vec<String> = without
            .flat_map(|template| resources(template, "AWS::EC2::TransitGatewayRouteTableAssociation"))
            .map(table)
            .collect();
        tables.dedup();
        let [own] = &tables[..] else {
            return Err(format!("ways to the site are in the tables {tables:?}, expected one"));
        };
        let learns = |template: &&Value| {
            resources(template, "AWS::EC2::TransitGatewayRouteTablePropagation")
                .any(|properties| table(properties) == *own)
        };
        let vpcs =
            self.0.iter().filter(of_vpc).filter(learns).flat_map(|template| resources(template, "AWS::EC2::VPC"));
        vpcs.map(|vpc| text(&vpc["CidrBlock"])).collect()
    }
}

fn resources<'a>(template: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
    let all = template["Resources"].as_object().into_iter().flat_map(serde_json::Map::values);
    all.filter(move |resource| resource["Type"] == kind).map(|resource| &resource["Properties"])
}

/// A text that has to be there.
pub fn text(value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("{value} is no text"))
}

/// A number that has to be there, also one that is written as text.
pub fn number(value: &Value) -> Result<u64, String> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
    number.ok_or_else(|| format!("{value} is no number"))
}

/// An ASN, which a customer gateway has in one of two properties.
pub fn asn(properties: &Value, names: &[&str]) -> Result<u32, String> {
    let found = names.iter().map(|name| &properties[*name]).find(|value| !value.is_null());
    let found = number(found.ok_or_else(|| format!("no {names:?} in {properties}"))?)?;
    u32::try_from(found).map_err(|_| format!("{found} is no ASN"))
}

/// An address that stands with the length of its prefix.
pub fn address(value: &Value) -> Result<String, String> {
    Ok(text(value)?.split('/').next().unwrap_or_default().to_owned())
}

/// The address so far behind the first one of a prefix.
pub fn within(prefix: &str, offset: u32) -> Result<String, String> {
    let first = prefix.split('/').next().unwrap_or_default().parse::<Ipv4Addr>();
    let first = first.map_err(|error| format!("{prefix}: {error}"))?;
    Ok(Ipv4Addr::from(u32::from(first).wrapping_add(offset)).to_string())
}

impl Protection {
    /// From the options of a tunnel.
    pub fn of(options: &Value) -> Result<Self, String> {
        if values(options, "IKEVersions")? != ["ikev2"] {
            return Err(format!("the lab knows version 2 of IKE, and not {}", options["IKEVersions"]));
        }
        let margin = number(&options["RekeyMarginTimeSeconds"])?;
        let fuzz = number(&options["RekeyFuzzPercentage"])?;
        Ok(Self {
            ike: suite(options, "Phase1")?,
            esp: suite(options, "Phase2")?,
            lifetimes: [number(&options["Phase1LifetimeSeconds"])?, number(&options["Phase2LifetimeSeconds"])?],
            margins: [margin, margin + margin * fuzz / 100],
            replay: number(&options["ReplayWindowSize"])?,
            silence: number(&options["DPDTimeoutSeconds"])?,
            then: text(&options["DPDTimeoutAction"])?,
        })
    }
}

/// All that AWS would take in a phase, as one proposal. In phase 1 a cipher that authenticates by itself leaves the hash to the
/// pseudo-random function.
fn suite(options: &Value, phase: &str) -> Result<String, String> {
    let ciphers = values(options, &format!("{phase}EncryptionAlgorithms"))?;
    let hashes = values(options, &format!("{phase}IntegrityAlgorithms")).unwrap_or_default();
    let groups = values(options, &format!("{phase}DHGroupNumbers"))?;
    let sealed = ciphers.iter().all(|cipher| cipher.ends_with("GCM-16"));
    let hash = |name: &String| {
        let word = name.to_lowercase().replace("sha2-", "sha");
        if sealed { format!("prf{word}") } else { word }
    };
    let hashes = hashes.iter().filter(|_| !sealed || phase == "Phase1").map(hash);
    let words = ciphers.iter().map(|name| name.to_lowercase().replace('-', "")).chain(hashes);
    let groups = groups.iter().map(|number| group(number)).collect::<Result<Vec<_>, _>>()?;
    Ok(words.chain(groups.into_iter().map(str::to_owned)).collect::<Vec<_>>().join("-"))
}

fn values(options: &Value, name: &str) -> Result<Vec<String>, String> {
    let list = options[name].as_array().ok_or_else(|| format!("no {name} in {options}"))?;
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(list.iter().map(|item| word(&item["Value"])).collect())
}

fn group(number: &str) -> Result<&'static str, String> {
    Ok(match number {
        "14" => "modp2048",
        "15" => "modp3072",
        "16" => "modp4096",
        "17" => "modp6144",
        "18" => "modp8192",
        "19" => "ecp256",
        "20" => "ecp384",
        "21" => "ecp521",
        _ => return Err(format!("the lab has no group {number}")),
    })
}
