# Two commands are enough: `make run` and `make test`.
VENV ?= .venv
PY = $(VENV)/bin/python
export PORTAL_MODE ?= development
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres

.PHONY: run test check lint test-sqlite test-postgresql test-browser lock styles messages clean

run: $(VENV)/base.stamp  ## set everything up and serve the demonstration on 127.0.0.1:8000
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_demonstration
	@$(PY) manage.py serve_demonstration

test: $(VENV)/dev.stamp  ## set up and run the tests on SQLite
	$(PY) -m pytest -n auto -m "not browser and not postgresql"
	@echo "Next: make check runs everything (lint, types, PostgreSQL, browser); CONTRIBUTING.md tells where things go."

check: lint test-sqlite test-postgresql test-browser  ## everything that CI runs
	@echo "All checks passed."

lint: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	PYTHONPATH=site $(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --lint --quiet lessons participation quizzes rosters site
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check

test-sqlite: $(VENV)/dev.stamp
	$(PY) -m pytest -n auto -m "not browser and not postgresql" --cov --cov-report=term

test-postgresql: $(VENV)/dev.stamp
	DATABASE_URL=$(POSTGRES_URL) $(PY) -m pytest -n auto -m "not browser"

test-browser: $(VENV)/dev.stamp
	$(PY) -m pytest -n auto --dist loadfile -m browser

lock:  ## pin the requirements anew, with hashes and without addresses
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-header -q -o requirements/base.txt
	uv pip compile pyproject.toml --python-version 3.11 --group dev -c requirements/base.txt --generate-hashes --no-header -q -o requirements/dev.txt

styles:  ## build the public stylesheet after editing site/portal/styles/
	$(PY) manage.py build_styles

messages:  ## compile the catalogues after editing a .po file (needs gettext)
	find site/portal/locale* -name '*.po' -exec sh -c 'msgfmt -c -o "$${1%.po}.mo" "$$1"' _ {} \;

clean:
	rm -rf $(VENV) db.sqlite3 db.sqlite3-wal db.sqlite3-shm static-root

# Installing takes seconds and happens only when the pinned requirements change.
$(VENV)/base.stamp: requirements/base.txt
	@test -x $(PY) || (echo "Setting up (about a minute, once)..." && python3 -m venv $(VENV))
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
