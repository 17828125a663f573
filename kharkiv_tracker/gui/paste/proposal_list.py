"""The proposals of a text, one below the other: the keyboard goes through them and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.paste.proposal_card import ProposalCard
from kharkiv_tracker.gui.paste.proposal_check import ProposalCheck
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry
from kharkiv_tracker.i18n import _, ngettext

#: Of more than these only the current one is open; of more than those the rest is only counted.
_OPEN, _MOST = 8, 200
_STEPS = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}


class ProposalList(QWidget):
    """`pointed` says which row of which entry has the keyboard."""

    pointed = Signal(object, str)
    #: A text, an answer or a decision is another.
    changed = Signal()
    #: All that can be decided is decided.
    finished = Signal()
    head_needed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ProposalCard] = []
        self._current: ProposalCard | None = None
        self._lines = widgets.column()
        self._lines.setSpacing(theme.px(8))
        self._note = widgets.wrapped("", "quiet")
        inner = widgets.holding(widgets.column(self._lines, self._note, -1, margins=(0, 0, 8, 0)))
        self._scroll = widgets.scrolling(inner, _("Proposals"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(widgets.column(self._scroll))

    @property
    def current(self) -> ProposalCard | None:
        """The card that has the keyboard, or had it last."""
        return self._current if self._current in self.cards else None

    @property
    def _place(self) -> int:
        """The place of the current card; -1 without one."""
        return self.cards.index(self.current) if self.current else -1

    def show_entries(self, entries: Sequence[ProposedEntry], check: ProposalCheck) -> None:
        """Show these in place of others."""
        widgets.emptied(self._lines)
        self.cards, self._current = [], None
        for entry in entries[:_MOST]:
            self._add(ProposalCard(entry, check))
        left = len(entries) - len(self.cards)
        self._note.setText(_note(left, bool(entries)))
        self._note.setVisible(left > 0 or not entries)
        self._arrange()

    def add(self, entry: ProposedEntry, check: ProposalCheck) -> None:
        """Add a proposal of one's own after the current one, and go there."""
        card = ProposalCard(entry, check)
        self._add(card, self._place + 1 if self.current else None)
        self._note.hide()
        self._arrange()
        card.begin()
        self.changed.emit()

    def refresh(self) -> None:
        """Check all that is shown again: the case or the document is another."""
        for card in self.cards:
            if not card.is_folded:
                card.refresh()

    def begin(self) -> bool:
        """Go to the first open proposal, from the current one on; False where none is open."""
        place = max(0, self._place)
        for card in (*self.cards[place:], *self.cards[:place]):
            if card.is_open:
                self._enter(card)
                return True
        return False

    def confirm_all(self) -> bool:
        """Confirm all open ones from the first; False where one has to be looked at."""
        for card in self.cards:
            if card.is_open:
                card.fold(False)
                if not card.confirm():
                    return False
        return True

    def card_of(self, entry: ProposedEntry) -> ProposalCard | None:
        """The card of an entry."""
        return next((card for card in self.cards if card.entry is entry), None)

    def with_decision(self, decision: Decision) -> list[ProposalCard]:
        """The cards of this decision."""
        return [card for card in self.cards if card.entry.decision is decision]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab go through what is asked and all rows, then out of the list."""
        return self._step(forward) or bool(super().focusNextPrevChild(forward))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = _STEPS.get(Qt.Key(event.key()))
        if forward is None or event.modifiers() or not self._step(forward):
            super().keyPressEvent(event)

    def _step(self, forward: bool) -> bool:
        stops = [stop for card in self.cards for stop in card.stops]
        here = next((n for n, stop in enumerate(stops) if stop.hasFocus()), None)
        if here is None:
            return False
        place = here + (1 if forward else -1)
        if not 0 <= place < len(stops):
            return False
        reason = Qt.FocusReason
        stops[place].setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        return True

    def _add(self, card: ProposalCard, place: int | None = None) -> None:
        at = len(self.cards) if place is None else place
        self.cards.insert(at, card)
        self._lines.insertWidget(at, card)
        # At once, as the keyboard comes to it.
        card.show()
        card.pointed.connect(partial(self._point_at, card))
        card.changed.connect(self.changed)
        card.decided.connect(partial(self._go_on, card))
        card.head_needed.connect(self.head_needed)
        card.questions.entered.connect(partial(self._point_at, card, ""))

    def _arrange(self) -> None:
        """Fold what there are too many of."""
        are_many = len(self.cards) > _OPEN
        for card in self.cards:
            card.fold(are_many and card is not self._current)

    def _enter(self, card: ProposalCard) -> None:
        self._make_current(card)
        card.fold(False)
        card.begin()

    def _go_on(self, card: ProposalCard) -> None:
        """After a decision go to the next open proposal; what was taken back is gone into."""
        if card.is_open:
            self._enter(card)
            return
        self._make_current(card)
        if not self.begin():
            self.finished.emit()

    def _make_current(self, card: ProposalCard) -> None:
        before, self._current = self.current, card
        if before is card:
            return
        for each in (before, card):
            if each:
                widgets.restyle(each, "current", each is card)
        if before and len(self.cards) > _OPEN:
            before.fold(True)

    def _bring_into_view(self, card: ProposalCard, widget: QWidget) -> None:
        """Show a part of a card, with its title where there is room."""
        self._scroll.ensureVisible(0, card.y(), 0, 0)
        self._scroll.ensureWidgetVisible(widget, 0, 12)

    def _point_at(self, card: ProposalCard, name: str, part: QWidget | None = None) -> None:
        """The keyboard came to a row of this card, or to a question or folded card of it."""
        self._make_current(card)
        if card.is_open and card.is_folded:
            self._enter(card)
            return
        widget = part or QApplication.focusWidget()
        if widget is not None:
            # After the layout has changed.
            QTimer.singleShot(0, widget, partial(self._bring_into_view, card, widget))
        self.pointed.emit(card.entry, name)


def _note(left: int, has_entries: bool) -> str:
    """What is said below the cards."""
    if not has_entries:
        return _(
            "No report was found in this text. To enter one, mark its words at the left and "
            "press Ctrl+L."
        )
    return ngettext(
        "{n} more proposal is not shown. Paste the text in parts.",
        "{n} more proposals are not shown. Paste the text in parts.",
        left,
    ).format(n=left)
