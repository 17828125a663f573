"""How a report is marked, as a person reads it."""

from __future__ import annotations

from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.labels.record_text import word


def marks(report: Report, offices: Offices) -> list[str]:
    """Its kind unless it is an update, and whether it is official unless that is as usual.

    What quotes an office is official as a rule, and so is an official source.
    """
    marks = []
    if report.role is not Role.UPDATE:
        marks.append(word(report.role))
    speaker, kind = report.speaker, report.source.kind
    as_usual = bool(speaker.office or offices.office_of(speaker.person)) or (
        kind is not None and kind.is_official
    )
    is_official = offices.voice(report).is_official
    if is_official != as_usual:
        marks.append(word(Authority.OFFICIAL if is_official else Authority.UNOFFICIAL))
    return marks
