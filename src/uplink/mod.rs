//! The vocabulary of uplinks between a site and AWS, which a document writes, a plan decides by and a router is configured with.
//!
//! Values and arithmetic of the field alone: no stage, no document and no word of any vendor, so that every stage may read it.
//!
//! | part | owns |
//! | --- | --- |
//! | [`bandwidth`] | how much an uplink carries |
//! | [`bfd`] | the timing of bidirectional forwarding detection |
//! | [`crypto`] | ciphers, hashes and groups that AWS knows |
//! | [`failover`] | how soon a failure is detected |
//! | [`mtu`] | the MTU and MSS of a tunnel |
//! | [`options`] | lifetimes, replay window and dead peers of tunnels |
//! | [`preference`] | ranks of uplinks as BGP attributes |
//! | [`public`] | scopes of public virtual interfaces as BGP communities |
//! | [`platform`] | which platforms there are, and what each can do |

pub mod bandwidth;
pub mod bfd;
pub mod crypto;
pub mod failover;
pub mod first_hop;
pub mod mtu;
pub mod options;
pub mod platform;
pub mod preference;
pub mod public;
