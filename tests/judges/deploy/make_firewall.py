"""Makes the resources of Network Firewall and Route 53 Profiles, in the manner of `make.py`."""


def rule_group(aws, properties):
    made = aws.firewall.create_rule_group(**properties)["RuleGroupResponse"]["RuleGroupArn"]
    return made, {"RuleGroupArn": made}


def policy(aws, properties):
    made = aws.firewall.create_firewall_policy(**properties)["FirewallPolicyResponse"]["FirewallPolicyArn"]
    return made, {"FirewallPolicyArn": made}


def firewall(aws, properties):
    made = aws.firewall.create_firewall(**properties)["Firewall"]["FirewallArn"]
    zones = aws.firewall.describe_firewall(FirewallArn=made)["FirewallStatus"]["SyncStates"]
    endpoints = [f"{zone}:{state['Attachment']['EndpointId']}" for zone, state in zones.items()]
    return made, {"FirewallArn": made, "EndpointIds": endpoints}


def logging(aws, properties):
    aws.firewall.update_logging_configuration(**properties)
    return properties["FirewallArn"]


def profile(aws, properties):
    made = aws.profiles.create_profile(ClientToken=properties["Name"], **properties)["Profile"]
    return made["Id"], {"Id": made["Id"], "Arn": made["Arn"]}


def profile_association(aws, properties):
    return aws.profiles.associate_profile(**properties)["ProfileAssociation"]["Id"]


def profile_resource(aws, properties):
    return aws.profiles.associate_resource_to_profile(**properties)["ProfileResourceAssociation"]["Id"]


TYPES = {
    "AWS::NetworkFirewall::Firewall": firewall,
    "AWS::NetworkFirewall::FirewallPolicy": policy,
    "AWS::NetworkFirewall::LoggingConfiguration": logging,
    "AWS::NetworkFirewall::RuleGroup": rule_group,
    "AWS::Route53Profiles::Profile": profile,
    "AWS::Route53Profiles::ProfileAssociation": profile_association,
    "AWS::Route53Profiles::ProfileResourceAssociation": profile_resource,
}
