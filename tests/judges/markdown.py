"""Reads Markdown with markdown-it, and objects to tables that are none, rows with cells too many or too few, HTML, and links to files
that are not there.

usage: markdown.py --version | FILE...
"""

import re
import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

READER = MarkdownIt("commonmark").enable("table")
# Readers split a row at every bar that has no backslash before it, inside code too.
BAR = re.compile(r"(?<!\\)\|")


def cells(line: str) -> int:
    return len(BAR.split(line.strip().removeprefix("|"))) - 1


def links(tokens) -> list[str]:
    found = []
    for token in tokens:
        found += [token.attrs["href"]] if token.type == "link_open" else []
        found += links(token.children or [])
    return found


def html(tokens) -> list[str]:
    found = []
    for token in tokens:
        found += [token.content.strip()] if token.type in ("html_block", "html_inline") else []
        found += html(token.children or [])
    return found


def objections(path: Path) -> tuple[int, list[str]]:
    text = path.read_text(encoding="utf-8")
    lines, tokens = text.splitlines(), READER.parse(text)
    wrong, inside, tables = [], set(), 0
    for token in tokens:
        if token.type in ("fence", "code_block"):
            inside.update(range(*token.map))
        if token.type == "table_open":
            tables += 1
            first, end = token.map
            inside.update(range(first, end))
            wide = cells(lines[first])
            for number in range(first, end):
                if lines[number].strip() and cells(lines[number]) != wide:
                    wrong.append(f"line {number + 1}: {cells(lines[number])} cells below a head of {wide}")
    for number, line in enumerate(lines):
        if line.lstrip().startswith("|") and number not in inside:
            wrong.append(f"line {number + 1}: a row outside of any table")
    wrong += [f"HTML: {text}" for text in html(tokens)]
    for link in links(tokens):
        target = unquote(link.split("#")[0])
        if target and ":" not in target and not (path.parent / target).exists():
            wrong.append(f"a link to {target}, which is not there")
    return tables, wrong


def main() -> int:
    if sys.argv[1:] == ["--version"]:
        print(f"markdown-it-py {version('markdown-it-py')}")
        return 0
    tables, wrong = 0, []
    for name in sys.argv[1:]:
        found, objected = objections(Path(name))
        tables += found
        wrong += [f"{name}: {one}" for one in objected]
    print("\n".join(wrong) if wrong else tables)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
