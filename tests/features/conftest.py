"""Stories told through the command line, in this process, on real files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import main
from tests.cases import empty_file, sample_file

Ask = Callable[..., Any]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command with --json that has to succeed; returns its document."""

    def asking(*arguments: object) -> Any:
        capsys.readouterr()
        code = main([*map(str, arguments), "--json"])
        i18n.activate("en")
        said = capsys.readouterr()
        assert (code, said.err) == (0, "")
        return json.loads(said.out)

    return asking


@pytest.fixture
def tell(tmp_path: Path, ask: Ask) -> Ask:
    """Add a document to a case."""

    def telling(case: Path, document: Any) -> Any:
        file = tmp_path / "told.json"
        file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return ask("add", case, file)

    return telling


@pytest.fixture
def empty_case(tmp_path: Path) -> Path:
    return empty_file(tmp_path / "case.ktcase")


@pytest.fixture
def sample_case(tmp_path: Path) -> Path:
    return sample_file(tmp_path / "sample.ktcase")
