//! Answers of the AWS CLI in another form than JSON. In comes a text that is no JSON, out goes the form that it has, if it is one
//! of the CLI's. <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html>

use super::fact::Broken;

/// First words of a line of `--output yaml` and `yaml-stream`.
const YAML: [&str; 4] = ["VpnConnections:", "VpnConnectionId:", "virtualInterfaces:", "virtualInterfaceId:"];
/// First words of a line of `--output text`.
const TEXT: [&str; 2] = ["VPNCONNECTIONS", "VIRTUALINTERFACES"];
/// Titles of `--output table`.
const TABLE: [&str; 2] = ["DescribeVpnConnections", "DescribeVirtualInterfaces"];
/// Lines to look at: the words are near the beginning, and a file may have millions.
const LINES: usize = 200;

/// The finding about an answer in another form; `None` if it is no answer of the CLI.
pub(super) fn other_than_json(text: &str) -> Option<Broken> {
    let lines = || text.lines().take(LINES).map(|line| line.trim_start_matches(['-', '|', ' ']));
    let begins = |words: &[&str]| lines().any(|line| words.iter().any(|word| line.starts_with(word)));
    let form = match () {
        () if begins(&YAML) => "YAML",
        () if begins(&TEXT) => "text",
        () if begins(&TABLE) => "a table",
        () => return None,
    };
    let help = "run the command again with `--output json`; `aws configure set output json` makes it the default";
    Some(Broken::new(format!("an answer of the AWS CLI as {form}, not as JSON")).help(help))
}
