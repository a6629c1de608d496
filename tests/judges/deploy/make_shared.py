"""Makes what accounts share with each other, in the manner of `make.py`, and what CloudFormation does in another account by a role."""

from make_sites import small
from template import Refused


def share(aws, properties):
    """CloudFormation has a share's things and principals in one resource."""
    tags = [small(tag) for tag in properties.pop("Tags", [])]
    made = aws.ram.create_resource_share(tags=tags, **small_names(properties))["resourceShare"]["resourceShareArn"]
    return made, {"Arn": made}


def principal(aws, properties):
    arn, account = properties["ResourceShareArn"], properties["Principal"]
    aws.ram.associate_resource_share(resourceShareArn=arn, principals=[account])
    return f"{arn}|{account}"


def small_names(properties):
    return {key[0].lower() + key[1:]: value for key, value in properties.items()}


def peering(aws, properties, made):
    """A peering with another account is accepted there, by a role that who asks may take."""
    role = properties.get("PeerRoleArn")
    if role is None:
        raise Refused(f"{made}: CloudFormation needs PeerRoleArn where the other VPC is of account {properties['PeerOwnerId']}")
    aws.takes(role).accept_vpc_peering_connection(VpcPeeringConnectionId=made)


TYPES = {"AWS::RAM::PrincipalAssociation": principal, "AWS::RAM::ResourceShare": share}
