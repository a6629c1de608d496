"""Lays two descriptions of accounts beside each other.

In: what Terraform made and what the templates made, as `describe.account` writes them. Out: one line for each difference, in words.
"""

import json


def differences(terraform, templates):
    """Every difference between the two, one line each; none means that the networks are the same."""
    lines = []
    for name in sorted(set(terraform) | set(templates)):
        if name not in templates:
            lines.append(f"{name}: only Terraform makes it")
        elif name not in terraform:
            lines.append(f"{name}: only CloudFormation makes it")
        else:
            lines += [f"{name}: {line}" for line in unlike("", terraform[name], templates[name])]
    return lines


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
    else:
        yield f"{where}: {said(terraform)} by Terraform, {said(templates)} by CloudFormation"


def without(items, others):
    """The items less the others, of which each takes one away."""
    others = list(others)
    return [item for item in items if item not in others or others.remove(item)]


def said(value):
    return "nothing" if value is None else json.dumps(value, sort_keys=True)
