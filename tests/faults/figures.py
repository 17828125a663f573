"""Everyday reading of a case by the command line, and whether it shows what it should."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from kharkiv_tracker import paths
from kharkiv_tracker.cli import main
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.store import drafts, selections
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from tests.faults.forked import Tell
from tests.faults.outcome import Outcome, Verdict, kept

_CHART = "chart"
_COMMANDS = {
    "totals": ["totals", "CASE", "--json"],
    "days": ["totals", "CASE", "--by", "day", "--json"],
    _CHART: ["chart", "CASE", "cumulative", "-o", "TABLE"],
    "queue": ["queue", "CASE", "--json"],
    "history": ["history", "CASE", "--json"],
}
#: What shows the figures themselves; the others are words.
_FIGURES = ("totals", "days", _CHART)

#: By command: exit code, standard output (or the table made), standard error.
Readings = Mapping[str, Sequence[object]]


def read(tell: Tell, path: Path, passphrase: str) -> None:
    """Tell what each everyday command prints of a case. In a child only.

    Where the first refuses, of the others only the last is asked.
    """
    table = path.with_name(f"{path.name}.csv")
    readings: dict[str, tuple[int, str, str]] = {}
    for name, words in _COMMANDS.items():
        if name not in ("totals", "history") and readings["totals"][0]:
            continue
        os.environ["KHARKIV_TRACKER_PASSPHRASE"] = passphrase
        output, errors = io.StringIO(), io.StringIO()
        places = {"CASE": str(path), "TABLE": str(table)}
        table.unlink(missing_ok=True)
        with redirect_stdout(output), redirect_stderr(errors):
            code = main([places.get(word, word) for word in words])
        shown = output.getvalue()
        if name == _CHART and code == 0:
            # It prints where it wrote it.
            shown = table.read_text(encoding="utf-8-sig")
        readings[name] = (code, shown, errors.getvalue())
    tell(readings)


def check(tell: Tell, path: Path, passphrase: str, against: str | None = None) -> None:
    """Tell what the full check says: no problem, problems, or a refusal to open. In a child."""
    try:
        with CaseFile.open(path, passphrase or None) as case:
            # What the window reads beside the figures.
            drafts.load_all(case)
            selections.load(case)
            results = verify(case, against).problems
            problems = [f"{item.record} {item.problem}" for item in results]
            tell({"refused": "", "problems": problems})
    except TrackerError as error:
        tell({"refused": str(error), "problems": []})


def judged(readings: Readings, *right: Readings) -> Outcome:
    """Whether each command showed what it shows of one of the right cases, or refused."""
    notes = set()
    for name, (code, shown, errors) in readings.items():
        sentence = str(errors)
        if "Traceback" in sentence or "Unexpected error" in sentence:
            return Outcome(Verdict.TRACEBACK, detail=f"{name}: {sentence}{_logged()}")
        if code:
            if shown or len(sentence.splitlines()) != 1:
                return Outcome(Verdict.TRACEBACK, detail=f"{name}: no one sentence: {sentence}")
            notes.add("refused")
        elif any(shown == each[name][1] for each in right):
            notes.add("right")
        elif name in _FIGURES:
            return Outcome(Verdict.WRONG, detail=f"{name}: {str(shown)[:200]}")
        else:
            notes.add("words")
    for note in ("words", "refused"):
        if note in notes:
            return kept(note)
    return kept("right")


def _logged() -> str:
    """The end of the log, where the exception is."""
    log = paths.log_dir() / "kharkiv-tracker.log"
    if not log.exists():
        return ""
    return " | ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-3:])


def killed_of(readings: Readings) -> int | None:
    """How many killed the totals show; None where they were refused."""
    code, shown, _errors = readings["totals"]
    return None if code else int(json.loads(str(shown))["total"]["killed"]["best"] or 0)
