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

# What happens to files, done to case files for real: processes killed, the power cut, bytes
# damaged, files replaced, rows tampered with, ten thousand random steps through the life of a case,
# and eighty thousand files of other programs with bytes changed. Prints which promise held how often:
# some half an hour. FAULTS="kills power" does some.
faults:
	@sh .ci/setup test
	$(PYTHON_HERE) -m tests.faults $(FAULTS)

# Everything that old case files and 5,000 generated incidents tell, compared with what the first
# edition told of them: some four minutes. The suite has 500 of them. tests/net/test_golden.py says
# how to write it anew.
net:
	@sh .ci/setup test
	WHOLE_NET=1 $(PYTHON_HERE) -m pytest -q tests/net

# How much of the passages in tests/intake/passages is read right: precision and recall of each
# field. SCORES="uk --wrong" lists what is wrong in one file.
scores:
	@sh .ci/setup test
	@$(PYTHON_HERE) -m tests.intake.passage_scores $(SCORES)

# Opens every view, form and dialog in all sizes, sizes of text and languages, and lists what is cut
# off or out of reach: some six minutes. LAYOUTS="960x540-150-uk --pictures FOLDER" does one and
# keeps pictures.
layouts:
	@sh .ci/setup test
	$(PYTHON_HERE) -m tests.layouts $(LAYOUTS)

# Opens what the program exports with other programs, in an environment of its own that the program
# never sees: LibreOffice, libhxl, frictionless, and Chromium with axe-core: some ten minutes.
# INTEROP="xlsx hxl" does some; INTEROP="--pictures FOLDER" keeps pictures of pages and tables.
interop:
	@sh .ci/setup interop
	.venv-interop/bin/python -m tests.interop $(INTEROP)

# Makes what people install, in dist/: on Linux a package for Debian and Ubuntu and an archive for
# any Linux, with the wheel, the bill of materials and the digests: some five minutes.
# PACKAGE="--only deb" makes less; .ci/package/__main__.py says what else.
package:
	@sh .ci/setup package
	PYTHONPATH=.ci .venv-package/bin/python -m package $(PACKAGE)

# Tries the package as an analyst would, in a fresh Debian of its own: installed, opened through
# the desktop, a report typed, pages looked at, upgraded with a case open, removed. Only for root,
# some fifteen minutes. INSTALL="--pictures FOLDER" keeps pictures.
package-test:
	@sh .ci/setup package
	@sh .ci/setup install
	@sh .ci/setup test
	$(PYTHON_HERE) -m tests.package $(INSTALL)

# Takes the newest versions that pyproject.toml admits into what is handed out.
lock:
	@sh .ci/setup package
	.venv-package/bin/python -m pip install --quiet uv
	.venv-package/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" -o .ci/package/requirements.txt pyproject.toml .ci/package/tools.in

# What takes how long beside its bare baseline, with 10,000 and 100,000 made-up incidents: some 45
# minutes, written to docs/benchmarks.md. BENCH="1000000" measures that size instead, and
# BENCH="10000 save totals" prints these rows alone; `--keep FOLDER` keeps the made-up cases.
bench:
	@sh .ci/setup test
	$(PYTHON_HERE) -m tests.benchmarks $(BENCH)

# Takes new texts into the translations of every language that has any, and compiles them.
LOCALE = resources/locale
words:
	@sh .ci/setup test
	.venv/bin/pybabel -q extract -k N_ -k NP_:1c,2 -k NN_:1,2 -k ngettext:1,2 --no-location --sort-output -o $(LOCALE)/words.pot kharkiv_tracker
	for folder in $(LOCALE)/*/LC_MESSAGES; do \
		language=$$(basename $$(dirname $$folder)); words=$$folder/kharkiv_tracker; \
		.venv/bin/pybabel -q update -l $$language --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 100 -i $(LOCALE)/words.pot -o $$words.po && \
		.venv/bin/pybabel -q compile -l $$language -i $$words.po -o $$words.mo || exit 1; \
	done
	rm $(LOCALE)/words.pot

# Writes what in docs/ is made by the program: the codebook and the pictures, in every language.
docs:
	@sh .ci/setup test
	$(PYTHON_HERE) -m tests.made_docs

# Takes the pictures of README and of the user guide, docs/guide, from the real window.
screenshots:
	@sh .ci/setup test
	$(PYTHON_HERE) -m tests.screenshots

clean:
	rm -rf .venv .venv-interop .venv-package build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find kharkiv_tracker tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: run test scores faults net layouts interop package package-test lock bench words docs screenshots clean
