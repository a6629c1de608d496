"""What moto lacks of Network Firewall: rule groups, policies and a firewall's endpoints. It is kept as it is asked for, and given back;
a protected firewall is not deleted.

In: moto's own classes. Out: nothing; they are changed. Never: a rule that is understood or checked.
"""

import uuid

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.networkfirewall import models
from moto.networkfirewall.models import NetworkFirewallBackend
from moto.networkfirewall.responses import NetworkFirewallResponse

TOKEN = "00000000-0000-0000-0000-000000000000"


class Missing(ServiceException):
    """What is not there. moto raises its own exception with an argument too many, so it answers that the server failed, and has another
    code than AWS: Terraform would not believe that what it deleted is gone."""

    code = "ResourceNotFoundException"

    def __init__(self, kind, name):
        super().__init__(f"there is no {kind} {name}")


class Kept:
    """Two calls for one kind of thing: make it, and show it again; and one that lists all."""

    def __init__(self, kind, plural, path):
        self.kind, self.plural, self.path = kind, plural, path

    def store(self, response):
        return response.networkfirewall_backend.__dict__.setdefault(self.plural, {})

    def answer(self, told):
        return ActionResult({"UpdateToken": TOKEN, self.kind: told["body"], f"{self.kind}Response": told["head"]})

    def create(self, response):
        body, name = response._get_param(self.kind), response._get_param(f"{self.kind}Name")
        arn = f"arn:aws:network-firewall:{response.region}:{response.current_account}:{self.path}/{name}"
        head = {
            f"{self.kind}Name": name,
            f"{self.kind}Arn": arn,
            f"{self.kind}Id": str(uuid.uuid5(uuid.NAMESPACE_URL, arn)),
            f"{self.kind}Status": "ACTIVE",
        }
        for key in ("Type", "Capacity", "Description", "Tags"):
            if (value := response._get_param(key)) is not None:
                head[key] = value
        told = self.store(response)[arn] = {"head": head, "body": body}
        return self.answer(told)

    def describe(self, response):
        arn, name = response._get_param(f"{self.kind}Arn"), response._get_param(f"{self.kind}Name")
        found = [told for key, told in self.store(response).items() if key == arn or told["head"][f"{self.kind}Name"] == name]
        if not found:
            raise Missing(self.kind, str(arn or name))
        return self.answer(found[0])

    def list(self, response):
        heads = [told["head"] for told in self.store(response).values()]
        return ActionResult({self.plural: [{"Name": head[f"{self.kind}Name"], "Arn": head[f"{self.kind}Arn"]} for head in heads]})


def firewall_with_endpoints(kept):
    """moto's firewall has no endpoints, to which routes lead. As with AWS, each is an endpoint of a VPC, in the zone of its subnet.
    It also takes a protection that is not asked for as wanted, against the API's default."""

    def create_firewall(self, **asked):
        firewall = kept(self, **asked | {key: value or False for key, value in asked.items() if key.endswith("_protection")})
        firewall.firewall_status["SyncStates"] = {}
        with_endpoints(self, firewall, firewall.subnet_mappings)
        return firewall

    return create_firewall


def with_endpoints(backend, firewall, mappings):
    """Makes an endpoint in each of these subnets."""
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    for subnet in (ec2.get_subnet(mapping["SubnetId"]) for mapping in mappings):
        endpoint = ec2.create_vpc_endpoint(
            firewall.vpc_id,
            "com.amazonaws.vpce.firewall",
            policy_document=None,
            route_table_ids=[],
            endpoint_type="GatewayLoadBalancer",
            subnet_ids=[subnet.id],
            tags={"Name": f"of firewall {firewall.firewall_name} in {subnet.availability_zone}"},
        )
        attachment = {"SubnetId": subnet.id, "EndpointId": endpoint.id, "Status": "READY"}
        firewall.firewall_status["SyncStates"][subnet.availability_zone] = {"Attachment": attachment}


RULES, POLICIES = Kept("RuleGroup", "RuleGroups", "stateful-rulegroup"), Kept("FirewallPolicy", "FirewallPolicies", "firewall-policy")


def install():
    """Teaches moto the calls."""
    for kept, one, many in ((RULES, "rule_group", "rule_groups"), (POLICIES, "firewall_policy", "firewall_policies")):
        # A method, so each gets the response object that moto calls it on.
        for name, call in ((f"create_{one}", kept.create), (f"describe_{one}", kept.describe), (f"list_{many}", kept.list)):
            setattr(NetworkFirewallResponse, name, lambda response, call=call: call(response))
    models.ResourceNotFound = Missing
    NetworkFirewallBackend.create_firewall = firewall_with_endpoints(NetworkFirewallBackend.create_firewall)
