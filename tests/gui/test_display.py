"""A display is found out about in a child, so that a dead one cannot take this process along."""

import errno
import multiprocessing
import os
import subprocess
import sys
import time
import warnings
from functools import partial

import pytest

from kharkiv_tracker.gui import display

linux = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="there is always a display here"
)
ASK = "from kharkiv_tracker.gui import display; print(display.usable())"


def run(program: str, *arguments: object) -> str:
    """What it prints in a process of its own, in which Qt was not loaded; no warning passes."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-W", "error", "-c", program, *map(str, arguments)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def usable(before: str = "") -> bool:
    return {"True\n": True, "False\n": False}[run(f"{before}\n{ASK}")]


@pytest.fixture
def bare(monkeypatch):
    """No sign of any display."""
    for sign in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(sign, raising=False)
    return monkeypatch


@linux
def test_no_sign_of_a_display_needs_no_child(bare):
    bare.setattr(os, "fork", pytest.fail)
    assert display.usable() is False


@linux
def test_a_dead_display_is_none(bare):
    bare.setenv("DISPLAY", ":987")
    assert usable() is False


@linux
def test_a_dead_wayland_is_none(bare, tmp_path):
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bare.setenv("WAYLAND_DISPLAY", "wayland-987")
    assert usable() is False


@linux
@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_a_platform_the_user_names_is_taken_at_its_word(bare, platform):
    bare.setenv("QT_QPA_PLATFORM", platform)
    assert usable() is True


@linux
def test_a_platform_that_does_not_exist_is_none(bare):
    bare.setenv("QT_QPA_PLATFORM", "no-such-platform")
    assert usable() is False


@linux
def test_a_child_that_hangs_is_given_up():
    before = time.monotonic()
    assert display._child_succeeds(partial(time.sleep, 60), seconds=0.2) is False
    assert time.monotonic() - before < 10
    assert not multiprocessing.active_children()


@linux
def test_a_child_that_fails_says_nothing(capfd):
    assert display._child_succeeds(partial(int, "x"), seconds=5) is False
    assert capfd.readouterr() == ("", "")


@linux
def test_a_system_that_starts_no_child_opens_no_window(monkeypatch):
    def fail():
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "fork", fail)
    assert display._child_succeeds(tuple, seconds=5) is False


@linux
def test_the_child_needs_no_python_to_start():
    """In a bundle the executable is the program itself."""
    frozen = "import sys; sys.frozen = True; sys.executable = '/no/such/python'"
    assert usable(frozen) is True


@linux
def test_threads_of_this_process_are_no_hindrance():
    started = "import threading; threading.Thread(target=threading.Event().wait, daemon=True)"
    assert usable(f"{started}.start()") is True


@linux
def test_the_warning_about_threads_passes_nobody(monkeypatch):
    """Python 3.12 warns of each fork in a process with threads; here warnings are errors."""
    fork = os.fork

    def warn():
        text = "This process is multi-threaded, use of fork() may lead to deadlocks in the child."
        warnings.warn(text, DeprecationWarning, stacklevel=2)
        return fork()

    monkeypatch.setattr(os, "fork", warn)
    assert display._child_succeeds(tuple, seconds=5) is True


@linux
def test_the_child_does_not_end_as_this_process_does(tmp_path):
    """What is written but not yet in a file is written once, and what runs at the end runs once."""
    program = (
        "import atexit, sys\n"
        "atexit.register(print, 'end')\n"
        "file = open(sys.argv[1], 'w')\n"
        "file.write('once')\n"
        "sys.stdout.write('once ')\n"
        f"{ASK}\n"
        "file.close()\n"
    )
    file = tmp_path / "file"
    assert run(program, file) == "once True\nend\n"
    assert file.read_text() == "once"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_are_not_asked(bare, system):
    bare.setattr(sys, "platform", system)
    bare.setattr(os, "fork", pytest.fail, raising=False)
    assert display.usable() is True


def test_asking_does_not_bring_qt_into_this_process():
    program = (
        "import sys; from kharkiv_tracker.gui import display; display.usable();"
        "sys.exit(any(name.split('.')[0] in {'PySide6', 'shiboken6'} for name in sys.modules))"
    )
    assert run(program) == ""
