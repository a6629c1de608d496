"""cfn-lint, imported once: a process that makes a child for each call, so that a call costs what it reads and not what Python imports.

In: on standard input one JSON object a line: the folder in which cfn-lint runs, and its arguments. Out: one JSON object a line: first the
version, then the status of each call, and what it said on standard output and on standard error. Never: a call in the process itself.
"""

import gc
import json
import os
import sys
import tempfile

from cfnlint.runner import main
from cfnlint.version import __version__


def run(folder, arguments, files):
    """The life of a child."""
    status = 255
    try:
        for number, file in enumerate(files, 1):
            os.dup2(file.fileno(), number)
        os.chdir(folder)
        sys.argv = ["cfn-lint", *arguments]
        status = main()
    except SystemExit as end:
        status = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status or 0)


def call(folder, arguments):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            run(folder, arguments, (out, err))
        _child, status = os.waitpid(child, 0)
        out.seek(0), err.seek(0)
        return {"status": os.waitstatus_to_exitcode(status), "out": out.read().decode(), "err": err.read().decode()}


if __name__ == "__main__":
    gc.collect()
    gc.freeze()
    print(json.dumps({"version": __version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(call(**json.loads(line))), flush=True)
