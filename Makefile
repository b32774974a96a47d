PYTHON ?= python3
BIN := .venv/bin
TORCH := 2.13.0

.PHONY: run test check clean

run: .venv/installed ## Start: on Discord with DISCORD_TOKEN, else a chat in the terminal
	@$(BIN)/clippings start

test: .venv/installed-dev ## Lint, type check and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist loadfile

clean: ## Remove the environment and all caches; the index stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# torch comes first and as a CPU build: left to itself, pip would bring gigabytes of CUDA on Linux.
.venv/torch:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Clippings needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into .venv; this takes a few minutes, once."
	@$(PYTHON) -m venv .venv
	@if [ "$$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null; then \
		$(BIN)/pip install --quiet "torch==$(TORCH)+cpu" || { \
			echo "No CPU build of torch $(TORCH) is at hand. Set PIP_EXTRA_INDEX_URL to the CPU index that"; \
			echo "pytorch.org/get-started names for pip, and try again."; exit 1; }; \
	else $(BIN)/pip install --quiet "torch==$(TORCH)"; fi
	@touch $@

.venv/installed: .venv/torch pyproject.toml
	@$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	@$(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@
