//! Faults of LAGs that are put into rendered trees, and what the reader has to say of each.

use super::faults::{Fault, TOKYO_1, faults};

const LAG_MX: [&str; 2] = ["routers/nara/edge-1.unbound.set", "routers/nara/edge-1.unbound.conf"];

faults! {
    "a port that waits for the other end's LACP" in "site-lags":
        [(TOKYO_1, "channel-group 7 mode active", "channel-group 7 mode passive")] says "what is `channel-group 7 mode passive`";
    "a port in another LAG" in "site-lags":
        [(TOKYO_1, "0/0/1\n channel-group 7", "0/0/1\n channel-group 8")] says "tokyo/edge-1 has the LAGs";
    "another minimum of links than AWS's" in "site-lags":
        [(TOKYO_1, "lacp min-bundle 1", "lacp min-bundle 2")] says "tokyo/edge-1 has the LAGs";
    "a LAG that the device has no room for" in "site-lags":
        [(LAG_MX[0], "device-count 4", "device-count 3"), (LAG_MX[1], "device-count 4", "device-count 3")]
        says "the device has no ae3";
    "a bond without LACP" in "site-lags":
        [("routers/nara/edge-2.bond0.netdev", "Mode=802.3ad", "Mode=balance-rr")] says "speaks no LACP";
    "a port that no bond has" in "site-lags":
        [("routers/nara/edge-2.eth2.network", "Bond=bond0", "Bond=bond1")] says "nara/edge-2 has the LAGs";
    "a way back that leaves a port in the LAG" in "site-lags":
        [("routers/tokyo/edge-1.rollback.cfg", " no channel-group\n", "")] says "forgets";
}
