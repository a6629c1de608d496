#!/usr/bin/env bash
# Compares netgen with troposphere and aws-cdk, which write CloudFormation. See compare.py.
# Needs python3 with venv, node for aws-cdk, and a release build: cargo build --release --locked
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target}
environment=$target/troposphere

if ! cmp --silent "$here/requirements.txt" "$environment/installed.txt"; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$environment/installed.txt"
fi
exec "$environment/bin/python" "$here/compare.py" --netgen "$target/release/netgen" "$@"
