"""How much of the passages in `passages/` is read right: precision and recall of each field.

    python -m tests.intake.passage_scores [NAME ...] [--wrong]

A value proposed is right where the passage expects the same; `--wrong` lists those that are not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.intake.outcome import Context, present
from kharkiv_tracker.intake.passages import passage_json
from kharkiv_tracker.intake.passages.findings import children
from kharkiv_tracker.intake.passages.passage_reader import read_passage

FOLDER = Path(__file__).with_name("passages")
COUNTS = ("killed", "injured", "affected", "stress", "missing", "rescued", "transfer")
_PLAIN = ("date", "date_precision", "time", "scope", "speaker", "office", "role", "since")
#: Fields that are compared as they are.
_SHOWN = ("date", "date_precision", "time", "since", "district", "place", "area", "office")
Values = dict[str, Any]


@dataclass
class Score:
    """Values proposed and right, proposed and wrong, and expected but not proposed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, expected: Values, proposed: Values, note: str = "") -> None:
        for name in sorted({*expected, *proposed}):
            kind = name.split(".")[0] if name.startswith("of_whom") else name
            want, got = expected.get(name), proposed.get(name)
            if name == "persons":
                self._persons(want or (), got or (), note)
                continue
            if want is not None and _same(name, want, got):
                self.right[kind] += 1
                continue
            if got is not None:
                self.wrong[kind] += 1
            if want is not None:
                self.missed[kind] += 1
            self.notes.append(f"{note}: {name}: expected {want!r}, proposed {got!r}")

    def _persons(self, want: Sequence[object], got: Sequence[object], note: str) -> None:
        expected, proposed = Counter(want), Counter(got)
        for counter, people in (
            (self.right, expected & proposed),
            (self.wrong, proposed - expected),
            (self.missed, expected - proposed),
        ):
            counter["persons"] += people.total()
        if expected != proposed:
            self.notes.append(f"{note}: persons: expected {want!r}, proposed {got!r}")

    def precision(self, *names: str) -> float:
        right, wrong = (sum(of[name] for name in names) for of in (self.right, self.wrong))
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, *names: str) -> float:
        right, missed = (sum(of[name] for name in names) for of in (self.right, self.missed))
        return right / (right + missed) if right + missed else 1.0

    def table(self) -> str:
        """A line for each field, and one for all counts of people."""
        rows = [f"{'field':18}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"]
        every = sorted({*self.right, *self.wrong, *self.missed})
        for title, names in (*((name, [name]) for name in every), ("counts", counted(every))):
            numbers = [
                sum(of[name] for name in names) for of in (self.right, self.wrong, self.missed)
            ]
            rows.append(
                f"{title:18}{numbers[0]:7}{numbers[1]:7}{numbers[2]:8}"
                f"{self.precision(*names):11.3f}{self.recall(*names):8.3f}"
            )
        return "\n".join(rows)


def counted(names: Sequence[str]) -> list[str]:
    """The fields that are numbers of people."""
    return [name for name in names if name.startswith((*COUNTS, "children", "of_whom"))]


def score(names: Sequence[str]) -> Score:
    """The score of the files of these names."""
    total = Score()
    for name in names:
        for number, case in enumerate(passages(name)):
            judge(case, total, f"{name} {number}")
    return total


def passages(name: str) -> list[dict[str, Any]]:
    """The passages of one file, each with what it is expected to give."""
    read: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return read


def judge(case: Mapping[str, Any], total: Score, note: str = "") -> None:
    """Add what is proposed of one passage to a score."""
    document = passage_json.document(read_passage(case["text"], context(case["as_of"])))
    for kind in ("incidents", "statements"):
        expected = [flat(one) for one in case["expect"].get(kind, [])]
        proposed = [proposed_values(one) for one in document[kind]]
        for want, got in _pairs(expected, proposed):
            total.add(want, got, f"{note} {kind}")


def context(as_of: str) -> Context:
    """What is known of a text of this time."""
    now = datetime.fromisoformat(as_of)
    return replace(present(places()), now=now, published=now.date())


@cache
def places() -> Any:
    return gazetteer.load()


def _pairs(expected: list[Values], proposed: list[Values]) -> Iterator[tuple[Values, Values]]:
    """Each expected record with the proposal most like it; what is left over alone."""
    left = list(proposed)
    for want in expected:
        best = max(left, key=lambda got: _likeness(want, got), default=None)
        if best is None or not _likeness(want, best):
            yield want, {}
        else:
            left.remove(best)
            yield want, best
    for got in left:
        yield {}, got


def _likeness(want: Values, got: Values) -> int:
    weights = {"district": 3, "date": 2}
    return sum(
        weights.get(name, 2 if name in COUNTS else 1)
        for name in want.keys() & got.keys()
        if _same(name, want[name], got[name])
    )


def flat(expected: Mapping[str, Any]) -> Values:
    """What a passage expects of one record, by field."""
    values: Values = {name: expected[name] for name in _PLAIN if name in expected}
    if "district" in expected:
        values["district"] = _district(expected["district"])
    if "district_candidates" in expected:
        values["district_candidates"] = frozenset(map(_district, expected["district_candidates"]))
    if expected.get("place"):
        values["place"] = expected["place"]
    if expected.get("weapons"):
        values["weapons"] = frozenset(expected["weapons"])
    if expected.get("circumstances"):
        values["circumstances"] = True
    if "area" in expected:
        values["area"] = _area(expected["area"])
    return {**values, **_counts(expected), **_persons(expected.get("persons", ()))}


def _counts(record: Mapping[str, Any]) -> Values:
    values = {name: str(record[name]) for name in COUNTS if record.get(name)}
    for quantity, parts in record.get("of_whom", {}).items():
        for part, count in parts.items():
            values[f"of_whom.{quantity}.{part}"] = str(count)
        if quantity in ("killed", "injured"):
            minors = children(parts)
            if minors is not None:
                values[f"children_{quantity}"] = str(minors)
    return values


def _persons(persons: Sequence[Mapping[str, Any]]) -> Values:
    if not persons:
        return {}
    rows = sorted(
        tuple(str(one.get(name, "")) for name in ("age", "sex", "status")) for one in persons
    )
    return {"persons": tuple(rows)}


def proposed_values(record: Mapping[str, Any]) -> Values:
    """What one record of the JSON of `read` proposes, by field as above."""
    values: Values = {name: record[name] for name in _SHOWN if record.get(name)}
    if candidates := record.get("district_candidates"):
        values["district_candidates"] = frozenset(candidates)
    elif not record.get("district") and not record.get("area") and "where" in record["words"]:
        values["scope"] = record["scope"]
    if record.get("weapons"):
        values["weapons"] = frozenset(record["weapons"])
    if record.get("circumstances"):
        values["circumstances"] = True
    if record.get("speaker") and not record.get("office"):
        values["speaker"] = record["speaker"]
    if record.get("role", "update") != "update":
        values["role"] = record["role"]
    if record.get("transfer"):
        values["transfer"] = str(record["transfer"]["injured_to_killed"])
    texts = {name: _text(record.get(name)) for name in COUNTS}
    counts = _counts({**texts, "of_whom": record.get("of_whom", {})})
    return {**values, **counts, **_persons(record.get("persons", ()))}


def _text(count: Any) -> str:
    """The notation of a count of people; "" for anything else."""
    return str(count.get("text", "")) if isinstance(count, dict) else ""


def _same(name: str, want: Any, got: Any) -> bool:
    if got is None:
        return False
    if name == "place":
        return str(want).casefold() in str(got).casefold()
    if name.startswith((*COUNTS, "children", "of_whom")):
        return _count(want) == _count(got)
    return bool(want == got)


def _count(text: str) -> Count | Ratio:
    return parse_count(str(text))


def _district(name: str) -> str:
    found = places().find(name)
    assert len(found) == 1, name
    return str(found[0].key)


def _area(name: str) -> str:
    found = places().find_area(name)
    assert len(found) == 1, name
    return str(found[0].key)


def main(arguments: Sequence[str]) -> None:
    """Write the table of each file, and of all."""
    names = [one for one in arguments if not one.startswith("--")]
    names = names or sorted(path.stem for path in FOLDER.glob("*.json"))
    lines = []
    for name in names:
        result = score([name])
        lines += [name, result.table(), *(result.notes if "--wrong" in arguments else ()), ""]
    if len(names) > 1:
        lines += ["all", score(names).table()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
