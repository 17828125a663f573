"""The style sheet: ticks are seen, focus moves nothing, lengths grow with the text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import paths
from kharkiv_tracker.gui import app, theme, widgets
from kharkiv_tracker.gui.popups import TickList
from kharkiv_tracker.palette import PALETTES

#: What a rule of the focus may set without moving anything.
COLOURS = {"border-color", "background", "color"}


@pytest.fixture
def sized() -> Iterator[None]:
    yield
    theme.measure(100, False)


def rules() -> dict[str, str]:
    pairs = re.findall(r"([^{}]+)\{([^{}]*)\}", theme._SHEET.template)
    return {" ".join(selector.split()): body for selector, body in pairs}


def test_desk_21_focus_changes_colours_only() -> None:
    focused = {selector: body for selector, body in rules().items() if ":focus" in selector}
    assert len(focused) > 10
    for selector, body in focused.items():
        names = {line.partition(":")[0].strip() for line in body.split(";") if line.strip()}
        assert names <= COLOURS, selector


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("size", [100, 125, 150, 200])
@pytest.mark.parametrize("main", [False, True])
def test_desk_21_a_button_keeps_its_size_with_the_focus(
    qtbot: QtBot, size: int, main: bool
) -> None:
    theme.measure(size, False)
    window = QWidget()
    qtbot.addWidget(window)
    one, other = (widgets.button("Save", lambda: None, main) for _number in range(2))
    layout = QVBoxLayout(window)
    layout.addWidget(one)
    layout.addWidget(other)
    theme.dress(window)
    window.show()
    one.setFocus()
    sizes = one.sizeHint(), other.sizeHint()
    other.setFocus()
    assert (one.sizeHint(), other.sizeHint()) == sizes
    assert sizes[0] == sizes[1]


def inks(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_desk_21_a_tick_is_a_tick(qtbot: QtBot, tone: str) -> None:
    theme.apply(app.make("en"), tone)
    box = QCheckBox()
    ticks = TickList("Ticks", lambda: None)
    ticks.fill([("a", ""), ("b", "")], ["a"])
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    layout.addWidget(ticks)
    theme.dress(window)
    window.show()
    palette = PALETTES[tone]
    assert palette.accent not in inks(box.grab().toImage())
    box.setChecked(True)
    seen = inks(box.grab().toImage())
    assert {palette.accent, palette.on_accent} <= seen
    ticks.setCurrentRow(1)
    row = ticks.visualItemRect(ticks.item(0))
    assert {palette.accent, palette.on_accent} <= inks(ticks.viewport().grab(row).toImage())
    theme.apply(app.make("en"), "light")


def test_desk_21_every_picture_has_the_colour_of_its_tone() -> None:
    folder = paths.resources() / "icons"
    for tone, palette in PALETTES.items():
        for name, colour in (("tick", palette.on_accent), ("mark", palette.ink)):
            picture = (folder / f"{name}-{tone}.svg").read_text(encoding="utf-8")
            assert f'stroke="{colour}"' in picture
            assert QColor(colour).isValid()


def test_desk_21_pictures_are_sought_in_a_folder_of_any_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / 'ours (12px) & "co" $ink'
    folder.mkdir()
    (folder / "icons").symlink_to(paths.resources() / "icons")
    monkeypatch.setattr(paths, "resources", lambda: folder)
    box = QCheckBox()
    box.setChecked(True)
    qtbot.addWidget(box)
    theme.dress(box)
    box.show()
    assert PALETTES["light"].on_accent in inks(box.grab().toImage())


@pytest.mark.usefixtures("sized")
def test_desk_08_a_list_grows_with_the_text(qtbot: QtBot) -> None:
    heights = []
    for size in (100, 150, 200):
        theme.measure(size, False)
        box = QListWidget()
        box.setFont(theme.font(theme.BASE))
        box.addItem(QListWidgetItem("Saltivskyi"))
        qtbot.addWidget(box)
        theme.dress(box)
        box.show()
        heights.append(box.sizeHintForRow(0))
    assert heights[1] >= 1.4 * heights[0]
    assert heights[2] >= 1.9 * heights[0]
