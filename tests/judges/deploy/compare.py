"""Lays two descriptions of accounts beside each other.

In: what Terraform made and what the templates made, as `describe.account` writes them. Out: one line for each difference, in words. Never:
a known difference that is passed over where it does not occur.
"""

import json

# What the templates cannot say and people do by hand: beginning of a name, property, why. The page `dialects.md` of every network lists it.
KNOWN = (
    ("security group default of ", "IpPermissionsEgress", "CloudFormation cannot take the rules out of a group that AWS made"),
    ("security group default of ", "Tags", "CloudFormation cannot tag a group that AWS made"),
)


def compared(terraform, templates):
    """Every difference, one line each, and how many are known. None means that the networks are the same."""
    lines, known = [], 0
    for name in sorted(set(terraform) | set(templates)):
        if name not in templates:
            lines.append(f"{name}: only Terraform makes it")
        elif name not in terraform:
            lines.append(f"{name}: only CloudFormation makes it")
        else:
            left, right = dict(terraform[name]), dict(templates[name])
            for _beginning, key, why in (one for one in KNOWN if name.startswith(one[0])):
                if left.pop(key, None) == right.pop(key, None):
                    lines.append(f"{name}: {key} is the same, against what is known: {why}")
                known += 1
            lines += [f"{name}: {line}" for line in unlike("", left, right)]
    return lines, known


def unlike(where, terraform, templates):
    """What differs inside one thing. Lists have no order: of two, only the items are said that one of them lacks."""
    if terraform == templates:
        return
    if isinstance(terraform, dict) and isinstance(templates, dict):
        for key in sorted(set(terraform) | set(templates)):
            yield from unlike(f"{where}.{key}" if where else key, terraform.get(key), templates.get(key))
    elif isinstance(terraform, list) and isinstance(templates, list):
        yield from (f"{where}: only Terraform has {said(item)}" for item in without(terraform, templates))
        yield from (f"{where}: only CloudFormation has {said(item)}" for item in without(templates, terraform))
        if not without(terraform, templates) and not without(templates, terraform):
            yield f"{where}: in another order"
    else:
        yield f"{where}: {said(terraform)} by Terraform, {said(templates)} by CloudFormation"


def without(items, others):
    """The items less the others, of which each takes one away."""
    others = list(others)
    return [item for item in items if item not in others or others.remove(item)]


def said(value):
    return "nothing" if value is None else json.dumps(value, sort_keys=True)
