//! What a property forces, as AWS's schemas and the measured provider have it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

static TABLE: LazyLock<Value> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/schemas/change.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the table")).expect("JSON")
});

/// The names in one list of a type.
fn list(dialect: &str, kind: &str, name: &str) -> BTreeSet<&'static str> {
    let row = &TABLE[dialect][kind];
    assert!(row.is_object(), "{kind} has no row in change.json");
    row[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Paths of properties whose change replaces a resource of CloudFormation: `DnsOptions.PrivateDnsPreference`.
pub fn create_only(kind: &str) -> BTreeSet<&'static str> {
    list("cloudformation", kind, "create_only")
}

/// Properties whose change may replace it.
#[allow(dead_code, reason = "each target uses a part of the table")]
pub fn may_replace(kind: &str) -> BTreeSet<&'static str> {
    let mut all = list("cloudformation", kind, "conditional_create_only");
    // Of tags the schema says that they change in place.
    all.extend(list("cloudformation", kind, "cdk_replaces").into_iter().filter(|name| *name != "Tags"));
    all
}

/// Whether the type can be updated at all.
pub fn updates(kind: &str) -> bool {
    TABLE["cloudformation"][kind]["updates"] == true
}

/// Whether CloudFormation deletes the old one before it makes the new one.
#[allow(dead_code, reason = "each target uses a part of the table")]
pub fn deleted_first(kind: &str) -> bool {
    TABLE["cloudformation"][kind]["deleted_first"] == true
}

/// Arguments whose change replaces a resource of Terraform; the second list does so only when it is turned on.
#[allow(dead_code, reason = "each target uses a part of the table")]
pub fn force_new(kind: &str) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let (force, in_place) = (list("terraform", kind, "force_new"), list("terraform", kind, "in_place"));
    (force.difference(&in_place).copied().collect(), force.intersection(&in_place).copied().collect())
}
