"""Changes in place, of the few properties of which a course needs it.

In: a type, properties before and after, resolved. Out: whether that is a change in place; the calls that make it. Never: a change of anything else.
"""

# Type, and the properties that can be changed.
PLACES = {"AWS::NetworkFirewall::Firewall": {"DeleteProtection"}}


def is_in_place(kind, was, now):
    """Whether nothing but such properties differs."""
    return all(was.get(key) == now.get(key) for key in (was.keys() | now.keys()) - PLACES.get(kind, set()))


def update(aws, kind, ref, properties):
    """Makes the resource as its properties say."""
    if kind not in PLACES:
        raise ValueError(f"nothing here changes a {kind} in place")
    aws.firewall.update_firewall_delete_protection(FirewallArn=ref, DeleteProtection=flag(properties["DeleteProtection"]))


def flag(value):
    """True or false, which a parameter has as a text."""
    return {"true": True, "false": False}.get(value, value)
