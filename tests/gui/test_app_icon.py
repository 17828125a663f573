"""The icon of the windows has a picture of its own for each size."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui import app_icon
from kharkiv_tracker.gui.help.about_dialog import AboutDialog


def test_every_window_has_the_icon_in_all_sizes(qapp: QApplication) -> None:
    sizes = {size.width() for size in qapp.windowIcon().availableSizes()}
    assert sizes == set(app_icon.SIZES)
    assert qapp.desktopFileName() == "kharkiv-tracker"


def test_small_sizes_are_drawn_in_their_own_way() -> None:
    small, large = app_icon.picture(16).toImage(), app_icon.picture(32).toImage()
    # The curve of the small drawing ends at the edge of its twelve inner pixels, on whole pixels.
    assert small.pixelColor(13, 2).name() == "#ffffff"
    assert large.pixelColor(26, 4).name() != "#ffffff"


def test_on_a_dense_screen_there_are_more_pixels() -> None:
    picture = app_icon.picture(48, 2.0)
    assert picture.size() == QSize(96, 96)
    assert picture.deviceIndependentSize().toSize() == QSize(48, 48)


def test_about_shows_the_icon_beside_the_version(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(parent)
    assert dialog.icon.pixmap().deviceIndependentSize().toSize() == QSize(48, 48)
