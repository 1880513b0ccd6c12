# One command lists, one runs, one checks, one tests. CI calls the same ones (.ci/run).
.DEFAULT_GOAL := help
SHELL := bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv --system-certs
VENDOR := src/earlyhelp/kit/static/vendor/.made

.PHONY: help demo test check fix bench messages docs sbom clean lock

help: ## List what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(BIN)/.run $(VENDOR) ## Serve the demonstration on port 8000 (PORT=8001, FRESH=1 to start over)
	@exec $(BIN)/earlyhelp demo --port $(PORT) $(if $(FRESH),--fresh)

test: $(BIN)/.dev $(VENDOR) ## Run all the tests (ONLY=path for some of them)
	@tools/need chromium java
	@tools/test $(ONLY)

check: $(BIN)/.dev $(VENDOR) ## Check everything, edit nothing, report every failure
	@tools/need xgettext
	@tools/check

fix: $(BIN)/.dev ## Put right what a tool can put right
	$(BIN)/ruff check --fix src tests tools benchmarks
	$(BIN)/ruff format src tests tools benchmarks

bench: $(BIN)/.dev $(VENDOR) ## Measure the promises of benchmarks/ (ONLY=name for one)
	@$(BIN)/python -m benchmarks $(ONLY)

messages: $(BIN)/.dev ## Bring the Welsh catalogue up to date with the pages
	@tools/need xgettext
	$(BIN)/python tools/messages.py update

docs: $(BIN)/.dev $(VENDOR) ## Write docs/generated and the screenshots again
	@tools/need chromium
	UPDATE_GENERATED=1 $(BIN)/pytest -q tests/spec tests/docs
	UPDATE_SCREENSHOTS=1 $(BIN)/pytest -q tests/system

lock: $(BIN)/.uv ## Choose the newest allowed versions again, with their hashes
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header -c tools/lock-limits.txt pyproject.toml -o requirements.lock
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(PYTHON) tools/sbom.py

sbom: ## Write the list of parts (CycloneDX) again, from the locks
	@$(PYTHON) tools/sbom.py

clean: ## Remove everything that make made, the demonstration's data too
	rm -rf .venv node_modules var src/earlyhelp/kit/static/vendor

# The two locks are alternatives: the second holds all of the first.
$(BIN)/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed. Name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make virtual environments here. As root: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==0.13.9
	@touch $@

$(BIN)/.run: $(BIN)/.uv requirements.lock
	@[ -e $(BIN)/.dev -a $(BIN)/.dev -nt requirements-dev.lock ] || $(UV) pip install -q --require-hashes -r requirements.lock
	@$(UV) pip install -q --no-deps -e .
	@touch $@

$(BIN)/.dev: $(BIN)/.uv requirements-dev.lock
	@$(UV) pip install -q --require-hashes -r requirements-dev.lock
	@$(UV) pip install -q --no-deps -e .
	@touch $@ $(BIN)/.run

node_modules/.made: package-lock.json
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENDOR): node_modules/.made | $(BIN)/.uv
	@$(BIN)/python -m earlyhelp.kit.assets
	@touch $@
