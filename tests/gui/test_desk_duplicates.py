"""Desk 4: the queue has a line for pairs that may be one strike, and the gate names them."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis import duplicate_pairs
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.when import EventTime, Precision
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs.duplicates_dialog import DuplicatesDialog
from kharkiv_tracker.gui.incidents.duplicate_count import DuplicateCount
from kharkiv_tracker.gui.summary import gate
from kharkiv_tracker.gui.summary.preview_messages import LayoutDone
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, duplicate_traits, incidents, merge_split, undo_stack
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

PLACES = gazetteer.load()
FIRST, SECOND, THIRD = "KHT-2022-08-17-01", "KHT-2022-08-17-02", "KHT-2022-08-18-01"
PAIR = (FIRST, SECOND)


def strike(day: str, killed: str, district: str = "Saltivskyi") -> dict[str, Any]:
    reports = [{"as_of": day, "killed": killed, "injured": killed, "office": "Kharkiv OVA"}]
    return {"event": {"date": day}, "district": district, "reports": reports}


ALIKE = {"incidents": [strike("2022-08-17", "7"), strike("2022-08-17", "8")]}
APART = {"incidents": [strike("2022-08-18", "90")]}


def pairs_of(case: CaseFile) -> set[tuple[str, str]]:
    features, different = duplicate_traits.features(case), duplicate_traits.different(case)
    return {(pair.one, pair.other) for pair in duplicate_pairs.pairs(features, different)}


def mark_different(case: CaseFile) -> None:
    with case.edit("first", "not the same") as edit:
        merge_split.link(edit, *PAIR, Relation.DIFFERENT)


def test_desk_04_the_count_follows_every_change() -> None:
    """Change by change it is what counting anew gives."""
    kept = DuplicateCount()

    def followed(case: CaseFile, changed: set[str]) -> set[tuple[str, str]]:
        anew = DuplicateCount()
        kept.note(changed, False)
        for count in (kept, anew):
            while count.step(case):
                pass
        pairs = pairs_of(case)
        assert kept.number == anew.number == len(pairs)
        return pairs

    with CaseFile.in_memory() as case:
        assert followed(case, set()) == set()
        recorded = case.record(entry_json.read({**ALIKE}, PLACES), "first", "add")
        assert followed(case, set(recorded.incidents)) == {PAIR}
        case.record(entry_json.read(APART, PLACES), "first", "add")
        assert followed(case, {THIRD}) == {PAIR}
        with case.edit("first", "amend") as edit:
            day = incidents.incident(case, THIRD).event
            moved = replace(incidents.incident(case, SECOND), event=day)
            corrections.amend(edit, SECOND, moved)
            corrections.withdraw(edit, f"{THIRD}/1")
        # Nothing is known of the third any more: it may be any strike around its day.
        assert followed(case, {SECOND, THIRD}) == {PAIR, (FIRST, THIRD), (SECOND, THIRD)}
        undo_stack.undo(case, "first")
        assert followed(case, {SECOND, THIRD}) == {PAIR}
        mark_different(case)
        assert followed(case, set(PAIR)) == set()
        undo_stack.undo(case, "first")
        with case.edit("first", "merge") as edit:
            merge_split.merge(edit, *PAIR)
        assert followed(case, set(PAIR)) == set()


def test_desk_04_the_count_follows_random_changes_while_it_counts() -> None:
    """Days are left and entered, and some changes come before those before them are counted."""
    dice = random.Random(4)  # noqa: S311 - nothing here is secret
    days = [f"2022-08-{day}" for day in (16, 17, 18, 19, 25)]
    strikes = [strike(dice.choice(days), str(dice.randint(1, 9))) for _number in range(14)]
    kept = DuplicateCount()
    with CaseFile.in_memory() as case:
        codes = case.record(entry_json.read({"incidents": strikes}, PLACES), "first", "").incidents
        events = [incidents.incident(case, code).event for code in codes] + [EventTime()]
        numbers = set()
        for _round in range(80):
            changed = dice.sample(codes, dice.randint(1, 3))
            with case.edit("first", "amend") as edit:
                for code in changed:
                    place = dice.choice(["Saltivskyi", "Kyivskyi"])
                    event = dice.choice((incidents.incident(case, code).event, dice.choice(events)))
                    moved = replace(incidents.incident(case, code), event=event, district=place)
                    corrections.amend(edit, code, moved)
            if dice.random() < 0.5:
                # What is noted late may be read before.
                kept.step(case)
            kept.note(changed, False)
            for _step in range(dice.randint(0, 4)):
                kept.step(case)
            if dice.random() < 0.5:
                continue
            while kept.step(case):
                pass
            assert kept.number == len(pairs_of(case))
            numbers.add(kept.number)
    assert len(numbers) > 5


@pytest.mark.parametrize("moved", [16, 17])
def test_desk_04_the_count_may_read_a_change_before_it_is_noted(moved: int) -> None:
    def codes(*days: int) -> list[str]:
        return [f"KHT-2022-08-{day}-01" for day in days]

    def amend(code: str, day: int) -> None:
        with case.edit("first", "amend") as edit:
            event = EventTime(date(2022, 8, day), precision=Precision.DATE)
            corrections.amend(edit, code, replace(incidents.incident(case, code), event=event))

    kept = DuplicateCount()
    strikes = [strike(f"2022-08-{day}", "7") for day in (15, 16, 17)]
    with CaseFile.in_memory() as case:
        case.record(entry_json.read({"incidents": strikes}, PLACES), "first", "")
        while kept.step(case):
            pass
        kept.note(codes(17), False)
        # Of the two days to be compared again one is, then a change comes, then the other.
        assert kept.step(case)
        assert kept.step(case)
        amend(*codes(moved), 25)
        kept.step(case)
        kept.note(codes(moved), False)
        while kept.step(case):
            pass
        assert kept.number == len(pairs_of(case))


def test_desk_04_the_queue_has_a_line_that_opens_them(
    qtbot: QtBot, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    line = window.view.waiting.lines[FindingKind.POSSIBLE_DUPLICATE]
    window.session.record(entry_json.read(ALIKE, PLACES), "add")
    qtbot.waitUntil(line.isVisible)
    assert line.text() == "Possible duplicates  1"
    assert line.accessibleName() == "Possible duplicates: 1 pair"
    line.click()
    dialog = window.view.findChild(DuplicatesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.codes == [PAIR])
    dialog.keep_both()
    qtbot.waitUntil(lambda: not line.isVisible())


def test_desk_04_the_gate_names_them_until_they_are_settled() -> None:
    with CaseFile.in_memory() as case:
        case.record(entry_json.read(ALIKE, PLACES), "first", "add")
        case.record(entry_json.read(APART, PLACES), "first", "add")
        request = SummaryRequest()
        prepared = pdf.prepare(case, request)
        assert prepared.duplicates == (PAIR,)
        layout = LayoutDone(1, ((1, 1),), 3, 0, 0, None, prepared.duplicates)
        sentence = f"1 pair of incidents may be the same strike: {FIRST} / {SECOND}."
        assert gate.gate_text(layout, request).endswith(sentence)
        one = replace(request, template=Template.INCIDENT, incident=SECOND)
        assert pdf.prepare(case, one).duplicates == (PAIR,)
        assert pdf.prepare(case, replace(one, incident=THIRD)).duplicates == ()
        mark_different(case)
        assert pdf.prepare(case, request).duplicates == ()
    many = tuple((f"KHT-{n}", "KHT-9") for n in range(4))
    text = gate.gate_text(replace(layout, duplicates=many), request)
    assert text.endswith("KHT-0 / KHT-9, KHT-1 / KHT-9, KHT-2 / KHT-9 and others.")
