"""The grade that the speakers of an incident speak for; a person decides."""

from typing import Any

import pytest

from kharkiv_tracker.analysis import grade_suggestion
from kharkiv_tracker.analysis.grade_suggestion import Basis, Suggestion
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Reliability, Source, SourceKind, Speaker
from kharkiv_tracker.domain.voice import Offices


def report(
    office: str = "",
    person: str = "",
    kind: SourceKind = SourceKind.MEDIA,
    reliability: Reliability | None = None,
    **fields: Any,
) -> Report:
    source = Source("An outlet", kind, reliability)
    return Report(speaker=Speaker(person, office), source=source, **fields)


def suggest(reports: list[Report], *judged: Office) -> Suggestion:
    return grade_suggestion.suggest(reports, Offices(judged))


def test_five_outlets_quoting_one_governor_are_one_speaker() -> None:
    suggestion = suggest([report("Kharkiv OVA", "Oleh Syniehubov") for _outlet in range(5)])
    assert (suggestion.grade, suggestion.basis) == (Grade.WEAK, Basis.ONE_SPEAKER)
    assert suggestion.speakers == ("Kharkiv OVA",)


def test_two_offices_are_independent_of_each_other() -> None:
    suggestion = suggest([report("Kharkiv OVA"), report("Police"), report("police", "Tymoshko")])
    assert (suggestion.grade, suggestion.basis) == (Grade.FAIR, Basis.SEVERAL_SPEAKERS)
    assert suggestion.speakers == ("Kharkiv OVA", "Police")


def test_nobody_named_speaks_for_no_grade() -> None:
    suggestion = suggest([report(), report()])
    assert (suggestion.grade, suggestion.basis) == (None, Basis.NOBODY_NAMED)
    assert suggest([]).basis is Basis.NOTHING_REPORTED
    assert suggest([report("Police", withdrawn=True)]).grade is None


@pytest.mark.parametrize(
    ("reports", "grade"),
    [
        ([report("Police"), report(kind=SourceKind.WITNESS)], Grade.FAIR),
        ([report(kind=SourceKind.WITNESS), report(kind=SourceKind.WITNESS)], Grade.WEAK),
        ([report("Police"), report(kind=SourceKind.SOCIAL_MEDIA)], Grade.WEAK),
        ([report("Police"), report(person="A neighbour")], Grade.WEAK),
        ([report(person="One"), report(person="Another")], Grade.WEAK),
        ([report("OVA", kind=SourceKind.SOCIAL_MEDIA), report("Police")], Grade.FAIR),
        ([report("OVA"), report("Police", reliability=Reliability.E)], Grade.WEAK),
        ([report("OVA"), report("Police", reliability=Reliability.F)], Grade.FAIR),
    ],
)
def test_who_makes_a_second_voice(reports: list[Report], grade: Grade) -> None:
    assert suggest(reports).grade is grade


def test_an_office_under_two_names_is_one_voice() -> None:
    reports = [report("Health department"), report("Department of health")]
    assert suggest(reports).grade is Grade.FAIR
    joined = Office("Department of health", same_as="Health department")
    assert suggest(reports, joined).grade is Grade.WEAK


def test_an_office_of_another_party_makes_no_second_voice() -> None:
    suggestion = suggest([report("Police"), report("Russian Ministry of Defence")])
    assert (suggestion.grade, suggestion.basis) == (Grade.WEAK, Basis.ONE_SPEAKER)
    assert suggestion.speakers == ("Police", "Russian Ministry of Defence")
