//! IOS-XE: `hier_config`, which computes what leads from one configuration to another, finds nothing left to do between what ran with the
//! update loaded and the new file. In come random edits of sites, out comes one test.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use libtest_mimic::{Completion, Failed, Trial};
use netgen::artifact::Artifact;
use netgen::router::update;
use netgen::uplink::platform::Platform;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::judge::{absent, output, said, stdout_of};
use super::setting;
use crate::common::pipeline::routers;
use crate::common::sites::edit;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/left_to_do.py");
/// How many pairs are judged.
const PAIRS: usize = 200;

pub fn finds_nothing_left() -> Trial {
    Trial::ignorable_test("hier-config::finds_nothing_left_after_an_update", || {
        let python = setting::python();
        if let Err(why) = stdout_of(Command::new(&python).args([SCRIPT, "--version"])) {
            return absent(format!("hier-config is missing: {why}"));
        }
        let pairs = pairs();
        let all = judge(&python, &pairs)?;
        if !all.status.success() {
            return Err(Failed::from(said(&all)));
        }
        // One that cannot say no has not judged: without its last line, no step does what it has to.
        let noticed = |pair: &Value| -> Result<bool, Failed> {
            let mut broken = pair.clone();
            let last = broken["steps"].as_array_mut().and_then(|steps| steps.last_mut()).ok_or("a step")?;
            let text = last.as_str().unwrap_or_default();
            let is_line =
                |line: &&str| !line.trim().starts_with('!') && !line.trim().starts_with("exit") && !opens(line);
            let gone = text.lines().rfind(is_line).unwrap_or_default().to_owned();
            *last =
                text.lines().filter(|line| *line != gone).fold(String::new(), |text, line| text + line + "\n").into();
            Ok(!judge(&python, &[broken])?.status.success())
        };
        for pair in pairs.iter().step_by(PAIRS / 10) {
            if !noticed(pair)? {
                return Err(Failed::from(format!("it misses nothing where a line is missing: {pair}")));
            }
        }
        Ok(Completion::Completed)
    })
}

fn opens(line: &str) -> bool {
    ["router bgp", "address-family", "interface", "crypto", "route-map", "peer"]
        .iter()
        .any(|head| line.trim().starts_with(head))
}

fn judge(python: &Path, pairs: &[Value]) -> Result<Output, Failed> {
    let place = TempDir::new().map_err(|error| error.to_string())?;
    let file = place.path().join("pairs.json");
    fs::write(&file, Value::from(pairs).to_string()).map_err(|error| error.to_string())?;
    Ok(output(Command::new(python).arg(SCRIPT).arg(&file))?)
}

/// Files of IOS-XE before and after random edits, and the steps between them.
fn pairs() -> Vec<Value> {
    let mut pairs = Vec::new();
    for seed in 0.. {
        let (old, new) = edit(seed);
        let Ok(old) = routers(&old, None) else { continue };
        let Ok(new) = routers(&new, Some(&old.lock)) else { continue };
        let found = update(&new.configs, &old.files, &new.files);
        for router in new.configs.iter().filter(|one| one.platform == Platform::CiscoIosXe) {
            let name = format!("{}/{}", router.site, router.router);
            let Some((_, count)) = found.changed.iter().find(|(changed, _)| *changed == name) else { continue };
            let text = |files: &[Artifact], part: &str| {
                let paths = ["", "unbound."].map(|word| format!("routers/{name}.{part}{word}cfg"));
                files.iter().find(|file| paths.contains(&file.path)).map(|file| file.text.clone())
            };
            let steps: Vec<String> = (1..=*count).filter_map(|step| text(&found.files, &format!("{step}."))).collect();
            let [before, after] = [&old.files, &new.files].map(|files| text(files, ""));
            pairs.push(json!({"what": format!("seed {seed}, {name}"), "old": before, "steps": steps, "new": after}));
        }
        if pairs.len() >= PAIRS {
            break;
        }
    }
    pairs.truncate(PAIRS);
    pairs
}
