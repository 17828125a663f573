# `make run` opens the application, `make test` checks it. Both set up what is missing first.

PYTHON_HERE = .venv/bin/python

run:
	@sh .ci/setup run
	@$(PYTHON_HERE) main.py

# A process for each core, up to eight; one that is done takes over tests of another.
SIDE_BY_SIDE = -n auto --maxprocesses 8 --dist worksteal
test:
	@sh .ci/setup test
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy
	$(PYTHON_HERE) -m pytest -q $(SIDE_BY_SIDE)

# Ten thousand random steps through the life of a case file: some ten minutes.
faults:
	@sh .ci/setup test
	$(PYTHON_HERE) -m pytest -q tests/store/test_living.py --hypothesis-profile=faults

# Everything that old case files and 5,000 generated incidents tell, compared with what the first
# edition told of them: some four minutes. The suite has 500 of them. tests/net/test_golden.py says
# how to write it anew.
net:
	@sh .ci/setup test
	WHOLE_NET=1 $(PYTHON_HERE) -m pytest -q tests/net

# Takes new texts into the translations and compiles them.
WORDS = resources/locale/uk/LC_MESSAGES/kharkiv_tracker
words:
	@sh .ci/setup test
	.venv/bin/pybabel -q extract -k N_ -k NP_:1c,2 -k NN_:1,2 -k ngettext:1,2 --no-location --sort-output -o $(WORDS).pot kharkiv_tracker
	.venv/bin/pybabel -q update -l uk --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 100 -i $(WORDS).pot -o $(WORDS).po
	rm $(WORDS).pot
	.venv/bin/pybabel -q compile -l uk -i $(WORDS).po -o $(WORDS).mo

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find kharkiv_tracker tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: run test faults net words clean
