"""The first steps: six things to try, each with what to press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import N_, _

_WIDTH, _KEY = 620, 130


@dataclass(frozen=True, slots=True)
class Step:
    """What to press, as the name of a command or the keys themselves, and what it does."""

    keys: str
    heading: str
    sentence: str


STEPS: tuple[Step, ...] = (
    Step(
        "new-case",
        N_("Begin a case file"),
        N_("Or open the sample case on the first page: it may be changed freely."),
    ),
    Step(
        "new-report",
        N_("Enter a report"),
        N_(
            "Type it as it was published: 17.08.2022 ~21:30, saltivskyi, at least seven. "
            "Below each field is how it was read."
        ),
    ),
    Step(
        "Ctrl+Enter",
        N_("Save it"),
        N_(
            "If the strike is already recorded, the report is added to it as an update. "
            "The figure follows from all reports."
        ),
    ),
    Step(
        "view-2",
        N_("Look at the numbers"),
        N_(
            "Ctrl+1 to Ctrl+7 change the view. What is selected in the bar above is what every "
            "view and the summary show."
        ),
    ),
    Step(
        "find-anything",
        N_("Search everything"),
        N_("Incidents, sources, documents and commands. Ctrl+Z undoes the last change."),
    ),
    Step(
        "export-pdf",
        N_("Make a summary"),
        N_("Every figure is computed twice. F1 explains a field, Ctrl+F1 opens the user guide."),
    ),
)


class FirstSteps(Dialog):
    """`key` returns the keys of a command by its name."""

    def __init__(self, parent: QWidget, key: Callable[[str], str]) -> None:
        super().__init__(parent, _("First steps"))
        self.setMinimumWidth(theme.px(_WIDTH))
        lines = widgets.column()
        for number, step in enumerate(STEPS, start=1):
            keys = widgets.text(key(step.keys), "accent", bold=True)
            keys.setFixedWidth(theme.px(_KEY))
            keys.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            heading = _("{number}. {heading}").format(number=number, heading=_(step.heading))
            words = widgets.column(
                widgets.text(heading, bold=True), 2, widgets.wrapped(_(step.sentence), "quiet")
            )
            line = widgets.row(keys, 8, words)
            line.setStretch(2, 1)
            lines.addLayout(line)
            lines.addSpacing(12)
        self.add(widgets.holding(lines))
        self.finish(_("Close"), cancel=False)
        self.accepting.setFocus()
