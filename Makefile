# `make demo` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types layers unit bench lock clean

$(READY): pyproject.toml .ci/requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

demo: $(READY) ## analyse the sample reports and print the facts
	$(BIN)/kjreport facts tests/data/reports/*.txt --format table

test: lint types layers unit ## everything that must hold

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/pytest

bench: $(READY)
	$(BIN)/pytest tests/benchmarks --benchmark-only

lock: ## renew the locked development dependencies (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
		--no-header --output-file .ci/requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
