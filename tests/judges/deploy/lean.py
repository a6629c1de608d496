"""Spares the programs of this folder what they would do again and again: botocore and moto read a model that was read before, moto looks through
its folders and classes with each request, and Python counts objects that stay for good.

In: nothing. Out: nothing; botocore, moto and Python's collector work less. Never: another answer about a network. It comes before moto.
"""

import functools
import gc
import inspect
import os

from botocore.loaders import JSONFileLoader

# So many objects come before they are looked at: a request makes thousands, and nearly all go by themselves.
FEW, OLDER = 100_000, 50

# No network has a machine, so nobody asks for the 1,300 images of machines that moto makes for each Region of each account.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"


def keep_models():
    """boto3 and moto read the same files, each by itself."""
    kept, read = {}, JSONFileLoader.load_file

    def load_file(self, path):
        if path not in kept:
            kept[path] = read(self, path)
        return kept[path]

    JSONFileLoader.load_file = load_file


class Methods:
    """The names of a class's methods, looked up where moto lists them all."""

    def __init__(self, of):
        self.of = of

    def __contains__(self, name):
        return inspect.isfunction(getattr(self.of, name, None))


def answer_soon():
    """Of all that a process has by now, what was imported stays as long as it does, and is shared with its children."""
    import moto.core.responses
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication as Application

    Application.get_backend_for_host = functools.cache(Application.get_backend_for_host)
    moto.core.responses.method_names_from_class = Methods
    gc.collect()
    gc.freeze()
    gc.set_threshold(FEW, OLDER, OLDER)


keep_models()
