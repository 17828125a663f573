"""How the window looks: the colours of light and dark, the one typeface, the style sheet."""

from __future__ import annotations

import os
import re
from dataclasses import asdict
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kharkiv_tracker import paths
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.palette import PALETTES, Palette, Tone
from kharkiv_tracker.settings import Theme

FAMILY = "Inter"
BASE, TITLE, FIGURE = 10, 15, 22
_COMPACT, _ROOMY = 26, 34


class _Size:
    """The text size that everything is measured by, 1.0 for 100 %."""

    scale = 1.0
    row = _COMPACT


def measure(text_size: int, roomy_rows: bool) -> None:
    """Use a text size in percent, and the height of table rows, for what is built from now on."""
    _Size.scale = text_size / 100
    _Size.row = _ROOMY if roomy_rows else _COMPACT


def px(size: float) -> int:
    """A length that grows with the text, in pixels."""
    return round(size * _Size.scale)


def row_height() -> int:
    """The height of a row of a table."""
    return px(_Size.row)


def tone() -> Tone:
    """The current tone of the window."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return "dark" if dark else "light"


def colours() -> Palette:
    return PALETTES[tone()]


def quantity_colour(name: str) -> QColor:
    """The colour in which a counted quantity is drawn."""
    return QColor(getattr(colours(), QUANTITIES[name].colour))


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """A ground with a share of a colour over it."""
    pairs = (
        (ground.red(), colour.red()),
        (ground.green(), colour.green()),
        (ground.blue(), colour.blue()),
    )
    return QColor(*(round(base * (1 - share) + over * share) for base, over in pairs))


def effective(theme: Theme) -> Theme:
    """The theme of the settings, unless KHARKIV_TRACKER_THEME names another."""
    named = os.environ.get("KHARKIV_TRACKER_THEME", "")
    return named if named in ("light", "dark") else theme  # type: ignore[return-value]


def apply(app: QApplication, theme: Theme) -> None:
    """Apply the theme to the whole application; `system` follows the system."""
    scheme = {
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
        "system": Qt.ColorScheme.Unknown,
    }[theme]
    hints = QGuiApplication.styleHints()
    if hints.colorScheme() is not scheme:
        hints.setColorScheme(scheme)
    scheme_now = system_scheme() if theme == "system" else scheme
    chosen = PALETTES["dark" if scheme_now is Qt.ColorScheme.Dark else "light"]
    app.setPalette(_palette(chosen))
    for window in app.topLevelWidgets():
        if window.parent() is None:
            dress(window)


def dress(window: QWidget) -> None:
    """Set the style sheet of the tone on a window and everything opened from it.

    Not on the application: Qt would style every widget again with each change of a layout.
    """
    # Pictures and the line of a row last: a folder may have any name, also one with a length in it.
    sheet = _scaled(_SHEET.safe_substitute(asdict(colours())))
    line = f"{row_height() - px(6) - 2}px"
    pictures = {name: _picture(name) for name in ("tick", "mark")}
    window.setStyleSheet(Template(sheet).substitute(pictures, line=line))


def _picture(name: str) -> str:
    """The address of a picture in the colours of the tone; sharp at every size."""
    path = (paths.resources() / "icons" / f"{name}-{tone()}.svg").as_posix()
    return 'url("{}")'.format(path.replace("\\", "\\\\").replace('"', '\\"'))


def _scaled(sheet: str) -> str:
    """The style sheet with its lengths at the text size; lines stay as thin."""
    return re.sub(
        r"\b(\d+)px",
        lambda length: f"{px(int(length[1])) if int(length[1]) > 2 else length[1]}px",
        sheet,
    )


def system_scheme() -> Qt.ColorScheme:
    """The current colour scheme of the system."""
    return QGuiApplication.styleHints().colorScheme()


def add_typeface() -> None:
    """Register the bundled typeface."""
    for file in sorted((paths.resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def font(points: float, bold: bool = False) -> QFont:
    """The typeface at a size, with figures of one width."""
    typeface = QFont(FAMILY)
    typeface.setPointSizeF(points * _Size.scale)
    typeface.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    typeface.setFeature(QFont.Tag("tnum"), 1)
    return typeface


def _palette(chosen: Palette) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, chosen.ground),
        (role.WindowText, chosen.ink),
        (role.Base, chosen.ground),
        (role.AlternateBase, chosen.panel),
        (role.Text, chosen.ink),
        (role.Button, chosen.panel),
        (role.ButtonText, chosen.ink),
        (role.ToolTipBase, chosen.panel),
        (role.ToolTipText, chosen.ink),
        (role.PlaceholderText, chosen.quiet),
        (role.Highlight, chosen.selection),
        (role.HighlightedText, chosen.ink),
        (role.Link, chosen.accent),
        (role.Accent, chosen.accent),
        (role.Light, chosen.panel),
        (role.Mid, chosen.hairline),
        (role.Dark, chosen.quiet),
    ):
        palette.setColor(where, QColor(colour))
    for faded in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, faded, QColor(chosen.quiet))
    return palette


_SHEET = Template(
    """
QMainWindow, QDialog, QMessageBox { background: $ground; }
QWidget#side, QWidget#top, QStatusBar, QMenuBar { background: $panel; }
QWidget#side QScrollArea, QWidget#side QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea { border: 1px solid transparent; background: transparent; }
QScrollArea:focus { border-color: $accent; }
QFrame#hairline { background: $hairline; border: none; }
QWidget#offer { background: $selection; border-radius: 6px; }
QWidget#offer QLabel { background: transparent; }
QLabel#quiet, QLabel#echo, QLabel#status { color: $quiet; }
QLabel#accent { color: $accent; }
QLabel#attention, QLabel#echo[wrong="true"] { color: $attention; }
QLabel#echo[pinned="true"] { color: $accent; }
QCheckBox { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $quiet; border-radius: 3px;
    background: $ground; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: $tick; }
QWidget#notice { background: $selection; border-radius: 6px; }
QWidget#notice QLabel { background: transparent; }
QWidget#proposal { background: $ground; border: 1px solid $hairline; border-radius: 6px; }
QWidget#proposal[current="true"] { border-color: $accent; }
QWidget#banner { background: $panel; border-bottom: 1px solid $hairline; }
QWidget#banner QLabel { background: transparent; }

QMenuBar { border-bottom: 1px solid $hairline; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $ground; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 16px; border-radius: 4px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { image: $mark; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolTip { background: $panel; color: $ink; border: 1px solid $hairline; padding: 4px 8px; }

QPushButton { background: $ground; border: 1px solid $hairline; border-radius: 6px;
    padding: 5px 12px; min-height: 18px; }
QPushButton:hover { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $quiet; }
QPushButton[main="true"] { background: $accent; border: 2px solid $accent; color: $on_accent;
    font-weight: 600; padding: 4px 11px; }
QPushButton[main="true"]:focus { border-color: $ink; }
QPushButton[main="true"]:disabled { background: $hairline; border-color: $hairline; color: $quiet; }
QPushButton[view="true"] { background: transparent; border: 1px solid transparent; color: $quiet;
    text-align: left; padding: 6px 10px; }
QPushButton[view="true"]:hover { color: $ink; }
QPushButton[view="true"]:checked { background: $selection; color: $ink; font-weight: 600; }
QPushButton[view="true"]:focus { border-color: $accent; }
QPushButton[kind="true"] { padding: 4px 12px; color: $quiet; font-weight: 600; }
QPushButton[kind="true"]:checked { background: $selection; color: $ink; border-color: $selection; }
QPushButton[kind="true"]:focus { border-color: $accent; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $accent;
    text-align: left; padding: 4px 6px 4px 0; }
QPushButton[link="true"]:hover { background: $selection; }
QPushButton[link="true"]:focus { border-color: $accent; }
QPushButton[section="true"] { background: transparent; border: 1px solid transparent;
    font-weight: 600; text-align: left; padding: 3px 6px 3px 14px; }
QPushButton[section="true"]:hover { background: $selection; }
QPushButton[section="true"]:focus { border-color: $accent; }

QPushButton[drop="true"] { background: $ground; border: 1px solid $ground;
    padding: 5px 23px 5px 10px; }
QPushButton[drop="true"]:hover { background: $selection; }
QPushButton[drop="true"][active="true"] { background: $selection; border-color: $selection; }
QPushButton[drop="true"]:focus { border-color: $accent; }
QPushButton[box="true"] { background: $ground; border-color: $hairline; text-align: left;
    padding-left: 8px; }
QPushButton[box="true"]:disabled { background: transparent; }
QPushButton[waiting="true"] { background: transparent; border: 1px solid transparent; color: $quiet;
    text-align: left; padding: 2px 9px; }
QPushButton[waiting="true"][attention="true"] { color: $attention; }
QPushButton[waiting="true"]:hover { color: $ink; }
QPushButton[waiting="true"]:checked { background: $selection; color: $ink; font-weight: 600; }
QPushButton[waiting="true"]:focus { border-color: $accent; }
QPushButton[chip="true"] { background: $selection; border: 1px solid $selection; min-height: 16px;
    padding: 3px 26px 3px 10px; }
QPushButton[chip="true"]:focus, QPushButton[chip="true"]:hover { border-color: $accent; }
QPushButton[choice="true"] { background: transparent; border: 1px solid transparent;
    text-align: left; padding: 4px 8px; }
QPushButton[choice="true"]:hover { background: $selection; }
QPushButton[choice="true"]:focus { background: $selection; border-color: $accent; }
QFrame#popup { background: $ground; border: 1px solid $hairline; }
QFrame#popup QListView { border: none; }

QLineEdit, QPlainTextEdit, QComboBox { background: $ground; border: 1px solid $hairline;
    border-radius: 6px; padding: 4px 8px; selection-background-color: $accent;
    selection-color: $on_accent; }
QPlainTextEdit#passages { border-color: transparent; border-radius: 0; }
QPlainTextEdit#passages:focus { border-color: $accent; }
QLineEdit, QComboBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border-color: $accent; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 1px solid $attention; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $panel; color: $quiet; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $ground; border: 1px solid $hairline; outline: none;
    selection-background-color: $selection; selection-color: $ink; }

QTextBrowser#help { background: $ground; border: 1px solid transparent; }
QTextBrowser#help:focus { border-color: $accent; }
QDialog#find { border: 1px solid $quiet; }
QListView { background: $ground; border: 1px solid $hairline; outline: none; padding: 2px; }
QDialog#find QListView { border: 1px solid transparent; padding: 0; }
QListView::item { border: 1px solid transparent; padding: 3px 5px; border-radius: 4px;
    min-height: $line; }
QListView::indicator { width: 12px; height: 12px; border: 1px solid $quiet; border-radius: 3px;
    background: $ground; }
QListView::indicator:checked { background: $accent; border-color: $accent; image: $tick; }
QListView::item:selected, QListView::item:hover { background: $selection; color: $ink; }
QTableView { background: $ground; border: none; outline: none; gridline-color: transparent;
    selection-background-color: $selection; selection-color: $ink; }
QTableView::item { border: 1px solid transparent; border-bottom-color: $hairline; padding: 0 5px; }
QTableView::item:focus { border-color: $accent; }
QListView::item:focus { border-color: $accent; }
QTableView::item:selected { background: $selection; color: $ink; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section { background: $ground; color: $quiet; border: none; font-weight: 600;
    border-bottom: 1px solid $hairline; padding: 6px 9px; }
QHeaderView::section:hover { color: $ink; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 0; height: 0; }

QStatusBar { border-top: 1px solid $hairline; padding-left: 12px; }
QStatusBar::item { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $hairline; border-radius: 4px; min-height: 28px; min-width: 28px;
    margin: 1px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $hairline; }
"""
)
