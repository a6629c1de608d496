//! What Junos makes of `set` and `delete` lines. In come texts, out goes what is set afterwards, or the line that deletes nothing. No code of
//! the printers.

/// Statements of Junos as `set` lines, after `delete` and `set` lines were loaded; or the line that deletes nothing.
pub fn junos(running: &str, update: &str) -> Result<Vec<String>, String> {
    let mut all: Vec<String> = set_lines(running);
    for line in update.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if let Some(path) = line.strip_prefix("delete ") {
            let before = all.len();
            all.retain(|one| one != path && !one.starts_with(&format!("{path} ")));
            if all.len() == before {
                return Err(format!("`{line}` deletes nothing"));
            }
        } else if let Some(path) = line.strip_prefix("set ") {
            let own = junos_setting(path);
            all.retain(|one| junos_setting(one) != own);
            all.push(path.to_owned());
        } else {
            return Err(format!("what is `{line}`?"));
        }
    }
    all.sort();
    Ok(all)
}

/// What a file of `set` lines says, without what stays on a port.
pub fn junos_lines(text: &str) -> Vec<String> {
    let mut all = set_lines(text);
    all.sort();
    all
}

fn set_lines(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.strip_prefix("set ")).map(str::to_owned).collect()
}

/// What stays on a port: the way back leaves it as well.
pub fn stays_on_port(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    words.first() == Some(&"interfaces") && (words.last() == Some(&"vlan-tagging") || words.get(2) == Some(&"mtu"))
        || line.starts_with("chassis aggregated-devices ethernet device-count ")
        || line == "protocols vrrp asymmetric-hold-time"
}

/// Leaves of Junos that hold one value. Everything else is a list, or a name.
const ONE: &[&str] = &[
    "local-preference",
    "metric",
    "as-path-prepend",
    "hold-time",
    "import",
    "export",
    "peer-as",
    "maximum",
    "idle-timeout",
    "minimum-interval",
    "multiplier",
    "mtu",
    "mss",
    "description",
    "vlan-id",
    "dh-group",
    "authentication-algorithm",
    "encryption-algorithm",
    "lifetime-seconds",
    "ascii-text",
    "ike-policy",
    "interval",
    "threshold",
    "inet",
    "external-interface",
    "local-address",
    "keys",
    "bind-interface",
    "gateway",
    "ipsec-policy",
    "router-id",
    "type",
    "authentication-key",
    "members",
    "priority",
    "priority-cost",
    "priority-hold-time",
    "802.3ad",
    "minimum-links",
    "device-count",
];

fn junos_setting(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let value = words.iter().position(|word| word.starts_with('"')).unwrap_or(words.len().saturating_sub(1));
    let name = words.get(value.wrapping_sub(1)).copied().unwrap_or_default();
    // `forwarding-table export` is a list, `local-identity inet` a value and `family inet` a block.
    let is_list = line.contains("forwarding-table") || (name == "inet" && !line.contains("local-identity"));
    if ONE.contains(&name) && !is_list && value + 1 >= words.len().min(value + 1) {
        return words[..value].join(" ");
    }
    line.to_owned()
}
