"""The recovery sheet has the key and what to do with it, on one page, and nothing of the case."""

import json
from pathlib import Path

import pytest

from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.store import case_key
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import recovery_sheet


@pytest.mark.parametrize("language", ["en", "uk"])
def test_it_is_one_page_in_every_language(tmp_path: Path, language: str) -> None:
    path = tmp_path / f"{'довга ' * 15}.ktcase"
    with CaseFile.create(path, "The title", "пароль") as case, speaking(language):
        data = recovery_sheet.content(case)
        assert json.loads(data)["lines"] == case_key.sheet("пароль", path.read_bytes()[:16])
    assert "The title" not in data
    (page,) = recovery_sheet.pages(data, 30)
    assert page.startswith(b"\x89PNG")
    recovery_sheet.write(data, tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
