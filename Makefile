# Two commands matter: `make sandbox` and `make test`. Each prepares .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
# Most tests wait for the platforms' pace, so two at a time take little more than half the time.
SIDE_BY_SIDE ?= --numprocesses 2 --dist worksteal

.PHONY: sandbox test shots story setup lint lock clean
.DEFAULT_GOAL := sandbox

sandbox: .venv/.ready  ## a Discord and a Slack on this machine, with the bot in both
	$(BIN)/hallway sandbox $(ARGS)

test: lint  ## everything that has to be true before a change lands
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) tests/browser

shots: .venv/.ready  ## the pictures of the README
	mkdir -p docs/images
	HALLWAY_SHOTS=docs/images $(BIN)/python -m pytest -q tests/browser/test_shots.py
	HALLWAY_SHOTS=docs/images $(BIN)/python -m pytest -q tests/browser/test_stage_page.py -k "queue or code"

story: .venv/.ready  ## the whole mission, once through, with a camera: pictures in docs/story
	HALLWAY_STORY=docs/story $(BIN)/python -m pytest -q tests/browser/test_whole_story.py

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
