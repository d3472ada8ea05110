# Provenance: `make help` lists the targets. Needs Python 3.11 or newer and nothing else.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test soak bench lint types format clean chromium

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= logical
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist worksteal

# Stamps bear the sum of the pins: changed pins are installed, unchanged ones never again.
RUNTIME := $(VENV)/.runtime-$(firstword $(shell cksum < requirements.txt))
DEVELOPMENT := $(VENV)/.development-$(firstword $(shell cat requirements.txt requirements-dev.txt | cksum))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) ## Serve the product, with the worked example if the database is empty
	@exec $(BIN)/python app.py

test: $(DEVELOPMENT) chromium lint types ## Lint, types and every test, in a real browser and on PostgreSQL too
	$(PYTEST)

soak: $(DEVELOPMENT) chromium ## The exhaustive forms of the tests: every kill, every byte (long)
	$(PYTEST) -m soak

bench: $(DEVELOPMENT) ## Time what people wait for
	$(BIN)/python -m tests.benchmarks

lint: $(DEVELOPMENT) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEVELOPMENT) ## Check the types
	$(BIN)/mypy

format: $(DEVELOPMENT) ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove the environment and all caches, but no data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build
	find provenance tests migrations -name __pycache__ -prune -exec rm -rf {} +

chromium: $(DEVELOPMENT)
	@$(BIN)/python -m tests.fixtures.chromium

$(VENV)/.made:
	@python=; for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
		then python=$$name; break; fi; done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer was not found; install it and try again." >&2; exit 1; fi; \
	$$python -m venv $(VENV) || { \
		echo "No environment could be made: your Python lacks venv (on Debian: python3-venv)." >&2; exit 1; }
	@touch $@

$(RUNTIME): | $(VENV)/.made
	@echo "Installing what the product needs ..." >&2
	@$(PIP) -r requirements.txt
	@touch $@

$(DEVELOPMENT): | $(RUNTIME)
	@echo "Installing what the tests need ..." >&2
	@$(PIP) -r requirements-dev.txt
	@touch $@
