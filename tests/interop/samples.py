"""The cases that are exported, each for everyone it may be exported for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from kharkiv_tracker import labels, languages, sample_file
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.table_list import Table
from kharkiv_tracker.export.table_rows import TableRows
from kharkiv_tracker.i18n import _, speaking
from kharkiv_tracker.labels import date_manner
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.interop import hostile

Format = formats.Format


@dataclass(frozen=True)
class Sample:
    """A case as it is exported: for which readers, in which language."""

    case: Path
    request: SummaryRequest

    @property
    def name(self) -> str:
        return f"{self.case.stem}-{self.request.profile}-{self.request.language}"

    def export(self, format_: Format) -> Path:
        """The file or folder of a format; written when it is first asked for."""
        target = self.case.with_name(f"{self.name}.{format_}")
        if not target.exists():
            with CaseFile.open(self.case) as case:
                formats.export(case, self.request, format_, target)
        return target

    @cached_property
    def tables(self) -> Mapping[str, tuple[Table, list[list[Any]]]]:
        """The rows of every table as the program has them; words as a workbook calls them."""
        with (
            CaseFile.open(self.case) as case,
            speaking(self.request.language),
            date_manner.for_file(),
        ):
            rows = TableRows(PublishedRecords(case, self.request))
            listed: dict[str, list[list[Any]]] = {table.name: [] for table in rows.tables}
            for table, cells in rows.read():
                rows_of_table = zip(*cells, strict=True)
                listed[table.name] += [list(map(_worded, row)) for row in rows_of_table]
        return {table.name: (table, listed[table.name]) for table in rows.tables}


def _worded(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return labels.word(value) if isinstance(value, Word) else value


def write_sample(path: Path) -> Path:
    """The sample case of the program."""
    sample_file.make(path, "tester").close()
    return path


CASES: Mapping[str, Callable[[Path], Path]] = {
    "sample": write_sample,
    "everything": hostile.write_everything,
    "hostile": hostile.write,
}


def written(folder: Path) -> Iterator[Sample]:
    """Every case, for the team and for others, in every language."""
    paths = [write(folder / f"{name}.ktcase") for name, write in CASES.items()]
    profiles = (Profile.INTERNAL, Profile.RESTRICTED)
    for path, profile, language in product(paths, profiles, languages.spoken()):
        yield Sample(path, SummaryRequest(profile=profile, language=language))
