"""The views of sources and of changes."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.exchange import entry
from kharkiv_tracker.gui import history_words
from kharkiv_tracker.gui.window import MainWindow

UPDATE = {"code": "KHT-2022-08-17-01", "reports": [{"as_of": "2022-09-01", "killed": "21"}]}


def rows(model) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def update(window: MainWindow) -> None:
    window.session.record(entry.read({"incidents": [UPDATE]}, gazetteer.load()), "update")


def test_sources_are_told_with_how_often_they_are_relied_on(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.show_view(4)
    told = rows(window.view.sources.model)
    assert all(len(row) == 4 for row in told)
    reports = [int(row[2]) for row in told]
    assert reports == sorted(reports, reverse=True)
    assert sum(reports) == 26
    assert sum(int(row[3]) for row in told) == 6


def test_a_case_without_sources_says_so(window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    window.show_view(4)
    assert window.view.sources._none.isVisible()


def test_changes_stand_newest_first_and_tell_before_and_after(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.show_view(5)
    before = window.view.history.model.rowCount()
    update(window)
    told = rows(window.view.history.model)
    assert len(told) == before + 1
    assert told[0][2:] == ["update", "Report KHT-2022-08-17-01/9", "added"]
    assert told[-1][2:] == ["new", "Case file", "added"]
    fields = [label.text() for label in window.view.history.findChildren(QLabel)]
    assert "21" in fields
    assert "1 Sep 2022" in fields


def test_the_history_narrows_to_the_chosen_incident(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    view = window.view.history
    window.show_view(5)
    assert view.which.itemText(1) == "KHT-2022-08-17-01"
    view.which.setCurrentIndex(1)
    told = rows(view.model)
    assert len(told) == 9
    assert all("KHT-2022-08-17-01" in row[3] for row in told)
    window.view.open_history("KHT-2022-08-18-01")
    assert all("KHT-2022-08-18-01" in row[3] for row in rows(view.model))


def test_what_was_taken_back_is_still_named(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    update(window)
    window.undo()
    window.show_view(5)
    told = rows(window.view.history.model)[0]
    assert told[2:] == ["undo", "Report KHT-2022-08-17-01/9", "taken out"]


def test_every_field_of_the_sample_has_words(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    known = gazetteer.load()
    from kharkiv_tracker.store import history

    for revision in history.revisions(window.session.case):
        for name, before, after in history_words.changes(revision, known):
            assert name[:1].isupper(), name
            assert before or after
            assert "UA63" not in after


def test_a_change_whose_content_is_gone_says_so() -> None:
    gone = Revision(1, "a", (), "2026-01-01T00:00:00Z", "x", "add", "incident", "KHT-1")
    assert history_words.what(gone) == "the change itself is no longer kept"
    assert history_words.record(gone) == "Incident KHT-1"
