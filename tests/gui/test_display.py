"""A display is found out about in a child, so that a dead one cannot take this process along."""

import subprocess
import sys

import pytest

from kharkiv_tracker.gui import display

linux = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="there is always a display here"
)


@pytest.fixture
def bare(monkeypatch):
    """No sign of any display."""
    for sign in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(sign, raising=False)
    return monkeypatch


@linux
def test_no_sign_of_a_display_needs_no_child(bare):
    bare.setattr(subprocess, "run", pytest.fail)
    assert display.usable() is False


@linux
def test_a_dead_display_is_none(bare):
    bare.setenv("DISPLAY", ":987")
    assert display.usable() is False


@linux
def test_a_dead_wayland_is_none(bare, tmp_path):
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bare.setenv("WAYLAND_DISPLAY", "wayland-987")
    assert display.usable() is False


@linux
@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_a_platform_the_user_names_is_taken_at_its_word(bare, platform):
    bare.setenv("QT_QPA_PLATFORM", platform)
    assert display.usable() is True


@linux
def test_a_platform_that_does_not_exist_is_none(bare):
    bare.setenv("QT_QPA_PLATFORM", "no-such-platform")
    assert display.usable() is False


def test_a_child_that_hangs_is_given_up():
    assert display._child_starts("import time; time.sleep(60)", seconds=0.2) is False


def test_a_python_that_is_gone_opens_no_window(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert display._child_starts("", seconds=5) is False


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_are_not_asked(bare, system):
    bare.setattr(sys, "platform", system)
    bare.setattr(subprocess, "run", pytest.fail)
    assert display.usable() is True


def test_asking_does_not_bring_qt_into_this_process():
    program = (
        "import sys; from kharkiv_tracker.gui import display; display.usable();"
        "sys.exit(any(name.split('.')[0] in {'PySide6', 'shiboken6'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603
