# `make demo` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint types layers unit chromium picture bench lock clean

# The library and what it needs to run; the tools of its developers come on top.
$(INSTALLED): pyproject.toml .ci/runtime.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) --requirement .ci/runtime.lock
	$(PIP) --no-deps --editable .
	$(BIN)/python -m compileall -q kjreport
	touch $@

$(READY): $(INSTALLED) .ci/requirements.lock
	$(PIP) --requirement .ci/requirements.lock
	touch $@

demo: $(INSTALLED) ## analyse the sample reports and print the facts
	$(BIN)/kjreport facts tests/data/reports/*.txt --format table

test: lint types layers unit ## everything that must hold

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY) chromium
	$(BIN)/pytest

chromium: ## the browser that the tests of pages need, where it can be installed
	.ci/chromium

picture: $(READY) chromium ## make the picture of a page anew
	$(BIN)/python docs/images/picture.py

bench: $(READY) ## speeds, as ratios within one run
	$(PIP) --requirement .ci/bench.lock
	$(BIN)/pytest tests/benchmarks --benchmark-only
	$(BIN)/python -m tests.benchmarks.compare

lock: ## renew the locked dependencies (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
		--no-header --output-file .ci/requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --constraint .ci/requirements.lock \
		--no-header --output-file .ci/runtime.lock
	uv pip compile pyproject.toml --group bench --universal --python-version 3.11 \
		--constraint .ci/requirements.lock --no-header --output-file .ci/bench.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
