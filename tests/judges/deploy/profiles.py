"""Route 53 Profiles, which moto has nothing of, on the loopback address: it keeps what it is asked for, and gives it back.

In: requests of AWS's REST API. Out: their answers. Never: an address that another machine can reach.
"""

import functools
import itertools
import threading

from flask import Flask, request
from werkzeug.serving import make_server

from answers import Answers

# By the first part of an address: the shape in the API, and how its ids begin.
KINDS = {
    "profile": ("Profile", "rp"),
    "profileassociation": ("ProfileAssociation", "rpassoc"),
    "profileresourceassociation": ("ProfileResourceAssociation", "rpr"),
}


class Profiles:
    """One server. It lives as long as this process, on a port that the system chooses."""

    def __init__(self, account):
        self.account = account
        self.empty()
        app = Flask(__name__)
        app.post("/<kind>")(self.create)
        app.get("/<kind>/<id>")(self.one)
        app.get("/<kinds>")(self.all)
        app.get("/<kinds>/profileid/<profile>")(self.all)
        app.get("/tags/<path:arn>")(self.tags)
        app.delete("/profileassociation/Profileid/<profile>/resourceid/<resource>")(self.disassociate)
        app.delete("/profileresourceassociation/profileid/<profile>/resourcearn/<path:resource>")(self.disassociate_resource)
        app.delete("/profile/<profile>")(self.delete)
        app.post("/tags/<path:arn>")(self.tag)
        app.wsgi_app = functools.partial(Answers().ask, app.wsgi_app)
        self.app = app
        self.serve()

    def serve(self):
        """Begins to answer at an address of its own."""
        server = make_server("127.0.0.1", 0, self.app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.port}"

    def empty(self):
        self.things, self.count = {kind: {} for kind in KINDS}, itertools.count()

    def create(self, kind):
        shape, beginning = KINDS[kind]
        words = "".join(f" {letter}" if letter.isupper() else letter for letter in shape)
        made = {"Id": f"{beginning}-{next(self.count):017x}", "OwnerId": self.account, "Status": "COMPLETE"} | request.get_json()
        made["StatusMessage"] = f"Created{words}"
        if shape == "Profile":
            made["ShareStatus"] = "NOT_SHARED"
        made["Arn"] = f"arn:aws:route53profiles::{self.account}:{kind}/{made['Id']}"
        self.things[kind][made["Id"]] = made
        return {shape: made}

    def one(self, kind, id):
        shape, _beginning = KINDS[kind]
        found = self.things[kind].get(id)
        return {shape: found} if found else ({"Message": f"no {kind} {id}"}, 404, {"x-amzn-ErrorType": "ResourceNotFoundException"})

    def all(self, kinds, profile=None):
        shape, _beginning = KINDS[kinds.removesuffix("s")]
        found = [one for one in self.things[kinds.removesuffix("s")].values() if profile in (None, one.get("ProfileId"))]
        return {"ProfileSummaries" if shape == "Profile" else f"{shape}s": found}

    def disassociate(self, profile, resource):
        things = self.things["profileassociation"]
        (gone,) = (one for one in things.values() if (one["ProfileId"], one["ResourceId"]) == (profile, resource))
        return {"ProfileAssociation": things.pop(gone["Id"])}

    def disassociate_resource(self, profile, resource):
        things = self.things["profileresourceassociation"]
        (gone,) = (one for one in things.values() if (one["ProfileId"], one["ResourceArn"]) == (profile, resource))
        return {"ProfileResourceAssociation": things.pop(gone["Id"])}

    def delete(self, profile):
        return {"Profile": self.things["profile"].pop(profile)}

    def tag(self, arn):
        for one in self.named(arn):
            told = {tag["Key"]: tag["Value"] for tag in one.get("Tags", [])} | request.get_json()["Tags"]
            one["Tags"] = [{"Key": key, "Value": value} for key, value in told.items()]
        return {}, 204

    def named(self, arn):
        """Whatever has this id."""
        id = arn.rpartition("/")[2]
        return [one for kind in self.things.values() for one in kind.values() if one["Id"] == id]

    def tags(self, arn):
        """The ARN of an association is made up by those who ask."""
        return {"Tags": {tag["Key"]: tag["Value"] for one in self.named(arn) for tag in one.get("Tags", [])}}
