//! Random suites of VPN connections, of what a platform has.

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
