"""The question before a case is taken over: what it says of itself, after it was checked."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain import revision
from kharkiv_tracker.errors import shown
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import history, incidents
from kharkiv_tracker.store.verification import Verification

_WIDTH, _NAMED, _LONGEST = 560, 6, 120


def ask(parent: QWidget, session: Session, result: Verification) -> bool:
    """Whether to take the case over that was checked with this result."""
    return bool(TakeoverDialog(parent, session, result).exec())


class TakeoverDialog(Dialog):
    """Its title, authors, size and newest change, and the fingerprint to compare by phone."""

    def __init__(self, parent: QWidget, session: Session, result: Verification) -> None:
        super().__init__(parent, _("Take over this case file?"))
        self.setMinimumWidth(theme.px(_WIDTH))
        case = session.case
        last = history.last(case)
        self.lines = {
            _("Case file"): str(session.place),
            _("Title"): shown(case.title, _LONGEST),
            _("Incidents"): labels.number(incidents.number(case)),
            _("Revisions"): labels.number(result.revisions),
            _("Authors"): _names(history.authors(case)),
            _("Last change"): _time(last.at) if last else "",
            _("Fingerprint"): revision.short(result.fingerprint),
        }
        self.add(widgets.wrapped(_("No problems found: the case file matches its history.")))
        self.add(self._grid())
        self.add(
            widgets.wrapped(
                _(
                    "The check does not show who made the case file. Compare the fingerprint with "
                    "the person who gave it to you. If you take it over, the file itself is "
                    "opened and can be changed."
                ),
                "quiet",
            )
        )
        self.finish(_("Take over"))

    def _grid(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.lines.items()):
            grid.addWidget(widgets.text(name, "quiet"), row, 0)
            label = widgets.Elided(value, is_path=True) if row == 0 else widgets.wrapped(value)
            label.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 1)
        return widgets.holding(grid)


def _names(authors: tuple[str, ...]) -> str:
    """The first authors, and how many more there are."""
    names = ", ".join(shown(author) for author in authors[:_NAMED])
    more = len(authors) - _NAMED
    if more <= 0:
        return names
    pattern = ngettext("{codes} and {n} more", "{codes} and {n} more", more)
    return pattern.format(codes=names, n=labels.number(more))


def _time(at: str) -> str:
    return labels.zoned(labels.date_time(datetime.fromisoformat(at)))
