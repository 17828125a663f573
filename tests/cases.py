"""Cases to begin a test with: made once in a process by the product itself, copied for each.

Seven strikes and six official totals, `strikes.json`, are in most: the sample as it first was.
Tests rest on their numbers, which stay; those of the sample follow the facts.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import case_identity, identity
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import UNTOUCHED, connect

_NOW = identity.now
_Given, _Made = ParamSpec("_Given"), TypeVar("_Made")

SAMPLE_TITLE = "Sample: reported strikes on Kharkiv"
STRIKES = Path(__file__).with_name("strikes.json")


def strikes() -> Entries:
    """The seven strikes and six official totals."""
    return entry_json.parse(STRIKES.read_bytes(), gazetteer.load())


def sample_file(path: Path) -> Path:
    """The strikes in a case that is marked as a sample, as a closed file at `path`."""
    path.write_bytes(_sample_bytes())
    return known(path)


def empty_file(path: Path, title: str = "") -> Path:
    """A case without anything in it as a closed file at `path`, named after it if not otherwise."""
    path.write_bytes(_empty_bytes(title or path.stem))
    return known(path)


def known(path: Path, passphrase: str | None = None) -> Path:
    """A case file made elsewhere, as if it had been taken over on this computer."""
    with closing(connect(path, passphrase, UNTOUCHED)) as db:
        case_identity.make_known(db)
    return path


def sample_case() -> CaseFile:
    """The strikes in memory, without the mark of a sample."""
    return _copy(_sample())


def empty_case(title: str = "Empty") -> CaseFile:
    """A case without anything in it, in memory."""
    return _copy(_empty(title))


def _copy(case: CaseFile) -> CaseFile:
    copy = CaseFile(connect(None), None)
    case.db.conn.backup(copy.db.conn)
    return copy


def _kept(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Made once; as it serves later tests as well, not by the clock that this one has set."""

    @cache
    @wraps(make)
    def made(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(identity, "time_ns", time.time_ns)
            patch.setattr(identity, "now", _NOW)
            return make(*args, **kwargs)

    return made


@_kept
def _sample() -> CaseFile:
    case = CaseFile.in_memory("Sample")
    case.record(strikes(), "tester", "sample")
    return case


@_kept
def _empty(title: str) -> CaseFile:
    return CaseFile.in_memory(title)


@_kept
def _sample_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder, i18n.speaking("en"):
        path = Path(folder, "sample.ktcase")
        with CaseFile.create(path, SAMPLE_TITLE, author="tester", sample=True) as case:
            case.record(strikes(), "tester", "sample")
        return path.read_bytes()


@_kept
def _empty_bytes(title: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.ktcase")
        CaseFile.create(path, title).close()
        return path.read_bytes()
