"""The rounds of every fault, two at a time, and the table of what came of them."""

from __future__ import annotations

import select
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.forked import Forked, Tell
from tests.faults.outcome import Fault, Outcome, Verdict

#: A worker does as much of a fault as takes about this many of its rounds.
_SLICES = 4
_WORKERS = 2
_HOUR = 3600
_BROKEN = (Verdict.LOST, Verdict.CRASHED, Verdict.TRACEBACK, Verdict.WRONG)


@dataclass
class Row:
    """One fault in the table."""

    fault: Fault
    tries: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    #: The largest of each figure.
    peaks: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    broken: list[str] = field(default_factory=list)
    missing: str = ""

    def add(self, outcome: Outcome, number: int) -> None:
        """Count one try of that round."""
        self.tries += 1
        self.verdicts[outcome.verdict] += 1
        self.counts.update(outcome.counts)
        self.peaks |= Counter(outcome.peaks)
        if outcome.note and not outcome.is_broken:
            self.notes[outcome.note] += 1
        if outcome.is_broken:
            detail = " ".join(outcome.detail.split())
            self.broken.append(f"round {number}: {outcome.verdict}: {detail}")

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the table."""
        bad = " / ".join(str(self.verdicts[verdict]) for verdict in _BROKEN)
        shown = [f"{number:,} {name}" for name, number in (self.counts + self.notes).most_common()]
        shown += [f"at most {number:,} {name}" for name, number in self.peaks.items()]
        figure = self.missing or ", ".join(shown)
        return (
            self.fault.name, self.fault.promise, f"{self.tries:,}",
            "not done" if self.missing else bad, figure, f"{self.seconds:.0f}",
        )  # fmt: skip


HEADING = (
    *("fault", "promise", "tries", "lost / crashed / traceback / wrong figure"),
    *("figure", "seconds"),
)


def run(
    faults: Sequence[Fault], scale: float, seed: int, place: Path, only: int | None = None
) -> list[Row]:
    """Do every fault; folders of rounds that broke a promise stay in `place`."""
    rows = [Row(fault, missing=fault.missing()) for fault in faults]
    for row in rows:
        if not row.missing:
            row.fault.prepare()
    waiting = [
        (row, numbers)
        for row in rows
        if not row.missing
        for numbers in _slices(max(1, round(row.fault.rounds * scale)), only)
    ]
    working: dict[int, tuple[Forked, Row, float]] = {}
    while waiting or working:
        while waiting and len(working) < _WORKERS:
            row, numbers = waiting.pop(0)
            child = Forked(_work, row.fault, numbers, seed, place, seconds=_HOUR)
            working[child.reader] = child, row, time.perf_counter()
        for reader in select.select(list(working), [], [])[0]:
            child, row, start = working[reader]
            line = child.line()
            if line is not None:
                row.add(Outcome.of(line["outcome"]), line["round"])
                continue
            del working[reader]
            if broken := child.end().broken:
                row.add(broken, -1)
            row.seconds += time.perf_counter() - start
    return rows


def _slices(rounds: int, only: int | None) -> list[range]:
    if only is not None:
        return [range(only, only + 1)]
    slices = min(rounds, _SLICES)
    return [range(first, rounds, slices) for first in range(slices)]


def _work(tell: Tell, fault: Fault, numbers: range, seed: int, place: Path) -> None:
    for number in numbers:
        folder = place / f"{fault.name}-{seed}-{number}"
        folder.mkdir(parents=True)
        dice = Random(f"{seed} {fault.name} {number}")  # noqa: S311 - no secret hangs on it
        keep = False
        try:
            for outcome in fault.round(folder, dice):
                keep = keep or outcome.is_broken
                tell({"round": number, "outcome": outcome.document()})
        except Exception:
            keep = True
            broken = Outcome(
                Verdict.CRASHED, detail=f"the harness: {traceback.format_exc()[-500:]}"
            )
            tell({"round": number, "outcome": broken.document()})
        if not keep:
            shutil.rmtree(folder)


def shown(rows: Sequence[Row], seed: int, place: Path, most: int = 5) -> str:
    """The table, and how each broken promise is broken again."""
    lines = [f"| {' | '.join(HEADING)} |", "|" + "---|" * len(HEADING)]
    lines += [f"| {' | '.join(row.cells)} |" for row in rows]
    for row in rows:
        if row.broken:
            lines += ["", f"{row.fault.name} is broken ({len(row.broken)}); the first of them:"]
            lines += [f"  {text[:500]}" for text in row.broken[:most]]
            lines += [
                f"  again: python -m tests.faults {row.fault.name} --seed {seed} --only ROUND; "
                f"its files are in {place}"
            ]
    return "\n".join(lines)
