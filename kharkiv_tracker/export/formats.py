"""The formats in which a case leaves the program, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.export import (
    csv_folder,
    hxl_file,
    incident_map,
    output_draft,
    present_json,
    published_records,
    workbook,
)
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.i18n import NP_, speaking
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_data import Progress, no_progress
from kharkiv_tracker.summary.summary_request import SummaryRequest


class Format(Word):
    """A format in which a case leaves the program."""

    XLSX = "xlsx", NP_("format", "Excel workbook")
    CSV = "csv", NP_("format", "CSV tables in a folder")
    JSON = "json", NP_("format", "JSON")
    GEOJSON = "geojson", NP_("format", "GeoJSON for maps")
    HXL = "hxl", NP_("format", "HXL for humanitarian data")
    DOCX = "docx", NP_("format", "Word document")
    PACKAGE = "package", NP_("format", "Public package for the web")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: its files or its folder, and how many incidents they have."""

    paths: tuple[Path, ...]
    incidents: int
    drafts: int = 0


_Write = Callable[[PublishedRecords, Path, Progress], object]


def export(
    case: CaseFile,
    request: SummaryRequest,
    format_: Format,
    target: Path,
    progress: Progress = no_progress,
) -> Exported:
    """Write what a request selects, whole or not at all.

    `progress` may raise to stop it. Raises Refused where the open version would name what was not
    decided on, WrongCall where a file or folder is in the way, CaseUnavailable where it cannot be
    written.
    """
    with published_records.opened(case, request) as source_case, speaking(request.language):
        records = PublishedRecords(source_case, request)
        _WRITERS[format_](records, target, progress)
    return Exported((target,), records.extent.incidents, records.extent.unapproved)


def _folder(records: PublishedRecords, target: Path, progress: Progress) -> None:
    with output_draft.folder(target, csv_folder.DESCRIPTION) as folder:
        csv_folder.write(records, folder, progress)


def _workbook(records: PublishedRecords, target: Path, progress: Progress) -> None:
    with output_draft.file(target) as path:
        workbook.write(records, path, progress)


def _text(
    parts: Callable[[PublishedRecords, Progress], Iterable[bytes]],
) -> _Write:
    def write(records: PublishedRecords, target: Path, progress: Progress) -> None:
        try:
            files.write(target, parts(records, progress))
        except OSError as error:
            raise output_draft.unwritten(target, error) from error

    return write


_WRITERS: Mapping[Format, _Write] = {
    Format.CSV: _folder,
    Format.XLSX: _workbook,
    Format.JSON: _text(present_json.text),
    Format.GEOJSON: _text(incident_map.text),
    Format.HXL: _text(hxl_file.text),
}
