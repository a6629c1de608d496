//! The kinds by which accounts share things.

use super::{Kind, TAGS};

kinds! {
    ACCOUNTS;
    "AWS::RAM::ResourceShare" "aws_ram_resource_share" "ResourceShare" &[("Arn", "arn")], [
        ("Name", "name"), ("AllowExternalPrincipals", "allow_external_principals"), ("ResourceArns.*", ""), TAGS,
    ];
    "AWS::RAM::PrincipalAssociation" "aws_ram_principal_association" "PrincipalAssociation" &[],
        [("ResourceShareArn", "resource_share_arn"), ("Principal", "principal")];
    // CloudFormation has it in the share, does it by a step, or accepts with the request by a role that Terraform does not need.
    "Shared resource" "aws_ram_resource_association" "" &[],
        [("=ResourceShareArn", "resource_share_arn"), ("=ResourceArn", "resource_arn")];
    "Share accepter" "aws_ram_resource_share_accepter" "" &[], [("=ResourceShareArn", "share_arn")];
    "Attachment accepter" "aws_ec2_transit_gateway_vpc_attachment_accepter" "" &[], [
        ("=TransitGatewayAttachmentId", "transit_gateway_attachment_id"),
        ("=Association", "transit_gateway_default_route_table_association"),
        ("=Propagation", "transit_gateway_default_route_table_propagation"), ("=Tags.*", "tags.*"),
    ];
    "Peering accepter" "aws_vpc_peering_connection_accepter" "" &[],
        [("=VpcPeeringConnectionId", "vpc_peering_connection_id"), ("=AutoAccept", "auto_accept"), ("=Tags.*", "tags.*")];
    "Peer role" "" "PeerRole" &[("Arn", "")], [
        ("AssumeRolePolicyDocument.**", ""), ("Policies.*.PolicyName", ""), ("Policies.*.PolicyDocument.**", ""), ("Tags.*", ""),
    ];
}
