//! Value types of the field: valid once made, so that nobody after the parser checks a string again.
//!
//! In comes text (or a number) of a document, out goes a type that says what it is, or an [`Invalid`] that says what is
//! wrong and what to write instead. Nothing here knows a blueprint, and nothing here plans.

#[macro_use]
mod form;
mod glob;

mod access;
mod account;
mod asn;
mod carrier;
mod cidr;
mod cidr6;
mod connection;
mod domain;
mod email;
mod endpoint_name;
mod endpoint_services;
mod icmp;
mod id;
mod interface;
mod location;
mod lock_path;
mod name;
mod percent;
mod policy;
mod port;
mod provider;
mod region;
mod region_zones;
mod repository;
mod secret_name;
mod state;
mod tag;
mod text;
mod zone;

pub use access::{AccessGroupId, Banner};
pub use account::{OrganizationId, OrganizationalUnitId, ProfileName};
pub use asn::Asn;
pub use carrier::CarrierName;
pub use cidr::{Cidr4, WELL_KNOWN};
pub use cidr6::{Cidr, Cidr6};
pub use connection::ConnectionName;
pub use domain::DomainName;
pub use email::Email;
pub use form::Invalid;
pub(crate) use form::quote;
pub use glob::{KeptPath, is_match};
pub use icmp::IcmpType;
pub use id::{
    AccountId, AllocationId, Arn, DirectConnectConnectionId, DirectConnectGatewayId, DirectConnectLagId, DirectoryId,
    ExistingVpcId, PrefixListId, SecurityGroupId, TransitGatewayAttachmentId, TransitGatewayId,
};
pub use interface::{InterfaceAddress, InterfaceName, LinkAddress, VrfName};
pub use location::Location;
pub use lock_path::LockPath;
pub use name::Name;
pub use percent::Percent;
pub use policy::{ActionPattern, ArnPattern, ConditionKey, ConditionValue, ServiceName, Sid};
pub use port::Ports;
pub use provider::ProviderVersion;
pub use region::Region;
pub use repository::RepositoryFolder;
pub use secret_name::SecretName;
pub use state::{BucketName, KeyPrefix, TableName};
pub use tag::{TagKey, TagValue};
pub use text::Description;
pub use zone::ZoneName;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_describes_itself_to_an_editor() {
        let mut generator = schemars::SchemaGenerator::default();
        macro_rules! check {
            ($($type:ident)*) => {$(
                let schema = <$type as schemars::JsonSchema>::json_schema(&mut generator);
                assert!(schema.get("description").is_some_and(|text| text.as_str().is_some()), stringify!($type));
                let pattern = schema.get("pattern").and_then(|text| text.as_str()).unwrap_or("^$");
                assert!(pattern.starts_with('^') && pattern.ends_with('$') && !pattern.contains("(?"), "{pattern}");
            )*};
        }
        check!(AccessGroupId Banner DirectoryId);
        check!(AccountId AllocationId Arn Asn Cidr Cidr4 Cidr6 Description DirectConnectConnectionId);
        check!(CarrierName ConnectionName DirectConnectLagId);
        check!(DirectConnectGatewayId DomainName Email InterfaceAddress InterfaceName LinkAddress Location Name Ports PrefixListId);
        check!(BucketName ExistingVpcId KeyPrefix OrganizationId OrganizationalUnitId ProfileName TableName);
        check!(KeptPath LockPath Region RepositoryFolder SecretName SecurityGroupId TagKey TagValue);
        check!(TransitGatewayAttachmentId TransitGatewayId VrfName ZoneName);
    }
}
