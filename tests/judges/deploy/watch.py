"""Looks at every call that changes an account: refuses what AWS refuses, and keeps what stood after each.

In: requests, before the emulator gets them. Out: answers that refuse; a list of calls, each with what came and went by it. Never: a change of
an answer that the emulator gives.
"""

import collections
import io
import json
import urllib.parse

from werkzeug.wrappers import Response

from refusals import refused

# So often the provider may ask again for what is refused: it would go on for many minutes.
PATIENCE = 8

READS = ("Describe", "Get", "List", "Search", "Assume", "Tag", "Untag")


def parsed(environ):
    """The name of a call and its parameters."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.rpartition(".")[2], json.loads(body or b"{}"), "json"
    asked = dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace")))
    return asked.get("Action", ""), asked, "ec2" if "2016-11-15" in asked.get("Version", "") else "query"


def refusal(form, code, message):
    """An error as the three protocols say it."""
    if form == "json":
        text = json.dumps({"__type": code, "message": message})
        return Response(text, 400, {"x-amzn-errortype": code}, content_type="application/x-amz-json-1.1")
    if form == "ec2":
        text = f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>0</RequestID></Response>"
    else:
        error = f"<Type>Sender</Type><Code>{code}</Code><Message>{message}</Message>"
        text = f"<ErrorResponse><Error>{error}</Error><RequestId>0</RequestId></ErrorResponse>"
    return Response(text, 409 if form == "query" else 400, content_type="text/xml")


class Watch:
    """The calls of one account since it began to look."""

    def __init__(self, standing):
        self.standing, self.now, self.calls, self.on, self.asked = standing, {}, [], False, collections.Counter()

    def begin(self):
        self.now, self.calls, self.on = self.standing.objects(), [], True
        return self.now

    def ask(self, environ, answer):
        """What is answered to a request: a refusal, or what `answer` says."""
        action, asked, form = parsed(environ) if self.on else ("", {}, "")
        if not action or action.startswith(READS):
            return answer()
        why = refused(action, asked, self.now, lambda id: self.standing.attached.get(id, id))
        given = self.refuse(form, action, asked, why) if why else answer()
        after = self.standing.objects()
        made = {id: one for id, one in after.items() if self.now.get(id) != one}
        gone = [id for id in self.now if id not in after]
        call = {"action": action, "asked": {key: asked[key] for key in asked if key not in ("Action", "Version")}, "made": made, "gone": gone}
        if given.status_code >= 300:
            call["refused"] = why[0] if why else given.get_data(as_text=True)
            call["by"] = why[1] if why else ""
        self.calls.append(call)
        self.now = after
        return given

    def refuse(self, form, action, asked, why):
        code, by = why
        again = (action, json.dumps(asked, sort_keys=True))
        self.asked[again] += 1
        return refusal(form, code if self.asked[again] <= PATIENCE else "RefusedForGood", f"{by} is in the way")
