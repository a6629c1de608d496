//! What daemons run, so that two of them can be compared: in comes a daemon, out come lines.

use super::frr::Frr;
use super::shell::text;
use crate::charon::Charon;

/// What a sheet says of the last step that begins in it.
pub fn last_part(sheet: &str) -> &str {
    let lines: Vec<usize> = sheet.match_indices('\n').map(|(at, _)| at + 1).collect();
    let starts = lines
        .into_iter()
        .filter(|at| sheet[*at..].split(". ").next().is_some_and(|number| number.parse::<u32>().is_ok()));
    starts.max().map_or(sheet, |at| &sheet[at..])
}

/// The running configuration, each line with the blocks around it.
pub fn running(frr: &Frr) -> Result<Vec<String>, String> {
    let text = frr.running()?;
    let mut around: Vec<(usize, String)> = Vec::new();
    let mut all = Vec::new();
    for line in text.lines() {
        let words = line.trim();
        let depth = line.len() - line.trim_start().len();
        // What the kernel of the namespace does is not what a file says.
        let skip = [
            "no ip forwarding",
            "ip forwarding",
            "no ipv6 forwarding",
            "ipv6 forwarding",
            "Building",
            "Current",
            "frr version",
            "frr defaults",
            "hostname",
            "log ",
            "exit",
            "end",
            "!",
            "service ",
        ];
        if words.is_empty() || skip.iter().any(|start| words.starts_with(start)) {
            continue;
        }
        while around.last().is_some_and(|(other, _)| *other >= depth) {
            around.pop();
        }
        around.push((depth, words.to_owned()));
        all.push(around.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" | "));
    }
    // Other people's profiles may stand there, so an update leaves the block; empty it does nothing.
    all.retain(|line| line != "bfd");
    Ok(all)
}

/// When each session that is up began.
pub fn begun(frr: &Frr) -> Result<Vec<(String, u64)>, String> {
    let all = frr.show("bgp neighbors")?;
    let neighbors = all.as_object().ok_or("no neighbors")?;
    let up = neighbors.iter().filter(|(_, about)| about["bgpState"] == "Established");
    Ok(up.map(|(name, about)| (name.clone(), about["connectionsEstablished"].as_u64().unwrap_or_default())).collect())
}

/// The connections that a daemon has, whatever their order.
pub fn listed(charon: &Charon) -> Result<Vec<String>, String> {
    let said = charon.swanctl(&["--list-conns"])?;
    let text = text(&said);
    let mut lines: Vec<String> =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with("plugin '")).map(str::to_owned).collect();
    lines.sort();
    Ok(lines)
}
