"""An account that is deployed once and changed many times: the program behind `terraform_change.rs`.

In: a Region, and on standard input one JSON object a line. Out: one JSON object a line: first the addresses, then an answer to each.
`{"fork": true}` gives the addresses of another account that has the same, in a process of its own, and the port at which that one takes
`{"begin": true}`, which looks at every call from then on; `{"calls": true}`, which says them; `{"call": [CLIENT, METHOD, ARGUMENTS]}`, which makes
one. A process ends when its input does.
"""

import json
import os
import signal
import socket
import sys
import types

from botocore.exceptions import ClientError

import firewall_changes
import server
from answers import Answers
from judge import ACCOUNT, Judge
from standing import Standing
from watch import Watch

# So long a new account waits for its owner.
PATIENCE = 60


class Changed(Judge):
    """A copy of a judge's account, on addresses of its own."""

    def __init__(self, original, watch):
        server.ANSWERS = Answers(watch.ask)
        self.region, self.before, self.watch = original.region, original.before, watch
        self.address, self.profiles = server.serve(), original.profiles
        self.profiles.serve()
        self.aws = types.SimpleNamespace(
            ec2=self.client("ec2"),
            iam=self.client("iam"),
            logs=self.client("logs"),
            firewall=self.client("network-firewall"),
            resolver=self.client("route53resolver"),
        )

    def answer(self, command, argument):
        if command == "begin":
            return self.watch.begin()
        if command == "calls":
            calls, self.watch.calls = self.watch.calls, []
            return calls
        client, method, arguments = argument
        try:
            answer = getattr(getattr(self.aws, client), method)(**arguments)
        except ClientError as error:
            return {"refused": error.response["Error"]["Code"]}
        return json.loads(json.dumps(answer, default=str))


def live(original, told):
    """The life of a copied account."""
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    copy = Changed(original, Watch(Standing(ACCOUNT, original.region, original.before)))
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(PATIENCE)
    hello = {"address": copy.address, "profiles": copy.profiles.address, "control": listener.getsockname()[1]}
    os.write(told, json.dumps(hello).encode())
    os.close(told)
    connection, _from = listener.accept()
    with connection, connection.makefile("rw") as lines:
        for line in lines:
            ((command, argument),) = json.loads(line).items()
            print(json.dumps(copy.answer(command, argument)), file=lines, flush=True)


def fork(judge):
    """One more account. No request may be on its way meanwhile, for its thread would not be copied."""
    heard, told = os.pipe()
    with server.ANSWERS.turn:
        child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            live(judge, told)
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(heard) as hello:
        return json.loads(hello.read())


def main(arguments):
    (region,) = arguments
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    judge = Judge(region)
    firewall_changes.install()
    print(json.dumps({"address": judge.address, "profiles": judge.profiles.address}), flush=True)
    for _line in sys.stdin:
        print(json.dumps(fork(judge)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
