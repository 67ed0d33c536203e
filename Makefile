# `make site` and `make test` do everything on a fresh machine with Python 3.11 or newer and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Material tells of its end of life in every build. ARCHITECTURE.md deals with that.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site offline test serve check bench fuzz audit licences lock messages schemas codes screenshots clean help

site: $(VENV)/site.stamp ## Build the site into site/
	$(BIN)/mkdocs build --strict
	@echo "The site is in $(CURDIR)/site: put it on any server, or run \`make serve\` and follow the address."

offline: $(VENV)/site.stamp ## Build a copy that is read from a folder, without a server, into build/offline/
	SOROTAN_OFFLINE=true $(BIN)/mkdocs build --strict -d build/offline
	@echo "The copy is in $(CURDIR)/build/offline: open index.html in a browser."

test: $(VENV)/test.stamp ## Run all tests
	@tests/browser/install-chromium.sh
	@tests/node/install.sh
	@$(BIN)/python tests/standards.py
	$(BIN)/pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)

serve: $(VENV)/site.stamp ## Serve the site and rebuild it on every change
	$(BIN)/mkdocs serve

check: $(VENV)/test.stamp ## Lint the code and check the data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sorotan check

bench: $(VENV)/test.stamp ## Measure build times against plain MkDocs and Material, and weigh the pages
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r bench/requirements.txt
	$(BIN)/python bench/build.py
	$(BIN)/python bench/pages.py

fuzz: $(VENV)/test.stamp ## Put random text through everything that parses, for FUZZ_SECONDS (600)
	$(BIN)/python tests/fuzz/fuzz.py

# Not part of `make test`: what the database says changes from day to day, and it is on the network.
audit: ## Ask a public database whether a pinned dependency is known to be vulnerable
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock -r requirements-test.lock
	rm -rf $(VENV)-audit

licences: $(VENV)/test.stamp ## Write LICENSES.md, the licences of all dependencies
	$(BIN)/python tests/licences.py

schemas: $(VENV)/site.stamp ## Write the JSON Schemas of the data files
	$(BIN)/sorotan schemas

codes: $(VENV)/site.stamp ## Write CODES.md, the list of all problems, from tests/cases
	$(BIN)/python tests/cases/document.py

messages: $(VENV)/site.stamp ## Bring the interface catalogs up to date with templates and code
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k words -k plural:1,2 --no-wrap --sort-by-file --add-location=file \
	  --project=Sorotan --version=1 --msgid-bugs-address=Sorotan --last-translator=Sorotan -o plugins/sorotan/locale/sorotan.pot plugins/sorotan
	$(BIN)/pybabel -q update -i plugins/sorotan/locale/sorotan.pot -d plugins/sorotan/locale -D sorotan --no-wrap \
	  --no-fuzzy-matching
	rm plugins/sorotan/locale/sorotan.pot

lock: ## Pin the newest allowed versions of all dependencies
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --extra build -o requirements.lock pyproject.toml
	$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --extra build --extra test -o requirements-test.lock pyproject.toml
	rm -rf $(VENV)-lock

screenshots: $(VENV)/test.stamp ## Picture every kind of page into build/screenshots
	$(BIN)/python tests/browser/screenshots.py

clean: ## Remove everything that was made here
	rm -rf $(VENV) .cache site build

help: ## List these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

$(VENV)/site.stamp: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; install it and run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11; run make PYTHON=path/to/python3.11."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@
