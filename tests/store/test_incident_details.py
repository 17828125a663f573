"""What a table of incidents shows on request: the report of the figure and the last change."""

from collections.abc import Callable
from typing import Any

from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.source import Consent, Source
from kharkiv_tracker.store import history, incident_details, incidents, note_records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incident_details import (
    AUTHOR,
    CHANGED,
    DETAILS,
    KILLED_CHILDREN,
    SOURCE,
    SPEAKER,
)
from tests.store.conftest import Add

Strike = Callable[..., dict[str, Any]]
_REPORTS = [
    {
        "killed": "7",
        "of_whom": {"killed": {"child": "1"}},
        "source": "Суспільне",
        "as_of": "2022-08-18",
    },
    {
        "killed": "12",
        "of_whom": {"killed": {"child": "2"}},
        "source": "ДСНС",
        "office": "ДСНС",
        "as_of": "2022-08-20",
    },
    {"source": "BBC", "as_of": "2022-08-29", "quote": "no number"},
]


def row(case: CaseFile, code: str, *columns: str) -> incidents.IncidentRow:
    (only,) = incidents.rows(case, [incidents.id_of(case, code)], columns=columns)
    return only


def test_desk_13_source_and_speaker_are_of_the_report_that_gives_the_figure(
    case: CaseFile, add: Add, strike: Strike
) -> None:
    (code,) = add(case, strike(reports=_REPORTS)).incidents
    report = row(case, code, SOURCE).detail.report
    assert report is not None
    assert report.source.name == "ДСНС"
    assert report.speaker.office == "ДСНС"
    # Nothing is read that was not asked for.
    assert row(case, code).detail == incident_details.NO_DETAIL
    assert row(case, code, CHANGED).detail.report is None


def test_desk_13_without_a_figure_they_are_of_the_latest_report(
    case: CaseFile, add: Add, strike: Strike
) -> None:
    reports = [
        {"source": "BBC", "as_of": "2022-08-29", "quote": "no number"},
        {"source": "ABC", "as_of": "2022-08-19", "quote": "no number"},
    ]
    (code,) = add(case, strike(reports=reports)).incidents
    report = row(case, code, SPEAKER).detail.report
    assert report is not None
    assert report.source.name == "BBC"


def test_desk_13_children_killed_are_a_figure(case: CaseFile, add: Add, strike: Strike) -> None:
    some, none = add(case, strike(reports=_REPORTS), strike()).incidents
    assert row(case, some, KILLED_CHILDREN).figures[KILLED_CHILDREN].best == 2
    assert KILLED_CHILDREN not in row(case, none, KILLED_CHILDREN).figures
    assert KILLED_CHILDREN not in row(case, some).figures
    ids = [incidents.id_of(case, code) for code in (some, none)]
    for descending in (False, True):
        assert incidents.ids(case, order=KILLED_CHILDREN, descending=descending) == ids


def test_desk_13_the_last_change_is_of_the_incident_or_of_what_is_its_own(
    case: CaseFile, add: Add, strike: Strike
) -> None:
    first, second = add(case, strike(), strike("2022-08-19")).incidents
    for code in (first, second):
        assert row(case, code, AUTHOR).detail.author == "tester"
    with case.edit("Olha", "note") as edit:
        note_records.add_to(edit, first, Note("Called the hospital"))
    detail = row(case, first, CHANGED, AUTHOR).detail
    last = history.last(case)
    assert last is not None
    assert (detail.author, detail.changed) == ("Olha", last.at)
    assert row(case, second, AUTHOR).detail.author == "tester"
    by_change = incidents.ids(case, order=CHANGED, descending=True)
    assert by_change[0] == incidents.id_of(case, first)


def test_desk_13_nothing_is_sorted_by_a_source_that_may_not_be_named(
    case: CaseFile, add: Add, strike: Strike
) -> None:
    names = ("Ав", "Бв", "Вв")
    codes = add(
        case, *(strike(reports=[{"killed": "1", "source": name}]) for name in names)
    ).incidents
    ids = [incidents.id_of(case, code) for code in codes]
    assert incidents.ids(case, order=SOURCE) == ids
    (uid,) = case.db.execute("SELECT uid FROM sources WHERE name = 'Ав'").fetchone()
    for hidden in ({"confidential": 1}, {"consent": Consent.REFUSED.value}):
        case.db["sources"].update(
            case.db.execute("SELECT id FROM sources WHERE uid = ?", [uid]).fetchone()[0],
            {"confidential": 0, "consent": None, **hidden},
        )
        assert incidents.ids(case, order=SOURCE) == [ids[1], ids[2], ids[0]]
        assert incidents.ids(case, order=SOURCE, descending=True) == [ids[2], ids[1], ids[0]]
        report = row(case, codes[0], SOURCE).detail.report
        assert report is not None
        assert report.is_confidential
        assert isinstance(report.source, Source)


def test_desk_13_every_detail_can_be_sorted_by(case: CaseFile, add: Add, strike: Strike) -> None:
    add(case, strike(reports=_REPORTS), strike("2022-08-19"), strike(None))
    for name in (*DETAILS, KILLED_CHILDREN, "code"):
        for descending in (False, True):
            ids = incidents.ids(case, order=name, descending=descending)
            assert sorted(ids) == sorted(incidents.ids(case))
