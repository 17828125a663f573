"""Stories told through the command line, in this process, on real files."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import main

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
    path = tmp_path / "case.ktcase"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "sample.ktcase"
    assert main(["sample", str(path)]) == 0
    return path


@pytest.fixture
def sample_case(tmp_path: Path, made_once: Path) -> Path:
    return Path(shutil.copy(made_once, tmp_path))
