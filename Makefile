# mailroom: everything a person does with a checkout. `make` alone tells what there is.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo dev servers test check bench lock clean

# The first Python that is new enough; PYTHON=/path/to/python3 chooses another.
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$one && break; \
	done)
WORKERS ?= 2
UV ?= uv
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# mailroom itself is put in from this folder: no network, and hatchling is there already, locked.
PUT_IN := $(PIP) install --no-deps --no-build-isolation --no-index --editable .

help:
	@echo "make setup     a virtual environment in .venv with the program $(BIN)/mailroom"
	@echo "make demo      a council in a box: setup, then '$(BIN)/mailroom demo' (ARGS=... adds to it)"
	@echo "make check     format, types, layers and the quick tests: a minute and a half on two cores"
	@echo "make test      every test, also the slow ones and those on real servers"
	@echo "make dev       what check and test need, without running them"
	@echo "make servers   Dovecot, PostgreSQL and Chromium for the tests, where they may be installed"
	@echo "make bench     how fast it is"
	@echo "make lock      the requirements pinned anew (needs uv)"
	@echo "make clean     away with everything made here"

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "mailroom needs Python 3.11 or newer; this machine has:" \
			"$$(python3 --version 2>/dev/null || echo no python3 at all)." >&2; \
		echo "On Debian 12 or newer: apt-get install python3 python3-venv." >&2; \
		echo "Elsewhere: make setup PYTHON=/path/to/python3.11" >&2; \
		exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment." >&2; \
		echo "On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/setup.stamp: requirements.lock requirements-build.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	$(PUT_IN)
	@touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PUT_IN)
	@touch $@

setup: .venv/setup.stamp

demo: setup
	$(BIN)/mailroom demo $(ARGS)

dev: .venv/dev.stamp

servers:
	@.ci/servers

test: dev servers
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

check: dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile -m "not slow and not server and not house" $(ARGS)

bench: dev
	$(BIN)/python -m bench $(ARGS)

# Markers for every system and Python, no host of an index in the files.
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links
lock:
	$(COMPILE) pyproject.toml --extra postgres --extra outlook -o requirements.lock
	$(COMPILE) pyproject.toml --all-extras -c requirements.lock -o requirements-dev.lock
	echo "hatchling==1.33.0" | $(COMPILE) - -c requirements-dev.lock -o requirements-build.lock

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
