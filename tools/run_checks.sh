#!/usr/bin/env bash
# Every check that is not a test. Each prints its name; all run, and one that fails fails the whole.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
# mypy reads the settings: they need a home and a database URL, and touch neither.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export RAPPORT_HOME="$home" DATABASE_URL="postgresql://localhost/not-used" PYTHONPATH=src:. MYPYPATH=src
status=0
step() { printf '\n== %s\n' "$1"; shift; "$@" || status=1; }
step "Lint" $bin/ruff check .
step "Format" $bin/ruff format --check .
step "Import contracts" $bin/lint-imports --config importlinter.toml
step "House rules" $bin/python -m tools.house_lint src
step "Types" $bin/mypy
step "Templates" $bin/djlint --profile=django --lint --quiet src
step "Dependencies" $bin/deptry .
step "Spelling" $bin/typos
step "Licences" $bin/python -m tools.licences
exit "$status"
