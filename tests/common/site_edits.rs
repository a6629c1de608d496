//! Edits of random documents with sites: uplinks in another order, and fewer of them.

/// The names of an order of preference in which no uplinks are equal.
fn order(line: &str) -> Option<&str> {
    line.strip_prefix("    prefer: [")?.strip_suffix(']').filter(|list| !list.contains('['))
}

/// The order of preference, the other way round.
pub fn turned(text: &str) -> String {
    let turn = |line: &str| {
        let Some(list) = order(line) else { return line.to_owned() };
        let names: Vec<&str> = list.split(", ").collect::<Vec<_>>().into_iter().rev().collect();
        format!("    prefer: [{}]", names.join(", "))
    };
    text.lines().map(|line| turn(line) + "\n").collect()
}

/// Without the last uplink of each site that has an order.
pub fn fewer(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let Some(prefer) = lines.iter().find_map(|line| order(line)) else { return text.to_owned() };
    let Some((rest, last)) = prefer.rsplit_once(", ") else { return text.to_owned() };
    let kept = lines.iter().filter(|line| !line.starts_with(&format!("      {last}: ")));
    let kept = kept.map(|line| line.replace(&format!("[{prefer}]"), &format!("[{rest}]")) + "\n").collect::<String>();
    if rest.contains(", ") { kept } else { kept.replace(&format!("    prefer: [{rest}]\n"), "") }
}
