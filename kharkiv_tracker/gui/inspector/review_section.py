"""Grade and review state: each with its definition and a list of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker import codebook, labels
from kharkiv_tracker.analysis import grade_suggestion
from kharkiv_tracker.analysis.grade_suggestion import Suggestion
from kharkiv_tracker.domain.counting_rule import Grounds
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.popups import DropButton, Popup
from kharkiv_tracker.i18n import _

_Value = Grade | ReviewState | None
#: The bar that scrolls on a low screen, and what is kept free above and below.
_BAR, _FRAME = 10, 24
_WIDTH, _STEPS = 320, {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Box(QWidget):
    """Grade or review state: a button with its word, its definition, and a popup of all values."""

    def __init__(
        self,
        name: str,
        now: _Value,
        none: str,
        options: Sequence[_Value],
        choose: Callable[[_Value], object] | None,
        width: int,
        titled: int,
    ) -> None:
        super().__init__()
        self.button = DropButton(none, _word(now, none), self._popup)
        self.button.setText(_word(now, none))
        self.button.setProperty("box", True)
        self.button.setAccessibleName(f"{name}: {_word(now, none)}")
        self.button.setAccessibleDescription(definition(now))
        self.button.setMinimumWidth(width)
        self.button.setEnabled(choose is not None)
        self.defined = widgets.wrapped(definition(now), "quiet", 9)
        self._name, self._none, self._now = name, none, now
        self._options, self._choose = options, choose
        title = widgets.text(name, "quiet")
        title.setMinimumWidth(titled)
        line = widgets.row(title, 10, self.button, -1)
        self.setLayout(widgets.column(line, 3, self.defined, margins=(14, 3, 0, 5)))

    def _popup(self) -> Popup:
        assert self._choose is not None  # noqa: S101 - else the button is idle
        return _Choices(self.button, self._name, self._none, self._options, self._now, self._choose)


def boxes(
    incident: Incident,
    set_grade: Callable[[Grade | None], object],
    set_state: Callable[[ReviewState], object],
) -> list[Box]:
    """Grade and review state of an incident; a withdrawn one has to be reinstated first."""
    withdrawn = incident.state is ReviewState.WITHDRAWN
    states = [state for state in ReviewState if state is not ReviewState.WITHDRAWN]
    metrics = widgets.text("").fontMetrics()
    widest = max(
        metrics.horizontalAdvance(_word(now, _("not graded")))
        for now in (incident.grade, incident.state)
    )
    names = _("Grade"), _("Review")
    titled = max(metrics.horizontalAdvance(name) for name in names)
    return [
        Box(
            names[0],
            incident.grade,
            _("not graded"),
            [*Grade, None],
            None if withdrawn else lambda word: set_grade(Grade(word) if word else None),
            widest + 36,
            titled,
        ),
        Box(
            names[1],
            incident.state,
            "",
            states,
            None if withdrawn else lambda word: set_state(ReviewState(word or "")),
            widest + 36,
            titled,
        ),
    ]


def section(incident: Incident, grounds: Grounds, host: CaseHost, edited: str = "") -> Section:
    """Both boxes, the suggested grade if it differs, and what was edited since approval."""
    code = incident.code
    both = boxes(
        incident,
        lambda grade: host.edits.set_grade(code, grade),
        lambda state: host.edits.set_state(code, state),
    )
    lines: list[QWidget] = [both[0]]
    reports = grounds.offices.settled(grounds.reports)
    suggested = grade_suggestion.suggest(reports, grounds.offices)
    if incident.counts_in_totals and suggested.grade not in (None, incident.grade):
        lines.append(_suggestion(suggested, lambda: host.edits.set_grade(code, suggested.grade)))
    lines.append(both[1])
    if edited:
        note = widgets.wrapped(edited, "quiet", 9)
        lines.append(widgets.holding(widgets.column(note, margins=(14, 0, 0, 4))))
    return Section("review", _("Grade and review"), lines)


def _suggestion(suggested: Suggestion, accept: Callable[[], object]) -> QWidget:
    grade = labels.word(suggested.grade) if suggested.grade else ""
    text = _("Suggested: {grade} ({because}).").format(
        grade=grade, because=labels.word(suggested.basis)
    )
    button = widgets.small_button(_("Accept"), accept)
    button.setAccessibleDescription(text)
    line = widgets.row(14, widgets.wrapped(text, "quiet", 9), 8, button, margins=(0, 2, 0, 4))
    line.setStretch(1, 1)
    return widgets.holding(line)


def definition(value: Grade | ReviewState | None) -> str:
    """What a grade or a review state means."""
    if value is None:
        return _("Not yet graded.")
    return codebook.definition(value)


class _Choices(Popup):
    """Every value with its definition; the arrows move, Enter chooses."""

    def __init__(
        self,
        owner: QWidget,
        name: str,
        none: str,
        options: Sequence[_Value],
        now: _Value,
        choose: Callable[[_Value], object],
    ) -> None:
        super().__init__(owner, name, _WIDTH)
        self._now = now
        self._choose = choose
        self.options = [_Option(value, _word(value, none), value == now) for value in options]
        for option in self.options:
            option.clicked.connect(lambda _on=False, value=option.value: self._set_value(value))
            option.stepped.connect(self._step)
        inner = widgets.holding(widgets.column(*self.options))
        self._scroll = widgets.scrolling(inner, name)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(widgets.column(self._scroll, margins=(4, 4, 4, 4)))
        self.setFixedWidth(theme.px(_WIDTH) + _BAR)
        high = sum(option.sizeHint().height() for option in self.options) + 2
        self._scroll.setFixedHeight(min(high, self.screen().availableSize().height() - _FRAME))

    def begin(self) -> None:
        selected = [option for option in self.options if option.value == self._now]
        self._point_at((selected or self.options)[0])

    def _point_at(self, option: QWidget) -> None:
        option.setFocus()
        self._scroll.ensureWidgetVisible(option, 0, 0)

    def _step(self, step: int) -> None:
        index = next((n for n, option in enumerate(self.options) if option.hasFocus()), 0)
        self._point_at(self.options[max(0, min(index + step, len(self.options) - 1))])

    def _set_value(self, value: _Value) -> None:
        self.close()
        if value != self._now:
            self._choose(value)


class _Option(QPushButton):
    """A word and its definition below it."""

    #: An arrow was pressed; the list that scrolls around it would keep the key for itself.
    stepped = Signal(int)

    def __init__(self, value: _Value, text: str, now: bool) -> None:
        super().__init__()
        self.value = value
        self.setAutoDefault(False)
        self.setProperty("choice", True)
        self.setAccessibleName(text)
        self.setAccessibleDescription(definition(value))
        word = widgets.text(text, bold=now)
        meaning = widgets.wrapped(definition(value), "quiet", 9)
        for label in (word, meaning):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(widgets.column(word, meaning, margins=(8, 5, 8, 5)))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH) - 12, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._high())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif step := _STEPS.get(Qt.Key(event.key()), 0):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def _high(self) -> int:
        inner = self.layout()
        return inner.totalHeightForWidth(theme.px(_WIDTH) - 12) if inner else theme.row_height()


def _word(value: _Value, none: str) -> str:
    return labels.word(value) if value else none
