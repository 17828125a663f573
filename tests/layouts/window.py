"""A window in one setting, with a case in which everything there can be is recorded."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import settings
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import strikes
from tests.grammar import recorded
from tests.grammar.samples import FIRST
from tests.layouts import flaws, screens
from tests.layouts.sizes import Setting


def look_at(setting: Setting, folder: Path, pictures: Path | None, only: str) -> NoReturn:
    """Open every screen in this setting and print what is wrong, then end the process."""
    settings.save(
        settings.Settings(author="O. K.", language=setting.language, text_size=setting.text_size)
    )
    app.make()
    case = folder / "everything.ktcase"
    recorded.record(case)
    with CaseFile.open(case) as opened:
        with opened.edit("O. K.", "review") as edit:
            rule_choice.set_review(edit, False, 30)
        opened.record(strikes(), "O. K.", "sample")
    window = MainWindow()
    window.drawing.load()
    window.resize(setting.width, setting.height)
    window.show()
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    seen: dict[str, str] = {}

    def look(name: str, widget: QWidget) -> None:
        if only not in name:
            return
        if any(flaws.of(widget)):
            # What came just now, as a number that was counted meanwhile, has not got its room yet.
            screens.rest()
        found_here = list(flaws.of(widget))
        if widget is not window and not _fits(widget, setting):
            size = f"{widget.width()}x{widget.height()}"
            found_here.append(f"larger than the screen: {size}")
        for flaw in found_here:
            if flaw not in seen:
                seen[flaw] = name
                sys.stdout.write(f"  {name}: {flaw}\n")
        if pictures is not None:
            file = pictures / f"{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-').lower()}.png"
            widget.grab().save(str(file))

    screens.walk(window, case, FIRST, look)
    window.close()
    sys.stdout.flush()
    # Qt's own clearing away at the end of a process is none of what is looked at.
    os._exit(0)


def _fits(widget: QWidget, setting: Setting) -> bool:
    return widget.width() <= setting.width and widget.height() <= setting.height
