"""A copy for another person from the window: its version, what is left out, its passphrase."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.gui.dialogs import hand_over_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.hand_over_dialog import HandOverDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import copies, drafts
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    return window


@pytest.fixture
def dialog(opened: MainWindow) -> Iterator[HandOverDialog]:
    made = HandOverDialog(opened, opened.session, opened.background)
    made.show()
    yield made
    made.reject()


def saved_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args, **_kwargs: path)


def test_the_restricted_version_is_made_under_the_words_that_are_seen(
    dialog: HandOverDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = dialog.passphrase.fields.line.displayText()
    qtbot.waitUntil(lambda: dialog.left.text().startswith("Left out: "))
    assert "12 sources" in dialog.left.text()
    target = tmp_path / "copy.ktcase"
    saved_as(monkeypatch, target)
    dialog.accept()
    assert dialog.made
    assert not dialog.isVisible()
    # Nothing of it stays in a field.
    assert dialog.passphrase.fields.passphrase() == ""
    summary = hand_over_dialog.summary(dialog.made)
    assert "Left out: " in summary
    assert summary.endswith("Give the passphrase by another way than the file.")
    assert words not in summary
    with CaseFile.open(target, words) as copy:
        assert copy.is_encrypted
    (noted,) = copies.noted(dialog._session.case.db)
    assert (noted.kind, noted.profile) == (CopyKind.HAND_OVER, Profile.RESTRICTED)


def test_the_internal_version_without_a_passphrase(
    dialog: HandOverDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drafts.save(dialog._session.case, "incident", {"place": "typed"})
    dialog.profile.setCurrentIndex(dialog.profile.findData(Profile.INTERNAL))
    qtbot.waitUntil(lambda: dialog.left.text().startswith("Left out: 1 draft."))
    dialog.passphrase.without.setChecked(True)
    target = tmp_path / "copy.ktcase"
    saved_as(monkeypatch, target)
    dialog.accept()
    assert dialog.made
    assert hand_over_dialog.summary(dialog.made).endswith("Anyone who has the file can open it.")
    CaseFile.open(target).close()


def test_it_stays_with_what_is_wrong(
    dialog: HandOverDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog.passphrase.fields.clear()
    dialog.accept()
    assert "Enter a passphrase" in dialog.problem.text()
    dialog.passphrase.without.setChecked(True)
    assert not dialog.problem.isVisible()
    target = tmp_path / "missing" / "copy.ktcase"
    saved_as(monkeypatch, target)
    dialog.accept()
    assert "Could not create" in dialog.problem.text()
    assert dialog.isVisible()
    assert dialog.made is None
