#!/usr/bin/env bash
# Writes requirements/*.lock anew from pyproject.toml: one list for Linux and Windows, Python 3.11 to 3.13,
# every file by its hash and no index named.  Usage: tools/lock.sh [--upgrade]    (uv: the `tools` group)
set -eu
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-annotate --no-header --no-emit-index-url --no-emit-find-links --only-binary :all: "$@"
}
compile pyproject.toml -o requirements/runtime.lock "$@"
compile pyproject.toml --group dev -c requirements/runtime.lock -o requirements/dev.lock "$@"
compile --group tools -c requirements/runtime.lock -c requirements/dev.lock -o requirements/tools.lock "$@"
