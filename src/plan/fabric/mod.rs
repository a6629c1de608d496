//! The forwarding model: every route table of the network, as AWS will hold it.
//!
//! In come segments, tiers, peerings, sites and the addresses of their blocks; out go tables with one route per destination.
//! Whatever renders, shows, counts or walks routes reads these tables, so that all of it is the same network. Nothing here
//! knows a dialect or a format.

mod clients;
pub mod filter;
mod hub;
pub mod packet;
mod table;
mod target;
mod vpc;
pub mod walk;

#[cfg(test)]
mod tests;

pub(super) use clients::clients;
pub use hub::HubTarget;
pub(super) use hub::routes as hub_routes;
pub use table::{Destination, Ipv6Block, Route, Source, Table, Twin};
pub use target::Target;
pub use vpc::VpcTable;
pub(super) use vpc::tables;
