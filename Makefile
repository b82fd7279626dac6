# make app | test | lint | bench | clean | help
PYTHON ?= python3
NOTES ?= data/notes
PORT ?= 8501
JOBS ?= 1

VENV := .venv
BIN := $(VENV)/bin
GRAPH := build/graph.json
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517

.DEFAULT_GOAL := help
.PHONY: app test lint bench clean help setup setup-dev programs

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  settings: NOTES=folder PORT=8501 JOBS=1 PYTHON=python3"

app: setup ## Make the graph of NOTES and serve the explorer on localhost
	@$(BIN)/python cli.py extract "$(NOTES)" -o $(GRAPH) --jobs $(JOBS)
	@echo "Explorer of $(NOTES): http://localhost:$(PORT)  (Ctrl-C ends it)"
	@NOTEGRAPH_NOTES="$(NOTES)" NOTEGRAPH_GRAPH=$(GRAPH) $(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: setup-dev programs ## Run the whole test suite, browser included
	@$(BIN)/python -m pytest -n 2

lint: setup-dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup-dev ## Print the ratios that bench/ measures
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

clean: ## Remove the environment and everything built
	rm -rf $(VENV) build tests/node/node_modules .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev
programs: setup-dev
	@setup/programs.sh $(VENV)

$(BIN)/python:
	@setup/venv.sh $(PYTHON) $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing requirements.txt into $(VENV) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing requirements-dev.txt into $(VENV) …"
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/.installed $@
