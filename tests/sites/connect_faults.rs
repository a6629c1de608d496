//! Faults of Connect peers that are put into rendered trees, and what the reader has to say of each.

use super::faults::Fault;

const HEAD_1: &str = "routers/branches/head-1.cfg";
const HEAD_2: &str = "routers/branches/head-2.frr.conf";
const HEAD_2_GRE: &str = "routers/branches/head-2.ng-gre-2.netdev";
const BRANCHES_JSON: &str = "cloudformation/site-branches.json";
const BRANCHES_HCL: &str = "terraform/site_branches.tf";

macro_rules! faults {
    ($($what:literal: [$edit:expr] says $said:literal;)*) => {
        pub const FAULTS: &[Fault] =
            &[$(Fault { what: $what, document: "site-connect", edits: &[$edit], said: $said }),*];
    };
}

faults! {
    "another end of a GRE tunnel":
        [(HEAD_1, "tunnel destination 10.255.0.254", "tunnel destination 10.255.0.253")] says "to 10.255.0.254";
    "one hop to a Connect peer":
        [(HEAD_1, " neighbor 169.254.16.3 ebgp-multihop 2\n", "")] says "1 hops";
    "one hop to a Connect peer of a Linux router":
        [(HEAD_2, " neighbor 169.254.40.10 ebgp-multihop 2\n", "")] says "1 hops";
    "an address of AWS's inside a Connect peer on the router":
        [(HEAD_1, "ip address 169.254.16.1 ", "ip address 169.254.16.4 ")] says "AWS expects 169.254.16.1/29";
    "a /30 inside a Connect peer on the router":
        [(HEAD_1, "255.255.255.248", "255.255.255.252")] says "AWS expects 169.254.16.1/29";
    "a GRE tunnel that begins at another address":
        [(HEAD_2_GRE, "Local=10.9.1.10", "Local=10.9.1.11")] says "to 10.255.0.20";
    "a GRE tunnel that hangs on another device":
        [(HEAD_2_GRE, "Independent=yes", "Independent=no")] says "hangs on another device";
    "a GRE tunnel without room for its own header":
        [(HEAD_2_GRE, "MTUBytes=8476", "MTUBytes=8500")] says "MTU Some(8500), not 8476";
    "an end at AWS that is not the transit gateway's":
        [(BRANCHES_HCL, "\"10.255.0.254\"", "\"10.254.0.254\"")] says "10.254.0.254 is not the gateway's";
    "a Connect peer that is another appliance":
        [(BRANCHES_JSON, "10.9.0.10", "10.9.0.11")] says "AWS sends to 10.9.0.11";
    "another /29 inside a Connect peer at AWS":
        [(BRANCHES_JSON, "169.254.16.0/29", "169.254.16.8/29")] says "0 sessions with 169.254.16.10";
    "a Connect attachment over another VPC":
        [(BRANCHES_HCL, "vpc_attachment.sdwan.id", "vpc_attachment.app.id")] says "carried by";
    "another ASN of an appliance at AWS":
        [(BRANCHES_HCL, "= 65010", "= 65011")] says "AWS calls the site 65011";
}
