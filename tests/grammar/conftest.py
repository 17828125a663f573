"""The samples recorded once, to be read by every test and written by none."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kharkiv_tracker.gui import app
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar import recorded


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A window without a screen cannot do everything, and says so."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One home for all of them: two thousand fresh ones would take longer than the tests."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [name for name in os.environ if name.startswith("KHARKIV_TRACKER_")]:
        monkeypatch.delenv(name)
    return home


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, recorded.Read]:
    """A case file with every sample, and what it held before it was closed."""
    path = tmp_path_factory.mktemp("grammar") / "full.ktcase"
    return path, recorded.record(path)


@pytest.fixture(scope="session")
def path(made: tuple[Path, recorded.Read]) -> Path:
    return made[0]


@pytest.fixture(scope="session")
def at_once(made: tuple[Path, recorded.Read]) -> recorded.Read:
    """Every record as the connection reads it that wrote it."""
    return made[1]


@pytest.fixture(scope="session")
def case(path: Path) -> Iterator[CaseFile]:
    """The same, open for reading."""
    with CaseFile.open(path, reading=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def reopened(case: CaseFile) -> recorded.Read:
    """Every record of it."""
    return recorded.read(case)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return app.make("en")


@pytest.fixture(scope="module", autouse=True)
def given_up() -> Iterator[None]:
    """What a module shows goes with it: else each test of the window after it dresses that too."""
    yield
    gc.collect()
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
