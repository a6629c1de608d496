"""Runs `deploy.sh` as a person or a pipeline does, with the AWS CLI, on an account of the emulator.

In: a judge with its emulator, and a CloudFormation on the loopback address. Out: the status and all that was said. Never: a setting of the
machine's, a call that leaves it.
"""

import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import time

import aws_cli

PATIENCE = 600
SETTINGS = "[{section}]\naws_access_key_id = {key}\naws_secret_access_key = made-up\n"


class Script:
    """The script of one folder at a time."""

    def __init__(self, judge, endpoint, home, key="made-up", **more):
        """`more` has further settings, such as the addresses of services."""
        self.endpoint, self.home = endpoint, pathlib.Path(home)
        (self.home / "credentials").write_text(SETTINGS.format(section="work", key=key), encoding="utf-8")
        (self.home / "config").write_text("", encoding="utf-8")
        # The AWS CLI that was installed with the judges comes first, and what the script waits for is there sooner.
        folder, self.cli = aws_cli.install(self.home)
        (folder / "sleep").write_text(f"#!/bin/sh\nexec {shutil.which('sleep')} 0.1\n", encoding="utf-8")
        (folder / "sleep").chmod(0o755)
        self.settings = {
            "PATH": f"{folder}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.home / "credentials"),
            "AWS_CONFIG_FILE": str(self.home / "config"),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_ENDPOINT_URL": judge.address,
            "AWS_ENDPOINT_URL_CLOUDFORMATION": endpoint.address,
            "LC_ALL": "C.UTF-8",
        } | more

    def run(self, folder, *options, kill=None, **settings):
        """Status and output. `kill` is an action, a stack and a signal: then, before its answer goes out, the script gets the signal."""
        command = ["dash", str(pathlib.Path(folder) / "deploy.sh"), "--profile", "work", *options]
        program = subprocess.Popen(
            command, cwd=self.home, env=self.settings | settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )
        if kill:
            self.endpoint.seen = lambda action, stack: self.end(program, kill, action, stack)
        try:
            said, _nothing = program.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired as late:
            os.killpg(program.pid, signal.SIGKILL)
            raise TimeoutError(f"{options} does not end; so far:\n{(late.output or b'').decode()}") from late
        self.endpoint.seen = lambda _action, _stack: None
        return program.returncode, said

    def end(self, program, kill, action, stack):
        if (action, stack) == kill[:2] and program.poll() is None:
            # What cannot be caught takes the AWS CLI along, as the end of a machine does.
            (os.killpg if kill[2] == signal.SIGKILL else os.kill)(program.pid, kill[2])

    def talk(self, folder, answers, *options):
        """The same on a terminal, where each question gets the next answer."""
        here, there = pty.openpty()
        command = ["dash", str(pathlib.Path(folder) / "deploy.sh"), "--profile", "work", *options]
        program = subprocess.Popen(
            command, cwd=self.home, env=self.settings, stdin=there, stdout=there, stderr=there, start_new_session=True
        )
        os.close(there)
        said, asked, answers, end = "", 0, list(answers), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not select.select([here], [], [], 1)[0]:
                continue
            try:
                said += os.read(here, 65536).decode()
            except OSError:  # Nobody is at the other end any more.
                break
            if len(re.findall(r"\[y/N\] |^\w+ of [\w-]+: ", said, re.MULTILINE)) > asked:
                asked += 1
                os.write(here, answers.pop(0).encode() + b"\n")
        os.close(here)
        return program.wait(PATIENCE), said.replace("\r\n", "\n")
