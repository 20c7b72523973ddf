# A newcomer needs Python 3.11 or later, make and git; everything else is installed into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header
CATALOGUES := $(wildcard src/cityloop/*/locale/*/LC_MESSAGES/*.po)

.PHONY: help demo serve test lint bench law lock messages install install-dev

help:
	@echo "make demo      play the demonstration and serve it on http://127.0.0.1:8000"
	@echo "make serve     serve what is already there"
	@echo "make test      install everything and run every check and test"
	@echo "make lint      style, layers and types only"
	@echo "make bench     measure, and write docs/reference/performance.md"
	@echo "make law       write docs/reference/law.md: article, rule, test"
	@echo "make lock      choose the newest versions anew: requirements*.in to requirements*.lock"
	@echo "make messages  collect the interface's texts into the Korean catalogues"

demo: install
	@$(BIN)/cityloop demo

serve: install
	@$(BIN)/cityloop serve

test: install-dev
	@scripts/test.sh

lint: install-dev
	@scripts/lint.sh

bench: install-dev
	@$(BIN)/python -m bench $(ONLY)

law: install-dev
	@$(BIN)/python tools/law.py

messages: install-dev
	@$(BIN)/cityloop messages

lock: install-dev
	@$(LOCK) --upgrade requirements.in requirements-build.in -o requirements.lock
	@$(LOCK) --upgrade --constraint requirements.lock requirements-dev.in -o requirements-dev.lock

install: $(VENV)/.runtime $(VENV)/.messages
install-dev: $(VENV)/.dev $(VENV)/.messages

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Cityloop needs Python 3.11 or later: name it with 'make PYTHON=/path/to/python3.11'."; exit 1; }
	@echo "Making the virtual environment $(VENV)."
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt-get install python3-venv."; exit 1; }
	@touch $@

$(VENV)/.locked: $(VENV)/.python requirements.lock
	@echo "Installing what Cityloop runs on."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.runtime: $(VENV)/.locked pyproject.toml setup.py
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what tests it."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.messages: $(VENV)/.runtime $(CATALOGUES)
	@$(BIN)/cityloop messages --compile
	@touch $@
