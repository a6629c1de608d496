//! The Region and its zones: known to the table that netgen ships, or a warning. AWS opens Regions, and accounts see
//! different letters, so nothing of this is an error.

use crate::blueprint::AvailabilityZones;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned, closest};
use crate::net::Region;

pub(super) fn check(
    region: &Spanned<Region>,
    zones: Option<&Spanned<AvailabilityZones>>,
    diagnostics: &mut Diagnostics,
) {
    if !region.value.is_known() {
        let message = format!("`{}` is not a Region that netgen knows", region.value);
        let mut finding = Diagnostic::new(Code::UnknownRegion, message)
            .at(region.span, "")
            .why("the table of Regions is of November 2026; zones are not checked either");
        if let Some(best) = closest(region.value.as_str(), Region::known()) {
            finding = finding.help(format!("did you mean `{best}`?"));
        }
        diagnostics.push(finding.help("`aws account list-regions` lists what AWS has"));
    }
    let Some(AvailabilityZones::Named(zones)) = zones.map(|zones| &zones.value) else { return };
    for zone in zones {
        let Some(known) = region.value.zones_without(&zone.value) else { continue };
        let message = format!("{} has no zone `{}` that netgen knows", region.value, zone.value);
        let finding = Diagnostic::new(Code::UnknownRegionZone, message)
            .at(zone.span, "")
            .why("the table of zones is of November 2026; an account may also see fewer of them");
        diagnostics.push(finding.help(format!("its zones are `{}`", known.join("`, `"))));
    }
}
