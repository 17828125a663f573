"""How the window stood when it was closed: its place, its parts and its view, in one small file."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import paths

_SIZE = QSize(1280, 800)


def keep_place(window: QWidget) -> None:
    _file().setValue("geometry", window.saveGeometry())


def restore_place(window: QWidget) -> None:
    """Put the window where it stood; the first time in its usual size, never over the screen."""
    kept = _file().value("geometry")
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return
    screen = QGuiApplication.primaryScreen()
    room = screen.availableSize() if screen else _SIZE
    window.resize(_SIZE.boundedTo(room).expandedTo(window.minimumSize()))


def keep(name: str, value: QByteArray | int) -> None:
    """Keep how a part of the window stood."""
    _file().setValue(name, value)


def kept_bytes(name: str) -> QByteArray:
    """How a part stood, empty where that was not kept."""
    found = _file().value(name)
    return found if isinstance(found, QByteArray) else QByteArray()


def kept_number(name: str, otherwise: int, below: int) -> int:
    """A number that was kept, if it is one and below the bound."""
    found = str(_file().value(name, otherwise))
    return int(found) if found.isdecimal() and int(found) < below else otherwise


def _file() -> QSettings:
    return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)
