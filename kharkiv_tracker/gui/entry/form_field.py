"""One field: label, text box, and below them the value read from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry.answer_list import Answers
from kharkiv_tracker.gui.entry.text_box import Line, Lines
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.name_completion import Names
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading

#: An error or a question waits until the typing rests, since everything half typed is wrong.
_REST = 700
_SENTENCE = re.compile(r"(?<=[.!?]) ")


class Field(QWidget):
    """A line, or a quote of several, with its echo. `read` gives what the text comes to.

    What that asks is shown below, each answer with its number. `prefilled` is text from the case,
    not typed; `carried` is text kept by a pin.
    """

    edited = Signal()
    entered = Signal()
    confirmed = Signal()
    went_down = Signal()
    went_up = Signal()
    left = Signal()
    window_left = Signal()
    #: A question was answered by this reading.
    answered = Signal(object)

    def __init__(
        self,
        name: str,
        label: str,
        read: Callable[[str], Outcome],
        hint: str = "",
        echoes: bool = False,
        lines: int = 1,
        pins: bool = False,
        several: bool = False,
        leading: bool = False,
    ) -> None:
        super().__init__()
        self.name, self.label = name, label
        self.pins, self.pinned = pins, False
        self.prefilled, self.carried = False, ""
        #: Whether Tab goes past it, as seldom something is typed; Up comes to it.
        self.passed_over = False
        #: In a row with another field: of a long error only the first sentence is shown.
        self.narrow = False
        #: Whether it asks while text is typed, as its answers can be given half way.
        self.asks_at_once = leading
        self._read, self._recorded = read, ""
        self._echoes = echoes
        self._box: Line | Lines = Line(self) if lines == 1 else Lines(self, lines)
        self._box.setPlaceholderText(hint)
        self._box.setAccessibleName(label)
        title = widgets.text(label, "quiet")
        title.setBuddy(self._box)
        # Elided, so that its field does not get wider than the next one.
        self._mark = widgets.Elided("", "echo", 9)
        self._echo = widgets.wrapped("", "echo", 9)
        self._echo.setMinimumHeight(theme.px(15))
        self._caution = widgets.wrapped("", "attention", 9)
        self.answers = Answers()
        self.answers.chosen.connect(self._answer)
        self._echo_text = self._proposal = ""
        self._lines: str | None = None
        #: Whether a question waits until the typing rests.
        self._waits = False
        self.parts = widgets.column(
            *(widgets.row(title, 6, -1, self._mark), 3, self._box, 2),
            *(self._echo, self.answers, self._caution),
        )
        self.setLayout(self.parts)
        # Not before they have a parent: a label alone would open as a window.
        self._echo.setVisible(echoes)
        self._caution.hide()
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self._check_at_rest)
        self._box.textChanged.connect(self._typed)
        self._box.left.connect(self._leave)
        self._box.window_left.connect(self.window_left)
        self._box.went_up.connect(self.went_up)
        if isinstance(self._box, Line):
            self._box.several, self._box.leading = several, leading
            self._box.confirmed.connect(self._confirm)
            self._box.went_down.connect(self._go_down)
            self._box.listed.connect(self.open_list)
            self._box.proposed.connect(self._propose)
            self._box.textEdited.connect(lambda _text: setattr(self, "prefilled", False))
        self._box.installEventFilter(self)
        widgets.leave_keys_to_menu(self._box)

    @property
    def box(self) -> Line | Lines:
        return self._box

    @property
    def is_touched(self) -> bool:
        """Whether it holds text typed since the form was cleared."""
        text = self.text().strip()
        return bool(text) and text != self.carried and not self.prefilled

    def text(self) -> str:
        if isinstance(self._box, Line):
            return self._box.text()
        # A long quote is asked for again and again while others are typed.
        if self._lines is None:
            self._lines = self._box.text()
        return self._lines

    def set_text(self, text: str) -> None:
        self.prefilled = False
        if isinstance(self._box, Line):
            self._box.setText(text)
            self._box.home(False)
        else:
            self._box.setPlainText(text)

    def replace_text(self, text: str) -> None:
        """Type a text in place of another, which undo brings back."""
        self.prefilled = False
        if isinstance(self._box, Line):
            self._box.selectAll()
            self._box.insert(text)
        else:
            self.set_text(text)

    def fill(self, text: str) -> None:
        """Prefill a text from the case, never over typed or pinned text."""
        typed = self.text().strip()
        own = typed and not self.prefilled and typed != self.carried
        if self.pinned or own or self.text() == text:
            return
        self.set_text(text)
        self.prefilled = bool(text)

    def carry(self, text: str) -> None:
        """Keep a text of the last entry, to be passed or typed over."""
        self.set_text(text)
        self.carried = text.strip()
        self._refresh_pin(self._box.hasFocus())

    def start_next(self) -> None:
        """Empty it for the next entry, unless it is pinned."""
        self.carried = self.text().strip() if self.pinned else ""
        if not self.pinned:
            self.set_text("")
        self._refresh_pin(self._box.hasFocus())

    def toggle_pin(self) -> None:
        if self.pins:
            self.set_pinned(not self.pinned)
            self.edited.emit()

    def set_pinned(self, pinned: bool) -> None:
        self.pinned = pinned
        if not pinned:
            self.carried = ""
        self._refresh_pin(self._box.hasFocus())

    @property
    def question(self) -> Question | None:
        """What its text asks, as it is read now; None where it asks nothing."""
        try:
            outcome = self._outcome()
        except Refused:
            return None
        return outcome if isinstance(outcome, Question) else None

    def keep_recorded(self, text: str) -> None:
        """Neither refuse nor ask what is recorded already: it need not be as one would type it."""
        self._recorded = text
        self._refresh_echo()

    def set_reader(self, read: Callable[[str], Outcome]) -> None:
        self._read = read
        self._refresh_echo()

    def set_names(self, names: Names | Iterable[str]) -> None:
        """Complete what is typed from these, the likeliest first; Down lists them."""
        if isinstance(self._box, Line):
            self._box.names = names if isinstance(names, Names) else Names(names)
            self._box.show_arrow(bool(self._box.names))

    def open_list(self) -> None:
        """List the names that can be typed, if there are any."""
        if isinstance(self._box, Line):
            self._box.open_list()

    def _go_down(self) -> None:
        """Down opens the list, unless a question or an offer may be meant."""
        box = self._box
        if self.answers.question or not isinstance(box, Line) or box.leading or not box.names:
            self.went_down.emit()
        else:
            self.open_list()

    def check(self) -> bool:
        """Show the error or the question of the text, if any; whether it has no error."""
        self._rest_timer.stop()
        return self._refresh_echo()

    def refuse(self, sentence: str) -> None:
        """Show why the text is refused."""
        self._rest_timer.stop()
        self._show_echo(sentence, wrong=True)

    def caution(self, sentence: str) -> None:
        """Show a warning that does not block saving."""
        if sentence != self._caution.text():
            self._caution.setText(sentence)
            self._caution.setVisible(bool(sentence))
            self._describe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._refresh_pin(True)
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self._refresh_pin(False)
        self.check()
        room, text = self._box.width() - 20, self.text()
        cut = isinstance(self._box, Line) and self._box.fontMetrics().horizontalAdvance(text) > room
        self._box.setToolTip(widgets.tooltip(text) if cut else "")
        self.left.emit()

    def _check_at_rest(self) -> None:
        """Typing rests: show an error or a question, unless a completion is offered."""
        if not self._proposal:
            self.check()

    def _confirm(self) -> None:
        """Enter: what waits to be asked is asked first, as nothing unseen is answered."""
        if self._waits:
            self.check()
        else:
            self.confirmed.emit()

    def _answer(self, number: int) -> None:
        if self.answers.question:
            self.answered.emit(self.answers.question.answers[number])

    def _refresh_pin(self, has_focus: bool) -> None:
        if not self.pins:
            return
        kept = bool(self.carried) and self.text().strip() == self.carried
        mark = _("pinned") if self.pinned else _("kept") if kept else ""
        self._mark.setText(mark or (_("Alt+P: pin") if has_focus else ""))
        widgets.restyle(self._mark, "pinned", self.pinned)
        self._describe()

    def _propose(self, text: str) -> None:
        self._proposal = _("Tab: {name}").format(name=text) if text else ""
        self._describe()

    def _typed(self) -> None:
        self._lines = None
        if self.carried:
            self._refresh_pin(self._box.hasFocus())
        self._rest_timer.stop()
        if not self._refresh_echo(quietly=True) or self._waits:
            self._rest_timer.start()
        self.edited.emit()

    def _refresh_echo(self, quietly: bool = False) -> bool:
        """Show what the text comes to; False where it is refused."""
        self._waits = False
        try:
            outcome = self._outcome()
        except Refused as refusal:
            self.answers.ask(None)
            self._show_echo("" if quietly else refusal.sentence, wrong=not quietly)
            return False
        if isinstance(outcome, Question):
            self._waits = quietly and not self.asks_at_once
            self.answers.ask(None if self._waits else outcome, self._box)
            self._show_echo("" if self._waits else _asked(outcome), wrong=False)
        else:
            self.answers.ask(None)
            self._show_echo(outcome.words, wrong=False)
        return True

    def _outcome(self) -> Outcome:
        """What the text comes to; Refused where that is nothing."""
        text = self.text()
        if not text.strip():
            return Reading({})
        try:
            outcome = self._read(text)
        except Refused:
            if text == self._recorded:
                return Reading({})
            raise
        asks_again = isinstance(outcome, Question) and text == self._recorded
        return Reading({}) if asks_again else outcome

    def _show_echo(self, text: str, wrong: bool) -> None:
        self._echo_text = text
        line = _SENTENCE.split(text, maxsplit=1)[0] if wrong and self.narrow else text
        self._echo.setText(line)
        self._echo.setToolTip(widgets.tooltip(text) if line != text else "")
        self._echo.setVisible(self._echoes or bool(text))
        self._describe()
        widgets.restyle(self._echo, "wrong", wrong)
        widgets.restyle(self._box, "wrong", wrong)

    def _describe(self) -> None:
        """Set the description that a screen reader reads after the name."""
        texts = (self._echo_text, self._caution.text(), self._proposal)
        pin_texts = (_("pinned"),) if self.pinned else ()
        self._box.setAccessibleDescription("; ".join(text for text in (*texts, *pin_texts) if text))


def _asked(question: Question) -> str:
    """What is asked, and with which keys it is answered."""
    return _("{question}  Alt+1…{last}").format(question=question.words, last=len(question.answers))
