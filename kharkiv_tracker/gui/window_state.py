"""Geometry, panel width and view of the window between sessions, in one small file."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import paths

_SIZE = QSize(1280, 800)


def save_place(window: QWidget) -> None:
    _file().setValue("geometry", window.saveGeometry())


def restore_place(window: QWidget) -> None:
    """Restore the geometry; the first time the default size, limited to the screen."""
    geometry = _file().value("geometry")
    if isinstance(geometry, QByteArray) and window.restoreGeometry(geometry):
        return
    screen = QGuiApplication.primaryScreen()
    room = screen.availableSize() if screen else _SIZE
    window.resize(_SIZE.boundedTo(room).expandedTo(window.minimumSize()))


def save(name: str, value: QByteArray | int) -> None:
    """Save the state of a part of the window."""
    _file().setValue(name, value)


def saved_bytes(name: str) -> QByteArray:
    """A saved state, empty without one."""
    value = _file().value(name)
    return value if isinstance(value, QByteArray) else QByteArray()


def saved_number(name: str, otherwise: int, below: int) -> int:
    """A saved number, if it is valid and below the limit."""
    text = str(_file().value(name, otherwise))
    return int(text) if text.isdecimal() and int(text) < below else otherwise


def _file() -> QSettings:
    return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)
