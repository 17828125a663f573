"""The list of offices: joined, separated and marked, with the figures shown before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import short_text
from kharkiv_tracker.gui.commands.office_verbs import OFFICE_COMMANDS, OfficeVerb
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.dialogs.figure_change_dialog import FigureChangeDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, incidents

_CODE = "KHT-2022-09-20-01"
_STRIKE = {
    "event": {"date": "2022-09-20"},
    "district": "Saltivskyi",
    "reports": [
        {"as_of": "2022-09-21T10:00", "office": "Ward seven", "killed": "12"},
        {"as_of": "2022-09-21T11:00", "office": "Kharkiv OVA", "killed": "7"},
        {"as_of": "2022-09-21T12:00", "source": "Daily", "source_kind": "media", "killed": "30"},
        {"as_of": "2022-09-21T13:00", "source": "The Daily", "killed": "9"},
    ],
}


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    window.open_path(empty)
    window.session.record(entry_json.read({"incidents": [_STRIKE]}, gazetteer.load()), "add")
    window.view.show_view(4)
    window.view.sources.show_list(1)
    return window


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[FigureChangeDialog]]:
    """Answer the next dialog: another office, and why; dialogs that were shown are kept."""

    def answering(chosen: str = "", reason: str = "one office") -> list[FigureChangeDialog]:
        shown: list[FigureChangeDialog] = []

        def fill(dialog: FigureChangeDialog) -> int:
            shown.append(dialog)
            if chosen:
                assert not dialog.accepting.isEnabled()
                dialog.choice.setCurrentIndex(dialog.choice.findText(chosen))
            dialog.reason.setText(reason)
            if dialog.accepting.isEnabled():
                dialog.accept()
            return dialog.result()

        monkeypatch.setattr(FigureChangeDialog, "exec", fill)
        return shown

    return answering


def killed(window: MainWindow) -> tuple[int | None, int | None]:
    figure = incidents.figures(window.session.case, _CODE)["killed"]
    return figure.best, figure.high


def table(window: MainWindow) -> list[list[str]]:
    model = window.view.sources.offices.model
    return [
        [model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())
    ]


def offered(window: MainWindow) -> list[str]:
    return [action.text() for action in window.view.sources.offices.menu().actions()]


def test_each_office_is_told_with_its_standing(opened: MainWindow) -> None:
    assert table(opened) == [
        ["Kharkiv OVA", "official, from the built-in list", "the office itself"],
        ["Ward seven", "counts as official, not yet assessed", "the office itself"],
    ]


def test_two_offices_are_joined_and_separated_with_what_moves_shown(
    opened: MainWindow, answer: Callable[..., list[FigureChangeDialog]]
) -> None:
    offices = opened.view.sources.offices
    assert killed(opened) == (7, 30)
    offices.point_at("Ward seven")
    # The menu bar and Ctrl+K do what the button does.
    shown = answer("Kharkiv OVA")
    target.run(named("join-office"), opened)
    (dialog,) = shown
    assert "No figures would change" in dialog.preview.status.text()
    last = history.last(opened.session.case)
    assert last is not None
    assert last.reason == "one office"
    assert [row[0] for row in table(opened)] == ["Kharkiv OVA", "Ward seven"]
    assert table(opened)[1][1] == ""
    offices.point_at("Ward seven")
    answer(reason="two offices after all")
    offices.buttons[1].click()
    assert table(opened)[1][1] == "counts as official, not yet assessed"
    assert not offices.buttons[1].isEnabled()


def test_a_mark_moves_figures_and_can_be_removed_and_undone(
    opened: MainWindow, answer: Callable[..., list[FigureChangeDialog]]
) -> None:
    offices = opened.view.sources.offices
    offices.point_at("Kharkiv OVA")
    shown = answer()
    opened.view.change_office(OfficeVerb.MARK_UNOFFICIAL)
    (dialog,) = shown
    assert dialog.preview.model.index(0, 0).data() == _CODE
    assert "would change the figures of 1 incident" in dialog.preview.status.text()
    assert killed(opened) == (12, 30)
    assert table(opened)[0][1] == "unofficial, marked in this case file"
    texts = {verb: short_text(command) for verb, command in OFFICE_COMMANDS.items()}
    assert texts[OfficeVerb.UNMARK] in offered(opened)
    assert texts[OfficeVerb.MARK_UNOFFICIAL] not in offered(opened)
    answer(reason="")
    opened.view.change_office(OfficeVerb.UNMARK)
    assert killed(opened) == (12, 30)
    answer(reason="it is official")
    opened.view.change_office(OfficeVerb.UNMARK)
    assert killed(opened) == (7, 30)
    opened.undo.undo()
    assert killed(opened) == (12, 30)


def test_a_source_is_joined_with_another(
    opened: MainWindow, answer: Callable[..., list[FigureChangeDialog]]
) -> None:
    sources = opened.view.sources
    sources.show_list(0)
    names = [sources.model.row(n).source.name for n in range(sources.model.rowCount())]
    sources.table.selectRow(names.index("Daily"))
    shown = answer("The Daily", "one newspaper")
    sources.join.click()
    (dialog,) = shown
    assert dialog.preview.model.rowCount() == 1
    # The newspaper's own last word is 9.
    assert killed(opened) == (7, 12)
    assert "The Daily" not in [row.source.name for row in sources._sources]


def test_an_office_nobody_judged_waits_and_leads_to_the_list(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rail = opened.view.waiting
    rail.count()
    line = rail.lines[FindingKind.OFFICE_UNJUDGED]
    assert line.text() == "Offices  1"
    opened.view.show_view(0)
    line.click()
    offices = opened.view.sources.offices
    assert opened.view.view == 4
    assert offices.current is not None
    assert offices.current.name == "Ward seven"
    assert "Dismiss flag on office…" in offered(opened)
    monkeypatch.setattr(prompts, "ask_reason", lambda *_args: "asked the team")
    opened.view.change_office(OfficeVerb.SET_ASIDE)
    rail.count()
    assert "Offices" not in {one.text()[:7] for one in rail.lines.values() if one.isVisible()}
    assert "Reopen flag on office" in offered(opened)
    opened.view.change_office(OfficeVerb.TAKE_UP)
    rail.count()
    assert line.text() == "Offices  1"


def test_nothing_is_changed_in_a_case_for_reading(opened: MainWindow) -> None:
    opened.session.case.read_only = True
    offices = opened.view.sources.offices
    offices.refresh()
    assert offered(opened) == ["Show incidents", "", "Copy"]
    assert not any(button.isEnabled() for button in offices.buttons)


def test_offices_that_are_alike_wait_and_lead_to_the_first(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rail = opened.view.waiting
    line = rail.lines[FindingKind.OFFICES_ALIKE]
    rail.count()
    assert not line.isVisible()
    quoted = {"as_of": "2022-08-19", "killed": "1", "office": "Seven ward"}
    incident = next(iter(incidents.rows(opened.session.case, incidents.ids(opened.session.case))))
    document = {"incidents": [{"code": incident.code, "reports": [quoted]}]}
    opened.session.record(entry_json.read(document, gazetteer.load()), "new")
    rail.count()
    assert line.text() == "Similar offices  1"
    assert line.accessibleName() == "Similar offices: 1 office"
    line.click()
    offices = opened.view.sources.offices
    assert offices.current is not None
    assert offices.current.name == "Seven ward"
    monkeypatch.setattr(prompts, "ask_reason", lambda *_args: "two wards")
    opened.view.change_office(OfficeVerb.SET_ASIDE)
    rail.count()
    assert not line.isVisible()
