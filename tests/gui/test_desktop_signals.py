"""What the desktop says of itself, over a bus of the test's own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.lock.desktop_signals import DesktopSignals

pytestmark = pytest.mark.skipif(
    not shutil.which("dbus-daemon"), reason="there is no bus on this machine"
)
SCREEN = "org.freedesktop.ScreenSaver"
LOGIN = "org.freedesktop.login1"


@pytest.fixture
def address() -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(  # noqa: S603 - the system's own bus
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def desktop(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[QDBusConnection]:
    """The connection of a desktop: screen saver and login manager in one."""
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    bus = QDBusConnection.connectToBus(address, "desktop")
    assert bus.registerService(SCREEN)
    assert bus.registerService(LOGIN)
    yield bus
    QDBusConnection.disconnectFromBus("desktop")


@pytest.fixture
def heard(address: str) -> Iterator[tuple[DesktopSignals, list[str]]]:
    said: list[str] = []
    owner = QObject()
    signals = DesktopSignals(owner)
    signals.left.connect(lambda: said.append("left"))
    signals.asleep_soon.connect(lambda: said.append("asleep"))
    bus = QDBusConnection.connectToBus(address, "window")
    signals.listen_to(bus, bus)
    yield signals, said
    QDBusConnection.disconnectFromBus("window")


def say(bus: QDBusConnection, path: str, interface: str, name: str, *values: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(values))
    assert bus.send(message)


def test_a_locked_screen_and_sleep_are_heard(
    qtbot: QtBot, desktop: QDBusConnection, heard: tuple[DesktopSignals, list[str]]
) -> None:
    _signals, said = heard
    say(desktop, "/org/freedesktop/ScreenSaver", SCREEN, "ActiveChanged", True)
    qtbot.waitUntil(lambda: said == ["left"])
    manager = f"{LOGIN}.Manager"
    say(desktop, "/org/freedesktop/login1", manager, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: said == ["left", "asleep"])
    # Of another session nothing is heard, nor that the screen is open again or the computer awake.
    session = f"{LOGIN}.Session"
    say(desktop, "/org/freedesktop/login1/session/_34", session, "Lock")
    say(desktop, "/org/freedesktop/ScreenSaver", SCREEN, "ActiveChanged", False)
    say(desktop, "/org/freedesktop/login1", manager, "PrepareForSleep", False)
    say(desktop, "/org/freedesktop/login1/session/_33", session, "Lock")
    qtbot.waitUntil(lambda: len(said) > 2)
    assert said == ["left", "asleep", "left"]
