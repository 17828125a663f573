"""A file opens by its passphrase in any form and by the key of its sheet, and by nothing else."""

import os
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3

from kharkiv_tracker.store import case_copy, case_key, incidents, salvage
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.open_checks import PassphraseNeeded
from kharkiv_tracker.store.verification import verify

PASSPHRASE = "пароль й"  # noqa: S105 - of no real file
LINES = case_key.sheet(PASSPHRASE, bytes(range(16)))


@pytest.fixture
def path(tmp_path: Path, add, strike) -> Path:
    made = tmp_path / "case.ktcase"
    with CaseFile.create(made, passphrase=PASSPHRASE) as case:
        add(case, strike())
    return made


@pytest.fixture
def decomposed(tmp_path: Path, add, strike) -> Path:
    """A case that another program encrypted, as its keyboard composed the passphrase."""
    plain, made = tmp_path / "plain.ktcase", tmp_path / "decomposed.ktcase"
    with CaseFile.create(plain) as case:
        add(case, strike())
    with closing(sqlcipher3.connect(plain)) as other:
        key = unicodedata.normalize("NFD", PASSPHRASE)
        other.execute("ATTACH ? AS copy KEY ?", [str(made), key])
        other.execute("SELECT sqlcipher_export('copy')")
        for name in ("application_id", "user_version"):
            (value,) = other.execute(f"PRAGMA {name}").fetchone()
            other.execute(f"PRAGMA copy.{name} = {value}")
    plain.unlink()
    return made


def sheet_of(path: Path) -> list[str]:
    return case_key.sheet(PASSPHRASE, path.read_bytes()[:16])


def codes(path: Path, typed: str) -> list[str]:
    with CaseFile.open(path, typed) as case:
        assert verify(case).ok
        return [row.code for row in incidents.rows(case, incidents.ids(case))]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_that_another_program_encrypted_opens(decomposed: Path, form: str) -> None:
    assert codes(decomposed, unicodedata.normalize(form, PASSPHRASE)) == ["KHT-2022-08-17-01"]
    with CaseFile.open(decomposed, PASSPHRASE) as case, case.another() as other:
        # What opened it is known, and not tried anew.
        assert case.key == other.key == unicodedata.normalize("NFD", PASSPHRASE)


def test_a_damaged_file_of_another_program_is_saved(decomposed: Path) -> None:
    content = bytearray(decomposed.read_bytes())
    content[100] ^= 1
    decomposed.write_bytes(content)
    target = decomposed.with_name("saved.ktcase")
    assert salvage.salvage(decomposed, PASSPHRASE, target).revisions
    assert codes(target, PASSPHRASE) == ["KHT-2022-08-17-01"]


def test_a_new_file_has_one_key_however_it_was_composed(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "new.ktcase", "", "ＡＢ й") as case:
        assert case.key == "AB й"


@pytest.mark.parametrize(
    "typed",
    [
        " ".join,
        "\n".join,
        lambda lines: "".join(lines).replace(" ", ""),
        lambda lines: "-".join(lines).upper(),
        lambda lines: " ".join(lines).replace("0", "О").replace("1", "l").replace("3", "з"),
        lambda lines: " ".join(lines).replace("a", "а").replace("e", "е").replace("c", "С"),
        lambda lines: "\n".join(f"{n}: {line}" for n, line in enumerate(lines, 1)),
    ],
)
def test_the_key_of_the_sheet_opens_it_however_it_is_typed(path: Path, typed) -> None:
    assert codes(path, typed(sheet_of(path))) == ["KHT-2022-08-17-01"]


def test_what_is_made_of_a_file_opened_by_its_sheet_opens_by_the_passphrase(path: Path) -> None:
    key = " ".join(sheet_of(path))
    copy, saved = path.with_name("copy.ktcase"), path.with_name("saved.ktcase")
    with CaseFile.open(path, key) as case:
        case_copy.copy(case, copy)
        assert case.contains(copy)
    salvage.salvage(path, key, saved)
    for made in (copy, saved):
        assert codes(made, PASSPHRASE) == codes(made, key) == ["KHT-2022-08-17-01"]


@pytest.mark.parametrize("number", range(8))
def test_a_mistyped_line_is_named(path: Path, number: int) -> None:
    lines = sheet_of(path)
    lines[number] = lines[number].translate(str.maketrans("0123456789", "1234567890"))
    with pytest.raises(PassphraseNeeded, match=f"Line {number + 1} of the recovery key"):
        CaseFile.open(path, " ".join(lines))


def test_every_mistake_of_one_digit_and_every_swap_is_noticed() -> None:
    digits = "0123456789abcdef"
    for number, line in enumerate(LINES):
        packed = line.replace(" ", "")
        for place in range(8):
            mistakes = {packed[:place] + digit + packed[place + 1 :] for digit in digits}
            mistakes.add(
                packed[:place] + packed[place + 1] + packed[place] + packed[place + 2 :]
                if place < 7
                else packed[:8] + packed[9] + packed[8]
            )
            for mistake in mistakes - {packed}:
                typed = [*LINES[:number], mistake, *LINES[number + 1 :]]
                assert case_key.wrong_line(" ".join(typed)) == number + 1
    for one in range(8):
        for other in range(one + 1, 8):
            swapped = [*LINES]
            swapped[one], swapped[other] = swapped[other], swapped[one]
            assert case_key.wrong_line(" ".join(swapped)) == one + 1


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: lines[:7], 8),
        (lambda lines: [*lines[:3], lines[3][1:], *lines[4:]], 4),
        (lambda lines: [*lines[:3], lines[3] + "5", *lines[4:]], 5),
        (lambda lines: [*lines, "12"], 8),
        (lambda lines: lines, 0),
        (lambda _lines: ["correct horse battery"], 0),
        (lambda _lines: ["a" * 64], 0),
    ],
)
def test_a_missing_digit_is_named_with_its_line(change, line: int) -> None:
    assert case_key.wrong_line(" ".join(change(LINES))) == line


def test_the_sheet_of_another_file_is_refused_as_such(path: Path) -> None:
    with pytest.raises(PassphraseNeeded, match="is of another case file"):
        CaseFile.open(path, " ".join(LINES))


def test_a_passphrase_that_reads_as_a_key_is_one_as_well(tmp_path: Path) -> None:
    typed = " ".join(LINES)
    with CaseFile.create(tmp_path / "odd.ktcase", passphrase=typed) as case:
        assert case.key == typed
    assert codes(tmp_path / "odd.ktcase", typed) == []


def test_the_engine_takes_the_key_in_capitals(path: Path) -> None:
    raw = f"X'{case_key.derived(PASSPHRASE, path.read_bytes()[:16]).hex().upper()}'"
    assert codes(path, raw) == ["KHT-2022-08-17-01"]
    assert case_key.derived(raw, b"") == case_key.derived(PASSPHRASE, path.read_bytes()[:16])
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208
