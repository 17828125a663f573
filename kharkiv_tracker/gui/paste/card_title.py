"""The title of a proposal: what it is, and to which incident it is added."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.paste.proposal_check import Check
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry
from kharkiv_tracker.i18n import _


class CardTitle(QWidget):
    """`change` is the button that asks for the incident once more; `spoken` is read aloud."""

    def __init__(self, entry: ProposedEntry) -> None:
        super().__init__()
        self._entry = entry
        self.spoken = ""
        self._title = widgets.Elided()
        self._title.setFont(theme.font(theme.BASE, bold=True))
        self._state = widgets.Elided("", "quiet", 9)
        self._about = widgets.wrapped("", "quiet", 9)
        self.change = widgets.small_button(_("Change"), lambda: None)
        line = widgets.row(self._title, 8, self._state)
        line.setStretch(0, 3)
        line.setStretch(2, 2)
        about = widgets.row(self._about, 8, self.change)
        about.setStretch(0, 1)
        self._about_line = widgets.holding(about)
        self._about_line.hide()
        self.setLayout(widgets.column(line, self._about_line))

    def show_check(self, check: Check, is_folded: bool) -> None:
        """Say what is proposed; folded, also the numbers and what was decided."""
        entry = self._entry
        names = ("area", "as_of") if entry.is_statement else ("where", "when")
        kind = _("Official total") if entry.is_statement else _("Incident")
        title = " · ".join(filter(None, (kind, *(entry.value(name).text for name in names))))
        if check.match:
            title = _("{when}: {title}").format(when=check.match.when, title=check.match.title)
        self._title.setText(title)
        # What is dropped is dimmed.
        self._title.setEnabled(entry.decision is not Decision.DROPPED)
        state = {Decision.CONFIRMED: _("confirmed"), Decision.DROPPED: _("dropped")}
        counts = (
            _("{what} {figure}").format(what=labels.quantity(name), figure=entry.value(name).text)
            for name in COUNTED
            if entry.value(name).text
        )
        folded = [state.get(entry.decision, ""), *counts] if is_folded else []
        self._state.setText(" · ".join(filter(None, folded)))
        self._state.setVisible(bool(self._state.text()))
        about = _about(entry, check)
        self._about.setText(about)
        self._about_line.setVisible(bool(about) and not is_folded)
        self.spoken = ", ".join(filter(None, (title, state.get(entry.decision, ""))))


def _about(entry: ProposedEntry, check: Check) -> str:
    """To which incident it is added, or that it is a new one though others are alike."""
    if check.match:
        code, change = check.match.code, check.change
        return _("Update of {code}: {change}").format(code=code, change=change)
    if entry.distinct_codes:
        codes = ", ".join(entry.distinct_codes)
        return _("New incident, not the same as {codes}.").format(codes=codes)
    return _("New incident for now.") if entry.declined else ""
