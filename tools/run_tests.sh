#!/usr/bin/env bash
# Runs the tests: run_tests.sh fast | slow. Both workers share one database server that ends with them.
set -euo pipefail
cd "$(dirname "$0")/.."
export RAPPORT_MODELS="${RAPPORT_MODELS:-$PWD/.models}"
case "${1:-fast}" in
  # Browser tests run by themselves: Playwright keeps an event loop in its thread, which others start anew.
  fast) status=0
        .venv/bin/pytest -n 2 --dist loadgroup -m "not slow and not journey" || status=$?
        .venv/bin/pytest -n 2 --dist loadgroup -m "journey and not slow" || status=$?
        exit "$status" ;;
  slow) .venv/bin/python -m rapport.config.cli models install --for-tests
        exec .venv/bin/pytest -n 0 -m slow ;;
esac
