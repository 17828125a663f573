"""The report of an unexpected error names places of the program and nothing of a record."""

import pytest

from kharkiv_tracker import paths
from kharkiv_tracker.cli import root_command


def test_the_log_of_commands_has_nothing_that_was_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: object) -> None:
        raise ValueError("Olena Saltivska, /home/olena/secret.ktcase")

    monkeypatch.setattr(root_command, "_speak", fail)
    assert root_command.main(["list"]) == root_command.FAILURE
    log = (paths.log_dir() / "kharkiv-tracker.log").read_text()
    assert "ValueError" in log
    assert "cli/root_command.py" in log
    for secret in ("Olena", "olena", "secret"):
        assert secret not in log
        assert secret not in capsys.readouterr().err
