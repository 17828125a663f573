"""Which cases are known on this computer, and that nothing can be read from the register."""

from dataclasses import replace
from pathlib import Path

import pytest

from kharkiv_tracker import known_cases, paths, settings
from kharkiv_tracker.settings import Settings
from kharkiv_tracker.store.case_file import CaseFile

FIRST, OTHER = "0182a5b3c4d5e6f708192a3b", "0182a5b3c4d5e6f708192a3c"
PLACE = Path("/work/Харків Saltivka.ktcase")


def register() -> Path:
    return paths.data_dir() / "known-cases"


def test_a_case_is_known_once_it_was_added() -> None:
    assert not known_cases.is_known(FIRST, PLACE)
    known_cases.add(FIRST)
    known_cases.add(FIRST)
    assert known_cases.is_known(FIRST, PLACE)
    assert not known_cases.is_known(OTHER, PLACE)
    assert len(register().read_text().splitlines()) == 2


def test_a_case_that_is_made_is_known_and_nothing_of_it_is_readable(tmp_path: Path) -> None:
    path = tmp_path / "Saltivka.ktcase"
    with CaseFile.create(path, "Saltivka by night", "secret words") as case:
        (first,) = case.heads()
    assert known_cases.is_known(first, path)
    content = register().read_bytes()
    for secret in ("saltivka", str(path), "secret", first, first[:8]):
        assert secret.encode() not in content.lower()
    assert register().stat().st_mode & 0o077 == 0


def test_what_is_recent_when_it_is_made_is_known_when_it_is_first_opened() -> None:
    settings.save(Settings(recent=(str(PLACE),)))
    assert known_cases.is_known(FIRST, PLACE)
    # Another file that is put there later is not.
    assert not known_cases.is_known(OTHER, PLACE)
    assert known_cases.is_known(FIRST, Path("/elsewhere.ktcase"))


def test_what_becomes_recent_later_is_not_known_for_that() -> None:
    known_cases.add(FIRST)
    settings.save(replace(settings.load(), recent=(str(PLACE),)))
    assert not known_cases.is_known(OTHER, PLACE)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"salt\n", b"\0" * 100, b"ab" * 32 + b"x\n"])
def test_a_damaged_register_only_costs_a_check(content: bytes) -> None:
    settings.save(Settings(recent=(str(PLACE),)))
    register().parent.mkdir(parents=True)
    register().write_bytes(content)
    assert not known_cases.is_known(FIRST, PLACE)
    known_cases.add(FIRST)
    assert known_cases.is_known(FIRST, PLACE)


def test_a_line_that_was_cut_off_costs_nothing_else() -> None:
    known_cases.add(FIRST)
    with register().open("ab") as file:
        file.write(b"\n0123")
    known_cases.add(OTHER)
    assert known_cases.is_known(FIRST, PLACE)
    assert known_cases.is_known(OTHER, PLACE)


def test_where_it_cannot_be_written_a_case_is_known_until_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_cases, "_unwritten", set())
    register().parent.parent.mkdir(parents=True, exist_ok=True)
    register().parent.write_text("a file in the place of the folder")
    assert not known_cases.is_known(OTHER, tmp_path)
    known_cases.add(OTHER)
    assert known_cases.is_known(OTHER, tmp_path)


def test_two_processes_that_make_it_at_once_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made = known_cases._make

    def make(recent: tuple[str, ...]) -> None:
        monkeypatch.setattr(known_cases, "_make", made)
        known_cases.add(OTHER)
        made(recent)

    monkeypatch.setattr(known_cases, "_make", make)
    known_cases.add(FIRST)
    assert known_cases.is_known(FIRST, PLACE)
    assert known_cases.is_known(OTHER, PLACE)
