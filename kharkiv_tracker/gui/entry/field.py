"""One field: what it is called, where one types, and under it what was understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.readings import Reading

#: An error waits until the typing rests, since everything half typed is wrong.
_REST = 700


class Field(QWidget):
    """A line, or a quote of several, with its echo. `read` turns the text into a Reading."""

    edited = Signal()
    entered = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        read: Callable[[str], Reading],
        hint: str = "",
        echoes: bool = True,
        lines: int = 1,
    ) -> None:
        super().__init__()
        self.name = name
        self._read = read
        self._echoes = echoes
        self._box: QLineEdit | QPlainTextEdit = _Line(self) if lines == 1 else _Lines(self, lines)
        self._box.setPlaceholderText(hint)
        title = widgets.text(label, "quiet")
        title.setBuddy(self._box)
        self._box.setAccessibleName(label)
        self._echo = widgets.wrapped("", "echo", 9)
        self._echo.setMinimumHeight(16)
        self.setLayout(widgets.column(title, 3, self._box, 2, self._echo))
        # Not before it has a parent: a label alone would open as a window.
        self._echo.setVisible(echoes)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.check)
        self._box.textChanged.connect(self._typed)
        self._box.installEventFilter(self)
        widgets.leave_keys_to_menu(self._box)

    @property
    def box(self) -> QLineEdit | QPlainTextEdit:
        return self._box

    def text(self) -> str:
        if isinstance(self._box, QLineEdit):
            return self._box.text()
        return self._box.toPlainText()

    def set_text(self, text: str) -> None:
        if isinstance(self._box, QLineEdit):
            self._box.setText(text)
            self._box.home(False)
        else:
            self._box.setPlainText(text)

    def set_reader(self, read: Callable[[str], Reading]) -> None:
        self._read = read
        self._tell()

    def check(self) -> bool:
        """Say what is wrong with the text, if anything is; a field left blank is never scolded."""
        self._rest.stop()
        return self._tell() is None

    def refuse(self, sentence: str) -> None:
        """Show why the text cannot be taken."""
        self._rest.stop()
        self._show(sentence, wrong=True)

    def complete_from(self, names: Iterable[str]) -> None:
        """Offer these while typing."""
        if not isinstance(self._box, QLineEdit):
            return
        completer = QCompleter(sorted(set(filter(None, names))), self._box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._box.setCompleter(completer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        refusal = self._tell(quietly=True)
        self._rest.stop()
        if refusal:
            self._rest.start()
        self.edited.emit()

    def _tell(self, quietly: bool = False) -> Refused | None:
        try:
            reading = self._read(self.text()) if self.text().strip() else Reading("")
        except Refused as refusal:
            self._show("" if quietly else refusal.sentence, wrong=not quietly)
            return refusal
        self._show(reading.words, wrong=False)
        return None

    def _show(self, said: str, wrong: bool) -> None:
        self._echo.setText(said)
        self._echo.setVisible(self._echoes or bool(said))
        self._box.setAccessibleDescription(said)
        widgets.restyle(self._echo, "wrong", wrong)
        widgets.restyle(self._box, "wrong", wrong)


class _Line(QLineEdit):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.editingFinished.connect(field.check)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A long name is shown from its beginning, unless a list of completions is open over it.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.home(False)


class _Lines(QPlainTextEdit):
    """A quote: Tab leaves it, as it leaves every field."""

    def __init__(self, field: Field, lines: int) -> None:
        super().__init__(field)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)
