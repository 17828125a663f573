"""The formats in which a case leaves the program, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kharkiv_tracker import files, labels
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.export import (
    complete_json,
    csv_folder,
    hxl_file,
    incident_map,
    output_draft,
    present_json,
    published_records,
    word_document,
    workbook,
)
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.site import public_package
from kharkiv_tracker.i18n import NP_, _, ngettext, speaking
from kharkiv_tracker.store import copies, history, incidents, packages
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.summary import page_frame, pdf, template_labels
from kharkiv_tracker.summary.extent import Extent
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
    """What was written: its files or its folder, and how many incidents they have.

    `package` is the number of the revision that a public package is of; 0 for what is none.
    """

    paths: tuple[Path, ...]
    profile: Profile
    incidents: int
    drafts: int = 0
    package: int = 0


def is_complete(format_: Format, view: View, is_narrowed: bool) -> bool:
    """Whether it is all of the case, with its history: JSON of which nothing was narrowed."""
    return format_ is Format.JSON and view == View() and not is_narrowed


def sentence(exported: Exported, complete: bool = False) -> str:
    """What was written and for whom, in a sentence or two."""
    number = ngettext("{n} incident", "{n} incidents", exported.incidents).format(
        n=labels.number(exported.incidents)
    )
    if complete:
        return _(
            "Complete and for the team alone: {incidents} with the whole history, all names and "
            "sources. Do not pass it on."
        ).format(incidents=number)
    written = _("{incidents}, {version}.").format(
        incidents=number, version=template_labels.profile(exported.profile)
    )
    if not exported.drafts:
        return written
    draft = page_frame.draft_note(exported.drafts, exported.incidents)
    return f"{written} {draft}"


#: Writes in the language of the request; what is wrong with the target is said in the caller's.
_Write = Callable[[PublishedRecords, Path, Progress], object]


def export(
    case: CaseFile,
    request: SummaryRequest,
    format_: Format,
    target: Path,
    progress: Progress = no_progress,
    complete: bool = False,
) -> Exported:
    """Write what a request selects, or the `complete` case, whole or not at all.

    `progress` may raise to stop it. Raises Refused where the open version would name what was not
    decided on, WrongCall where a file or folder is in the way, CaseUnavailable where it cannot be
    written.
    """
    if complete:
        return _complete(case, target, progress)
    if format_ in _ALONE:
        return _ALONE[format_](case, request, target, progress)
    with published_records.opened(case, request) as source_case:
        records = PublishedRecords(source_case, request)
        _WRITERS[format_](records, target, progress)
    return _exported(target, request, records.extent)


def note(case: CaseFile, exported: Exported) -> None:
    """Note what was written, and of a public package of what: the next one says what changed.

    An export itself only reads, in the window by a connection that cannot write.
    """
    copies.note(case, CopyKind.EXPORT, exported.profile, exported.paths[0])
    if exported.package:
        packages.note(case, exported.profile, exported.package)


def _exported(target: Path, request: SummaryRequest, extent: Extent) -> Exported:
    return Exported((target,), request.profile, extent.incidents, extent.unapproved)


def _complete(case: CaseFile, target: Path, progress: Progress) -> Exported:
    with output_draft.writable(target):
        complete_json.write(case, target, progress)
    return Exported((target,), Profile.INTERNAL, incidents.number(case))


def _document(
    case: CaseFile, request: SummaryRequest, target: Path, progress: Progress
) -> Exported:
    """Write the page of the summary, which is read and checked in its own way."""
    prepared = pdf.prepare(case, request, lambda _sentence: progress(0, 1))
    paths = word_document.place(prepared, target)
    return Exported(tuple(paths), request.profile, prepared.incidents, prepared.drafts)


def _package(case: CaseFile, request: SummaryRequest, target: Path, progress: Progress) -> Exported:
    last = packages.last(case, request.profile)
    since = last.revision if last else None
    if since and request.view.as_recorded_on:
        # What was recorded by then may be less than the last package has.
        with closing(case.as_recorded_on(request.view.as_recorded_on)) as earlier:
            since = since if since <= history.count(earlier) else None
    extent, revision = public_package.write(case, request, target, progress, since=since)
    return replace(_exported(target, request, extent), package=revision)


def _folder(records: PublishedRecords, target: Path, progress: Progress) -> None:
    draft = output_draft.folder(target, csv_folder.DESCRIPTION)
    with draft as folder, speaking(records.request.language):
        csv_folder.write(records, folder, progress)


def _workbook(records: PublishedRecords, target: Path, progress: Progress) -> None:
    with output_draft.file(target) as path, speaking(records.request.language):
        workbook.write(records, path, progress)


def _text(
    parts: Callable[[PublishedRecords, Progress], Iterable[bytes]],
) -> _Write:
    def write(records: PublishedRecords, target: Path, progress: Progress) -> None:
        files.refuse_case(target)
        with output_draft.writable(target), speaking(records.request.language):
            files.write(target, parts(records, progress))

    return write


_WRITERS: Mapping[Format, _Write] = {
    Format.CSV: _folder,
    Format.XLSX: _workbook,
    Format.JSON: _text(present_json.text),
    Format.GEOJSON: _text(incident_map.text),
    Format.HXL: _text(hxl_file.text),
}
#: What reads the case in a way of its own.
_ALONE: Mapping[Format, Callable[[CaseFile, SummaryRequest, Path, Progress], Exported]] = {
    Format.DOCX: _document,
    Format.PACKAGE: _package,
}
