"""A copy for another person by command: its passphrase, what it leaves out, and in which case."""

from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store import copies
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "new"
    file.write_text("шість слів\n", "utf-8")
    return file


def test_a_copy_is_made_under_a_passphrase_of_its_own(
    run: Any, sample: Path, key: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.ktcase"
    made = run("hand-over", sample, target, "--new-passphrase-file", key)
    assert made.code == 0, made.err
    created, left_out, *others, last = made.out.splitlines()
    assert created == f"Created: {target}."
    assert left_out.startswith("Left out: ")
    assert "12 sources" in left_out
    assert "name of 1 author" in others[-1]
    assert last == "Give the passphrase by another way than the file."
    assert run("verify", target).code == 1
    assert run("verify", target, "--passphrase-file", key).code == 0
    totals = [run("totals", case, "--passphrase-file", key).out for case in (sample, target)]
    assert totals[0] == totals[1]
    history = run("history", target, "--passphrase-file", key).out
    assert "copy for another person  Case file" in history
    with CaseFile.open(sample) as case:
        (copy,) = copies.noted(case.db)
        assert (copy.kind, copy.profile) == (CopyKind.HAND_OVER, Profile.RESTRICTED)


def test_the_internal_version_leaves_nothing_of_the_case_out(
    run: Any, sample: Path, tmp_path: Path
) -> None:
    call = ("hand-over", sample, tmp_path / "copy.ktcase", "--no-passphrase")
    document = run(*call, "--profile", "internal", "--json").document
    assert document == {
        "hand_over": str(tmp_path / "copy.ktcase"),
        "profile": "internal",
        "encrypted": False,
        "left_out": {"drafts": 0, "copies": 0},
        "authors": 1,
        "exposed": [],
    }
    seen = run("verify", sample, "--json").document["fingerprint"]
    assert run("verify", tmp_path / "copy.ktcase", "--against", seen).code == 0


def test_whether_it_is_encrypted_has_to_be_said(
    run: Any, sample: Path, key: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.ktcase"
    unsaid = run("hand-over", sample, target)
    assert (unsaid.code, "--no-passphrase" in unsaid.sentence) == (2, True)
    both = run("hand-over", sample, target, "--new-passphrase-file", key, "--no-passphrase")
    assert both.code == 2
    assert run("hand-over", sample, target, "--no-passphrase", "--profile", "open").code == 2
    assert not target.exists()
    target.write_text("taken")
    taken = run("hand-over", sample, target, "--no-passphrase")
    assert (taken.code, target.read_text()) == (1, "taken")
