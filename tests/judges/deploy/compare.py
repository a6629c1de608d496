"""Lays two descriptions of accounts beside each other.

In: what Terraform made and what the templates made, as `describe.account` writes them. Out: one line for each difference, in words. Never:
a known difference that is passed over where it does not occur.
"""

import json

# What CloudFormation cannot do and people do by hand, as the page `dialects.md` of every network says: beginning of a name, property, which of
# the two has nothing there, why.
KNOWN = (
    ("security group default of ", "IpPermissionsEgress", "Terraform", "CloudFormation cannot take rules out of a group that AWS made"),
    ("security group default of ", "Tags", "CloudFormation", "CloudFormation cannot tag a group that AWS made"),
    ("Direct Connect gateway ", "tags", "Terraform", "Terraform's provider knows tags of a Direct Connect gateway since version 6 only"),
)


# What stands in two accounts: the end in that of who accepts has tags by Terraform alone. CloudFormation cannot tag what it does not accept, and
# accepts a peering by a role that may do nothing else.
ACCEPTED = ("attachment ", "peering ")

# What only one of the two makes at all, where there is the other thing.
ALONE = {
    "role orders-stock": ("CloudFormation", "peering orders-stock", "CloudFormation accepts a peering in another account by a role there"),
}


def of_accounts(terraform, templates):
    """The same of what `describe.accounts` wrote, where each name begins with an account."""
    lines, both = [], (dict(terraform), dict(templates))
    for beginning, (who, where, why) in ALONE.items():
        if not any(name.endswith(": " + where) for name in terraform):
            continue
        found = [[name for name in one if name.endswith(": " + beginning)] for one in both]
        lacks, has = found if who == "CloudFormation" else reversed(found)
        lines += [] if has and not lacks else [f"{beginning}: only {who} should make it, because {why}"]
        for one, names in zip(both, found):
            for name in names:
                del one[name]
    accepted(*both)
    return lines + compared(*both)


def accepted(terraform, templates):
    """Takes tags out that only Terraform can give to one of the two ends of a thing."""
    ends = {}
    for name in terraform.keys() & templates.keys():
        ends.setdefault(name.rpartition(": ")[2], []).append(name)
    for bare, names in ends.items():
        alone = [name for name in names if terraform[name].get("Tags") and not templates[name].get("Tags")]
        if bare.startswith(ACCEPTED) and len(names) == 2 and len(alone) == 1:
            for one in (terraform, templates):
                one[alone[0]] = {key: value for key, value in one[alone[0]].items() if key != "Tags"}


def compared(terraform, templates):
    """Every difference that is not known, one line each; none means that the networks are the same."""
    lines = []
    for name in sorted(set(terraform) | set(templates)):
        if name not in templates:
            lines.append(f"{name}: only Terraform makes it")
        elif name not in terraform:
            lines.append(f"{name}: only CloudFormation makes it")
        else:
            left, right = dict(terraform[name]), dict(templates[name])
            lines += [f"{name}: {line}" for line in known(name, left, right)]
            lines += [f"{name}: {line}" for line in unlike("", left, right)]
    return lines


def known(name, terraform, templates):
    """Takes what is known out of both. It has to be there: an entry that excuses nothing is a difference."""
    _account, _colon, bare = name.rpartition(": ")
    for _beginning, key, who, why in (entry for entry in KNOWN if bare.startswith(entry[0])):
        both = {"Terraform": terraform.pop(key, None), "CloudFormation": templates.pop(key, None)}
        nothing = both.pop(who)
        (something,) = both.values()
        if nothing is not None or something is None:
            yield f"{key}: {who} should alone have nothing here, because {why}; it has {said(nothing)}, the other {said(something)}"


def unlike(where, one, other, makers=("Terraform", "CloudFormation")):
    """What differs inside one thing. Most lists have no order: of two, only the items are said that one of them lacks."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(set(one) | set(other)):
            yield from unlike(f"{where}.{key}" if where else key, one.get(key), other.get(key), makers)
    elif isinstance(one, list) and isinstance(other, list):
        lost, new = without(one, other), without(other, one)
        yield from (f"{where}: only {makers[0]} has {said(item)}" for item in lost)
        yield from (f"{where}: only {makers[1]} has {said(item)}" for item in new)
        if not lost and not new:
            yield f"{where}: in another order"
    else:
        yield f"{where}: {said(one)} by {makers[0]}, {said(other)} by {makers[1]}"


def without(items, others):
    """The items less the others, of which each takes one away."""
    others = list(others)
    return [item for item in items if item not in others or others.remove(item)]


def said(value):
    return "nothing" if value is None else json.dumps(value, sort_keys=True)
