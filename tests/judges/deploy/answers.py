"""Answers one request at a time, and each request once.

moto keeps its state in plain dictionaries and lists without a lock, so a request that lists things while another makes one fails now and
then, and Terraform has many on their way. And who lost an answer on its way asks again: AWS's SDKs then send the same
`amz-sdk-invocation-id` with a higher `amz-sdk-request: attempt=N`, and an emulator that takes that for a new request makes a second thing.
So an answer that succeeded is given again.
"""

import collections
import threading

from werkzeug.wrappers import Response

# More than any client has on its way.
KEPT = 1000


class Answers:
    """The answers of one server. Each new request passes `watch`, with a function that asks the server."""

    def __init__(self, watch=lambda _environ, answer: answer()):
        self.turn, self.given, self.watch = threading.Lock(), collections.OrderedDict(), watch

    def ask(self, application, environ, start_response):
        """What a WSGI application answers, or did answer to the same request. An answer is complete when this returns."""
        asked = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        with self.turn:
            answer = self.given.get(asked)
            if answer is None:
                answer = self.watch(environ, lambda: Response.from_app(application, environ, buffered=True))
                if asked and answer.status_code < 300:
                    self.given[asked] = answer
                if len(self.given) > KEPT:
                    self.given.popitem(last=False)
        return answer(environ, start_response)
