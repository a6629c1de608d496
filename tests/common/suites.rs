//! Random suites and options of VPN connections, of what a platform has.

use super::dice::Dice;

pub fn crypto(dice: &mut Dice, platform: &str) -> String {
    let groups: &[u32] =
        if platform == "linux" { &[14, 15, 16, 17, 18, 19, 20, 21] } else { &[14, 15, 16, 19, 20, 21, 20, 17] };
    let hashes = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"];
    let one = match dice.pick(&["AES128", "AES256", "AES256-GCM-16"]) {
        cipher if cipher.contains("GCM") => format!("encryption: {cipher}, integrity: SHA2-384"),
        cipher => format!("encryption: {cipher}, integrity: {}", dice.pick(&hashes)),
    };
    let two = match dice.pick(&["AES128", "AES256", "AES256-GCM-16", "AES128-GCM-16"]) {
        cipher if cipher.contains("GCM") => format!("encryption: {cipher}"),
        cipher => format!("encryption: {cipher}, integrity: {}", dice.pick(&hashes)),
    };
    let [first, second] = [dice.pick(groups), dice.pick(groups)];
    format!("crypto: {{phase1: {{{one}, dh_group: {first}}}, phase2: {{{two}, dh_group: {second}}}}}")
}

/// Options of tunnels that every connection can have: none, and those of each kind.
const OPTIONS: [Option<&str>; 6] = [
    None,
    Some("options: {phase1_lifetime: 3600, phase2_lifetime: 900}"),
    Some("options: {dpd_timeout: 60, dpd_action: none}"),
    None,
    Some(
        "options: {replay_window: 128, rekey_margin: 60, rekey_fuzz: 0, startup_action: add, lifecycle_control: true}",
    ),
    Some("options: {phase1_lifetime: 901, phase2_lifetime: 900, rekey_fuzz: 50, dpd_timeout: 35}"),
];

/// What a connection over the internet has besides, by a number: options, logs, and on a transit gateway large tunnels and acceleration.
pub fn options(choice: usize, (hub, is_static): (bool, bool)) -> Vec<String> {
    let logs = if is_static { "logs: {activity: true}" } else { "logs: {bgp: true, format: text}" };
    let mut all = vec![OPTIONS[choice % OPTIONS.len()], (choice.is_multiple_of(4)).then_some(logs)];
    if hub {
        all.push((choice / 4 % 3 == 1).then_some("bandwidth: large"));
        all.push((choice / 12 % 3 == 2).then_some("accelerate: true"));
    }
    all.into_iter().flatten().map(str::to_owned).collect()
}

/// What a connection inside Direct Connect has besides, behind a comma.
pub fn inside(serial: usize, choice: usize) -> String {
    let bandwidth = if serial.is_multiple_of(2) { ", bandwidth: large, logs: {activity: true}" } else { "" };
    OPTIONS[choice % OPTIONS.len()].map_or_else(String::new, |options| format!(", {options}")) + bandwidth
}

/// The platform, or now and then a device that netgen has no files for: by dice of its own, so that all others fall as they always did.
pub fn unknown(platform: &'static str, site: usize, router: usize) -> &'static str {
    if platform != "juniper-mx" && Dice::new((31 * site + router) as u64).one_in(7) { "other" } else { platform }
}
