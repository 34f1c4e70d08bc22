# Everything from a fresh clone: `make run`, `make test`. See README.md; on Windows see there too.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= out
export LANG = C.UTF-8
export UV_PYTHON_DOWNLOADS = never

.PHONY: run second test check texts screens bench demo system clean

run: $(READY)
	$(BIN)/python -m kiosk --demo

second: $(READY)
	$(BIN)/python -m kiosk --second-desk

test: $(READY) check
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.sizes
	$(BIN)/python -m tools.texts check

texts: $(READY)
	$(BIN)/python -m tools.texts extract

screens: $(READY)
	$(BIN)/python -m tools.screens $(OUT)/screens

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

demo: $(READY)
	$(BIN)/python -m kiosk demo

requirements:
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		--extra central -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		-c requirements.txt --extra central --extra dev -o requirements-dev.txt pyproject.toml

# System packages first (where we may), then the pinned and hashed parts, then the program and its texts.
$(READY): requirements-dev.txt pyproject.toml tools/system_packages.sh resources/translations/sv.po
	sh tools/system_packages.sh
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -x $(BIN)/uv || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tools/requirements-uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt tools/requirements-uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	$(BIN)/python -m tools.texts compile
	touch $(READY)

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info
