"""One field of a proposal: its text behind its colour, and below it what is wrong or odd."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.text_box import Line
from kharkiv_tracker.gui.paste import field_colour

_LABEL = 104


class ProposalRow(QWidget):
    """F2 or typing changes the text in a field as in the form; Escape gives the former back.

    `make` gives that field; None where the text cannot be typed. Backspace takes the text out.
    """

    entered = Signal()
    #: Another text was typed.
    changed = Signal(str)
    #: A question about the typed text was answered by this reading.
    answered = Signal(object)

    def __init__(self, name: str, label: str, make: Callable[[], Field] | None) -> None:
        super().__init__()
        self.name, self.label, self._make = name, label, make
        self.field: Field | None = None
        self._text = self._before = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = widgets.wrapped(label, "quiet", 9)
        title.setFixedWidth(theme.px(_LABEL))
        self._value = widgets.wrapped()
        self._value.setTextFormat(Qt.TextFormat.RichText)
        self._echo = widgets.wrapped("", "echo", 9)
        for part in (title, self._value, self._echo):
            part.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for part in (title, self._echo):
            # In the line of the larger text beside it.
            part.setContentsMargins(0, theme.px(1), 0, 0)
        self._note = widgets.wrapped("", "attention", 9)
        line = widgets.row(title, 8, self._value, 8, self._echo)
        line.setStretch(2, 3)
        line.setStretch(4, 2)
        self._line = widgets.holding(line)
        self._column = widgets.column(self._line, self._note, margins=(6, 2, 6, 2))
        self.setLayout(self._column)
        self._echo.hide()
        self._note.hide()

    @property
    def text(self) -> str:
        return self._text

    @property
    def stop(self) -> QWidget:
        """What takes the keyboard."""
        return self.field.box if self.field else self

    def show_value(self, text: str, reading: str, note: str) -> None:
        """Show a text, what it comes to, and what is wrong or odd about it."""
        self._text = text
        self._value.setText(self._coloured())
        is_same = fold(reading) == fold(text)
        self._echo.setText("" if is_same else reading)
        self._echo.setVisible(bool(reading) and not is_same)
        self._note.setText(note)
        self._note.setVisible(bool(note) and self.field is None)
        self.setAccessibleName(f"{self.label}: {text}")
        self.setAccessibleDescription("; ".join(filter(None, (reading, note))))

    def edit(self, text: str | None = None) -> None:
        """Type another text; with `text`, begin with that in place of the present one."""
        if self.field or self._make is None:
            return
        self.field = field = self._make()
        field.set_text(self._text)
        self._column.insertWidget(0, field)
        self._line.hide()
        self._note.hide()
        field.confirmed.connect(self._finish)
        field.left.connect(self.leave)
        field.answered.connect(self._answer)
        for number in range(1, 10):
            widgets.shortcut(field, f"Alt+{number}", partial(field.answers.accept, number))
        field.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field.box, Line):
            field.box.selectAll()
            if text is not None:
                field.box.insert(text)
        field.show()

    def leave(self) -> None:
        """Take what is typed, if anything is."""
        if self.field is None:
            return
        text = self.field.text().strip()
        self._close()
        if text != self._text:
            self.changed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.field:
            if key is Qt.Key.Key_Escape:
                self._give_up()
            else:
                super().keyPressEvent(event)
        elif key is Qt.Key.Key_F2 and not held:
            self.edit()
        elif key is Qt.Key.Key_Backspace and not held:
            self._take_out()
        elif self._types(event):
            self.edit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._value.setText(self._coloured())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)

    def _coloured(self) -> str:
        if not self._text:
            return "–"
        colour = field_colour.behind(self.name).name()
        text = escape(self._text).replace("\n", "<br>")
        return f'<span style="background-color: {colour}">\u200a{text}\u200a</span>'

    def _types(self, event: QKeyEvent) -> bool:
        """Whether a key is the beginning of another text."""
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        text = event.text()
        return self._make is not None and not held and text.isprintable() and bool(text.strip())

    def _take_out(self) -> None:
        """Leave it blank; the same again gives the text back."""
        if self._text:
            self._before, text = self._text, ""
        else:
            text = self._before
        self.changed.emit(text)

    def _finish(self) -> None:
        self.leave()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        if self.field:
            self.field.set_text(self._text)
            self._finish()

    def _answer(self, reading: object) -> None:
        self._close()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(reading)

    def _close(self) -> None:
        """Show the text again in place of the field."""
        if field := self.field:
            # It tells once more that it is left when it goes.
            self.field = None
            field.hide()
            field.deleteLater()
            self._line.show()
            self._note.setVisible(bool(self._note.text()))
