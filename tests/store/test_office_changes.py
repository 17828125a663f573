"""Offices joined, told apart and marked: what is derived follows, and is shown before."""

from collections.abc import Callable

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.office import Authority, Judge
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    derived_figures,
    history,
    incidents,
    office_changes,
    office_usage,
    source_list,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.office_changes import Apart, Join, Mark, OfficeChange

#: One incident for each letter: its reports as office (or *source*), hour and killed.
_TOLD = {
    "A": (("Kharkiv OVA", 10, "12"), ("Ward seven", 11, "7")),
    "B": (("Ward seven", 10, "3"), ("Clinic", 11, "2")),
    "C": (("Clinic", 10, "5"),),
    "D": (("ДСНС", 10, "4"), ("SES", 11, "3")),
}
#: A later lower count of another voice sets the earlier aside, which still widens the range.
_AT_FIRST = {"A": (7, 12), "B": (2, 3), "C": (5, 5), "D": (3, 3)}
_CODES = {letter: f"KHT-2022-08-17-{n:02}" for n, letter in enumerate(_TOLD, start=1)}


@pytest.fixture
def case() -> CaseFile:
    made = CaseFile.in_memory("Kharkiv")
    strikes = [
        {
            "event": {"date": "2022-08-17"},
            "district": "Saltivskyi",
            "reports": [
                {"as_of": f"2022-08-18T{hour}:00", "office": office, "killed": killed}
                for office, hour, killed in reports
            ],
        }
        for reports in _TOLD.values()
    ]
    made.record(entry_json.read({"incidents": strikes}, gazetteer.load()), "x", "add")
    return made


def killed(case: CaseFile) -> dict[str, tuple[int | None, int | None]]:
    figures = {letter: incidents.figures(case, code)["killed"] for letter, code in _CODES.items()}
    return {letter: (figure.best, figure.high) for letter, figure in figures.items()}


def change(case: CaseFile, what: OfficeChange) -> set[str]:
    """Make a change; what moves is what was shown before. Returns the codes derived again."""
    before = killed(case)
    shown = {
        (d.code, d.after.best, d.after.high)
        for d in office_changes.differences(case, what)
        if d.quantity == "killed"
    }
    assert killed(case) == before
    with case.edit("x", "office") as edit:
        office_changes.make(edit, what)
    after = killed(case)
    moved = {(_CODES[i], *after[i]) for i in after if after[i] != before[i]}
    assert moved == shown
    rows = dict(case.db.execute("SELECT uid, id FROM incidents").fetchall())
    stored = derived_figures.stored(case.db, rows.values())
    for uid, due in derived_figures.DerivedReader(case.db).read(rows):
        assert sorted(stored[rows[uid]].steps, key=str) == sorted(due.steps, key=str)
    return edit.changes.incidents


def offices(case: CaseFile) -> dict[str, tuple[str, ...]]:
    return {entry.name: entry.names for entry in office_usage.listed(case)}


def test_an_office_under_two_names_is_one_voice_from_the_first(case: CaseFile) -> None:
    assert killed(case) == _AT_FIRST
    assert offices(case)["SES"] == ("SES", "ДСНС")


def test_joined_offices_are_one_voice_until_they_are_told_apart(case: CaseFile) -> None:
    assert change(case, Join("Ward seven", "Clinic")) == {_CODES["B"]}
    assert killed(case)["B"] == (2, 2)
    assert offices(case)["Ward seven"] == ("Ward seven", "Clinic")
    assert change(case, Apart("Clinic")) == {_CODES["B"]}
    assert killed(case) == _AT_FIRST
    assert "Clinic" in offices(case)


def test_joined_to_one_known_beforehand_it_is_official_as_that_is(case: CaseFile) -> None:
    change(case, Join("Ward seven", "ХОВА"))
    assert killed(case)["A"] == (7, 7)
    (entry,) = [entry for entry in office_usage.listed(case) if "Ward seven" in entry.names]
    assert (entry.name, entry.judge, entry.authority) == (
        "Kharkiv OVA",
        Judge.KNOWN,
        Authority.OFFICIAL,
    )
    # The name it is known by leaves those joined to it.
    change(case, Apart("Kharkiv Regional Military Administration"))
    assert killed(case) == _AT_FIRST


def test_one_name_of_an_office_known_beforehand_is_told_apart(case: CaseFile) -> None:
    change(case, Apart("SES"))
    assert killed(case)["D"] == (3, 4)
    assert {"SES", "ДСНС"} <= offices(case).keys()
    assert office_usage.unjudged(case)[0].name == "Clinic"
    change(case, Join("ДСНС", "ses"))
    assert killed(case)["D"] == (3, 3)


def test_those_joined_to_an_office_stay_together_without_it(case: CaseFile) -> None:
    change(case, Join("Ward seven", "Clinic"))
    change(case, Join("Ward seven", "SES"))
    assert len(offices(case)) == 2
    book = office_changes.OfficeBook(case.db)
    assert book.key("Ward seven") == book.key("Clinic") == book.key("ДСНС")
    change(case, Apart("Clinic"))
    book = office_changes.OfficeBook(case.db)
    assert book.key("Ward seven") == book.key("ДСНС") != book.key("Clinic")


def test_what_was_joined_to_a_name_stays_when_that_name_goes(case: CaseFile) -> None:
    change(case, Join("Clinic", "Ward seven"))
    change(case, Join("ХОВА", "Clinic"))
    change(case, Apart("Clinic"))
    book = office_changes.OfficeBook(case.db)
    assert book.key("Ward seven") == book.key("ОВА") != book.key("Clinic")
    change(case, Apart("Ward seven"))
    assert killed(case) == _AT_FIRST


def test_an_office_marked_unofficial_strikes_out_no_official_one(case: CaseFile) -> None:
    change(case, Mark("SES", Authority.UNOFFICIAL))
    assert [entry.judge for entry in office_usage.listed(case) if entry.name == "SES"] == [
        Judge.ANALYST
    ]
    change(case, Mark("Ward seven", Authority.UNOFFICIAL))
    assert killed(case)["B"] == (2, 2)
    # The mark is of the office, by whatever name it was set, and of those joined to it.
    change(case, Join("Clinic", "Ward seven"))
    assert killed(case)["B"] == (2, 2)
    assert office_changes.OfficeBook(case.db).offices.authority("Clinic") is Authority.UNOFFICIAL
    change(case, Mark("Clinic", None))
    assert office_changes.OfficeBook(case.db).offices.authority("Ward seven") is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (Join("Clinic", "Nowhere"), "Office not found: Nowhere"),
        (Join("", "Clinic"), "Office not found"),
        (Join("Clinic", "clinic "), "An office cannot be merged with itself"),
        (Join("SES", "ДСНС"), "are already one office"),
        (Apart("Clinic"), "is already a separate office"),
        (Apart("State Emergency Service"), "Separate its other names"),
        (Apart("Nowhere"), "Office not found: Nowhere"),
        (Mark("Nowhere", Authority.OFFICIAL), "Office not found: Nowhere"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_a_sentence(
    case: CaseFile, wrong: OfficeChange, sentence: str
) -> None:
    before = history.fingerprint(case)
    with pytest.raises(Refused, match=sentence):
        office_changes.differences(case, wrong)
    with pytest.raises(Refused, match=sentence), case.edit("x", "office") as edit:
        office_changes.make(edit, wrong)
    assert history.fingerprint(case) == before


def test_no_circle_comes_of_joining_both_ways(case: CaseFile) -> None:
    change(case, Join("Ward seven", "Clinic"))
    with pytest.raises(Refused):
        change(case, Join("Clinic", "Ward seven"))
    assert len(case.db.execute("SELECT 1 FROM offices WHERE same_as <> ''").fetchall()) == 1


def test_undone_and_redone_the_figures_go_with_it(case: CaseFile) -> None:
    change(case, Join("Ward seven", "Clinic"))
    undo_stack.undo(case, "x")
    assert killed(case) == _AT_FIRST
    undo_stack.redo(case, "x")
    assert killed(case)["B"] == (2, 2)
    assert verification.verify(case).ok


def test_the_same_mark_twice_is_one_revision(case: CaseFile) -> None:
    change(case, Mark("Clinic", Authority.OFFICIAL))
    before = history.count(case)
    change(case, Mark("Clinic", Authority.OFFICIAL))
    assert history.count(case) == before


def test_who_speaks_for_two_names_of_one_office_is_one_speaker(case: CaseFile) -> None:
    reports = [
        {"as_of": "2022-08-19", "killed": "9", "speaker": "Anna Koval", "office": office}
        for office in ("Clinic", "Ward seven")
    ]
    document = {"incidents": [{"code": _CODES["C"], "reports": reports}]}
    case.record(entry_json.read(document, gazetteer.load()), "x", "add")
    assert len(source_list.with_several_offices(case)) == 1
    change(case, Join("Ward seven", "Clinic"))
    assert source_list.with_several_offices(case) == ()


def waiting(case: CaseFile) -> dict[str, int]:
    found = work_queue.listed(case, gazetteer.load(), FindingKind.OFFICE_UNJUDGED)
    return {finding.code: finding.content["incidents"] for finding in found}


def test_an_office_nobody_judged_waits_once_until_it_is_judged(case: CaseFile) -> None:
    places, kind = gazetteer.load(), FindingKind.OFFICE_UNJUDGED
    assert waiting(case) == {"Clinic": 2, "Ward seven": 2}
    assert work_queue.waiting(case, places)[kind] == 2
    assert len(work_queue.ids(case, places, kind)) == 3
    change(case, Mark("Clinic", Authority.OFFICIAL))
    assert waiting(case) == {"Ward seven": 2}
    change(case, Join("Clinic", "Ward seven"))
    assert waiting(case) == {}
    assert kind not in work_queue.waiting(case, places)


def test_it_is_set_aside_for_a_reason_and_taken_up_again(case: CaseFile) -> None:
    (item,) = work_queue.findings(case, "ward seven")
    assert (item.kind, item.code) == (FindingKind.OFFICE_UNJUDGED, "Ward seven")

    def edit(act: Callable[..., object], *more: str) -> None:
        with case.edit("x", "queue") as edit:
            act(edit, "Ward seven", item.kind, item.key, *more)

    edit(work_queue.set_aside, "asked the team")
    assert waiting(case) == {"Clinic": 2}
    assert work_queue.findings(case, "Ward seven") == ()
    assert work_queue.findings(case, "Ward seven", aside=True)[0].aside == "asked the team"
    assert {revision.record for revision in history.revisions(case)[-2:]} == {"Ward seven"}
    edit(work_queue.take_up)
    assert waiting(case) == {"Clinic": 2, "Ward seven": 2}
    with pytest.raises(Refused, match="is not in this case file"):
        work_queue.findings(case, "Nowhere")
    assert verification.verify(case).ok


def test_a_mark_on_every_report_or_no_counted_report_leaves_nothing_to_judge(
    case: CaseFile,
) -> None:
    reports = [
        {"killed": "1", "office": "Press office", "authority": "official"},
        {"killed": "1", "office": "Archive", "role": "retold"},
    ]
    document = {"incidents": [{"code": _CODES["C"], "reports": reports}]}
    case.record(entry_json.read(document, gazetteer.load()), "x", "add")
    assert waiting(case) == {"Clinic": 2, "Ward seven": 2}


def test_merging_sources_says_before_which_figures_move(case: CaseFile) -> None:
    reports = [
        {"as_of": f"2022-08-18T{hour}:00", "killed": n, "source": source, "source_kind": kind.value}
        for source, kind, hour, n in (
            ("Daily", SourceKind.MEDIA, 9, "9"),
            ("The Daily", SourceKind.MEDIA, 12, "4"),
        )
    ]
    document = {
        "incidents": [
            {"event": {"date": "2022-08-20"}, "district": "Saltivskyi", "reports": reports}
        ]
    }
    case.record(entry_json.read(document, gazetteer.load()), "x", "add")
    uids = [source_list.named(case.db, name)[0] for name in ("Daily", "The Daily")]
    (shown,) = source_list.merge_differences(case, *uids)
    assert (shown.quantity, shown.before.high, shown.after.high) == ("killed", 9, 4)
    assert incidents.figures(case, shown.code)["killed"].high == 9
    with case.edit("x", "source") as edit:
        source_list.merge_sources(edit, *uids)
    assert incidents.figures(case, shown.code)["killed"].high == 4
