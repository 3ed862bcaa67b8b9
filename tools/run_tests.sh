#!/usr/bin/env bash
# Runs the tests: run_tests.sh fast | slow. Both workers share one database server that ends with them.
set -euo pipefail
cd "$(dirname "$0")/.."
export RAPPORT_MODELS="${RAPPORT_MODELS:-$PWD/.models}"
case "${1:-fast}" in
  fast) exec .venv/bin/pytest -n 2 --dist loadgroup -m "not slow" ;;
  slow) .venv/bin/python -m rapport.config.cli models install --for-tests
        exec .venv/bin/pytest -n 0 -m slow ;;
esac
