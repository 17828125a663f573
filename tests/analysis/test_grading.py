"""The grade that the speakers of an incident speak for; a person decides."""

from typing import Any

import pytest

from kharkiv_tracker.analysis.grading import Because, suggest
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Reliability, Source, SourceKind, Speaker


def said(
    office: str = "",
    person: str = "",
    kind: SourceKind = SourceKind.MEDIA,
    reliability: Reliability | None = None,
    **fields: Any,
) -> Report:
    source = Source("An outlet", kind, reliability)
    return Report(speaker=Speaker(person, office), source=source, **fields)


def test_five_outlets_quoting_one_governor_are_one_speaker() -> None:
    told = suggest([said("Kharkiv OVA", "Oleh Syniehubov") for _outlet in range(5)])
    assert (told.grade, told.because) == (Grade.WEAK, Because.ONE_SPEAKER)
    assert told.speakers == ("Kharkiv OVA",)


def test_two_offices_are_independent_of_each_other() -> None:
    told = suggest([said("Kharkiv OVA"), said("Police"), said("police", "Tymoshko")])
    assert (told.grade, told.because) == (Grade.FAIR, Because.SEVERAL_SPEAKERS)
    assert told.speakers == ("Kharkiv OVA", "Police")


def test_nobody_named_speaks_for_no_grade() -> None:
    told = suggest([said(), said()])
    assert (told.grade, told.because) == (None, Because.NOBODY_NAMED)
    assert suggest([]).because is Because.NOTHING_REPORTED
    assert suggest([said("Police", withdrawn=True)]).grade is None


@pytest.mark.parametrize(
    ("reports", "grade"),
    [
        ([said("Police"), said(kind=SourceKind.WITNESS)], Grade.FAIR),
        ([said(kind=SourceKind.WITNESS), said(kind=SourceKind.WITNESS)], Grade.WEAK),
        ([said("Police"), said(kind=SourceKind.SOCIAL_MEDIA)], Grade.WEAK),
        ([said("Police"), said(person="A neighbour")], Grade.WEAK),
        ([said(person="One"), said(person="Another")], Grade.WEAK),
        ([said("OVA", kind=SourceKind.SOCIAL_MEDIA), said("Police")], Grade.FAIR),
        ([said("OVA"), said("Police", reliability=Reliability.E)], Grade.WEAK),
        ([said("OVA"), said("Police", reliability=Reliability.F)], Grade.FAIR),
    ],
)
def test_who_makes_a_second_voice(reports: list[Report], grade: Grade) -> None:
    assert suggest(reports).grade is grade
