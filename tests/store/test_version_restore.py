"""Any earlier version of a record comes back under the code it has, as a change like any other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    corrections,
    history,
    incidents,
    merge_split,
    records,
    rule_choice,
    undo_stack,
    version_restore,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.verification import verify
from tests.store.lives import REPORT_LISTS, STRIKES, UNHURRIED, reports

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def filled(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> Iterator[CaseFile]:
    """One incident with two reports."""
    add(case, strike(reports=[{"killed": "3"}, {"killed": "5", "office": "Police"}]))
    yield case
    assert verify(case).problems == ()


def change(case: CaseFile, what: Callable[..., Any], *arguments: Any) -> int:
    """Make one change; returns the number of the revision that was made last."""
    with case.edit("analyst", "because") as edit:
        what(edit, *arguments)
    return history.count(case)


def killed(case: CaseFile) -> int | None:
    return incidents.figures(case, CODE)["killed"].best


def test_an_earlier_version_of_an_incident_comes_back(filled: CaseFile) -> None:
    first = version_restore.versions(filled, CODE)[-1].seq
    change(
        filled,
        corrections.amend,
        CODE,
        replace(incidents.incident(filled, CODE), place="dormitory"),
    )
    graded = change(filled, corrections.set_grade, CODE, Grade.FAIR)
    change(filled, version_restore.restore, CODE, first)
    incident = incidents.incident(filled, CODE)
    assert (incident.place, incident.grade, incident.code) == ("", None, CODE)
    change(filled, version_restore.restore, CODE, graded)
    incident = incidents.incident(filled, CODE)
    assert (incident.place, incident.grade) == ("dormitory", Grade.FAIR)
    assert len(version_restore.versions(filled, CODE)) == 5
    undo_stack.undo(filled, "analyst")
    assert incidents.incident(filled, CODE).place == ""


def test_withdrawal_comes_back_with_the_version_that_had_it(filled: CaseFile) -> None:
    withdrawn = change(filled, corrections.withdraw, CODE)
    change(filled, corrections.reinstate, CODE)
    change(filled, version_restore.restore, CODE, withdrawn)
    assert incidents.incident(filled, CODE).state is ReviewState.WITHDRAWN
    report = change(filled, corrections.withdraw, f"{CODE}/2")
    change(filled, corrections.reinstate, f"{CODE}/2")
    assert killed(filled) == 5
    change(filled, version_restore.restore, f"{CODE}/2", report)
    assert killed(filled) == 3


def test_a_version_of_a_report_comes_back_where_the_report_is_now(
    filled: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    first = version_restore.versions(filled, f"{CODE}/2")[0].seq
    change(filled, corrections.amend, f"{CODE}/2", Report(counts={"killed": Count.parse("9")}))
    (other,) = add(filled, strike()).incidents
    change(filled, merge_split.merge, other, CODE)
    change(filled, version_restore.restore, f"{CODE}/2", first)
    assert find(filled.db, f"{CODE}/2") == find(filled.db, f"{other}/3")
    report = incidents.reports(filled, other)[2]
    assert (report.number, str(report.counts["killed"])) == (3, "5")
    assert report.speaker == Speaker("", "Police")


def test_a_speaker_who_was_taken_back_is_there_again(filled: CaseFile) -> None:
    corrected = Report(
        counts={"killed": Count.parse("9")}, speaker=Speaker("", "Mayor"), source=Source("News")
    )
    change(filled, corrections.amend, f"{CODE}/2", corrected)
    version = version_restore.versions(filled, f"{CODE}/2")[0].seq
    undo_stack.undo(filled, "analyst")
    change(filled, version_restore.restore, f"{CODE}/2", version)
    report = incidents.reports(filled, CODE)[1]
    assert (report.speaker, report.source) == (corrected.speaker, corrected.source)


def test_a_choice_comes_back_only_while_its_report_can_be_counted(filled: CaseFile) -> None:
    chosen = change(filled, rule_choice.choose, f"{CODE}/1", "the list of names")
    change(filled, rule_choice.unchoose, CODE)
    change(filled, version_restore.restore, CODE, chosen)
    assert killed(filled) == 3
    change(filled, corrections.withdraw, f"{CODE}/1")
    assert incidents.incident(filled, CODE).chosen == ""
    with pytest.raises(Refused, match="already has these values"):
        change(filled, version_restore.restore, CODE, chosen)
    assert killed(filled) == 5


def test_a_version_that_was_merged_is_not_restored(
    filled: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    (other,) = add(filled, strike()).incidents
    first = version_restore.versions(filled, CODE)[-1].seq
    merged = change(filled, merge_split.merge, other, CODE)
    with pytest.raises(Refused, match=f"was merged into {other}"):
        change(filled, version_restore.restore, CODE, first)
    undo_stack.undo(filled, "analyst")
    with pytest.raises(Refused, match="was merged in that version"):
        change(filled, version_restore.restore, CODE, merged)


def test_what_was_approved_comes_back_for_review_where_a_second_name_is_wanted(
    filled: CaseFile,
) -> None:
    change(filled, rule_choice.set_review, True, 30)
    with filled.edit("Second", "checked") as edit:
        corrections.approve(edit, CODE)
    approved = version_restore.versions(filled, CODE)[0].seq
    corrected = replace(incidents.incident(filled, CODE), place="school", state=ReviewState.DRAFT)
    change(filled, corrections.amend, CODE, corrected)
    change(filled, version_restore.restore, CODE, approved)
    incident = incidents.incident(filled, CODE)
    assert (incident.place, incident.state) == ("", ReviewState.READY)


def test_a_revision_of_something_else_is_no_version(filled: CaseFile) -> None:
    theirs = version_restore.versions(filled, f"{CODE}/1")[0].seq
    for number in (theirs, 0, -1, 10**9):
        with pytest.raises(Refused, match=f"Revision {number} is not a version of {CODE}"):
            change(filled, version_restore.restore, CODE, number)


@UNHURRIED
@given(STRIKES, REPORT_LISTS, st.lists(reports(), max_size=4), st.integers(0, 9))
def test_every_version_of_every_record_comes_back_as_it_was(
    strike: Any, filled: Any, report_list: list[Report], which: int
) -> None:
    with CaseFile.in_memory() as case:
        with case.edit("analyst", "add") as edit:
            code = edit.add_incident(strike, filled)
        report = f"{code}/{which % len(filled) + 1}"
        kind, uid = find(case.db, report)
        stood = {version_restore.versions(case, report)[0].seq: records.read(case.db, kind, uid)}
        for entered in report_list:
            change(case, corrections.amend, report, replace(entered, withdrawn=False))
            stood[version_restore.versions(case, report)[0].seq] = records.read(case.db, kind, uid)
        assert [version.seq for version in version_restore.versions(case, report)] == sorted(
            stood, reverse=True
        )
        for seq, state in stood.items():
            if records.read(case.db, kind, uid) != state:
                change(case, version_restore.restore, report, seq)
            assert records.read(case.db, kind, uid) == state
        assert verify(case).problems == ()
