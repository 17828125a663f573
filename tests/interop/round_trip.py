"""A case of 10,000 incidents as complete JSON, and back in another program run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import synthetic
from tests.interop.outcome import Outcome, Place
from tests.interop.samples import Sample
from tests.net import door

_SIZE = 10_000
#: What both are asked.
_QUESTIONS = (("history",), ("totals",), ("totals", "--by", "month"), ("verify",))


def run(samples: tuple[Sample, ...], place: Place) -> Iterator[Outcome]:
    """Export every case whole, take it into an empty one, and ask both the same."""
    made = place.folder / "made.ktcase"
    synthetic.make(made, _SIZE)
    for path in (*sorted({sample.case for sample in samples}), made):
        taken, file = (place.folder / f"{path.stem}-taken{end}" for end in (".ktcase", ".json"))
        CaseFile.create(taken, "Empty").close()
        door.output("export", path, "--format", "json", "--output", file)
        door.output("import", taken, file)
        flaws = [
            f"{' '.join(question)}: another answer"
            for question in _QUESTIONS
            if _answer(path, *question) != _answer(taken, *question)
        ]
        again = file.with_suffix(".again")
        door.output("export", taken, "--format", "json", "--output", again)
        if _digest(again) != _digest(file):
            flaws.append("exported again, it is another file")
        yield Outcome(path.stem, f"{file.stat().st_size:,} bytes", tuple(flaws))


def _answer(case: Path, command: str, *options: str) -> str:
    text = door.output(command, case, *options, "--json")
    return text.replace(str(case), "")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
