"""A look at a case under a selection and a clock: what every surface has to show of it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.slow import Slow, completed
from tests.tolls import slow_total


@dataclass(frozen=True)
class Sight:
    """A look at a case, and the slow hand that works out the same."""

    file: CaseFile
    slow: Slow
    view: View
    _totals: dict[str | None, dict[str, dict[str, Total]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def selection(self) -> Selection:
        return self.view.selection

    @cached_property
    def held(self) -> list[str]:
        """The incidents of a table, those that do not count among them."""
        return self.slow.held(self.selection, self.view.as_known_on)

    @cached_property
    def counted(self) -> list[str]:
        return [code for code in self.held if self.slow.incidents[code].counts_in_totals]

    def figures(self, code: str) -> dict[str, Figure]:
        return self.slow.figures(code, self.view.as_known_on) or {}

    def day(self, code: str) -> date | None:
        return self.slow.incidents[code].event.date

    def by(self, key: str | None) -> dict[str, dict[str, Total]]:
        """The totals by a key, of the total by None."""
        if key not in self._totals:
            self._totals[key] = self.slow.totals(self.selection, key, self.view.as_known_on)
        return self._totals[key]

    @cached_property
    def total(self) -> dict[str, Total]:
        return self.by(None).get("", {})

    @cached_property
    def remainders(self) -> list[tuple[str, date | None, dict[str, Total]]]:
        return self.slow.remainders_of(self.selection, self.view.as_known_on)[0]

    def sum_of(
        self,
        quantity: str,
        codes: Iterable[str],
        rests: Iterable[dict[str, Total]] = (),
    ) -> Total:
        """What these incidents and remainders come to."""
        own = [completed(self.figures(code)).get(quantity, Figure()) for code in codes]
        beside = [rest[quantity] for rest in rests if quantity in rest]
        return slow_total([*own, *beside])


def table(sight: Sight, kind: str) -> str:
    return kinds.csv(sight.file, kind, sight.view, Options(later=False))


def rows(sight: Sight, kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(sight, kind))))


def json_bounds(document: dict[str, Any]) -> tuple[int | None, ...]:
    return tuple(document.get(end) for end in ("low", "best", "high"))


def bounds(total: Figure | Total) -> tuple[int | None, ...]:
    return total.low, total.best, total.high


def cells(total: Figure | Total) -> list[str]:
    return ["" if end is None else str(end) for end in bounds(total)]


def assert_row(row: dict[str, str], name: str, due: Figure | Total) -> None:
    """A row has these bounds, and says whether they are about."""
    assert [row[f"{name}_{end}"] for end in ("low", "best", "high")] == cells(due), (row, name)
    assert row[f"{name}_about"] == ("yes" if due.about else "no")


def assert_stress(sight: Sight, row: dict[str, str]) -> None:
    assert row["stress_counted"] == csv_table.stress_cell(sight.slow.stress)


def total_of(row: dict[str, str], name: str) -> Total:
    low, best, high = (row[f"{name}_{end}"] for end in ("low", "best", "high"))
    if not low:
        return Total()
    about = row[f"{name}_about"] == "yes"
    return Total(int(low), int(best), int(high) if high else None, about=about)


def assert_whole(sight: Sight, listed: list[dict[str, str]]) -> None:
    """Rows add up to the total, incidents and numbers."""
    assert sum(int(row["incidents"]) for row in listed) == len(sight.counted)
    for name in COUNTED:
        added = slow_total(total_of(row, name) for row in listed)
        assert bounds(added) == bounds(sight.total.get(name, Total()))
