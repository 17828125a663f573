"""The bar above every view: what is selected, and the two things one does most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import bind_keys, button
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.incidents.selection_popups import KeptPopup, PeriodPopup
from kharkiv_tracker.gui.popups import Chip, DropButton, TickPopup
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _

_REST = 150
_SEARCH = (120, 250)
_CHIP = (96, 280)


class SelectionBar(QWidget):
    """What it selects holds for every view; Escape or Ctrl+Shift+L clears it all."""

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        host: CaseHost,
    ) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._parts = selection_fields.listed(gazetteer)
        self.text = QLineEdit(clearButtonEnabled=True)
        self.text.setPlaceholderText(_("Search incidents, reports, quotes"))
        self.text.setAccessibleName(_("Search incidents, reports, quotes"))
        self.text.setMinimumWidth(_SEARCH[0])
        self.text.setMaximumWidth(_SEARCH[1])
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        widgets.leave_keys_to_menu(self.text)
        self.period = DropButton(
            _("All dates"), _("Dates"), lambda: PeriodPopup(self.period, session)
        )
        self.drops: dict[str, DropButton] = {}
        for part in self._parts:
            made = partial(self._ticks, part)
            self.drops[part.name] = DropButton(part.anything, part.title, made)
        self.kept = DropButton(_("Saved"), _("Saved"), lambda: KeptPopup(self.kept, session))
        self.enter = button(named("new-report"), host, main=True)
        self.export = button(named("export-pdf"), host)
        self._chips = QHBoxLayout()
        self._chips.setContentsMargins(16, 0, 16, 8)
        self._chips.setSpacing(6)
        self._below = widgets.holding(self._chips)
        self._below.hide()
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._select_text)
        self.text.textEdited.connect(lambda _text: self._rest.start())
        self.text.textChanged.connect(self._cleared_by_its_button)
        self.text.returnPressed.connect(self._select_text)
        bind_keys(self, COMMANDS, self)
        session.changed.connect(self._follow)
        self._follow(Changes())

    @property
    def chips(self) -> list[Chip]:
        """What is active, in the order of the bar."""
        items = (self._chips.itemAt(number) for number in range(self._chips.count()))
        shown = (item.widget() for item in items if item)
        return [widget for widget in shown if isinstance(widget, Chip)]

    def choose(self, name: str, values: Sequence[Any]) -> None:
        """Choose these values of a part of the list: `choose("grades", [Grade.FAIR])`."""
        self._select_text()
        part = next(part for part in self._parts if part.name == name)
        self._session.select(part.with_chosen(self._session.selection, values))

    def clear(self) -> None:
        """Select everything again."""
        self._rest.stop()
        self.text.clear()
        self._session.select_everything()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._fit_chips()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(4)
        for drop in (self.period, *self.drops.values(), self.kept):
            buttons.addWidget(drop)
        self._choices = widgets.holding(buttons)
        self._first = widgets.row(self.text, 8, self._choices, 8, margins=(16, 8, 16, 8))
        self._first.addStretch(1)
        self._first.setStretch(0, 3)
        for action in (self.enter, self.export):
            self._first.addWidget(action)
            self._first.addSpacing(8)
        self._second = widgets.row(-1, margins=(16, 0, 16, 0))
        self.setLayout(widgets.column(self._first, self._second, self._below))
        for before, after in pairwise((self.text, *self._buttons(), self.enter, self.export)):
            QWidget.setTabOrder(before, after)

    def _buttons(self) -> list[DropButton]:
        return [self.period, *self.drops.values(), self.kept]

    def _make_room(self) -> None:
        """Where the first line is too short for them all, the buttons stand in a line below."""
        fixed = (self._choices, self.enter, self.export)
        needed = _SEARCH[0] + 64 + sum(widget.sizeHint().width() for widget in fixed)
        short = self.width() < needed
        if short and self._first.indexOf(self._choices) >= 0:
            self._first.removeWidget(self._choices)
            self._second.insertWidget(0, self._choices)
        elif not short and self._second.indexOf(self._choices) >= 0:
            self._second.removeWidget(self._choices)
            self._first.insertWidget(2, self._choices)
        self._second.setContentsMargins(16, 0, 16, 8 if short else 0)

    def _ticks(self, part: selection_fields.Part) -> TickPopup:
        return TickPopup(
            self.drops[part.name],
            part.title,
            part.options,
            lambda: part.chosen(self._session.selection),
            lambda values: self.choose(part.name, values),
        )

    def _select_text(self) -> None:
        self._rest.stop()
        self._session.select(replace(self._session.selection, text=self.text.text().strip()))

    def _cleared_by_its_button(self, text: str) -> None:
        if not text:
            self._rest.start()

    def _follow(self, _changes: Changes) -> None:
        self.enter.setEnabled(not self._session.case.read_only)
        selection = self._session.selection
        # What is being typed is on its way; only what comes from elsewhere is put in.
        if not self._rest.isActive() and self.text.text().strip() != selection.text:
            self.text.setText(selection.text)
        self.period.show_chosen(selection_fields.period(selection) if selection.has_period else "")
        for part in self._parts:
            self.drops[part.name].show_chosen(part.told(selection))
        self._show_chips()

    def _active(self) -> list[tuple[str, Callable[[], object], str]]:
        """What each chip tells, what takes it away, and what more is to be said of it."""
        session, selection = self._session, self._session.selection
        remove = _("Press Delete or Enter to take it away.")

        def without(**changed: Any) -> Callable[[], object]:
            return lambda: session.select(replace(session.selection, **changed))

        found: list[tuple[str, Callable[[], object], str]] = []
        if selection.text:
            found.append((f"“{selection.text}”", without(text=""), remove))
        if selection.has_period:
            found.append(
                (selection_fields.period(selection), without(first=None, last=None), remove)
            )
        for part in self._parts:
            if told := part.told(selection):
                found.append((told, without(**{part.name: ()}), f"{part.title}: {told}"))
        if session.flag_filter is not None:
            told = _("{reason}, table only").format(
                reason=selection_fields.waiting(session.flag_filter)
            )
            about = _("Only the table is narrowed to these; charts and page are not.")
            found.append((told, lambda: session.filter_by_flag(None), about))
        return found

    def _show_chips(self) -> None:
        """One chip for each active part; the keyboard stays where it was as they come and go."""
        active = self._active()
        had = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        if [told for told, _remove, _about in active] == [chip.label for chip in self.chips]:
            return
        widgets.emptied(self._chips)
        for told, remove, about in active:
            self._chips.addWidget(Chip(told, remove, about))
        if active:
            self._chips.addWidget(widgets.button(_("Clear all"), self.clear, kind="link"))
        self._chips.addStretch(1)
        self._below.setVisible(bool(active))
        self._fit_chips()
        if had is not None:
            left = self.chips
            (left[min(had, len(left) - 1)] if left else self.text).setFocus()

    def _fit_chips(self) -> None:
        """Shorten the longest until all stand in one line."""
        chips = self.chips
        room, cap = self.width() - 140 - 6 * len(chips), _CHIP[1]
        wanted = [chip.natural for chip in chips]
        while cap > _CHIP[0] and sum(min(cap, width) for width in wanted) > room:
            cap -= 4
        for chip in chips:
            chip.fit(cap)


COMMANDS = (
    Command[SelectionBar](
        "select-everything",
        N_("Select everything again"),
        lambda bar: bar.clear(),
        ("Escape",),
        About.SELECTION,
        anywhere="Ctrl+Shift+L",
    ),
)
