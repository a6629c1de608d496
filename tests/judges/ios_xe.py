"""Lays lines of IOS-XE files beside Cisco's YANG models of IOS-XE: each line becomes the nodes that `ios_xe.table` names, and yanglint
says whether the models have them and take their values.

    ios_xe.py FILE...              status 0: all is right; 1: an objection, each on a line of its own
    ios_xe.py --unused FILE...     the rows of the table that no line of these files uses; status 1 if there are any
    ios_xe.py --install ARCHIVE    puts the models of the archive where this Python looks for them
    ios_xe.py --version

A file that takes something back is held against the models as an edit, without what must be there in a whole configuration.
"""

import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as tree

MODELS = pathlib.Path(sys.prefix) / "ios-xe-16.9.3"
TABLE = pathlib.Path(__file__).with_name("ios_xe.table")
ROOT = "Cisco-IOS-XE-native"
MODULES = [f"Cisco-IOS-XE-{name}" for name in "native bfd bgp crypto ethernet features route-map track tunnel vrrp".split()]
# What a router has that speaks IPsec.
FEATURES = "Cisco-IOS-XE-features:crypto"

# What Cisco published and no YANG reader takes: (module, text, what it means, how often). None of it is about what netgen writes.
CORRECTED = [
    ("Cisco-IOS-XE-mpls", "..[", "parent::node()[", 3),
    ("Cisco-IOS-XE-route-map", "\\\n", "\n", 2),
]
# The words for the numbers of groups.
NUMBERS = dict(zip("1 2 5 14 15 16 19 20 21 24".split(), """one two five fourteen fifteen sixteen nineteen twenty twenty-one
    twenty-four""".split()))
KINDS = {"letters": "[A-Za-z-]+", "digits": "[0-9]+", "number": "[^ ]+", None: "[^ ]+"}


class Row:
    """A line of the table."""

    def __init__(self, number, text):
        self.number, self.level = number, len(text) - len(text.lstrip())
        self.line, self.sign, self.meaning = re.fullmatch(r"(.*?) +(=>|--|=1) (.*)", text.strip()).groups()
        self.numbers = re.findall(r"<([a-z]+):number>", self.line)
        self.pattern = re.compile(pattern(self.line))
        self.parent, self.used, self.repeated = None, False, False

    def match(self, line):
        found = self.pattern.fullmatch(line)
        if not found:
            return None
        values = {name: value for name, value in found.groupdict().items() if value is not None}
        return values | {name: NUMBERS.get(values[name], f"{name}-{values[name]}") for name in self.numbers}


def pattern(line):
    """The regular expression of a row's line."""
    parts = re.split(r"( \[<.*?>\]|<.*?>)", line)
    for n in range(1, len(parts), 2):
        optional, name, kind, rest = re.fullmatch(r"( \[)?<([a-z]+)(?::([a-z]+))?(\.\.\.)?>\]?", parts[n]).groups()
        word = f"(?P<{name}>{'.+' if rest else KINDS[kind]})"
        parts[n] = f"(?: {word})?" if optional else word
    parts[::2] = map(re.escape, parts[::2])
    return "".join(parts)


def read_table():
    rows, stack = [], []
    for number, text in enumerate(TABLE.read_text().splitlines(), 1):
        if text.strip() and not text.startswith("#"):
            row = Row(number, text)
            del stack[row.level:]
            row.parent = stack[-1] if stack else None
            rows.append(row)
            stack.append(row)
    return rows


def namespaces():
    """Prefix to namespace, as the modules declare them."""
    found = {}
    for module in MODULES:
        text = (MODELS / f"{module}.yang").read_text()
        namespace, prefix = (re.search(rf'{word} "?([^";]+)"?;', text).group(1) for word in ("namespace", "prefix"))
        found[prefix] = namespace
    return found


class Document:
    """The nodes that the lines of a file name."""

    def __init__(self, rows):
        self.rows, self.names, self.objections, self.edits = rows, namespaces(), [], False
        self.root = tree.Element(f"{{{self.names['ios']}}}native")
        self.modes, self.once = [], []

    def line(self, number, text):
        depth, line = len(text) - len(text.lstrip(" ")), text.strip()
        if not line or line.startswith("!"):
            return
        del self.modes[depth:]
        if len(self.modes) < depth:
            return self.objections.append(f"line {number}: {line!r} stands in no mode")
        row, values = self.find(line)
        if row is None:
            return self.objections.append(f"line {number}: no row for {line!r}")
        row.used = True
        above = self.modes[-1][1] if self.modes else self.root
        if row.sign == "=1" and (row, above) in self.once:
            row.repeated = True
        elif row.sign != "--":
            self.once.append((row, above))
            self.modes.append((row, self.set(above, row.meaning, values)))

    def find(self, line):
        above = self.modes[-1][0] if self.modes else None
        for text in (line, line.removeprefix("no ")):
            for row in self.rows:
                values = row.match(text) if row.parent is above else None
                if values is not None:
                    self.edits |= line.startswith("no ") and "=false" not in row.meaning
                    return row, values
        return None, None

    def set(self, above, meaning, values):
        """Makes the nodes of a row; gives the last one that holds others."""
        path, _, leaves = meaning.partition(": ")
        node = above
        for step in filter(None, path.removesuffix(":").split("/")):
            name, keys = re.fullmatch(r"([^\[]+)(.*)", step).groups()
            keys = [(key, self.fill(value, values)) for key, value in re.findall(r"\[([^=]+)=([^\]]+)\]", keys)]
            node = self.child(node, self.fill(name, values), keys)
        for leaf in leaves.split():
            name, _, value = leaf.partition("=")
            if all(variable in values for variable in re.findall("<([a-z]+)>", value)):
                *steps, name = self.fill(name, values).split("/")
                holder = node
                for step in steps:
                    holder = self.child(holder, step, [])
                self.leaf(holder, name, self.fill(value, values))
        return node

    def fill(self, text, values):
        return re.sub("<([a-z]+)>", lambda found: values[found.group(1)], text)

    def tag(self, above, name):
        prefix, _, name = name.rpartition(":")
        namespace = self.names[prefix] if prefix else above.tag[1:].partition("}")[0]
        return f"{{{namespace}}}{name}"

    def child(self, above, name, keys):
        tag = self.tag(above, name)
        for child in above.findall(tag):
            if all(child.findtext(self.tag(child, key)) == value for key, value in keys):
                return child
        child = tree.SubElement(above, tag)
        for key, value in keys:
            tree.SubElement(child, self.tag(child, key)).text = value
        return child

    def leaf(self, node, name, value):
        tag = self.tag(node, name)
        if all((leaf.text or "") != value for leaf in node.findall(tag)):
            tree.SubElement(node, tag).text = value


def read(rows, path):
    """The document of a file."""
    document = Document(rows)
    for number, line in enumerate(pathlib.Path(path).read_text().splitlines(), 1):
        document.line(number, as_shown(line))
    return document


def as_shown(line):
    """The line as IOS shows it: a network that is as large as its class has no mask then, and the models know it in no other way."""
    found = re.fullmatch(r"( *(?:no )?network (\d+)\.\S+) mask (\S+)", line)
    first = int(found.group(2)) if found else 0
    own = "255.0.0.0" if first < 128 else "255.255.0.0" if first < 192 else "255.255.255.0"
    return found.group(1) if found and found.group(3) == own else line


def judge(rows, paths):
    objections = []
    with tempfile.TemporaryDirectory() as place:
        data = {"config": {}, "edit": {}}
        for n, path in enumerate(paths):
            document = read(rows, path)
            objections += [f"{path}: {objection}" for objection in document.objections]
            file = pathlib.Path(place) / f"{n}.xml"
            tree.ElementTree(document.root).write(file)
            data["edit" if document.edits else "config"][file] = path
        for kind, files in data.items():
            # All at once, for reading the models takes longer than reading the files. It stops at the first file that is wrong.
            for line in validate(files, kind) if files else []:
                for file, path in files.items():
                    line = line.replace(str(file), str(path))
                objections.append(line)
    return objections


def validate(data, kind):
    """What yanglint has against files of nodes."""
    command = ["yanglint", "--path", MODELS, "--disable-searchdir", "--make-implemented", "--features", FEATURES, "--type", kind]
    done = subprocess.run([*command, *(MODELS / f"{module}.yang" for module in MODULES), *data], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if line.strip() and " warn: " not in line]
    return said or [f"yanglint ended with {done.returncode} and said nothing"] if done.returncode else []


def install(archive):
    MODELS.mkdir(exist_ok=True)
    with tarfile.open(archive) as files:
        for member in files:
            if member.name.endswith(".yang"):
                (MODELS / pathlib.PurePosixPath(member.name).name).write_bytes(files.extractfile(member).read())
    for module, text, instead, times in CORRECTED:
        path = MODELS / f"{module}.yang"
        before = path.read_text()
        if before.count(text) != times:
            sys.exit(f"{path} has {text!r} {before.count(text)} times, expected {times}")
        path.write_text(before.replace(text, instead))


def version():
    if not MODELS.is_dir():
        sys.exit(f"no models in {MODELS}")
    try:
        said = subprocess.run(["yanglint", "--version"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        sys.exit("yanglint is not installed; Debian has it in libyang2-tools")
    revision = re.search(r"revision ([0-9-]+)", (MODELS / f"{ROOT}.yang").read_text()).group(1)
    rows = read_table()
    print(f"{said.strip()}, IOS-XE 16.9.3 of {revision}, {len(rows)} rows")


def main(arguments):
    match arguments:
        case ["--version"]:
            version()
        case ["--install", archive]:
            install(archive)
        case ["--unused", *paths]:
            rows = read_table()
            for path in paths:
                read(rows, path)
            unused = [row for row in rows if not row.used or row.sign == "=1" and not row.repeated]
            for row in unused:
                print(f"{TABLE.name}:{row.number}: no line uses {row.line!r}")
            sys.exit(1 if unused else 0)
        case [_, *_]:
            objections = judge(read_table(), arguments)
            print("\n".join(objections))
            sys.exit(1 if objections else 0)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
