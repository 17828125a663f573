"""The doors the net goes through: commands run in this process, and the JSON they print."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import main


def output(*arguments: object) -> str:
    """What one command prints; fails with its sentence where it does not succeed."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    i18n.activate("en")
    assert code == 0, f"{arguments}: {err.getvalue() or out.getvalue()}"
    return out.getvalue()


def document(*arguments: object) -> Any:
    """The one JSON document a command prints."""
    return json.loads(output(*arguments, "--json"))
