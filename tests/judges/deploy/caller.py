"""Whose request it is. Whoever has a key `MADEUPOF` and the id of an account acts in that account, and a role in the account of its ARN.

In: what a request is signed with. Out: the id of an account. Never: a check of a signature.
"""

import re

from moto.iam import models

PREFIX = "MADEUPOF"


def key_of(account):
    """An access key of the account, in the form that keys have."""
    return PREFIX + account


def account_of(authorization):
    """The account of a request that says this of its signature."""
    return models.get_account_id_from(re.search(r"Credential=([^/]+)/", authorization)[1])


def by_key(kept):
    """moto knows keys that it gave out, as those of an assumed role, and takes any other one for the account that it begins with."""

    def get_account_id_from(access_key):
        return access_key.removeprefix(PREFIX) if access_key.startswith(PREFIX) else kept(access_key)

    return get_account_id_from


def install():
    """Teaches moto the keys."""
    models.get_account_id_from = by_key(models.get_account_id_from)
