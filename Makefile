# Two commands: `make demo` runs the whole portal on this machine, `make test` tests it.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PORT

.PHONY: demo test check install
.DEFAULT_GOAL := demo

demo: install
	@exec $(BIN)/python manage.py demo

test: install
	@.ci/browser
	@$(BIN)/python -m pytest $(ARGS)

check: install
	@.ci/check

install: .venv/installed node_modules/.package-lock.json .env

.venv/installed: requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.12 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12))' \
	  || { echo "Python 3.12 or newer is needed, and $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.13"; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv \
	  || { echo "Python could not make a virtual environment: on Debian, install python3-venv."; exit 1; }
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node 20 or newer, which brings it."; exit 1; }
	@echo "Installing the design system …"
	@npm ci --silent --no-audit --no-fund
	@touch $@

.env:
	@cp .env.example .env
