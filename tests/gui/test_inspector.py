"""What the inspector tells of an incident: reports by what became of them, links, last changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import codebook, gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.incidents import flag_list
from kharkiv_tracker.gui.inspector.report_lines import ReportLine
from kharkiv_tracker.gui.inspector.report_roles import Role
from kharkiv_tracker.gui.inspector.review_section import Box
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store.case_file import CaseFile

SALTIVSKYI = "UA63120270010315719"


COUNCIL = {"office": "City Council"}
REPORTS = [
    {**COUNCIL, "killed": "2", "injured": "9", "as_of": "2022-08-17T22:00"},
    {**COUNCIL, "killed": "7", "as_of": "2022-08-18", "url": "https://example.org/?a=1&b=2"},
    {"office": "Police", "killed": "9", "as_of": "2022-08-18"},
    {"office": "Fire service", "killed": "9", "injured": "16", "as_of": "2022-08-18"},
    {"office": "Hospital", "transfer": {"injured_to_killed": 1}, "as_of": "2022-08-20"},
    {"office": "Radio", "quote": "a strike was heard", "as_of": "2022-08-17"},
    {"office": "Radio", "killed": "90", "as_of": "2022-08-21"},
]


def lines(window: MainWindow) -> list[ReportLine]:
    return [line for line in window.view.inspector.findChildren(ReportLine) if line.isVisible()]


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    window.open_path(empty)
    strike = {
        "event": {"date": "2022-08-17"},
        "district": SALTIVSKYI,
        "grade": "Weak",
        "reports": REPORTS,
    }
    entries = entry_json.read({"incidents": [strike]}, gazetteer.load())
    (one,) = entries.incidents
    last = replace(one.reports[-1], withdrawn=True)
    mended = replace(one, reports=(*one.reports[:-1], last))
    window.session.record(replace(entries, incidents=(mended,)), "new")
    return window


def test_reports_are_told_newest_first_with_what_became_of_them(opened: MainWindow) -> None:
    offices = ("City Council", "Police", "Fire service", "Hospital", "Radio")
    shown = [
        (next(office for office in offices if office in line.line.accessibleName()), line.role_text)
        for line in lines(opened)
    ]
    assert shown[0] == ("Radio", "withdrawn, not counted")
    assert shown[1] == ("Hospital", "deaths in hospital, counted")
    adopted = dict(shown[2:5])
    # Of the same day: 7 is less than 9, and the figure rests on both of those who say 9.
    assert adopted == {"City Council": "not used", "Police": "used", "Fire service": "used"}
    assert shown[5:] == [
        ("Radio", "gives no number"),
        (
            "City Council",
            "killed: replaced by the same speaker’s later number; "
            "injured: replaced by another speaker’s later number",
        ),
    ]


CONTRADICTING = [
    {"office": "Police", "killed": "12", "as_of": "2022-08-18T10:00",
     "of_whom": {"killed": {"women": "8", "men": "4"}}},
    {"office": "Prosecutor", "killed": "12", "as_of": "2022-08-19T10:00", "role": "settling",
     "of_whom": {"killed": {"men": "6"}}},
    {"office": "Russian Ministry of Defence", "killed": "1", "as_of": "2022-08-20"},
    {"office": "Hospital", "injured": "3", "as_of": "2022-08-20", "role": "partial"},
    {"source": "Outlet", "killed": "11", "as_of": "2023-08-18", "role": "retold"},
]  # fmt: skip


def test_a_line_says_what_kind_it_is_and_what_becomes_of_its_parts(
    window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    strike = {"event": {"date": "2022-08-17"}, "district": SALTIVSKYI, "reports": CONTRADICTING}
    window.session.record(entry_json.read({"incidents": [strike]}, gazetteer.load()), "new")
    QApplication.processEvents()
    shown = [
        (line.line.accessibleName(), {label.text() for label in line.more.findChildren(QLabel)})
        for line in lines(window)
    ]
    names, details = zip(*shown, strict=True)
    assert [name.endswith(": kept, not counted") for name in names] == [True] + 4 * [False]
    for name, mark in zip(
        names, ("look-back", "part only", "unofficial", "replaces earlier", ""), strict=True
    ):
        assert (f"· {mark}," if mark else "10:00, Police") in name
    text = "\n".join(details[-1])
    assert "Killed, parts used as “at least”: adults" in text
    assert "Killed, parts not used because they do not fit: women" in text
    texts = {label.text() for label in window.view.inspector.findChildren(QLabel)}
    assert (
        "Killed, women: reported by Police, left out because it does not fit into the total."
        in texts
    )
    assert any(text.startswith("Killed: 12 adults (6 men).") for text in texts)


def test_every_flag_says_why_it_is_there() -> None:
    assert set(flag_list._WHY) == set(FindingKind)


def test_a_report_may_be_adopted_for_one_quantity_and_not_for_the_other(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.open_incident("KHT-2022-08-17-01")
    QApplication.processEvents()
    said = [line.role_text for line in lines(window)]
    assert said[0] == "used"
    assert "killed: replaced by another speaker’s later number; injured: used" in said
    assert said.count("replaced by another speaker’s later number") == 3
    # This one tells of the rescued too, and no other does.
    assert "injured: replaced by another speaker’s later number; rescued: used" in " ".join(said)
    assert said.count("replaced by the same speaker’s later number") == 2
    assert [line.role for line in lines(window)][:3] == [
        Role.ADOPTED,
        Role.GROWN_PAST,
        Role.ADOPTED,
    ]


def test_a_line_opens_by_keyboard_and_its_link_only_by_hand(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def browse(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", browse)
    line, link = next(
        (one, button)
        for one in lines(opened)
        for button in one.more.findChildren(QPushButton)
        if button.text().startswith("Open link")
    )
    assert not line.more.isVisible()
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.more.isVisible()
    assert asked == []
    assert link.text() == "Open link: example.org/?a=1&&b=2"
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert asked == ["https://example.org/?a=1&b=2"]
    qtbot.keyClick(line.line, Qt.Key.Key_Space)
    assert not line.more.isVisible()


def test_the_last_three_changes_and_the_way_to_all(opened: MainWindow) -> None:
    inspector = opened.view.inspector
    said = [label.text() for label in inspector.findChildren(QLabel) if label.isVisible()]
    changes = [text for text in said if " · unnamed · " in text or " · report " in text]
    assert len(changes) == 3
    every = next(one for one in inspector.findChildren(QPushButton) if one.text() == "All changes")
    every.click()
    assert opened.view.view != 0


def test_grade_and_state_stand_with_their_definitions(opened: MainWindow) -> None:
    QApplication.processEvents()
    boxes = opened.view.inspector.findChildren(Box)
    grade, state = (box for box in boxes if box.isVisible())
    assert (grade.button.text(), grade.defined.text()) == ("Weak", codebook.definition(Grade.WEAK))
    assert (state.button.text(), state.defined.text()) == (
        "Draft",
        codebook.definition(ReviewState.DRAFT),
    )
    assert grade.button.accessibleDescription() == grade.defined.text()


def test_a_whole_of_which_only_parts_are_reported_is_at_least_their_sum(
    window: MainWindow, empty: Path
) -> None:
    parts = {"killed": {"child": "1+"}, "injured": {"women": "2"}}
    told = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi"}
    with CaseFile.open(empty) as case:
        document = {"incidents": [{**told, "reports": [{"of_whom": parts}]}]}
        case.record(entry_json.read(document, gazetteer.load()), "tester", "add")
    window.open_path(empty)
    window.view.incidents.show_incident("KHT-2022-08-17-01")
    texts = {label.text() for label in window.view.inspector.findChildren(QLabel)}
    assert {"1+", "2+", "Killed: at least 1 child. Injured: 2 women."} <= texts
    assert "No report gives a number." not in texts


def test_a_confidential_source_is_not_given_away_by_its_link_or_minute(
    qtbot: QtBot, window: MainWindow, empty: Path
) -> None:
    secret = {
        "killed": "2",
        "as_of": "2022-08-17",
        "published": "2022-08-18T11:07",
        "url": "https://secret.example/77",
        "archive_url": "https://archive.example/77",
        "speaker": "A nurse",
        "source": "Hidden channel",
        "confidential": True,
    }
    strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi"}
    with CaseFile.open(empty) as case:
        for report in (secret, {**secret, "confidential": False}):
            document = {"incidents": [{**strike, "reports": [report]}]}
            case.record(entry_json.read(document, gazetteer.load()), "tester", "add")
    window.open_path(empty)
    given_away = ("secret.example", "archive.example", "11:07", "nurse", "Hidden channel")
    for code, is_hidden in (("KHT-2022-08-17-01", True), ("KHT-2022-08-17-02", False)):
        window.view.incidents.show_incident(code)
        qtbot.waitUntil(lambda code=code: window.view.inspector.code == code)
        qtbot.waitUntil(lambda: len(lines(window)) == 1)
        (line,) = lines(window)
        widgets = [*line.findChildren(QLabel), *line.findChildren(QPushButton)]
        shown = " ".join(f"{one.text()} {one.toolTip()} {one.accessibleName()}" for one in widgets)
        assert [text in shown for text in given_away] == [not is_hidden] * len(given_away)


def test_behind_a_form_it_is_filled_in_when_it_is_seen_again(opened: MainWindow) -> None:
    view = opened.view
    before = len(lines(opened))
    view.enter()
    kept = view.inspector.findChildren(ReportLine)
    code = view.incidents.current
    update = {"code": code, "reports": [{"killed": "12", "office": "Police"}]}
    opened.session.record(entry_json.read({"incidents": [update]}, gazetteer.load()), "new")
    assert view.inspector.findChildren(ReportLine) == kept
    view.entry.close_panel()
    assert len(lines(opened)) == before + 1
