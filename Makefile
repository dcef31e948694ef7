# make demo   sets up .venv and prints the figures of the sample corpus
# make test   sets up .venv and runs the tests
# make check  what CI runs: lint, types, pattern examples, tests, floors
# make floors measures the extraction and holds it to tests/floors.toml
# make golden rewrites the golden files, the examples of README and docs/ and the generated references
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help demo test check lint format types patterns floors golden clean

help:
	@sed -n 's/^# make/make/p' Makefile

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps are renewed when what the environment is made from changes.
$(VENV)/installed: setup.cfg pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: setup.cfg pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/installed

demo: $(VENV)/installed
	$(BIN)/kzreform extract --sample

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/installed-dev
	$(BIN)/mypy

patterns: $(VENV)/installed-dev
	$(BIN)/kzreform patterns test

floors: $(VENV)/installed-dev
	$(BIN)/kzreform evaluate --floors tests/floors.toml

golden: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q --update-golden tests/commands/test_process.py tests/test_docs.py

check: lint types patterns test floors

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
