"""Merge two incidents: side by side, with their figures together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.incident_picker import Picker
from kharkiv_tracker.gui.entry import update_matches
from kharkiv_tracker.gui.entry.update_matches import Match
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store.case_file import CaseFile

_WIDTH = 620


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """The code that remains, the code merged into it, and the reason."""

    remaining: str
    merged: str
    reason: str


class MergeDialog(Dialog):
    """The current incident remains unless the two are exchanged."""

    def __init__(self, parent: QWidget, case: CaseFile, gazetteer: Gazetteer, code: str) -> None:
        super().__init__(parent, _("Merge {code} with…").format(code=code))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._case, self._gazetteer, self._code = case, gazetteer, code
        self._swapped = False
        self._remaining, self._merged = _Side(_("Kept")), _Side(_("Merged into it"))
        self._swap = widgets.button(_("Swap  Alt+X"), self._exchange, kind="link")
        self._result = widgets.wrapped("")
        self._reason = QLineEdit()
        widgets.set_hint(self._reason, _("reason; kept in the history"))
        self.picker = Picker(case, gazetteer, code, lambda _code: self._show())
        self.picker.then = self._reason
        self.add(self.picker)
        sides = widgets.row(self._remaining, 16, self._merged)
        sides.setStretch(0, 1)
        sides.setStretch(2, 1)
        self.add(widgets.holding(sides), gap=4)
        self.add(widgets.holding(widgets.row(self._swap, -1)), gap=4)
        self.add(self._result)
        self.add_field(_("Reason"), self._reason)
        self.finish(_("Merge"))
        widgets.shortcut(self, "Alt+X", self._exchange)
        self._show()
        self.picker.field.setFocus()

    @property
    def result_text(self) -> str:
        """The figures of both together."""
        return self._result.text()

    def answer(self) -> MergeRequest:
        remaining, merged = self._codes()
        return MergeRequest(remaining, merged, " ".join(self._reason.text().split()))

    def _codes(self) -> tuple[str, str]:
        pair = (self._code, self.picker.code)
        return (pair[1], pair[0]) if self._swapped else pair

    def _exchange(self) -> None:
        self._swapped = not self._swapped
        self._show()

    def _show(self) -> None:
        """Show both incidents and the result of merging."""
        if not hasattr(self, "picker"):
            return
        chosen = bool(self.picker.code)
        for widget in (self._remaining, self._merged, self._swap, self._result):
            widget.setVisible(chosen)
        if hasattr(self, "accepting"):
            self.accepting.setEnabled(chosen)
        if not chosen:
            return
        remaining, merged = (
            update_matches.by_code(self._case, code, self._gazetteer) for code in self._codes()
        )
        self._remaining.show_match(remaining)
        self._merged.show_match(merged)
        self._result.setText(self._together(remaining, merged))

    def _together(self, remaining: Match, merged: Match) -> str:
        one, other = remaining.grounds, merged.grounds
        after = derive(
            replace(
                one,
                reports=(*one.reports, *other.reports),
                persons=(*one.persons, *other.persons),
            )
        )
        sentence = _("Together: {figures}. {code} will redirect to {kept}.")
        figures = update_matches.changes(remaining.figures, after)
        return sentence.format(figures=figures, code=merged.code, kept=remaining.code)


class _Side(QWidget):
    """One of the two: code, title, figures."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._code = widgets.text("", bold=True)
        self._title = widgets.Elided("")
        self._about = widgets.Elided("", "quiet")
        self._figures = widgets.text("")
        self.setLayout(
            widgets.column(
                widgets.text(title, "quiet", 9),
                self._code,
                self._title,
                self._about,
                self._figures,
            )
        )

    def show_match(self, match: Match) -> None:
        n = len(match.reports)
        reports = ngettext("{n} report", "{n} reports", n).format(n=labels.number(n))
        self._code.setText(match.code)
        self._title.setText(match.title)
        self._about.setText(f"{match.when} · {reports}")
        self._figures.setText(labels.figures_line(match.figures))
