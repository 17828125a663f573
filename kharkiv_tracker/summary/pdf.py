"""A summary, read and checked, as a PDF: the same bytes for the same case and options."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.i18n import _, current, speaking
from kharkiv_tracker.labels import date_manner
from kharkiv_tracker.store import publication
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import (
    blocks,
    changes_template,
    incident_csv,
    incident_summary,
    incident_template,
    period_template,
    possible_duplicates,
    second_count,
    summary_diff,
    typesetter,
)
from kharkiv_tracker.summary.output_files import put
from kharkiv_tracker.summary.summary_data import SelectionData, SummaryData, gather
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

ShowProgress = Callable[[str], None]

_USUAL = SummaryRequest()
#: A case nothing was ever recorded in has no time of its own.
_NEVER = datetime(2022, 2, 24, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PreparedSummary:
    """A summary read, checked and drawn: all that a file of it needs, without the case file."""

    content: dict[str, Any]
    """The page as nested lists and texts."""
    at: datetime
    incidents: int
    drafts: int
    """How many of the printed incidents are not approved as they are."""
    changed: GroupTotal | None
    """The incidents left out as they changed since they were approved."""
    duplicates: tuple[tuple[str, str], ...]
    """The pairs of printed incidents, by code, that may be the same strike."""
    extra_files: Mapping[str, bytes]
    """Files that go with the page, by the end of their names."""

    @property
    def data(self) -> str:
        """The page as Typst reads it."""
        return json.dumps(blocks.breakable(self.content), ensure_ascii=False)

    def pdf(self) -> bytes:
        """The summary as the bytes of a PDF."""
        return typesetter.pdf(self.data, self.at)

    def pages(self, ppi: float = 96.0) -> list[bytes]:
        """Its pages as PNG, `ppi` dots to the inch."""
        return typesetter.pages(self.data, ppi)


def show_nothing(_sentence: str) -> None:
    """A step that is not shown."""


def prepare(
    case: CaseFile, request: SummaryRequest = _USUAL, show_progress: ShowProgress = show_nothing
) -> PreparedSummary:
    """Read the data of the summary, count it a second time and draw it.

    `show_progress` is called with sentences on the progress, in the language of the caller, and may
    raise to stop it. Raises Disagreement where two ways of counting differ, Refused or WrongCall
    for a wrong request.
    """
    # Progress is for the user of the program, not for the reader of the page.
    work = _ProgressText(show_progress, current())
    until = request.view.as_recorded_on
    # Another program may save while both counts are made; they have to be of one state.
    if request.profile is Profile.OPEN:
        publication.check(case)
    with case.snapshot(), speaking(request.language), date_manner.for_file():
        opened = closing(case.as_recorded_on(until)) if until else nullcontext(case)
        with opened as source_case:
            data, page, extra_files = _contents(source_case, request, work)
            duplicates = possible_duplicates.among(source_case, data)
    return PreparedSummary(
        page,
        data.clock or _NEVER,
        len(data.incidents),
        data.unapproved,
        data.changed if isinstance(data, SelectionData) else None,
        duplicates,
        extra_files,
    )


def render(case: CaseFile, request: SummaryRequest = _USUAL) -> bytes:
    """The summary as the bytes of a PDF, in memory only."""
    return prepare(case, request).pdf()


def pages(case: CaseFile, request: SummaryRequest = _USUAL, ppi: float = 96.0) -> list[bytes]:
    """The pages of the summary as PNG."""
    return prepare(case, request).pages(ppi)


def write(case: CaseFile, path: Path, request: SummaryRequest = _USUAL) -> list[Path]:
    """Write the summary to `path` and the files that go with it; returns all of them.

    Raises CaseUnavailable where one cannot be written; an earlier file at `path` is then unchanged.
    """
    return place(prepare(case, request), path)


def place(prepared: PreparedSummary, path: Path) -> list[Path]:
    """Set the summary and write it."""
    return put(path, prepared.pdf(), prepared.extra_files)


@dataclass(frozen=True, slots=True)
class _ProgressText:
    """The progress in the language of the user."""

    step: ShowProgress
    language: str

    def reading(self, done: int, of: int) -> None:
        with speaking(self.language):
            sentence = _("Reading incidents: {n} of {all}").format(
                n=labels.number(done), all=labels.number(of)
            )
        self.step(sentence)

    def checking(self, _done: int = 0, _of: int = 0) -> None:
        with speaking(self.language):
            sentence = _("Verifying totals…")
        self.step(sentence)

    def drawing(self) -> None:
        with speaking(self.language):
            sentence = _("Preparing page…")
        self.step(sentence)


def _contents(
    case: CaseFile, request: SummaryRequest, work: _ProgressText
) -> tuple[SummaryData, dict[str, Any], dict[str, bytes]]:
    """What was read, the page as nested lists and texts, and what goes with it."""
    if request.template is Template.INCIDENT:
        summary = incident_summary.read(case, request)
        work.checking()
        incident_summary.check(case, summary)
        work.drawing()
        return summary.data, incident_template.page(summary), {}
    if request.template is Template.CHANGES:
        changes = summary_diff.read(case, request, work.reading)
        work.drawing()
        return changes.now, changes_template.page(changes), {}
    data = gather(case, request, work.reading)
    work.checking()
    second_count.check(case, data, work.checking)
    work.drawing()
    return data, period_template.page(data), incident_csv.files(data)
