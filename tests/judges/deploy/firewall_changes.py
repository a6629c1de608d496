"""What moto lacks of changes to a Network Firewall: rules, policies, zones and protections that change, and all that is deleted.

In: moto's own classes. Out: nothing; they are changed. Never: a change that is refused; `refusals.py` has those.
"""

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.networkfirewall.responses import NetworkFirewallResponse, _firewall

import firewall


def told(kept, response):
    """A rule group or policy, by its ARN or its name."""
    arn, name = response._get_param(f"{kept.kind}Arn"), response._get_param(f"{kept.kind}Name")
    for key, one in kept.store(response).items():
        if key == arn or one["head"][f"{kept.kind}Name"] == name:
            return key, one
    raise firewall.Missing(kept.kind, str(arn or name))


def update(kept):
    def call(response):
        _arn, one = told(kept, response)
        one["body"] = response._get_param(kept.kind) or one["body"]
        if response._get_param("Description") is not None:
            one["head"]["Description"] = response._get_param("Description")
        return kept.answer(one)

    return call


def delete(kept):
    def call(response):
        arn, one = told(kept, response)
        del kept.store(response)[arn]
        return ActionResult({f"{kept.kind}Response": one["head"] | {f"{kept.kind}Status": "DELETING"}})

    return call


def asked(response):
    return response.networkfirewall_backend._get_firewall(response._get_param("FirewallArn"), response._get_param("FirewallName"))


def endpoints(response):
    return ec2_backends[response.current_account][response.region].vpc_end_points


def answer(one, **more):
    names = {"FirewallArn": one.arn, "FirewallName": one.firewall_name, "UpdateToken": firewall.TOKEN}
    return ActionResult(names | {"SubnetMappings": one.subnet_mappings, "FirewallPolicyArn": one.firewall_policy_arn} | more)


class Protected(ServiceException):
    code = "InvalidOperationException"


def delete_firewall(self):
    """With its endpoints; not of a protected one."""
    one = asked(self)
    if one.delete_protection:
        raise Protected(f"{one.firewall_name} has delete protection")
    del self.networkfirewall_backend.firewalls[one.arn]
    for state in one.firewall_status["SyncStates"].values():
        endpoints(self).pop(state["Attachment"]["EndpointId"], None)
    return ActionResult({"Firewall": _firewall(one), "FirewallStatus": {"Status": "DELETING"}})


def associate_subnets(self):
    one, fresh = asked(self), self._get_param("SubnetMappings")
    one.subnet_mappings = one.subnet_mappings + fresh
    firewall.with_endpoints(self.networkfirewall_backend, one, fresh)
    return answer(one)


def disassociate_subnets(self):
    one, gone = asked(self), self._get_param("SubnetIds")
    one.subnet_mappings = [mapping for mapping in one.subnet_mappings if mapping["SubnetId"] not in gone]
    for zone, state in list(one.firewall_status["SyncStates"].items()):
        if state["Attachment"]["SubnetId"] in gone:
            endpoints(self).pop(state["Attachment"]["EndpointId"], None)
            del one.firewall_status["SyncStates"][zone]
    return answer(one)


def associate_firewall_policy(self):
    one = asked(self)
    one.firewall_policy_arn = self._get_param("FirewallPolicyArn")
    return answer(one)


def tag(response):
    """A rule group and a policy keep their tags themselves."""
    arn, tags = response._get_param("ResourceArn"), response._get_param("Tags")
    for kept in (firewall.RULES, firewall.POLICIES):
        if one := kept.store(response).get(arn):
            fresh = {tag["Key"]: tag["Value"] for tag in [*one["head"].get("Tags", []), *tags]}
            one["head"]["Tags"] = [{"Key": key, "Value": value} for key, value in fresh.items()]
            return ActionResult({})
    response.networkfirewall_backend.tagger.tag_resource(arn, tags)
    return ActionResult({})


def switch(name, attribute):
    def call(response):
        one = asked(response)
        setattr(one, attribute, bool(response._get_bool_param(name)))
        return answer(one, **{name: getattr(one, attribute)})

    return call


def install():
    """Teaches moto the calls."""
    calls = {
        "delete_firewall": delete_firewall,
        "tag_resource": tag,
        "associate_subnets": associate_subnets,
        "disassociate_subnets": disassociate_subnets,
        "associate_firewall_policy": associate_firewall_policy,
        "update_firewall_delete_protection": switch("DeleteProtection", "delete_protection"),
        "update_subnet_change_protection": switch("SubnetChangeProtection", "subnet_change_protection"),
        "update_firewall_policy_change_protection": switch("FirewallPolicyChangeProtection", "firewall_policy_change_protection"),
    }
    for kept, one in ((firewall.RULES, "rule_group"), (firewall.POLICIES, "firewall_policy")):
        calls |= {f"update_{one}": update(kept), f"delete_{one}": delete(kept)}
    for name, call in calls.items():
        setattr(NetworkFirewallResponse, name, lambda response, call=call: call(response))
