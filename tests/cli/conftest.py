"""Commands run in this process on real files, and what they said."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import main
from tests.cases import empty_file, sample_file


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence on standard error; nothing may stand beside it."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        assert "Unexpected error" not in self.err
        return self.err.strip()


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command, in the test's own folder."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: object) -> Result:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        i18n.activate("en")
        streams = capsys.readouterr()
        return Result(code, streams.out, streams.err)

    return running


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample case."""
    return sample_file(tmp_path / "sample.ktcase")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A case without anything in it."""
    return empty_file(tmp_path / "empty.ktcase")


@pytest.fixture
def add(tmp_path: Path, run: Run) -> Run:
    """Add a document, given as an object, text or bytes, to a case."""

    def adding(case: Path, document: Any, *options: object) -> Result:
        file = tmp_path / "document.json"
        if isinstance(document, bytes):
            file.write_bytes(document)
        else:
            text = document if isinstance(document, str) else json.dumps(document)
            file.write_text(text, encoding="utf-8")
        return run("add", case, file, *options)

    return adding
