"""Resource Access Manager, on the loopback address: who lets whom use what. moto has the words of it, and nothing follows from them.

In: requests of AWS's REST API, of any account. Out: their answers; and to the rest of the emulator, whether an account may use a thing.
Never: an address that another machine can reach. An account of the organization uses what is shared with it at once; any other one gets an
invitation and has to accept it. https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html
"""

import functools
import itertools
import threading

from answers import Answers
from caller import account_of
from flask import Flask, request
from werkzeug.serving import make_server

SINCE = 1_767_225_600


class Refusal(Exception):
    """A request that RAM refuses: its code and its message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Shares:
    """All shares of all accounts, with a server that lives as long as this process. `members` are the accounts of the organization."""

    def __init__(self, members):
        self.members = members
        self.empty()
        app = Flask(__name__)
        app.route("/<action>", methods=["POST", "DELETE"])(self.answer)
        app.wsgi_app = functools.partial(Answers().ask, app.wsgi_app)
        self.app = app
        self.serve()

    def serve(self):
        """Begins to answer at an address of its own."""
        server = make_server("127.0.0.1", 0, self.app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.port}"

    def empty(self):
        self.shares, self.invitations, self.count = {}, {}, itertools.count(1)

    def may_use(self, account, arn):
        """Whether a thing of another account is shared with this one, and accepted where it has to be."""
        return any(arn in one["resources"] and one["principals"].get(account) == "ASSOCIATED" for one in self.shares.values())

    def answer(self, action):
        asked = (request.get_json(silent=True) or {}) | request.args.to_dict()
        try:
            return getattr(self, ACTIONS[action])(account_of(request.headers["Authorization"]), asked)
        except Refusal as error:
            return {"message": str(error)}, 400, {"x-amzn-ErrorType": error.code}

    def own(self, account, arn):
        """A share of the account's own: nobody else changes it."""
        if arn not in self.shares or self.shares[arn]["owner"] != account:
            raise Refusal("UnknownResourceException", f"ResourceShare {arn} could not be found.")
        return self.shares[arn]

    def create(self, account, asked):
        arn = f"arn:aws:ram:{region()}:{account}:resource-share/{next(self.count):08x}-0000-4000-8000-000000000000"
        self.shares[arn] = {
            "arn": arn, "name": asked["name"], "owner": account, "external": asked.get("allowExternalPrincipals", True),
            "tags": asked.get("tags", []), "resources": [], "principals": {}, "status": "ACTIVE",
        }
        self.add(self.shares[arn], asked)
        return {"resourceShare": told(self.shares[arn])}

    def update(self, account, asked):
        share = self.own(account, asked["resourceShareArn"])
        share["name"] = asked.get("name", share["name"])
        share["external"] = asked.get("allowExternalPrincipals", share["external"])
        return {"resourceShare": told(share)}

    def delete(self, account, asked):
        share = self.own(account, asked["resourceShareArn"])
        share |= {"status": "DELETED", "resources": [], "principals": {}}
        return {"returnValue": True}

    def associate(self, account, asked):
        share = self.own(account, asked["resourceShareArn"])
        self.add(share, asked)
        return {"resourceShareAssociations": associations(share, "PRINCIPAL") + associations(share, "RESOURCE")}

    def add(self, share, asked):
        for arn in asked.get("resourceArns", []):
            if arn.split(":")[4] != share["owner"]:
                raise Refusal("MalformedArnException", f"The specified resource ARN {arn} is not of account {share['owner']}.")
            share["resources"] += [arn] if arn not in share["resources"] else []
        for principal in asked.get("principals", []):
            inside = {share["owner"], principal} <= self.members
            if not inside and not share["external"]:
                raise Refusal("OperationNotPermittedException", f"The resource share does not allow external principals, such as {principal}.")
            if principal in share["principals"]:
                continue
            share["principals"][principal] = "ASSOCIATED" if inside else "ASSOCIATING"
            if not inside:
                self.invite(share, principal)

    def invite(self, share, receiver):
        arn = f"arn:aws:ram:{share['arn'].split(':')[3]}:{share['owner']}:resource-share-invitation/{next(self.count):08x}"
        self.invitations[arn] = {
            "resourceShareInvitationArn": arn, "resourceShareArn": share["arn"], "resourceShareName": share["name"],
            "senderAccountId": share["owner"], "receiverAccountId": receiver, "invitationTimestamp": SINCE, "status": "PENDING",
        }

    def disassociate(self, account, asked):
        """The owner takes out what it likes. Who is outside of the organization may leave."""
        share = self.shares.get(asked["resourceShareArn"])
        leaves = share and asked.get("principals") == [account] and not asked.get("resourceArns") and account not in self.members
        if not leaves or share["principals"].get(account) != "ASSOCIATED":
            share = self.own(account, asked["resourceShareArn"])
        share["resources"] = [arn for arn in share["resources"] if arn not in asked.get("resourceArns", [])]
        for principal in asked.get("principals", []):
            share["principals"].pop(principal, None)
        return {"resourceShareAssociations": []}

    def invited(self, account, asked):
        arns = asked.get("resourceShareArns", []), asked.get("resourceShareInvitationArns", [])
        keys = "resourceShareArn", "resourceShareInvitationArn"
        own = [one for one in self.invitations.values() if one["receiverAccountId"] == account]
        return {"resourceShareInvitations": [one for one in own if all(not all_ or one[key] in all_ for key, all_ in zip(keys, arns))]}

    def accept(self, account, asked):
        found = self.invitations.get(asked["resourceShareInvitationArn"])
        if found is None or found["receiverAccountId"] != account:
            raise Refusal("ResourceShareInvitationArnNotFoundException", "The invitation could not be found.")
        if found["status"] != "PENDING":
            raise Refusal("ResourceShareInvitationAlreadyAcceptedException", "The invitation was accepted before.")
        found["status"] = "ACCEPTED"
        self.shares[found["resourceShareArn"]]["principals"][account] = "ASSOCIATED"
        return {"resourceShareInvitation": found}

    def seen(self, account, owner):
        """Shares of the account's own, or those that it may use."""
        if owner == "SELF":
            return [one for one in self.shares.values() if one["owner"] == account]
        return [one for one in self.shares.values() if one["principals"].get(account) == "ASSOCIATED"]

    def all(self, account, asked):
        arns = asked.get("resourceShareArns")
        found = [one for one in self.seen(account, asked["resourceOwner"]) if not arns or one["arn"] in arns]
        return {"resourceShares": [told(one) for one in found]}

    def associated(self, account, asked):
        arns, kind = asked.get("resourceShareArns"), asked["associationType"]
        entity = asked.get("resourceArn" if kind == "RESOURCE" else "principal")
        every = [one for share in self.seen(account, "SELF") if not arns or share["arn"] in arns for one in associations(share, kind)]
        return {"resourceShareAssociations": [one for one in every if entity in (None, one["associatedEntity"])]}

    def resources(self, account, asked):
        arns = asked.get("resourceShareArns")
        found = [one for one in self.seen(account, asked["resourceOwner"]) if not arns or one["arn"] in arns]
        told = [{"arn": arn, "resourceShareArn": one["arn"], "status": "AVAILABLE"} for one in found for arn in one["resources"]]
        return {"resources": told}

    def permissions(self, account, asked):
        return {"permissions": []}

    def tag(self, account, asked):
        share = self.own(account, asked["resourceShareArn"])
        keys = {tag["key"] for tag in asked["tags"]}
        share["tags"] = [tag for tag in share["tags"] if tag["key"] not in keys] + asked["tags"]
        return {}


ACTIONS = {
    "acceptresourceshareinvitation": "accept",
    "associateresourceshare": "associate",
    "createresourceshare": "create",
    "deleteresourceshare": "delete",
    "disassociateresourceshare": "disassociate",
    "getresourceshareassociations": "associated",
    "getresourceshareinvitations": "invited",
    "getresourceshares": "all",
    "listresources": "resources",
    "listresourcesharepermissions": "permissions",
    "tagresource": "tag",
    "updateresourceshare": "update",
}


def region():
    """The Region that a request is signed for."""
    return request.headers["Authorization"].split("/")[2]


def told(share):
    return {
        "resourceShareArn": share["arn"], "name": share["name"], "owningAccountId": share["owner"], "status": share["status"],
        "allowExternalPrincipals": share["external"], "tags": share["tags"], "creationTime": SINCE, "lastUpdatedTime": SINCE,
    }


def associations(share, kind):
    of = share["principals"] if kind == "PRINCIPAL" else dict.fromkeys(share["resources"], "ASSOCIATED")
    about = {"resourceShareArn": share["arn"], "resourceShareName": share["name"], "associationType": kind}
    return [about | {"associatedEntity": entity, "status": status} for entity, status in of.items()]
