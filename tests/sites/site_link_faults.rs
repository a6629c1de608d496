//! Faults of `SiteLink` that are put into rendered trees, and what the reader has to say of each.

use super::faults::{Fault, faults};

const LINKED_VIF: &str = "terraform/site_berlin.tf";
const LINKED_1: &str = "routers/dresden/edge-1.unbound.cfg";
const LINKED_2: &str = "routers/rostock/edge-2.unbound.frr.conf";
const LINKED_3: [&str; 2] = ["routers/berlin/edge-1.unbound.set", "routers/berlin/edge-1.unbound.conf"];

faults! {
    "SiteLink on one end alone" in "site-link":
        [(LINKED_VIF, "sitelink_enabled = true", "sitelink_enabled = false")] says "SiteLink brings {}";
    "a site by SiteLink and by the transit gateway" in "site-link":
        [("terraform/direct_connect_main.tf", "[\"10.0.0.0/16\"]", "[\"10.0.0.0/16\", \"172.20.0.0/16\"]")]
        says "172.20.0.0/16 by SiteLink and by the gateway behind it";
    "a router that refuses what SiteLink brings" in "site-link":
        [(LINKED_1, "permit 172.22.0.0/16\n", "permit 172.23.0.0/16\n")] says "the router takes";
    "a router that takes more than SiteLink brings" in "site-link":
        [(LINKED_2, "permit 192.168.0.0/16\n", "permit 192.168.0.0/16\nip prefix-list NG-AWS-IN seq 114857 permit 192.169.0.0/16\n")]
        says "the router takes";
    "a router that knows one of two prefixes of another site" in "site-link":
        [(LINKED_3[0], "set policy-options prefix-list ng-aws-in 172.22.0.0/16\n", ""), (LINKED_3[1], "        172.22.0.0/16;\n", "")]
        says "the router takes";
}
