"""A display without a monitor: keys are typed, pictures taken."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

from tests.package.fresh_debian import call

_SIZE = "1280x800x24"
#: Long enough for a slow machine to open a window, in seconds.
_PATIENCE = 60
#: So long a window may take to answer a key.
_PAUSE = 0.4


class Screen:
    """A display with a window manager, in a `with` block."""

    def __init__(self, number: int = 96) -> None:
        self.name = f":{number}"
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._start("Xvfb", self.name, "-screen", "0", _SIZE, "-ac")
        self._wait("xdotool", "getmouselocation")
        self._start("openbox")
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def wait_for(self, title: str) -> None:
        """Wait for a window with this in its title, and give it the keys."""
        text = self._wait("xdotool", "search", "--onlyvisible", "--name", title)
        self._ask("xdotool", "windowactivate", "--sync", text.split()[-1])
        time.sleep(_PAUSE)

    def wait_for_title(self, title: str) -> None:
        """Wait, asking as often as possible, until a window has this in its title."""
        command = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
        self._ask("timeout", str(_PATIENCE), *command)

    def start(self, command: list[str], home: Path) -> subprocess.Popen[bytes]:
        """Start a program on this display, with a folder for its user's files."""
        folders = ("CACHE", "CONFIG", "DATA", "STATE")
        return subprocess.Popen(  # noqa: S603 - a program of ours
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={
                **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
                **{f"XDG_{name}_HOME": str(home / name.lower()) for name in folders},
                "HOME": str(home),
                "DISPLAY": self.name,
            },
        )

    def shows(self, title: str) -> bool:
        """Whether there is such a window."""
        with suppress(RuntimeError):
            return bool(self._ask("xdotool", "search", "--onlyvisible", "--name", title))
        return False

    def press(self, *keys: str) -> None:
        """Press keys, one after another, by the names that X gives them."""
        for key in keys:
            self._ask("xdotool", "key", "--clearmodifiers", key)
            time.sleep(_PAUSE)

    def type(self, text: str) -> None:
        """Type letters."""
        self._ask("xdotool", "type", "--delay", "20", text)
        time.sleep(_PAUSE)

    def click_button(self, title: str, right: int, up: int) -> None:
        """Click on a point of a window, so far from its left and from its bottom."""
        (number,) = self._ask("xdotool", "search", "--onlyvisible", "--name", title).split()[-1:]
        text = self._ask("xdotool", "getwindowgeometry", "--shell", number)
        values = dict(line.split("=") for line in text.split())
        place = (str(right), str(int(values["HEIGHT"]) - up))
        self._ask("xdotool", "mousemove", "--window", number, *place, "click", "1")
        time.sleep(_PAUSE)

    def picture(self, path: Path) -> Path:
        """Take a picture of everything that is shown."""
        self._ask("import", "-window", "root", str(path))
        return path

    def _ask(self, *command: str) -> str:
        return call("env", f"DISPLAY={self.name}", *command)

    def _wait(self, *command: str) -> str:
        end = time.monotonic() + _PATIENCE
        while True:
            with suppress(RuntimeError):
                return self._ask(*command)
            if time.monotonic() > end:
                raise RuntimeError(f"Nothing came of {' '.join(command)} in {_PATIENCE} s")
            time.sleep(_PAUSE)

    def _start(self, *command: str) -> None:
        process = subprocess.Popen(  # noqa: S603 - tools of the system
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": self.name},
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)
