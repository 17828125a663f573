"""Small files with the columns that archives publish, of invented events, read as theirs are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import map_files
from kharkiv_tracker.imports import import_choice, import_plan
from kharkiv_tracker.imports.files import file_reader, file_worker
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.plan import Plan
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_case

FILES = Path(__file__).parent / "files"
OUTLINES = Path(__file__).parents[1] / "outlines.geojson"
#: Where the outlines of the tests have a district of the city: the point of most rows.
KYIVSKYI = "UA63120270010216514"
CITY, OBLAST = "UA63120270010096107", "UA63000000000041885"


def read(name: str | Path) -> TableFile:
    """A file as it is read, in this process: to start another takes half a second."""
    path = FILES / name
    return file_reader.gathered(path, file_worker.answers(path, "", ""))


class Import:
    """What a file comes to in an empty case, with the outlines of the tests loaded."""

    def __init__(self, name: str | Path, preset: str) -> None:
        map_files.save_outlines(OUTLINES, gazetteer.load())
        choice = import_choice.choose(read(name))
        assert choice.preset
        assert choice.preset.name == preset
        with empty_case() as case:
            self.plan: Plan = _plan(case, choice)

    def entry(self, row: int) -> Any:
        """What the row of a number comes to: an incident with its reports, or an official total."""
        (entry,) = (one.entry for one in self.plan.planned if row in one.rows)
        return entry

    def incident(self, row: int) -> Any:
        return self.entry(row).incident

    def report(self, row: int, number: int = 1) -> Any:
        return self.entry(row).reports[number - 1]

    def counts(self, row: int) -> dict[str, str]:
        """The numbers of all reports of the row's incident, as they are typed."""
        return {
            f"{name}": str(count)
            for report in self.entry(row).reports
            for name, count in report.counts.items()
            if not count.is_unknown
        }

    def kept(self, row: int) -> str:
        """The notes and quotes of the row's incident."""
        entry = self.entry(row)
        notes = [note.text for note in entry.notes]
        return "\n".join([*notes, *(report.quote for report in entry.reports)])

    def doubts(self, row: int) -> str:
        (planned,) = (one for one in self.plan.planned if row in one.rows)
        return "\n".join(planned.doubts)

    def reject(self, row: int) -> Reject:
        (reject,) = (one for one in self.plan.rejects if one.row == row)
        return reject


def _plan(case: CaseFile, choice: import_choice.Choice) -> Plan:
    return import_plan.plan(case, choice.table, choice.column_map, choice.preset)
