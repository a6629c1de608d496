//! What several accounts cost: the instructions of a render for each resource that it writes, with VPCs spread over accounts, beside those
//! of the same VPCs in one account. There are more resources then (shares, acceptances) and more files (a root module or three for each
//! account), and each resource may take a fifth more.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::thread;

use super::{scale, stages};

/// Instructions of a resource in several accounts, in those of one in a single account.
const MOST: f64 = 1.2;

/// VPCs of an account.
const OF_EACH: usize = 10;

/// The network of `scale`, with the spokes spread over so many accounts, and all else in an account of its own.
pub fn document(spokes: usize, accounts: usize) -> String {
    let mut text = String::new();
    let mut next = (0..accounts.max(1)).cycle();
    for line in scale::document(spokes).lines() {
        let known = line.strip_prefix("  s").and_then(|rest| rest.split_once(": {"));
        match known.filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit())) {
            Some((number, rest)) => {
                let _ = writeln!(text, "  s{number}: {{account: a{:03}, {rest}", next.next().unwrap_or_default());
            }
            None if line.starts_with("region:") => {
                text += "organization: {id: o-abc123defg, management: \"999999999999\"}\naccounts:\n  network: \"111111111111\"\n";
                for index in 0..accounts {
                    let _ = writeln!(text, "  a{index:03}: \"2{index:011}\"");
                }
                text = text + line + "\n";
            }
            None if line == "defaults:" => text += "defaults:\n  account: network\n",
            None => text = text + line + "\n",
        }
    }
    text
}

/// How many VPCs there are: `NETGEN_SPEED_ACCOUNTS=1000` is what the promise is about.
fn vpcs() -> usize {
    super::counts::variable("NETGEN_SPEED_ACCOUNTS").and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// Both counts and what one is of the other; an error if it is more than it may be.
pub fn judged() -> Result<String, String> {
    let vpcs = vpcs();
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).map_err(|error| error.to_string())?;
    let texts = [("one", scale::document(vpcs)), ("many", document(vpcs, vpcs / OF_EACH))];
    for (name, text) in &texts {
        let folder = place.path().join(name);
        fs::create_dir(&folder)
            .and_then(|()| fs::write(folder.join("scale.yaml"), text))
            .map_err(|error| error.to_string())?;
    }
    let [one, many] = thread::scope(|scope| {
        let count = |name: &'static str| {
            let folder = place.path().join(name);
            scope.spawn(move || of_each_resource(&folder))
        };
        let (one, many) = (count("one"), count("many"));
        [one, many].map(|run| run.join().map_err(|_| "a thread died".to_owned()).flatten())
    });
    let (one, many) = (one?, many?);
    let ratio = many.0 / one.0;
    let told = format!(
        "{vpcs} VPCs: {:.0} instructions for each of {} resources in one account, {:.0} for each of {} in {}, {ratio:.2} times\n",
        one.0,
        one.1,
        many.0,
        many.1,
        vpcs / OF_EACH + 1
    );
    if ratio > MOST { Err(format!("more than {MOST} times:\n{told}")) } else { Ok(told) }
}

/// Instructions for each resource of both dialects, and the number of these.
fn of_each_resource(folder: &Path) -> Result<(f64, usize), String> {
    let words = [env!("CARGO_BIN_EXE_netgen"), "render", "scale.yaml", "--out", "out"];
    let instructions = stages::counted(folder, &folder.join("counts"), &words)?;
    let resources = resources(&folder.join("out"))?;
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two counts")]
    let of_each = instructions as f64 / resources.max(1) as f64;
    Ok((of_each, resources))
}

/// Resources in the templates and the root modules of a tree.
fn resources(folder: &Path) -> Result<usize, String> {
    let mut count = 0;
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            count += resources(&path)?;
            continue;
        }
        let begins = match path.extension().and_then(|ending| ending.to_str()) {
            Some("tf") => "resource \"",
            Some("yaml") => "    Type: AWS::",
            _ => continue,
        };
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        count += text.lines().filter(|line| line.starts_with(begins)).count();
    }
    Ok(count)
}
