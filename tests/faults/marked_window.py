"""The program as it is started, with every feature acted: `python -m tests.faults.marked_window`.

Standard input has one line of JSON, standard output a line for each feature. It ends by a signal.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> None:
    """Start the window, act in it once it is loaded, and stay open."""
    order = json.loads(sys.stdin.readline())
    from PySide6.QtCore import QTimer

    from kharkiv_tracker import cli, settings
    from kharkiv_tracker.gui import app
    from kharkiv_tracker.gui.window import MainWindow

    settings.save(settings.Settings(unnamed=True))
    load = app.load_beside

    def begin(window: MainWindow, then: Callable[[], object] = tuple) -> None:
        load(window, then)
        QTimer.singleShot(0, lambda: _act(window, order))

    app.load_beside = begin
    cli.main(["open"])


def _act(window: Any, order: dict[str, Any]) -> None:
    from tests.faults import marked_acts
    from tests.faults.marked_acts import Acts

    acts = Acts(window, order["words"], Path(order["place"]))
    name = ""
    try:
        for name in acts.all() if order["whole"] else acts.brief():
            _say({"did": name})
        if order["whole"]:
            # A child of the program with records in its memory.
            acts.open_preview()
    except BaseException:
        error = f"{traceback.format_exc()[-900:]} refused: {list(marked_acts.refused)}"
        _say({"failed": name, "error": error})
        os._exit(1)
    _say({"ready": os.getpid()})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
