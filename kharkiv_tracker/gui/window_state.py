"""How the window stood when it was closed: its place, its parts and its view, in one small file."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import paths

_SIZE = QSize(1280, 800)


def save_place(window: QWidget) -> None:
    _file().setValue("geometry", window.saveGeometry())


def restore_place(window: QWidget) -> None:
    """Put the window where it stood; the first time in its usual size, never over the screen."""
    geometry = _file().value("geometry")
    if isinstance(geometry, QByteArray) and window.restoreGeometry(geometry):
        return
    screen = QGuiApplication.primaryScreen()
    room = screen.availableSize() if screen else _SIZE
    window.resize(_SIZE.boundedTo(room).expandedTo(window.minimumSize()))


def save(name: str, value: QByteArray | int) -> None:
    """Keep how a part of the window stood."""
    _file().setValue(name, value)


def saved_bytes(name: str) -> QByteArray:
    """How a part stood, empty where that was not kept."""
    value = _file().value(name)
    return value if isinstance(value, QByteArray) else QByteArray()


def saved_number(name: str, otherwise: int, below: int) -> int:
    """A number that was kept, if it is one and below the bound."""
    text = str(_file().value(name, otherwise))
    return int(text) if text.isdecimal() and int(text) < below else otherwise


def _file() -> QSettings:
    return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)
