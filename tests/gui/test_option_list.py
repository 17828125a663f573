"""Lists open in a text box: Down or the arrow; typing filters, Space ticks, Enter chooses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.list_arrow import ListArrow
from kharkiv_tracker.gui.entry.option_list import OptionList
from kharkiv_tracker.gui.entry.text_box import Line
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.labels import word

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def entering(hands: Any, window: MainWindow, sampled: Path) -> MainWindow:
    """The entry panel of the sample, with all its fields shown."""
    window.open_path(sampled)
    hands.start(window)
    window.view.entry.report.show_more(True)
    return window


def at(window: MainWindow, name: str) -> Field:
    field = window.view.entry.form.text_field(name)
    field.box.setFocus()
    return field


def listed(field: Field) -> OptionList:
    assert isinstance(field.box, Line)
    assert field.box.options is not None
    return field.box.options


def is_open(field: Field) -> bool:
    return isinstance(field.box, Line) and field.box.options is not None


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("weapons", "missile"),
        ("places_hit", "residential"),
        ("source_kind", "media"),
        ("grade", "Confirmed"),
        ("state", "Draft"),
        ("office", "Kharkiv regional military administration"),
        ("source", ""),
        ("role", "update"),
        ("where", "Shevchenkivskyi"),
    ],
)
def test_desk_12_down_opens_the_list_of_a_field(
    hands: Any, entering: MainWindow, name: str, first: str
) -> None:
    field = at(entering, name)
    hands.press(Qt.Key.Key_Down)
    options = listed(field).options
    assert len(options) > 2
    assert not first or first in options, options
    assert hands.focus is field.box
    hands.press(Qt.Key.Key_Escape)
    assert not is_open(field)
    assert entering.view.is_entering
    # Alt+Down and the arrow do the same, and the second press closes it.
    hands.alt(Qt.Key.Key_Down)
    assert is_open(field)
    hands.alt(Qt.Key.Key_Up)
    assert not is_open(field)
    arrow = field.findChild(ListArrow)
    assert arrow is not None
    assert arrow.accessibleName() == f"Show list: {field.label}"
    arrow.click()
    assert is_open(field)
    arrow.click()
    assert not is_open(field)


def test_desk_12_enter_chooses_and_typing_filters(hands: Any, entering: MainWindow) -> None:
    grade = at(entering, "grade")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert grade.text() == listed_names(entering, "grade")[1]
    assert not is_open(grade)
    # Opened again, all are listed, and the present one is chosen.
    hands.press(Qt.Key.Key_Down)
    assert listed(grade).options == listed_names(entering, "grade")
    assert listed(grade).current == grade.text()
    grade.box.selectAll()
    hands.type("con")
    assert listed(grade).options == ["Confirmed", "Contested"]
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert grade.text() == "Contested"
    # Nothing begins so: the list goes, and the typing goes on.
    hands.press(Qt.Key.Key_Down)
    grade.box.selectAll()
    hands.type("xyz")
    assert not is_open(grade)
    assert grade.text() == "xyz"


def listed_names(window: MainWindow, name: str) -> list[str]:
    box = window.view.entry.form.text_field(name).box
    assert isinstance(box, Line)
    return list(box.names.matching(""))


def test_desk_12_space_adds_and_removes_of_several(hands: Any, entering: MainWindow) -> None:
    weapons = at(entering, "weapons")
    hands.press(Qt.Key.Key_Down)
    names = listed(weapons).options
    assert names == [word(weapon) for weapon in Weapon]
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    assert weapons.text() == f"{names[0]}, {names[2]}"
    assert listed(weapons).ticked == [names[0], names[2]]
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Space)
    assert weapons.text() == names[2]
    # What was begun is replaced by the name it filters to.
    hands.type(", aer")
    assert all(name.startswith("aer") for name in listed(weapons).options)
    hands.press(Qt.Key.Key_Space)
    assert weapons.text() == f"{names[2]}, aerial bomb"
    assert listed(weapons).options == names
    hands.press(Qt.Key.Key_Return)
    assert weapons.text() == f"{names[2]}, aerial bomb"
    assert not is_open(weapons)
    assert not weapons.box.property("wrong")
    # One undo for what one key chose.
    weapons.box.undo()
    assert weapons.text() == f"{names[2]}, aer"


def test_desk_12_a_district_is_chosen_and_the_place_stays(hands: Any, entering: MainWindow) -> None:
    where = at(entering, "where")
    where.set_text("salt, dormitory")
    hands.press(Qt.Key.Key_Down)
    where.box.home(False)
    hands.press(Qt.Key.Key_Return)
    district, _comma, place = where.text().partition(", ")
    assert district in listed_names(entering, "where")
    assert place == "dormitory"


def test_desk_12_the_list_goes_with_its_field(
    qtbot: QtBot, hands: Any, entering: MainWindow
) -> None:
    weapons = at(entering, "weapons")
    for leave in (
        lambda: hands.press(Qt.Key.Key_Tab),
        lambda: entering.resize(1200, 780),
        lambda: qtbot.mouseClick(entering.view.entry, Qt.MouseButton.LeftButton),
    ):
        weapons.box.setFocus()
        hands.press(Qt.Key.Key_Down)
        assert is_open(weapons)
        leave()
        assert not is_open(weapons)
        assert weapons.text() == ""
    assert entering.findChildren(OptionList) == [] or all(
        each.isHidden() for each in entering.findChildren(OptionList)
    )


def test_desk_12_the_list_stays_in_the_window_and_is_read_aloud(
    hands: Any, entering: MainWindow
) -> None:
    for name in ("weapons", "state", "language"):
        for size in ((1280, 800), (960, 540)):
            entering.resize(*size)
            field = at(entering, name)
            QApplication.processEvents()
            hands.press(Qt.Key.Key_Down)
            box = listed(field)
            assert entering.rect().contains(box.geometry()), (name, size)
            assert box.accessibleName() == field.label
            (inner,) = [part for part in box.children() if part.inherits("QListWidget")]
            assert inner.accessibleName() == field.label  # type: ignore[attr-defined]
            count = len(box.options)
            said = inner.accessibleDescription()  # type: ignore[attr-defined]
            assert said == f"{box.current}, 1 of {count}"
            hands.press(Qt.Key.Key_Escape)


def test_desk_12_a_correction_has_the_lists_too(
    hands: Any, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.edit(CODE)
    field = window.view.editing.form.text_field("weapons")
    field.box.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert listed(field).ticked == [field.text()]
    hands.press(Qt.Key.Key_Escape)
    assert window.view.editing.code == CODE
