"""Every test runs without a display, far from the user's own settings, and in English."""

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Before anything imports openpyxl, which the child that reads workbooks has to itself.
os.environ["OPENPYXL_LXML"] = "False"

import pytest
from hypothesis import HealthCheck, settings

from kharkiv_tracker import i18n
from tests import identities, network

# How long an example takes tells how busy the machine is, and nothing of what a law holds.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
# `make faults`: 10,000 steps of a case's life.
settings.register_profile("faults", max_examples=200, stateful_step_count=50)

_OURS = "KHARKIV_TRACKER_"


network.forbid()

# The heap of a test run is large: looking through it as often as usual takes a sixth of the time.
gc.set_threshold(100_000, 50, 1000)


@pytest.fixture(scope="session", autouse=True)
def home_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home for what is made once for several tests."""
    with pytest.MonkeyPatch.context() as patch:
        _move(patch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Homes without anything in them: one that a test leaves so serves the next as well."""
    return _homes(tmp_path_factory.mktemp("homes"))


def _homes(folder: Path) -> Iterator[Path]:
    for number in count():
        home = folder / str(number)
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        while list(home.iterdir()) == [runtime] and not any(runtime.iterdir()):
            yield home


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home, without any of the program's variables."""
    home = next(homes)
    _move(monkeypatch, home)
    # Qt warns where it has to make one up.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "runtime"))
    for name in [name for name in os.environ if name.startswith(_OURS)]:
        monkeypatch.delenv(name)
    return home


def _move(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name in ("HOME", "USERPROFILE"):
        patch.setenv(name, str(home))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        patch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Fail a test that asked the network, also in a thread, or where nobody took notice."""
    yield
    asked = network.tried.copy()
    network.tried.clear()
    assert not asked


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin and end each test in English."""
    i18n.activate("en")
    yield
    i18n.activate("en")


@pytest.fixture
def fixed_identity() -> Iterator[None]:
    """Give every id, salt and time of the test the same value in every run."""
    with identities.fixed():
        yield
