# `make demo` and `make test` need Python 3.11 or newer, make and a C library; each sets up what
# is missing and starts at once the next time. Choose the interpreter with PYTHON=python3.12.

BIN := .venv/bin
DEMO_CASE := aceh-2005
DEMO_DRAWS := 64
DEMO_REPORT := out/$(DEMO_CASE).html

# Results must not depend on the caller's shell.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONOPTIMIZE PYTHONWARNINGS VIRTUAL_ENV
unexport PYTEST_ADDOPTS MYPYPATH RUFF_CONFIG NUMBA_DISABLE_JIT
export PYTHONNOUSERSITE := 1
ifneq ($(origin PYTHON),undefined)
export PYTHON
endif

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit format docs bench lock set-up clean

help:  ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

set-up:
	@sh tools/set_up.sh

demo: set-up  ## assess a real agreement, print the answer, write a report
	@mkdir -p $(dir $(DEMO_REPORT))
	@echo "Assessing $(DEMO_CASE). The first run compiles its numerical kernels, once per machine." >&2
	@$(BIN)/pactwright assess $(DEMO_CASE) --draws $(DEMO_DRAWS) --report $(DEMO_REPORT)
	@echo "Report: $(CURDIR)/$(DEMO_REPORT)"

test: lint types unit  ## everything: form, layers, types, tests

lint: set-up  ## form, layers, dependencies
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --cache-dir .cache/import-linter
	$(BIN)/deptry --no-ansi src

types: set-up  ## types, strict
	$(BIN)/mypy

unit: set-up  ## the tests alone
	$(BIN)/python -m pytest -n auto

format: set-up  ## lay out the code and sort imports
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

docs: set-up  ## write the reference pages from the code, and the output shown on pages
	$(BIN)/python tools/reference.py
	$(BIN)/python tools/pages.py
	$(BIN)/python tools/picture.py

bench: set-up  ## time the hot paths against their plain versions
	$(BIN)/python benchmarks/run.py $(BENCH)

lock: set-up  ## pin the dependencies again (UPGRADE=--upgrade for newest)
	$(BIN)/python tools/lock.py $(UPGRADE)

clean:  ## remove what can be made again
	rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .ruff_cache .pytest_cache
	rm -rf out build dist
