"""A form of the entry panel: fields in the order of typing, rare ones under More."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kharkiv_tracker.gui import focus_chain, widgets
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.passage_field import PassageField
from kharkiv_tracker.gui.entry.text_box import Line
from kharkiv_tracker.gui.entry.tick import Tick
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.intake.outcome import Context, Reading

_GAP = 6
AnyField = Field | Tick | PassageField
Rows = Sequence[Sequence[AnyField]]


class Form(QWidget):
    """Fields by name. `context` is asked whenever one of them is read."""

    edited = Signal()
    more_toggled = Signal()

    def __init__(self, name: str, rows: Rows, rarer: Rows, context: Callable[[], Context]) -> None:
        super().__init__()
        self.name, self.context = name, context
        #: Whether it is typed only to remark on the victims of an incident.
        self.is_remark = False
        self.fields: dict[str, AnyField] = {}
        self._rows: list[tuple[QWidget, Sequence[AnyField]]] = []
        self._folds: dict[str, frozenset[str]] = {}
        layout = widgets.column()
        self._add(layout, rows)
        self._rarer = frozenset(field.name for row in rarer for field in row)
        self.more = widgets.button("", self.toggle_more, kind="link")
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        inner = widgets.column(4)
        self._add(inner, rarer)
        self._rarer_box = widgets.holding(inner)
        layout.addWidget(self._rarer_box)
        self._rarer_box.hide()
        layout.addStretch()
        self.setLayout(layout)
        self._order(rows, rarer)
        self._refresh_more()

    def is_rare(self, name: str) -> bool:
        """Whether a field is under More."""
        return name in self._rarer

    @property
    def in_use(self) -> list[AnyField]:
        """The fields that are saved."""
        folded = self._folded
        return [field for name, field in self.fields.items() if name not in folded]

    @property
    def _folded(self) -> frozenset[str]:
        return frozenset().union(*self._folds.values())

    @property
    def shows_more(self) -> bool:
        return not self._rarer_box.isHidden()

    def text_field(self, name: str) -> Field:
        field = self.fields[name]
        assert isinstance(field, Field)  # noqa: S101 - the names are ours
        return field

    def texts(self) -> dict[str, str]:
        return {name: field.text() for name, field in self.fields.items()}

    @property
    def pinned(self) -> tuple[str, ...]:
        """The names of the fields whose values stay for the next entry."""
        return tuple(name for name, field in self.fields.items() if field.pinned)

    def restore(self, texts: Mapping[str, str], pinned: Iterable[str] = ()) -> None:
        for name in pinned:
            if name in self.fields:
                self.fields[name].set_pinned(True)
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))

    def carry(self) -> None:
        """Take what is in its fields for carried over, not typed."""
        for field in self.fields.values():
            if isinstance(field, Field) and field.text():
                field.carry(field.text())

    def clear(self) -> None:
        """Empty it and let go of the pins."""
        for field in self.fields.values():
            field.set_pinned(False)
        self.restore({})

    def start_next(self) -> None:
        """Clear all fields but pinned ones for the next entry."""
        for field in self.fields.values():
            field.start_next()
        self.show_cautions({})

    def is_blank(self) -> bool:
        return not any(field.is_touched for field in self.fields.values())

    def first_wrong(self) -> AnyField | None:
        """Check every field in use; the first that is not understood, or None."""
        wrong = [field for field in self.in_use if not field.check()]
        return wrong[0] if wrong else None

    @property
    def focused(self) -> AnyField | None:
        """The field that has the keyboard."""
        return next((field for field in self.fields.values() if field.box.hasFocus()), None)

    def present_context(self) -> Context:
        """What its fields are read in now."""
        return self.context()

    @property
    def open_questions(self) -> list[Field]:
        """The fields in use whose text asks something."""
        return [field for field in self.in_use if isinstance(field, Field) and field.question]

    def answer(self, reading: Reading) -> None:
        """Type what an answer means; what it leaves blank becomes blank."""
        for name, text in reading.texts.items():
            if name in self.fields:
                self.fields[name].replace_text(text)

    def show_cautions(self, cautions: Mapping[str, str]) -> None:
        """Show these cautions and hide all others."""
        for name, field in self.fields.items():
            field.caution(cautions.get(name, ""))

    def fold(self, names: Collection[str], why: str = "") -> None:
        """Fold these fields away, in place of those that were for the same reason."""
        if self._folds.get(why, frozenset()) == frozenset(names):
            return
        self._folds[why] = frozenset(names)
        folded = self._folded
        for row, fields in self._rows:
            for field in fields:
                field.setVisible(field.name not in folded)
            row.setVisible(any(field.name not in folded for field in fields))
        self._refresh_more()

    def reveal(self, field: AnyField) -> None:
        """Make sure that a field can be seen, and go there."""
        if field.name in self._rarer and not self.shows_more:
            self.toggle_more()
        field.box.setFocus()

    def show_more(self, visible: bool) -> None:
        self._rarer_box.setVisible(visible)
        self._refresh_more()

    def toggle_more(self) -> None:
        self.show_more(not self.shows_more)
        self.more_toggled.emit()
        if self.shows_more:
            first = next(f for f in self.in_use if f.name in self._rarer)
            first.box.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.more.setFocus()

    def focus_first(self) -> None:
        """Go to the first field that is still to be typed."""
        fields = self.in_use
        first = next((f for f in fields if not _is_skipped(f)), fields[0])
        first.box.setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self, field: AnyField) -> None:
        """Go to the field after this one, as Tab does."""
        passed = self._passed_over()
        after = [other for other in self.in_use if not other.isHidden()]
        after = after[after.index(field) + 1 :] if field in after else []
        if following := next((other for other in after if other not in passed), None):
            following.box.setFocus(Qt.FocusReason.TabFocusReason)

    def go_up(self, field: AnyField) -> None:
        """Go to the field before this one, even one that Tab passes over."""
        visible = [other for other in self.in_use if other.isVisible()]
        place = visible.index(field) if field in visible else 0
        if place:
            visible[place - 1].box.setFocus(Qt.FocusReason.BacktabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab: the same stops in both directions, some fields passed over in both."""
        here = QApplication.focusWidget()
        passed = self._passed_over()
        part = here
        while part is not None:
            part = focus_chain.beside(part, forward)
            if part is None or part is here or not self.isAncestorOf(part):
                break
            if _is_stop(part) and not any(field.isAncestorOf(part) for field in passed):
                reason = Qt.FocusReason
                part.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
                return True
        return bool(super().focusNextPrevChild(forward))

    def _passed_over(self) -> list[AnyField]:
        """Fields that are pinned, prefilled or seldom typed, between others that are not."""
        visible = [field for field in self.in_use if not field.isHidden()]
        common = [field for field in visible if not self.is_rare(field.name)]
        rare = [field for field in visible if self.is_rare(field.name)] if self.shows_more else []
        # More is between the two, and always a stop.
        stops: list[AnyField | None] = [*common, None, *rare]
        stays = [n for n, stop in enumerate(stops) if stop is None or not _is_skipped(stop)]
        return [stop for stop in stops[stays[0] : stays[-1]] if stop and _is_skipped(stop)]

    def pin_here(self) -> None:
        if self.focused:
            self.focused.toggle_pin()

    def _add(self, layout: QVBoxLayout, rows: Rows) -> None:
        for fields in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.setContentsMargins(0, 0, 0, _GAP)
            for field in fields:
                self.fields[field.name] = field
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
                field.edited.connect(self._edited)
                if isinstance(field, Field):
                    field.answered.connect(partial(self._answered, field))
                    field.narrow = len(fields) > 1
                    field.went_up.connect(partial(self.go_up, field))
            row = widgets.holding(line)
            self._rows.append((row, fields))
            layout.addWidget(row)

    def _order(self, rows: Rows, rarer: Rows) -> None:
        """Tab goes through the fields, then to More, then through the rarer ones."""
        boxes: list[QWidget] = [field.box for row in rows for field in row]
        boxes += [self.more, *(field.box for row in rarer for field in row)]
        for first, second in pairwise(boxes):
            QWidget.setTabOrder(first, second)

    def _answered(self, field: Field, reading: Reading) -> None:
        self.answer(reading)
        field.box.setFocus()
        if isinstance(field.box, Line):
            field.box.end(False)

    def _edited(self) -> None:
        self._refresh_more()
        self.edited.emit()

    def _refresh_more(self) -> None:
        filled = sum(bool(f.text()) for f in self.in_use if f.name in self._rarer)
        if self.shows_more:
            text = _("Less  Alt+M")
        elif filled:
            text = ngettext(
                "More: {count} field filled  Alt+M", "More: {count} fields filled  Alt+M", filled
            ).format(count=filled)
        else:
            text = _("More  Alt+M")
        self.more.setText(text)


def _is_skipped(field: AnyField) -> bool:
    return field.passed_over or bool(field.text() and (field.pinned or field.prefilled))


def _is_stop(part: QWidget) -> bool:
    """Whether Tab stops at a widget."""
    policy = part.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and part.isVisible() and part.isEnabled() and not part.focusProxy()
