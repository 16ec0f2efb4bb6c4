# Everything a newcomer needs: make run, make test. See docs/running.md for the real thing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test check format lock stop clean chromium messages

UV_VERSION := 0.13.9
BIN := .venv/bin
UV := .uv/bin/uv
export UV_PYTHON_DOWNLOADS := never
# Believe the certificates that this machine believes, where it has any.
CERTIFICATES := /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem
export UV_SYSTEM_CERTS ?= $(if $(wildcard $(CERTIFICATES)),true,false)
export FLASK_APP := wsgi.py

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

# The first Python from 3.11 to 3.13; PYTHON= on the command line wins.
FIND_PYTHON = for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; \
	  then "$$p" -c 'import sys; print(sys.executable)'; exit 0; fi; done; \
	echo "Python 3.11, 3.12 or 3.13 is needed and none was found; name one with PYTHON=/path/to/python3." >&2; exit 1

# uv lives in a private environment of its own, so nothing on the machine is touched.
$(UV):
	@python="$$($(FIND_PYTHON))"; rm -rf .uv; \
	"$$python" -m venv .uv || { rm -rf .uv; \
	  echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)" || { rm -rf .uv; exit 1; }

.venv/installed: requirements.lock | $(UV)
	@python="$$($(FIND_PYTHON))"; \
	$(UV) venv --quiet --clear --python "$$python" .venv; \
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock; \
	touch $@

# Catalogues are read compiled; the compiled ones are not kept in git.
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
%.mo: %.po .venv/installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

READY := .venv/installed $(CATALOGUES)

install: $(READY) ## Make the environment in .venv from the lock

run: $(READY) ## Start database, web and worker with demo data on http://127.0.0.1:8000
	@exec $(BIN)/python -m marketplace.run

stop: .venv/installed ## Stop a market that make run started, and its database
	@$(BIN)/python -m marketplace.run stop

chromium:
	@.ci/chromium

test: $(READY) chromium ## Run every test, the browser ones included
	@$(BIN)/pytest $(ARGS)

check: $(READY) ## Format, lint, types, import layers, migrations against models
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.harness.check_migrations

format: .venv/installed ## Put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/installed ## Put new Indonesian texts into the catalogues in translations/
	@mkdir -p instance
	PYTHONPATH=. $(BIN)/pybabel --quiet extract --project pasar-ikm --copyright-holder "the Pasar IKM authors" -F babel.cfg -k N_ -k lazy_gettext --no-location --sort-output -o instance/messages.pot .
	@for language in $(or $(LANGUAGES),en); do \
	  if [[ -f "translations/$$language/LC_MESSAGES/messages.po" ]]; then action="update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date"; else action=init; fi; \
	  $(BIN)/pybabel --quiet $$action -i instance/messages.pot -d translations -l "$$language"; done

# The lock names packages, versions and hashes, and no address: any index will do.
lock: | $(UV) ## Compile requirements.lock anew from pyproject.toml (UPGRADE=--upgrade for newer releases)
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet $(UPGRADE) -o requirements.lock

clean: ## Remove what was built; instance/ (your data) stays
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './instance/*' -prune -exec rm -rf {} +
