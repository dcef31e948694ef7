# make demo   sets up .venv and prints the figures of the sample corpus
# make test   sets up .venv and runs the tests
# make check  what CI runs: lint, types, pattern examples, tests, floors
# make fuzz   tries made and spoilt texts and files for ten minutes, new ones each time; FUZZ=3600 for an hour
# make floors measures the extraction and holds it to tests/floors.toml
# make golden rewrites the golden files, the examples of README and docs/ and the generated references
# make oldest runs the core tests with the oldest versions that setup.cfg allows; make newest all tests with the newest
# make audit-deps asks for known weaknesses of the pinned versions; needs a network
# make soak   extracts generated documents for half an hour, and keeps the result for docs/reliability.md
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FUZZ ?= 600

.PHONY: help demo test check lint format types patterns floors fuzz golden oldest newest audit-deps soak clean

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

fuzz: $(VENV)/installed-dev
	KZREFORM_FUZZ_SECONDS=$(FUZZ) $(BIN)/python -m pytest -q tests/fuzz tests/extraction/test_growth.py

floors: $(VENV)/installed-dev
	$(BIN)/kzreform evaluate --floors tests/floors.toml

golden: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q --update-golden tests/commands/test_process.py tests/test_docs.py

check: lint types patterns test floors

# A package that cannot be looked up counts as a failure: without --strict nothing found is told of nothing asked.
audit-deps: | $(BIN)/python
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)-audit/bin/pip-audit --strict --no-deps --disable-pip -r constraints.txt

# Old libraries warn of what is newer than they are, and that is no failure of ours.
CORE := tests/reading tests/writing tests/many tests/asking tests/faults/test_vanishing.py tests/commands/test_extract.py
oldest:
	$(PYTHON) -m venv $(VENV)-oldest
	$(VENV)-oldest/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(VENV)-oldest/bin/uv pip compile --quiet --native-tls --resolution lowest-direct --extra all setup.cfg \
		-o $(VENV)-oldest/versions.txt
	$(VENV)-oldest/bin/python -m pip install --quiet --disable-pip-version-check -c $(VENV)-oldest/versions.txt \
		-e '.[all]' duckdb frictionless hypothesis openpyxl psutil pytest reportlab
	$(VENV)-oldest/bin/python -m pytest -q -W default $(CORE)

newest:
	$(PYTHON) -m venv $(VENV)-newest
	$(VENV)-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade -e '.[dev]'
	$(VENV)-newest/bin/python -m pytest -q

soak: $(VENV)/installed-dev
	$(BIN)/python -m bench.soak --minutes 30 -j 2 -o bench/soak.json
	$(BIN)/python -m pytest -q --update-golden tests/test_docs.py -k up_to_date

clean:
	rm -rf $(VENV) $(VENV)-audit $(VENV)-oldest $(VENV)-newest build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
