# Two commands matter: `make sandbox` and `make test`. Each prepares .venv by itself.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: sandbox test shots setup lint lock clean
.DEFAULT_GOAL := sandbox

sandbox: .venv/.ready  ## a Discord and a Slack on this machine, with the bot in both
	$(BIN)/hallway sandbox $(ARGS)

test: lint  ## everything that has to be true before a change lands
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest tests/browser

shots: .venv/.ready  ## the pictures of the README
	mkdir -p docs/images
	HALLWAY_SHOTS=docs/images $(BIN)/python -m pytest -q tests/browser/test_shots.py
	HALLWAY_SHOTS=docs/images $(BIN)/python -m pytest -q tests/browser/test_stage_page.py -k "queue or code"

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

setup: .venv/.ready

# The lock pins every package by hash; hatchling is in it too, so that nothing unpinned builds us.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lock: .venv/.ready  ## after a change in pyproject.toml; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --all-extras $(UPGRADE) pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
