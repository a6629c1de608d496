use super::*;
use crate::diff::tests::version;
use crate::diff::{Alarm, diff};

/// What the update of one router of the built-in `dx-vpn` does to sessions.
fn felt(settings: &[(&str, &str)]) -> Vec<String> {
    let old = version("dx-vpn", &[], None);
    let new = version("dx-vpn", settings, Some(&old));
    let found = diff(&old, &new);
    let alarm = Alarm::Interrupts.is_in(&found);
    let routers = &found.network.routers;
    assert!(!routers.iter().any(|one| one.update.resets()) || alarm);
    routers.iter().map(|one| format!("{}: {:?}", one.name, one.update)).collect()
}

#[test]
fn sessions_are_reset_by_some_statements_and_refreshed_by_others() {
    let prefixes = felt(&[("sites.tokyo.prefixes", "[192.168.0.0/16, 172.31.0.0/16]")]);
    assert!(prefixes.iter().any(|one| one.contains("Policy")), "{prefixes:?}");
    assert!(!prefixes.iter().any(|one| one.contains("Resets")), "{prefixes:?}");
    let moved = felt(&[("sites.tokyo.uplinks.inet.vpn.outside_ip", "203.0.113.77")]);
    assert!(moved.iter().any(|one| one.contains("inet tunnel 1") && one.contains("Resets")), "{moved:?}");
    let other = felt(&[("sites.tokyo.asn", "64999")]);
    assert!(other.iter().all(|one| one.contains("Replaced")), "{other:?}");
}

/// An earlier netgen did not say what routers load.
#[test]
fn a_record_without_files_of_routers_says_that_it_does_not_know() {
    let mut old = version("dx-vpn", &[], None);
    old.routers.iter_mut().for_each(|one| one.files.clear());
    let new = version("dx-vpn", &[("sites.tokyo.prefixes", "[192.168.0.0/16, 172.31.0.0/16]")], Some(&old));
    let found = diff(&old, &new);
    assert!(found.network.routers.iter().all(|one| one.update == RouterUpdate::Unknown));
    assert!(!found.network.routers.is_empty());
    let same = version("dx-vpn", &[], Some(&old));
    assert!(diff(&old, &same).network.routers.is_empty());
}
