"""The views of sources and of changes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store import (
    attachment_records,
    corrections,
    history,
    identity,
    incidents,
    merge_split,
    name_erasure,
    rule_choice,
    work_queue,
)

UPDATE = {"code": "KHT-2022-08-17-01", "reports": [{"as_of": "2022-09-01", "killed": "21"}]}


def rows(model) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def update(window: MainWindow) -> None:
    window.session.record(entry_json.read({"incidents": [UPDATE]}, gazetteer.load()), "update")


def test_sources_are_told_with_how_often_they_are_relied_on(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.show_view(4)
    table_rows = rows(window.view.sources.model)
    assert all(len(row) == 8 for row in table_rows)
    reports = [int(row[6]) for row in table_rows]
    assert reports == sorted(reports, reverse=True)
    assert sum(reports) == 26
    assert sum(int(row[7]) for row in table_rows) == 6


def test_a_case_without_sources_says_so(window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    window.view.show_view(4)
    assert window.view.sources._none.isVisible()


def test_changes_stand_newest_first_and_tell_before_and_after(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.show_view(5)
    before = window.view.history.model.rowCount()
    update(window)
    table_rows = rows(window.view.history.model)
    assert len(table_rows) == before + 1
    assert table_rows[0][2:] == ["update", "Report KHT-2022-08-17-01/9", "added"]
    assert table_rows[-1][2:] == ["new", "Case file", "added"]
    fields = [label.text() for label in window.view.history.findChildren(QLabel)]
    assert "21" in fields
    assert "1 Sep 2022" in fields


def test_the_history_narrows_to_the_chosen_incident(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    view = window.view.history
    window.view.show_view(5)
    assert view.which.itemText(1) == "KHT-2026-01-02-01"
    window.view.open_incident("KHT-2022-08-17-01")
    window.view.show_view(5)
    assert view.which.itemText(1) == "KHT-2022-08-17-01"
    view.which.setCurrentIndex(1)
    table_rows = rows(view.model)
    assert len(table_rows) == 9
    assert all("KHT-2022-08-17-01" in row[3] for row in table_rows)
    window.view.open_history("KHT-2022-08-18-01")
    assert all("KHT-2022-08-18-01" in row[3] for row in rows(view.model))


def test_what_was_taken_back_is_still_named(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    update(window)
    window.undo.undo()
    window.view.show_view(5)
    row = rows(window.view.history.model)[0]
    assert row[2:] == ["undo", "Report KHT-2022-08-17-01/9", "removed"]


def test_every_field_of_the_sample_has_words(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    known = gazetteer.load()
    for revision in history.revisions(window.session.case):
        for name, before, after in revision_text.changes(revision, known):
            assert name[:1].isupper(), name
            assert before or after
            assert "UA63" not in after


def test_a_change_whose_content_is_gone_says_so() -> None:
    gone = Revision(1, "a", (), "2026-01-01T00:00:00Z", "x", "add", "incident", "KHT-1")
    assert revision_text.what(gone) == "details no longer stored"
    assert revision_text.record(gone) == "Incident KHT-1"


def test_the_name_of_a_person_is_told_only_when_asked_for(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    person = Person(name="Ivan Petrenko", status=Status.KILLED)
    window.session.edit("person", lambda edit: edit.add_person("KHT-2022-08-17-01", person))
    window.view.show_view(5)
    view = window.view.history

    def told() -> set[str]:
        QTest.qWait(10)
        return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}

    assert "Ivan Petrenko" not in told()
    assert "not shown" in told()
    view.names.setChecked(True)
    assert "Ivan Petrenko" in told()


def test_a_change_by_a_clock_that_was_set_back_is_marked(
    window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    now = identity.time_ns()
    with monkeypatch.context() as patch:
        patch.setattr(identity, "time_ns", lambda: now - 3600 * 10**9)
        own_time = labels.date_time(identity.now(), short=True)
        source = Source("Suspilne")
        window.session.edit("source", lambda edit: edit.list_source(source))
    window.view.show_view(5)
    view = window.view.history
    assert [row[0].endswith("*") for row in rows(view.model)] == [True, False]
    assert view.own_time.isVisible()
    assert view.own_time.text() == f"*: The computer’s clock showed {own_time}."
    view.table.setCurrentIndex(view.model.index(1, 0))
    assert not view.own_time.isVisible()


def test_a_version_is_restored_with_a_reason(
    window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    code = "KHT-2022-08-17-01"
    case = window.session.case
    before = incidents.incident(case, code).grade
    window.session.edit("grade", lambda edit: corrections.set_grade(edit, code, Grade.WEAK))
    window.view.open_history(code)
    view = window.view.history
    made = next(
        n
        for n in range(view.model.rowCount())
        if view.model.row(n).kind == "incident" and revision_text.what(view.model.row(n)) == "added"
    )
    view.table.selectRow(made)
    monkeypatch.setattr(prompts, "ask_reason", lambda *_args: "the grade was right before")
    QTest.keyClick(view.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert incidents.incident(case, code).grade is before
    assert rows(view.model)[0][2] == "the grade was right before"


def test_the_history_narrows_to_one_author(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.show_view(5)
    view = window.view.history
    view.who.offer()
    view.who.setCurrentIndex(view.who.findData("tester"))
    assert {row[1] for row in rows(view.model)} == {"tester"}


def test_no_kind_of_change_shows_a_raw_name_or_an_id(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    session, known = window.session, gazetteer.load()
    one, other, third = "KHT-2022-08-17-01", "KHT-2022-08-18-01", "KHT-2024-05-25-01"
    session.edit("review", lambda edit: rule_choice.set_review(edit, True, 12))
    session.edit("rule", lambda edit: rule_choice.choose(edit, f"{one}/2", "the sound one"))
    session.edit(
        "link", lambda edit: merge_split.link(edit, one, other, Relation.ATTACK_WAVE, "one")
    )
    person = Person(name="Ivan", age=Count.parse("~30"), sex=Sex.MALE, cleared=True, notes="x")
    session.edit("person", lambda edit: edit.add_person(one, person))
    session.edit("purge", lambda edit: name_erasure.purge(edit, f"{one}/P1"))
    together = {"incidents": [one, other], "as_of": "2022-08-19", "killed": "3"}
    session.record(entry_json.read({"joint_reports": [together]}, known), "combined report")
    flag = work_queue.findings(session.case, third)[0]
    session.edit("x", lambda edit: work_queue.set_aside(edit, third, flag.kind, flag.key, "known"))
    session.edit(
        "attach",
        lambda edit: attachment_records.attach(edit, one, b"x", "a.txt", "me", "by hand", "1"),
    )
    session.edit("merge", lambda edit: merge_split.merge(edit, one, other))
    window.undo.undo()
    kinds = set()
    for revision in history.revisions(session.case):
        kinds.add(revision.kind)
        texts = [revision_text.record(revision), revision_text.what(revision)]
        for name, before, after in revision_text.changes(revision, known, names=True):
            assert name[:1].isupper(), (revision.kind, name)
            texts += [before, after]
        for one_said in texts:
            assert not re.search(r"\b[0-9a-f]{24}\b|_|UA63", one_said), (revision.kind, one_said)
    assert kinds >= {"case", "link", "person", "purge", "joint", "override", "attachment"}
