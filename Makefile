# Plain commands behind each target: see README.md. PYTHON=python3.12 make test picks another Python.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A set that brings more does as well, where it is there.
BASE := $(firstword $(wildcard $(VENV)/.dev $(VENV)/.demo) $(VENV)/.base)
DEMO := $(firstword $(wildcard $(VENV)/.dev) $(VENV)/.demo)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo practice test check audit bench chaos load pictures

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(DEMO) ## The real bot in your browser, without a Discord account
	@$(BIN)/coach demo $(ARGS)

practice: $(BASE) ## Practise in this terminal; ARGS="--topic networking" is passed on
	@$(BIN)/coach practice $(ARGS)

test: $(VENV)/.dev ## Run every test, on several cores; ARGS="tests/core -x" is passed on
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: $(VENV)/.dev ## Style, types, import rules and the question bank
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/coach bank check

audit: ## Compare the versions in constraints.txt with known weaknesses; asks PyPI
	@$(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@$(VENV)/audit/bin/pip-audit --strict --no-deps --disable-pip --requirement constraints.txt

bench: $(VENV)/.dev ## Measure how fast grading is, and a quiz of a thousand people
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.quiz --wire

chaos: $(VENV)/.dev ## Let everything go wrong for minutes; ARGS="--seconds 60 --seed 3" is passed on
	@$(BIN)/python -m tests.chaos $(ARGS)

load: $(VENV)/.dev ## Measure what one process bears; takes half an hour, less with ARGS="--answers 0"
	@$(BIN)/python -m tests.bench.load $(ARGS)

pictures: $(VENV)/.dev ## Make the pictures in docs/ anew; needs Chromium and its driver
	@$(BIN)/python tests/demo/pictures.py

# One stamp for each set of packages; made again only when a file on the right has changed.
$(VENV)/.base: EXTRAS :=
$(VENV)/.demo: EXTRAS := [demo]
$(VENV)/.dev: EXTRAS := [dev]
$(VENV)/.base $(VENV)/.demo $(VENV)/.dev: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one, such as: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into $(VENV) (once; about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) -e '.$(EXTRAS)'
	@touch $@
