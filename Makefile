# The daily shortcuts. Setting up and serving are `python3 manage.py serve`.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# One lock for every Python from 3.11 on; nothing of this machine (index, paths) gets into it.
COMPILE = uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

.PHONY: lock lint format test

lock:  ## make lock UPGRADE=--upgrade takes the newest versions
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt
	$(COMPILE) tests/checks/requirements.in --output-file tests/checks/requirements.txt

lint:
	ruff check .
	ruff format --check .
	mypy
	djlint --lint templates

format:
	ruff check --fix .
	ruff format .

test:
	python3 manage.py test
