# Two commands are all a newcomer needs: `make demo` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := src:.
export MYPYPATH := src
DEMO_HOME ?= $(CURDIR)/.demo

.PHONY: help demo demo-codes test test-slow bench check format lock clean environment development browser

help: ## Show what each command does
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: environment ## Make a demonstration practice and serve it on http://localhost:8000
	@RAPPORT_HOME="$(DEMO_HOME)" exec $(BIN)/python -m rapport.config.cli demo

demo-codes: environment ## Print the demonstration's sign-ins with fresh one-time codes
	@RAPPORT_HOME="$(DEMO_HOME)" $(BIN)/python -m rapport.config.cli demo-codes

test: development browser ## Run every check and every fast test
	@tools/run_checks.sh
	@tools/run_tests.sh fast

test-slow: development browser ## Run the model, endurance and end-to-end tests
	-@tools/system_packages.sh espeak-ng espeak-ng  # without it the tests that need generated speech are skipped
	@tools/run_tests.sh slow

bench: development ## Measure speech, drafting and pages; prints the figures of docs/benchmarks.md
	@$(BIN)/python -m bench

check: development ## Only the checks: lint, types, contracts, templates, licences
	@tools/run_checks.sh

format: development ## Put the code into its standard form
	@$(BIN)/ruff check --fix-only -q . && $(BIN)/ruff format -q .

lock: development ## Renew the lock files after a change of pyproject.toml
	@tools/lock.sh

environment: $(VENV)/.runtime ## Make the environment from the lock file

development: $(VENV)/.development

browser:
	@tools/system_packages.sh chromium chromium

$(BIN)/uv:
	@tools/system_packages.sh python3-venv "" ; $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt

$(VENV)/.runtime: $(BIN)/uv requirements/runtime.txt
	@echo "Making the environment from requirements/runtime.txt ..."
	@test -e $(VENV)/.development || $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/runtime.txt
	@touch $@

$(VENV)/.development: $(BIN)/uv requirements/dev.txt
	@echo "Making the environment from requirements/dev.txt ..."
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt requirements/installer.txt
	@touch $@ $(VENV)/.runtime

clean: ## Remove the environment and caches (never the demonstration or a practice)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
