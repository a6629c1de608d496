"""Holds the JSON Schema of blueprints against netgen's own reader.

In: a file with a JSON object: `schema`, and `cases`, each with `what`, `document` and `reader`: `reads` where netgen takes the document,
`refuses` where it finds a wrong type, an unknown key or a missing one. Out: a line for each case on which the schema thinks otherwise, and
status 1; a count otherwise. `--version` prints the validator's.
"""

import json
import sys
from importlib.metadata import version

from jsonschema.validators import validator_for


def main() -> int:
    if sys.argv[1] == "--version":
        print("jsonschema " + version("jsonschema"))
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        # Python's expressions have no classes by Unicode property; these three are what it calls word characters.
        given = json.loads(file.read().replace(r"\\p{L}\\p{M}\\p{N}", r"\\w"))
    validator = validator_for(given["schema"])
    validator.check_schema(given["schema"])
    schema = validator(given["schema"])
    wrong = 0
    for case in given["cases"]:
        error = next(schema.iter_errors(case["document"]), None)
        if (error is None) != (case["reader"] == "reads"):
            wrong += 1
            print(f"{case['what']}: netgen {case['reader']} it, and the schema says {error.message[:200] if error else 'it is valid'}")
    print(f"{len(given['cases'])} documents")
    return 1 if wrong else 0


sys.exit(main())
