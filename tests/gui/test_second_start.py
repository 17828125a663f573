"""Starting twice, and one case file opened twice: told with real processes."""

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui import single_instance
from kharkiv_tracker.gui.dialogs import passphrase_question
from kharkiv_tracker.gui.files import case_lock
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store.case_file import CaseFile

START = """
import sys
from pathlib import Path
from kharkiv_tracker.gui import app
sys.exit(app.run(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
"""
# Holds a case open and says so, until its input ends.
HOLD = """
import sys
from pathlib import Path
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.files import case_files
made = app.make("en")
session = case_files.open_file(Path(sys.argv[1]), None)
print("open", session.case.read_only, flush=True)
sys.stdin.read()
session.close()
"""


def run(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def first(window: MainWindow):
    """This window as the first start."""
    made = single_instance.start(None)
    assert made is not None
    made.raise_with(window.raise_for)
    yield made
    made.close()


def ended(qtbot: QtBot, process: subprocess.Popen[str]) -> str:
    """Wait for it while this window's own events go on; returns what it complained of."""
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20000)
    _out, errors = process.communicate()
    assert process.returncode == 0, errors
    return errors


@pytest.mark.usefixtures("first")
def test_a_second_start_opens_its_case_in_the_first_window(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    ended(qtbot, run(START, sampled))
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session.case.path == sampled


@pytest.mark.usefixtures("first")
def test_a_second_start_without_a_case_raises_the_window(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    session = window.session
    window.showMinimized()
    ended(qtbot, run(START))
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.session is session


def test_the_case_that_is_open_already_is_left_as_it_is(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    view = window.view
    window.raise_for(sampled)
    assert window.view is view


@pytest.mark.usefixtures("qapp")
def test_what_a_dead_start_left_is_no_hindrance() -> None:
    left = Path(single_instance._name() or "")
    if not left.is_absolute():
        pytest.skip("the system meets elsewhere")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(left))
    made = single_instance.start(None)
    assert made is not None
    assert made._server.isListening()
    made.close()


def loosened(runtime: Path) -> None:
    runtime.chmod(0o750)


def given_away(runtime: Path) -> None:
    if os.getuid():
        pytest.skip("only root gives a folder away")
    os.chown(runtime, 65534, 65534)


def linked(runtime: Path) -> None:
    runtime.rename(runtime.with_name("real"))
    runtime.symlink_to("real")


@pytest.mark.skipif(sys.platform == "win32", reason="has pipes instead")
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("spoil", [loosened, given_away, linked])
def test_a_folder_that_others_can_reach_is_never_met_in(
    own_home: Path, spoil: Callable[[Path], None]
) -> None:
    """Somebody else's socket, under the right name, would get the path of the case file."""
    runtime, run = own_home / "runtime", own_home / "config" / "kharkiv-tracker" / "run"
    name = Path(single_instance._name() or "")
    assert name.parent == runtime
    spoil(runtime)
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(str(runtime / name.name))
        stranger.listen()
        stranger.setblocking(False)
        first = single_instance.start(Path("secret.ktcase"))
        assert first is not None
        assert Path(first._server.fullServerName()) == run / "socket"
        assert stat.S_IMODE(run.stat().st_mode) == 0o700
        first.close()
        # Where the other folder is no better, each start is the first.
        spoil(run)
        for _number in range(2):
            alone = single_instance.start(Path("secret.ktcase"))
            assert alone is not None
            assert not alone._server.isListening()
        with pytest.raises(BlockingIOError):
            stranger.accept()


@pytest.mark.skipif(sys.platform == "win32", reason="has pipes instead")
def test_without_a_runtime_folder_they_meet_in_the_settings_unless_its_name_is_too_long(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    run = own_home / "config" / "kharkiv-tracker" / "run"
    run.parent.mkdir(parents=True, exist_ok=True)
    assert single_instance._name() == str(run / "socket")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own_home / ("long" * 20)))
    (own_home / ("long" * 20) / "kharkiv-tracker").mkdir(parents=True)
    assert single_instance._name() is None


def test_what_is_no_message_of_ours_is_not_followed(
    qtbot: QtBot, first: single_instance.FirstStart, window: MainWindow
) -> None:
    for nonsense in (b"\xff\xfe\n", b"[1]\n", b'{"open": 7}\n', b"x" * 200_000):
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(first._server.fullServerName())
            with suppress(OSError):
                stranger.sendall(nonsense)
            qtbot.wait(50)
    assert window.session is None


def test_a_case_open_elsewhere_opens_for_reading_and_says_by_whom(
    window: MainWindow, sampled: Path
) -> None:
    other = run(HOLD, sampled)
    assert other.stdout.readline().split() == ["open", "False"]
    window.open_path(sampled)
    assert window.session.case.read_only
    assert socket.gethostname() in window.session.case.notice
    assert "It is read-only here." in window.session.case.notice
    window.view.enter()
    assert not window.view.is_entering
    other.communicate("")
    # Opened again once it is closed there, it can be written to.
    window.open_path(sampled)
    assert not window.session.case.read_only
    window.close_case()
    assert not list(sampled.parent.glob("*.lock"))


def test_the_lock_of_a_program_that_died_is_taken_over(window: MainWindow, sampled: Path) -> None:
    other = run(HOLD, sampled)
    other.stdout.readline()
    other.kill()
    other.communicate()
    assert list(sampled.parent.glob("*.lock"))
    window.open_path(sampled)
    assert not window.session.case.read_only


def test_where_no_lock_can_be_made_the_case_opens_all_the_same(
    sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLockFile, "tryLock", lambda *_args: False)
    monkeypatch.setattr(QLockFile, "error", lambda _self: QLockFile.LockError.UnknownError)
    assert case_lock.acquire(sampled) == (None, "")


def test_a_failed_opening_leaves_no_lock(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.ktcase"
    CaseFile.create(path, "", "right").close()
    monkeypatch.setattr(passphrase_question, "ask_passphrase", lambda *_args: None)
    assert not window.open_path(path)
    assert [left.name for left in tmp_path.iterdir()] == ["locked.ktcase"]


def test_a_new_case_is_locked_too(window: MainWindow) -> None:
    window.open_sample()
    path = window.session.case.path
    assert case_lock.acquire(path)[1]
    window.close_case()
    lock, held = case_lock.acquire(path)
    assert lock is not None
    assert held == ""
    lock.unlock()
