use super::*;
use crate::diagnostic::{Diagnostics, Sources};
use crate::{builtin, compile};

fn record(name: &str) -> Record {
    let builtin = builtin::find(name).expect("a built-in");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add(builtin.file_name(), builtin.text);
    let texts =
        compile::Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let input = compile::read(&texts, &mut sources, &mut diagnostics).expect("a good document");
    let format = crate::cloudformation::Format::Yaml;
    compile::compile(&input, name, format, &mut diagnostics).expect("a good document").record()
}

#[test]
fn what_is_written_is_what_is_read() {
    for builtin in builtin::ALL {
        let record = record(builtin.name);
        let text = record.artifact().text;
        assert_eq!(Record::read(&text).as_ref(), Ok(&record), "{}", builtin.name);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }
}

#[test]
fn another_version_and_an_unknown_kind_are_refused() {
    let text = record("three-tier").artifact().text;
    let other = text.replacen("\"netgen\": 1", "\"netgen\": 2", 1);
    assert_eq!(Record::read(&other), Err("it is of version 2, and this netgen compares version 1".to_owned()));
    let unknown = text.replacen("\"kind\":\"vpc\"", "\"kind\":\"vpn\"", 1);
    assert!(Record::read(&unknown).is_err_and(|error| error.contains("this netgen knows no kind `vpn`")));
}

/// Two resources of one kind and name would be taken for each other.
#[test]
fn a_key_is_one_resource() {
    for builtin in builtin::ALL {
        let record = record(builtin.name);
        let mut keys: Vec<String> =
            record.units.iter().flat_map(|unit| unit.resources.iter().map(ResourceRecord::key)).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all, "{}", builtin.name);
    }
}

#[test]
fn notes_of_an_entry_are_no_address() {
    assert_eq!(super::decided("block 10.0.0.0/22  tables shared  word db"), "block 10.0.0.0/22");
    assert_eq!(super::decided("zone c  tier tables"), "zone c  tier tables");
    assert_eq!(super::decided("tables shared"), "");
}
