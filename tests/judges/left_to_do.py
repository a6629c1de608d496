"""IOS-XE: what ran, and then the steps of an update, leave nothing to do to reach the new file, in the eyes of hier_config.

In: a JSON file with pairs of an old file, the steps in order, and the new file. Out: a line for each pair with something left, and
status 1; or how many pairs there were. hier_config knows blocks, negation and settings of one value; it judges completeness, not order.
"""

import json
import re
import sys
from importlib.metadata import version

from hier_config import Platform, WorkflowRemediation, get_hconfig, get_hconfig_driver
from hier_config.models import IdempotentCommandsRule, MatchRule

# Settings of one value that hier_config does not know of: the new one takes the place of the old one.
SINGLE = [
    ("interface ", ("encapsulation ", "ip mtu ", "mtu ", "ip tcp adjust-mss ", "bfd interval ", "tunnel source ", "tunnel destination ",
                    "tunnel vrf ", "tunnel protection ")),
    ("route-map ", ("set local-preference ", "set community ", "set as-path prepend ", "set metric ")),
    ("crypto ikev2 proposal ", ("encryption ", "integrity ", "prf ", "group ")),
    ("crypto ikev2 profile ", ("identity local ", "lifetime ", "dpd ", "match fvrf ")),
    ("crypto ikev2 policy ", ("match fvrf ",)),
    ("crypto ipsec profile ", ("set pfs ", "set security-association lifetime seconds ", "set security-association replay ")),
]
# What stays on a port when its last subinterface goes: it is set back by hand.
PORT = re.compile(r"^no interface [A-Za-z]+[0-9/]*$")
OF_NEIGHBOR = (r"route-map \S+ in$", r"route-map \S+ out$", r"maximum-prefix ", r"timers ", r"description ", r"remote-as ")


def driver():
    """hier_config's own of IOS, and what it lacks."""
    own = get_hconfig_driver(Platform.CISCO_IOS)
    rules = own.rules.idempotent_commands
    for block, heads in SINGLE:
        rules.extend(IdempotentCommandsRule(match_rules=(MatchRule(startswith=block), MatchRule(startswith=head))) for head in heads)
    bgp, family = MatchRule(startswith="router bgp "), MatchRule(startswith="address-family ")
    for words in OF_NEIGHBOR:
        match = MatchRule(re_search=r"^neighbor (\S+) " + words)
        rules.append(IdempotentCommandsRule(match_rules=(bgp, match)))
        rules.append(IdempotentCommandsRule(match_rules=(bgp, family, match)))
    rules.append(IdempotentCommandsRule(match_rules=(bgp, family, MatchRule(startswith="maximum-paths "))))
    port = MatchRule(startswith="interface ")
    for words in ("priority ", "preempt delay "):
        rules.append(IdempotentCommandsRule(match_rules=(port, MatchRule(re_search=r"^vrrp (\d+) " + words))))
    return own


DRIVER = driver()


def bare(text):
    """Without comments and ends of blocks, which are no statements."""
    lines = [line.rstrip() for line in text.splitlines()]
    ends = ("exit", "exit-address-family")
    # A marker stands in place of a key, and goes with its neighbor.
    signs = ("!", "netgen-unbound-bgp-key ")
    return [line for line in lines if line.strip() and not line.strip().startswith(signs) and line.strip() not in ends]


def merged(lines):
    """Blocks of one head together: a router takes a block that is opened twice, hier_config does not."""
    blocks, block = {}, []
    for line in lines:
        if not line.startswith(" "):
            block = blocks.setdefault(line, [])
        elif line not in block or line.startswith("  "):
            block.append(line)
    return [line for head, block in blocks.items() for line in (head, *block)]


def load(lines):
    return get_hconfig(DRIVER, "\n".join(merged(lines)) + "\n")


def placed(lines):
    """Each line with the blocks around it."""
    around = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        while around and around[-1][0] >= depth:
            around.pop()
        yield line, [words for _, words in around]
        around.append((depth, line.strip()))


def without(lines, blocks, gone):
    """Takes away what a line with `no` takes away in its block: a neighbor with all that is said of it, a block with what is in it."""
    whole = gone.startswith("neighbor ") and gone.count(" ") == 1
    kept, depth = [], None
    for line, around in placed(lines):
        own = len(line) - len(line.lstrip())
        if depth is not None and own > depth:
            continue
        depth = None
        words = line.strip()
        here = around == blocks or (whole and around[: len(blocks)] == blocks)
        if here and (words == gone or words.startswith(gone + " ")):
            depth = own
            continue
        kept.append(line)
    return kept


def renamed(lines, head):
    """A transform set is called by its name; what follows is its value."""
    name = head.split(" ")[:4]
    return [head if line.split(" ")[:4] == name else line for line in lines]


def after(lines, step):
    """What runs after a step. Removals are applied here by their words, all else by hier_config."""
    whole = []
    for line, around in placed(bare(step)):
        words = line.strip()
        if words.startswith("no ") and words not in ("no ip redirects", "no bfd echo"):
            # What an earlier line of the step made goes as well: a neighbor is born shut and opened at the end.
            lines, whole = without(lines, around, words[3:]), without(whole, around, words[3:])
            continue
        if words in ("ip redirects", "bfd echo"):
            lines = without(lines, around, "no " + words)
            continue
        if words.startswith("crypto ipsec transform-set "):
            lines = renamed(lines, words)
        whole.append(line)
    return [line for line in load(lines).future(load(whole)).dump_simple()]


def left(pair):
    lines = bare(pair["old"])
    for step in pair["steps"]:
        lines = after(lines, step)
    work = WorkflowRemediation(load(lines), load(bare(pair["new"])))
    todo = [child.cisco_style_text() for child in work.remediation_config.all_children_sorted()]
    return [line for line in todo if not PORT.match(line) or "Tunnel" in line]


def main():
    if sys.argv[1] == "--version":
        print("hier_config", version("hier-config"))
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        pairs = json.load(file)
    wrong = [(pair["what"], found) for pair in pairs if (found := left(pair))]
    for what, found in wrong:
        print(f"{what}: {found}")
    if not wrong:
        print(f"{len(pairs)} pairs, nothing left to do")
    return 1 if wrong else 0


sys.exit(main())
