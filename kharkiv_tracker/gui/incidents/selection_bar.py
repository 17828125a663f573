"""The bar above every view: the selection, and the two most frequent commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import bind_keys, button, short_text
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.popups import Chip, DropButton, Popup, TickPopup
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _

_REST = 150
_SEARCH = (120, 250)
#: Beside the text of the search box: its frame, and the button that clears it.
_FRAME = 44
_CHIP = (96, 280)
_ENTER = named("new-report")
#: The text of a chip, what removes it, and what is said of it.
_Active = tuple[str, Callable[[], object], str]


class SelectionBar(QWidget):
    """The selection applies to every view; Escape or Ctrl+Shift+F clears it."""

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
        self._fields = selection_fields.listed(gazetteer)
        self.text = QLineEdit(clearButtonEnabled=True)
        widgets.set_hint(self.text, _("Code, place, weapon, words"))
        self.text.setAccessibleName(_("Search incidents"))
        self.text.setToolTip(
            widgets.tooltip(
                _(
                    "Searches codes, dates, districts, places, weapons, grades, review states, "
                    "quotes, speakers, sources and names that may be published, in any case and "
                    "either alphabet. Put a phrase in quotation marks."
                )
            )
        )
        # What can be typed is to be read whole, in any language.
        hint = self.text.fontMetrics().horizontalAdvance(self.text.placeholderText())
        self.text.setMinimumWidth(max(_SEARCH[0], min(hint + _FRAME, _SEARCH[1])))
        self.text.setMaximumWidth(theme.px(_SEARCH[1]))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        widgets.leave_keys_to_menu(self.text)
        self.period = DropButton(_("All dates"), _("Dates"), self._period_popup)
        self.drops: dict[str, DropButton] = {}
        for field in self._fields:
            popup = partial(self._ticks, field)
            self.drops[field.name] = DropButton(field.anything, field.title, popup)
        self.saved = DropButton(_("Saved selections"), _("Saved selections"), self._saved_popup)
        self.enter = button(_ENTER, host, main=True)
        self.export = button(named("export-pdf"), host)
        self._chips = QHBoxLayout()
        self._chips.setContentsMargins(16, 0, 16, 8)
        self._chips.setSpacing(6)
        self._below = widgets.holding(self._chips)
        self._below.hide()
        self._lay_out()
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self.take_typed)
        self.text.textEdited.connect(lambda _text: self._rest_timer.start())
        self.text.textChanged.connect(self._cleared_by_its_button)
        self.text.returnPressed.connect(self.take_typed)
        bind_keys(self, COMMANDS, self)
        session.changed.connect(self._follow)
        self._follow(Changes())

    def _period_popup(self) -> Popup:
        from kharkiv_tracker.gui.incidents.selection_popups import PeriodPopup

        return PeriodPopup(self.period, self._session)

    def _saved_popup(self) -> Popup:
        from kharkiv_tracker.gui.incidents.selection_popups import SavedPopup

        return SavedPopup(self.saved, self._session)

    @property
    def chips(self) -> list[Chip]:
        """The chips, in the order of the bar."""
        items = (self._chips.itemAt(number) for number in range(self._chips.count()))
        children = (item.widget() for item in items if item)
        return [widget for widget in children if isinstance(widget, Chip)]

    def choose(self, name: str, values: Sequence[Any]) -> None:
        """Choose these values of a field: `choose("grades", [Grade.FAIR])`."""
        self.take_typed()
        field = next(field for field in self._fields if field.name == name)
        self._session.select(field.with_chosen(self._session.selection, values))

    def clear(self) -> None:
        """Select everything again."""
        self._rest_timer.stop()
        self.text.clear()
        self._session.select_everything()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._fit_chips()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._choices = widgets.holding(self._grid)
        self._put_in_rows(len(self._buttons()))
        self.filters = widgets.button(_("Filters"), self._toggle_choices)
        self.filters.setCheckable(True)
        self.filters.hide()
        self._first = widgets.row(self.text, 8, self._choices, self.filters, 8)
        self._first.setContentsMargins(16, 8, 16, 8)
        self._first.addStretch(1)
        self._first.setStretch(0, 3)
        for action in (self.enter, self.export):
            self._first.addWidget(action)
            self._first.addSpacing(8)
        self._second = widgets.row(-1, margins=(16, 0, 16, 0))
        self.setLayout(widgets.column(self._first, self._second, self._below))
        stops = (self.text, self.filters, *self._buttons(), self.enter, self.export)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _buttons(self) -> list[DropButton]:
        return [self.period, *self.drops.values(), self.saved]

    def _make_room(self) -> None:
        """If the first line is too short, the buttons move to a line below.

        If that is too short as well, they fold to one button and open in as many lines as needed.
        """
        drops = self._buttons()
        wide = sum(drop.sizeHint().width() + 4 for drop in drops)
        actions = sum(action.sizeHint().width() for action in (self.enter, self.export))
        short = self.width() < self.text.minimumWidth() + 64 + wide + actions
        room = self.width() - 32
        folds = wide > room
        widest = max(drop.sizeHint().width() + 4 for drop in drops)
        self._put_in_rows(max(1, room // widest) if folds else len(drops))
        if short and self._first.indexOf(self._choices) >= 0:
            self._first.removeWidget(self._choices)
            self._second.insertWidget(0, self._choices)
        elif not short and self._second.indexOf(self._choices) >= 0:
            self._second.removeWidget(self._choices)
            self._first.insertWidget(2, self._choices)
        self.filters.setVisible(folds)
        # Its key and the menu have it as well.
        self.export.setVisible(not folds)
        self.enter.setText(short_text(_ENTER).partition("  ")[0] if folds else short_text(_ENTER))
        is_open = not folds or self.filters.isChecked()
        self._choices.setVisible(is_open)
        self._second.setContentsMargins(16, 0, 16, 8 if short and is_open else 0)

    def _toggle_choices(self) -> None:
        self._make_room()
        if self.filters.isChecked():
            self.period.setFocus()

    def _put_in_rows(self, columns: int) -> None:
        for number, drop in enumerate(self._buttons()):
            self._grid.addWidget(drop, number // columns, number % columns)

    def _ticks(self, field: selection_fields.SelectionField) -> TickPopup:
        return TickPopup(
            self.drops[field.name],
            field.title,
            field.options,
            lambda: field.chosen(self._session.selection),
            lambda values: self.choose(field.name, values),
        )

    def take_typed(self) -> None:
        """Select by what is typed, without waiting for more."""
        self._rest_timer.stop()
        self._session.select(replace(self._session.selection, text=self.text.text().strip()))

    def _cleared_by_its_button(self, text: str) -> None:
        if not text:
            self._rest_timer.start()

    def _follow(self, _changes: Changes) -> None:
        self.enter.setEnabled(not self._session.case.read_only)
        selection = self._session.selection
        # Text being typed is applied later; only changes from elsewhere are shown.
        if not self._rest_timer.isActive() and self.text.text().strip() != selection.text:
            self.text.setText(selection.text)
        self.period.show_chosen(selection_fields.period(selection) if selection.has_period else "")
        for field in self._fields:
            self.drops[field.name].show_chosen(field.chosen_text(selection))
        self._show_chips()

    def _active(self) -> list[_Active]:
        """Text, removing function and tooltip of each chip."""
        session, selection = self._session, self._session.selection
        remove = _("Press Delete or Enter to remove it.")

        def without(**changed: Any) -> Callable[[], object]:
            return lambda: session.select(replace(session.selection, **changed))

        chips: list[_Active] = []
        if selection.text:
            chips.append((_("“{text}”").format(text=selection.text), without(text=""), remove))
        if selection.has_period:
            chips.append(
                (selection_fields.period(selection), without(first=None, last=None), remove)
            )
        for field in self._fields:
            if text := field.chosen_text(selection):
                chips.append((text, without(**{field.name: ()}), f"{field.title}: {text}"))
        if session.shows_withdrawn:
            about = _("They are in the table, and in no sum, chart or PDF.")
            hide = partial(session.show_withdrawn, False)
            chips.append((_("Withdrawn and merged shown"), hide, about))
        if session.flag_filter is not None:
            reason = selection_fields.waiting(session.flag_filter)
            chips.append(_of_table(reason, lambda: session.filter_by_flag(None)))
        if session.subset is not None:
            show_all = partial(session.filter_by_subset, None)
            chips.append(_of_table(session.subset.name, show_all))
        return chips

    def _show_chips(self) -> None:
        """One chip for each active field; the focus stays where it was."""
        active = self._active()
        had = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        if [text for text, _remove, _about in active] == [chip.label for chip in self.chips]:
            return
        widgets.emptied(self._chips)
        for text, remove, about in active:
            self._chips.addWidget(Chip(text, remove, about))
        if active:
            self._chips.addWidget(widgets.button(_("Clear all"), self.clear, kind="link"))
        self._chips.addStretch(1)
        self._below.setVisible(bool(active))
        self._fit_chips()
        if had is not None:
            left = self.chips
            (left[min(had, len(left) - 1)] if left else self.text).setFocus()

    def _fit_chips(self) -> None:
        """Shorten the longest until all fit in one line."""
        chips = self.chips
        room, cap = self.width() - 140 - 6 * len(chips), _CHIP[1]
        widths = [chip.natural for chip in chips]
        while cap > _CHIP[0] and sum(min(cap, width) for width in widths) > room:
            cap -= 4
        for chip in chips:
            chip.fit(cap)


def _of_table(reason: str, remove: Callable[[], object]) -> _Active:
    """The chip of a filter that the selection does not have."""
    about = _("This filters the table only, not the charts or the PDF.")
    return _("{reason}, table only").format(reason=reason), remove, about


COMMANDS = (
    Command[SelectionBar](
        "select-everything",
        N_("Reset selection"),
        lambda bar: bar.clear(),
        ("Escape",),
        About.SELECTION,
        anywhere="Ctrl+Shift+F",
    ),
)
