"""The AWS CLI, read once: a process that has imported it and knows the commands makes a child for each call, so that a call costs what it does and
not what Python reads.

In: calls of the program that `install` puts on a path, with their arguments, settings, folder, and standard files. Out: what the AWS CLI says and
its status. Whoever calls and is killed takes its call along. Never: a call in the process itself, or another program than the AWS CLI.
"""

import gc
import os
import pathlib
import select
import signal
import socket
import subprocess
import sys
import threading

# Services whose models are read before the first call, those whose commands are known by then, and what a client reads besides.
SERVICES = ("cloudformation", "directconnect", "ec2", "ram", "route53profiles", "s3", "sts")
COMMANDS = ("cloudformation", "ec2", "sts")
BESIDES = ("endpoint-rule-set-1", "paginators-1")

CALLER = """#!{python} -SEI
import os, socket, sys
words = [os.getcwd(), str(len(sys.argv) - 1), *sys.argv[1:], *(name + "=" + value for name, value in os.environ.items())]
message = "\\0".join(words).encode("utf-8", "surrogateescape")
with socket.socket(socket.AF_UNIX) as cli:
    cli.connect({address!r})
    socket.send_fds(cli, [len(message).to_bytes(4, "big")], [0, 1, 2])
    cli.sendall(message)
    status = cli.recv(1)
sys.exit(status[0] if status else 255)
"""


def install(home):
    """Puts a program `aws` into a folder of its own below `home`, and starts what answers it. The folder, and the process, which ends with
    its standard input."""
    folder = pathlib.Path(home) / "bin"
    folder.mkdir()
    address = str(folder / "cli")
    program = folder / "aws"
    program.write_text(CALLER.format(python=sys.executable, address=address), encoding="utf-8")
    program.chmod(0o755)
    command = [sys.executable, __file__, address]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if server.stdout.readline() != "ready\n":
        raise RuntimeError("the AWS CLI cannot be imported")
    return folder, server


def read_once():
    """Imports the AWS CLI, and keeps what it reads of models, so that children have it. What answers calls, without the settings of this process."""
    from awscli import clidriver
    from awscli.botocore.loaders import JSONFileLoader

    kept, read = {}, JSONFileLoader.load_file

    def load_file(self, path):
        if path not in kept:
            kept[path] = read(self, path)
        return kept[path]

    JSONFileLoader.load_file = load_file
    driver = clidriver.create_clidriver()
    session, commands = driver.session, driver._get_command_table()
    for service in SERVICES:
        session.get_service_model(service)
    loader = session.get_component("data_loader")
    for service in COMMANDS:
        commands[service]._get_command_table()
        for kind in BESIDES:
            loader.load_service_model(service, kind)
    for data in ("endpoints", "partitions", "sdk-default-configuration", "_retry"):
        session.get_data(data)
    session._config = session._profile_map = None
    return driver


def serve(address):
    cli = read_once()
    # A child shares what stays as it is.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            caller, _from = listener.accept()
            if os.fork() == 0:
                gc.disable()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                answer(cli, caller)
            caller.close()


def answer(cli, caller):
    """One call, in a process of its own, which does not come back."""
    status = 255
    try:
        size, files, _flags, _from = socket.recv_fds(caller, 4, 3)
        folder, count, *words = caller.makefile("rb").read(int.from_bytes(size, "big")).decode("utf-8", "surrogateescape").split("\0")
        for number, file in enumerate(files):
            os.dup2(file, number)
        os.chdir(folder)
        # Where its models are, the AWS CLI writes down once it is imported.
        models = os.environ["AWS_DATA_PATH"]
        os.environ.clear()
        os.environ.update(word.split("=", 1) for word in words[int(count):])
        os.environ["AWS_DATA_PATH"] = models
        threading.Thread(target=watch, args=(caller,), daemon=True).start()
        sys.argv = ["aws", *words[: int(count)]]
        status = cli.main(sys.argv[1:])
    except SystemExit as end:
        status = end.code or 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        caller.send(bytes([status & 255]))
        os._exit(0)


def watch(caller):
    """A caller that is gone ends the call."""
    if not caller.recv(1):
        os._exit(255)


if __name__ == "__main__":
    serve(sys.argv[1])
