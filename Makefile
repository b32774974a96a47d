PYTHON ?= python3
BIN := .venv/bin
# The one place for torch's version; pyproject.toml has the range. Only the extra `models` and the tests need it.
TORCH := 2.13.0
TORCH_CPU_INDEX := https://download.pytorch.org/whl/cpu

.PHONY: help run test lint fix check install models eval dev lock clean

help: ## Print what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 - \2/p' Makefile

run: .venv/installed ## Start: on Discord with DISCORD_TOKEN, else a chat in the terminal
	@$(BIN)/clippings start

test: .venv/dev lint ## Lint, type check and all tests; brings torch (CPU) and all extras
	$(BIN)/pytest --numprocesses 2 --dist loadfile

lint: .venv/dev ## Style, types, import rules, and whether requirements.txt is current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m deploy.lock

fix: .venv/dev ## Format, mend what ruff can, and make docs/settings.md anew
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m docs.settings

check: test ## The same as test: what every change must pass

install: .venv/installed ## Install the core into .venv, with the versions of requirements.txt

models: .venv/models ## Install what models other than the default one need: torch (CPU), sentence-transformers

eval: .venv/eval ## Install what `clippings eval --report` needs: jinja2

dev: .venv/dev ## Install everything for development

lock: .venv/dev ## Make requirements.txt from the ranges in pyproject.toml
	@$(BIN)/pip install -qq uv
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m deploy.lock --write

clean: ## Remove the environment and all caches; the index stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Clippings needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

# Where an index doesn't have just these versions the newest that fit are taken; never ones with other hashes.
.venv/installed: .venv/made pyproject.toml requirements.txt
	@echo "Installing into .venv; this takes a minute or two, once."
	@$(BIN)/pip install -qq --require-hashes --requirement requirements.txt 2>.venv/pip.log || { \
		cat .venv/pip.log; \
		if grep -q "DO NOT MATCH THE HASHES" .venv/pip.log; then exit 1; fi; \
		echo "The versions of requirements.txt can't be had here; the newest that fit are installed instead."; }
	@$(BIN)/pip install -qq --editable .
	@$(BIN)/python -m compileall -q bot config index retrieval
	@touch $@

# As a CPU build, which is all that is used here: from pip's own places, else from PyTorch's index, else any build.
.venv/torch: .venv/installed
	@echo "Installing torch $(TORCH)."
	@$(BIN)/pip install -qq "torch==$(TORCH)+cpu" 2>/dev/null || \
		$(BIN)/pip install -qq --retries 0 --timeout 15 --index-url $(TORCH_CPU_INDEX) "torch==$(TORCH)" 2>/dev/null || { \
		if [ "$$(uname -s)" = Linux ]; then \
			echo "No CPU build of torch can be had here; the ordinary one follows, which takes several gigabytes."; fi; \
		$(BIN)/pip install -qq "torch==$(TORCH)"; }
	@touch $@

.venv/models: .venv/torch
	@$(BIN)/pip install -qq --editable ".[models]"
	@touch $@

.venv/eval: .venv/installed
	@$(BIN)/pip install -qq --editable ".[eval]"
	@touch $@

.venv/dev: .venv/models
	@$(BIN)/pip install -qq --editable ".[models,eval,dev]"
	@touch $@
