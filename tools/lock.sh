#!/usr/bin/env bash
# Renews requirements/*.txt: every package with its hashes, for any platform, without naming where it came from.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet "$@"; }
compile -o requirements/runtime.txt
compile --group dev --extra llm -c requirements/runtime.txt -o requirements/dev.txt
