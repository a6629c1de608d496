"""Makes the resources of Network Firewall, Route 53 Profiles and the Resolver, in the manner of `make.py`."""

from update import flag


def rule_group(aws, properties):
    made = aws.firewall.create_rule_group(**properties)["RuleGroupResponse"]["RuleGroupArn"]
    return made, {"RuleGroupArn": made}


def policy(aws, properties):
    made = aws.firewall.create_firewall_policy(**properties)["FirewallPolicyResponse"]["FirewallPolicyArn"]
    return made, {"FirewallPolicyArn": made}


def firewall(aws, properties):
    protection = flag(properties["DeleteProtection"])
    made = aws.firewall.create_firewall(**properties | {"DeleteProtection": protection})["Firewall"]["FirewallArn"]
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


def resolver_endpoint(aws, properties):
    made = aws.resolver.create_resolver_endpoint(CreatorRequestId=properties["Name"], **properties)["ResolverEndpoint"]
    return made["Id"], {"ResolverEndpointId": made["Id"], "Arn": made["Arn"]}


def resolver_rule(aws, properties):
    # moto does not know the defaults.
    targets = [{"Port": 53, "Protocol": "Do53"} | target for target in properties.pop("TargetIps", [])]
    given = properties | {"TargetIps": targets, "CreatorRequestId": properties["Name"]}
    made = aws.resolver.create_resolver_rule(**given)["ResolverRule"]
    return made["Id"], {"ResolverRuleId": made["Id"], "Arn": made["Arn"]}


def resolver_association(aws, properties):
    return aws.resolver.associate_resolver_rule(**properties)["ResolverRuleAssociation"]["Id"]


TYPES = {
    "AWS::NetworkFirewall::Firewall": firewall,
    "AWS::NetworkFirewall::FirewallPolicy": policy,
    "AWS::NetworkFirewall::LoggingConfiguration": logging,
    "AWS::NetworkFirewall::RuleGroup": rule_group,
    "AWS::Route53Profiles::Profile": profile,
    "AWS::Route53Profiles::ProfileAssociation": profile_association,
    "AWS::Route53Profiles::ProfileResourceAssociation": profile_resource,
    "AWS::Route53Resolver::ResolverEndpoint": resolver_endpoint,
    "AWS::Route53Resolver::ResolverRule": resolver_rule,
    "AWS::Route53Resolver::ResolverRuleAssociation": resolver_association,
}
