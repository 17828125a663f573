"""What the desktop says of itself: the screen is locked, the computer is about to sleep."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN = "org.freedesktop.login1"
_LOGIN_PATH, _MANAGER = "/org/freedesktop/login1", f"{_LOGIN}.Manager"
#: Who tells that the screen is locked, and the places it is told at.
_SCREENS = {
    "org.freedesktop.ScreenSaver": ("/org/freedesktop/ScreenSaver", "/ScreenSaver"),
    **{f"org.{name}.ScreenSaver": (f"/org/{name}/ScreenSaver",)
       for name in ("gnome", "cinnamon", "mate", "xfce")},
}  # fmt: skip


class DesktopSignals(QObject):
    """Hears the desktops of Linux, by D-Bus; on other systems nothing is heard.

    The bus is a socket on this computer, not a network.
    """

    #: The screen was locked.
    left = Signal()
    #: The computer is about to sleep; it waits a moment for this program.
    asleep_soon = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        #: Held while the computer has to wait for this program before it sleeps.
        self._delay: Any = None

    def listen(self) -> None:
        """Listen to the buses of this user and of the system, where there are any."""
        if sys.platform == "linux":
            from PySide6.QtDBus import QDBusConnection

            self.listen_to(QDBusConnection.sessionBus(), QDBusConnection.systemBus())

    def listen_to(self, own: QDBusConnection, system: QDBusConnection) -> None:
        """Listen to these buses."""
        if own.isConnected():
            for name, paths in _SCREENS.items():
                for path in paths:
                    _connect(own, name, path, name, "ActiveChanged", self, "hear(bool)")
        if system.isConnected():
            self._system = system
            _connect(
                system, _LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, "hear_sleep(bool)"
            )
            path = f"{_LOGIN_PATH}/session/{_label(os.environ.get('XDG_SESSION_ID', ''))}"
            _connect(system, _LOGIN, path, f"{_LOGIN}.Session", "Lock", self, "hear_lock()")
            self._hold()

    def _hold(self) -> None:
        """Ask to be waited for before the computer sleeps."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if self._system is None:
            return
        ask = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, "Inhibit")
        ask.setArguments(["sleep", "Kharkiv Tracker", "closes the case file", "delay"])
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(ask), self)

        def take() -> None:
            values = [] if watcher.isError() else watcher.reply().arguments()
            self._delay = values[0] if values else None
            watcher.deleteLater()

        watcher.finished.connect(take)

    @Slot(bool)
    def hear(self, is_active: bool) -> None:
        """The screen is locked, or no longer."""
        if is_active:
            self.left.emit()

    @Slot()
    def hear_lock(self) -> None:
        """The session is to be locked."""
        self.left.emit()

    @Slot(bool)
    def hear_sleep(self, is_near: bool) -> None:
        """The computer is about to sleep, or awake again."""
        if is_near:
            self.asleep_soon.emit()
            # What was to be done is done: it need not wait longer.
            self._delay = None
        else:
            self._hold()


def _connect(
    bus: QDBusConnection,
    service: str,
    path: str,
    interface: str,
    name: str,
    receiver: QObject,
    slot: str,
) -> None:
    # PySide says it takes bytes, and takes what `SLOT` gives alone.
    bus.connect(service, path, interface, name, receiver, SLOT(slot))  # type: ignore[call-overload]


def _label(text: str) -> str:
    """A part of a path on the bus: anything but letters, and digits after the first, is escaped."""
    plain = (
        letter if letter.isascii() and (letter.isalpha() or (n and letter.isdigit())) else
        "".join(f"_{byte:02x}" for byte in letter.encode())
        for n, letter in enumerate(text)
    )  # fmt: skip
    return "".join(plain) or "_"
