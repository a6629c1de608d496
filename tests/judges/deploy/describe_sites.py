"""Reads back hybrid connectivity, in the manner of `describe.py`."""

import ipaddress
import json

# What there is, as `LISTS` in `describe.py` says it. What has a name of its own stands before what is named by it.
LISTS = (
    ("customer gateway", "ec2", "describe_customer_gateways", "CustomerGateways", "CustomerGatewayId"),
    ("VPN gateway", "ec2", "describe_vpn_gateways", "VpnGateways", "VpnGatewayId"),
    ("VPN connection", "ec2", "describe_vpn_connections", "VpnConnections", "VpnConnectionId"),
    ("Direct Connect gateway", "dx", "describe_direct_connect_gateways", "directConnectGateways", "directConnectGatewayId"),
    ("Direct Connect association", "dx", "describe_direct_connect_gateway_associations", "directConnectGatewayAssociations", "associationId"),
    ("virtual interface", "dx", "describe_virtual_interfaces", "virtualInterfaces", "virtualInterfaceId"),
    ("attachment", "ec2", "describe_transit_gateway_attachments", "TransitGatewayAttachments", "TransitGatewayAttachmentId"),
    ("topic", "sns", "list_topics", "Topics", "TopicArn"),
    ("subscription", "sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    ("alarm", "cloudwatch", "describe_alarms", "MetricAlarms", "AlarmArn"),
    ("alarm over alarms", "cloudwatch", "describe_alarms", "CompositeAlarms", "AlarmArn"),
    ("dashboard", "cloudwatch", "list_dashboards", "DashboardEntries", "DashboardArn"),
    ("saved query", "logs", "describe_query_definitions", "queryDefinitions", "queryDefinitionId"),
    ("event rule", "events", "list_rules", "Rules", "Arn"),
)

# See `NOISE` in `describe.py`.
NOISE = {"StateTransitionedTimestamp", "StateUpdatedTimestamp", "AlarmConfigurationUpdatedTimestamp"}


def vpn_connection(aws, found):
    """Private outside addresses, which AWS chooses, by the block of the transit gateway in which they lie."""
    tunnels = [tunnel for tunnel in found["Options"]["TunnelOptions"] if "OutsideIpAddress" in tunnel]
    gateways = aws.ec2.describe_transit_gateways(TransitGatewayIds=[found["TransitGatewayId"]])["TransitGateways"] if tunnels else []
    blocks = [ipaddress.ip_network(block) for gateway in gateways for block in gateway["Options"]["TransitGatewayCidrBlocks"]]
    for tunnel in tunnels:
        address = tunnel["OutsideIpAddress"]
        tunnel["OutsideIpAddress"] = f"in {' '.join(str(block) for block in blocks if ipaddress.ip_address(address) in block)}"
        told = found["CustomerGatewayConfiguration"]
        found["CustomerGatewayConfiguration"] = told.replace(f">{address}<", f">{tunnel['OutsideIpAddress']}<")


def topic(aws, found):
    attributes = aws.sns.get_topic_attributes(TopicArn=found["TopicArn"])["Attributes"]
    found |= attributes | {"Tags": aws.sns.list_tags_for_resource(ResourceArn=found["TopicArn"])["Tags"]}


def subscription(aws, found):
    found |= aws.sns.get_subscription_attributes(SubscriptionArn=found["SubscriptionArn"])["Attributes"]


def alarm(aws, found):
    found["Tags"] = aws.cloudwatch.list_tags_for_resource(ResourceARN=found["AlarmArn"])["Tags"]


def dashboard(aws, found):
    found["Body"] = json.loads(aws.cloudwatch.get_dashboard(DashboardName=found["DashboardName"])["DashboardBody"])
    # How long its text is, which counts ids of different lengths too.
    del found["Size"], found["LastModified"]


def event_rule(aws, found):
    found["Targets"] = aws.events.list_targets_by_rule(Rule=found["Name"])["Targets"]
    found["Tags"] = aws.events.list_tags_for_resource(ResourceARN=found["Arn"])["Tags"]


MORE = {"VPN connection": vpn_connection, "topic": topic, "subscription": subscription, "alarm": alarm, "alarm over alarms": alarm, "dashboard": dashboard, "event rule": event_rule}


def named_by_others(kind, thing, names):
    """The name of what joins two things that have names, or of what is only known by an address."""
    if kind == "attachment":
        return f"of {names.get(thing['ResourceId'], thing['ResourceId'])}"
    if kind == "Direct Connect association":
        return " and ".join(names.get(id, id) for id in (thing["directConnectGatewayId"], thing["associatedGateway"]["id"]))
    if kind == "topic":
        return thing["TopicArn"].rpartition(":")[2]
    if kind == "subscription":
        return f"{thing['Endpoint']} of {names[thing['TopicArn']]}"
    return None
