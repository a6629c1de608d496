"""Makes the resources that lead to sites, in the manner of `make.py`."""

import json

from template import Refused


def tagged(kind, properties):
    """The properties with the tags where the API of EC2 wants them when something is made."""
    tags = properties.pop("Tags", [])
    return properties | {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]}


def small(value):
    """Names as the API of Direct Connect has them: beginning with a small letter."""
    if isinstance(value, list):
        return [small(item) for item in value]
    return {key[0].lower() + key[1:]: small(item) for key, item in value.items()} if isinstance(value, dict) else value


def customer_gateway(aws, properties):
    made = aws.ec2.create_customer_gateway(**tagged("customer-gateway", properties))
    return made["CustomerGateway"]["CustomerGatewayId"]


def vpn_gateway(aws, properties):
    return aws.ec2.create_vpn_gateway(**tagged("vpn-gateway", properties))["VpnGateway"]["VpnGatewayId"]


def propagation(aws, properties):
    gateway, tables = properties.pop("VpnGatewayId"), properties.pop("RouteTableIds")
    for table in tables:
        aws.ec2.enable_vgw_route_propagation(GatewayId=gateway, RouteTableId=table, **properties)
    return "|".join([gateway, *tables])


# What CloudFormation has as properties of a connection, and the API as options.
OPTIONS = ("EnableAcceleration", "OutsideIpAddressType", "StaticRoutesOnly", "TransportTransitGatewayAttachmentId")


def vpn_connection(aws, properties):
    options = {key: properties.pop(key) for key in OPTIONS if key in properties}
    options["TunnelOptions"] = properties.pop("VpnTunnelOptionsSpecifications")
    made = aws.ec2.create_vpn_connection(Options=options, **tagged("vpn-connection", properties))
    return made["VpnConnection"]["VpnConnectionId"]


def vpn_route(aws, properties):
    aws.ec2.create_vpn_connection_route(**properties)
    return f"{properties['VpnConnectionId']}|{properties['DestinationCidrBlock']}"


def dx_gateway(aws, properties):
    given = small(properties) | {"amazonSideAsn": int(properties["AmazonSideAsn"])}
    made = aws.dx.create_direct_connect_gateway(**given)["directConnectGateway"]["directConnectGatewayId"]
    return made, {"DirectConnectGatewayId": made}


def dx_association(aws, properties):
    prefixes = [{"cidr": cidr} for cidr in properties.pop("AllowedPrefixesToDirectConnectGateway")]
    properties["GatewayId"] = properties.pop("AssociatedGatewayId")
    made = aws.dx.create_direct_connect_gateway_association(
        addAllowedPrefixesToDirectConnectGateway=prefixes, **small(properties)
    )
    return made["directConnectGatewayAssociation"]["associationId"]


def interface(call, place):
    def make(aws, properties):
        connection, peers = properties.pop("ConnectionId"), properties.pop("BgpPeers")
        if len(peers) != 1:
            raise Refused(f"{len(peers)} BGP sessions, and the API takes one")
        peer = small(peers[0]) | {"asn": int(peers[0]["Asn"])}
        answer = getattr(aws.dx, call)(connectionId=connection, **{place: small(properties) | peer})
        made = answer.get("virtualInterface", answer)["virtualInterfaceId"]
        return made, {"VirtualInterfaceId": made}

    return make


def public_interface(aws, properties):
    prefixes = [{"cidr": prefix} for prefix in properties.pop("RouteFilterPrefixes")]
    properties["RouteFilterPrefixes"] = prefixes
    return interface("create_public_virtual_interface", "newPublicVirtualInterface")(aws, properties)


def topic(aws, properties):
    return aws.sns.create_topic(Name=properties.pop("TopicName"), **properties)["TopicArn"]


def topic_policy(aws, properties):
    policy, topics = json.dumps(properties.pop("PolicyDocument")), properties.pop("Topics")
    for arn in topics:
        aws.sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy, **properties)
    return "|".join(topics)


def subscription(aws, properties):
    return aws.sns.subscribe(ReturnSubscriptionArn=True, **properties)["SubscriptionArn"]


def alarm(aws, properties):
    aws.cloudwatch.put_metric_alarm(**properties)
    return properties["AlarmName"]


def composite_alarm(aws, properties):
    aws.cloudwatch.put_composite_alarm(**properties)
    return properties["AlarmName"]


def dashboard(aws, properties):
    # The emulator's dashboards have no tags, and Terraform's provider writes none.
    properties.pop("Tags")
    aws.cloudwatch.put_dashboard(**properties)
    return properties["DashboardName"]


def query(aws, properties):
    made = aws.logs.put_query_definition(**small(properties))["queryDefinitionId"]
    return made, {"QueryDefinitionId": made}


def event_rule(aws, properties):
    targets, pattern = properties.pop("Targets"), json.dumps(properties.pop("EventPattern"))
    made = aws.events.put_rule(EventPattern=pattern, **properties)["RuleArn"]
    if (answer := aws.events.put_targets(Rule=properties["Name"], Targets=targets)).get("FailedEntryCount"):
        raise Refused(str(answer["FailedEntries"]))
    return made


TYPES = {
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::CompositeAlarm": composite_alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::DirectConnect::DirectConnectGateway": dx_gateway,
    "AWS::DirectConnect::DirectConnectGatewayAssociation": dx_association,
    "AWS::DirectConnect::PrivateVirtualInterface": interface("create_private_virtual_interface", "newPrivateVirtualInterface"),
    "AWS::DirectConnect::PublicVirtualInterface": public_interface,
    "AWS::DirectConnect::TransitVirtualInterface": interface("create_transit_virtual_interface", "newTransitVirtualInterface"),
    "AWS::EC2::CustomerGateway": customer_gateway,
    "AWS::EC2::VPNConnection": vpn_connection,
    "AWS::EC2::VPNConnectionRoute": vpn_route,
    "AWS::EC2::VPNGateway": vpn_gateway,
    "AWS::EC2::VPNGatewayRoutePropagation": propagation,
    "AWS::Events::Rule": event_rule,
    "AWS::Logs::QueryDefinition": query,
    "AWS::SNS::Subscription": subscription,
    "AWS::SNS::Topic": topic,
    "AWS::SNS::TopicPolicy": topic_policy,
}
