"""The fields for a new passphrase: suggested or typed twice, with how strong it is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.secret_line import SecretLine, show_box
from kharkiv_tracker.i18n import N_, _, current
from kharkiv_tracker.passphrases import strength, suggestion
from kharkiv_tracker.passphrases.strength import Strength
from kharkiv_tracker.store import passphrase_text

#: Six words are seen at once.
_WIDTH = 400
_SENTENCES = {
    Strength.WEAK: N_("Weak: a computer can guess it."),
    Strength.FAIR: N_("Fair: many computers together can guess it."),
    Strength.STRONG: N_("Strong: it takes too long to guess, even for many computers."),
}


class StrengthBar(QWidget):
    """A thin bar as long as a passphrase is strong; the sentence below says it in words."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setFixedHeight(theme.px(4))
        self.setAccessibleName(_("Strength"))

    def set_share(self, share: float) -> None:
        """How far it is to a strong passphrase, 1 for one."""
        self.share = min(1.0, share)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, room = theme.colours(), self.rect()
        painter = QPainter(self)
        painter.fillRect(room, QColor(colours.hairline))
        room.setWidth(round(room.width() * self.share))
        painter.fillRect(room, QColor(colours.quiet))


class NewPassphrase(QWidget):
    """A new passphrase; what is typed by hand has to be repeated, what is suggested is shown."""

    changed = Signal()

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__()
        self._known, self._suggestion = tuple(known), ""
        self.line = SecretLine(_("New passphrase"))
        self.line.setMinimumWidth(theme.px(_WIDTH))
        self.second = SecretLine(_("Repeat passphrase"))
        self.show_box = show_box(self.line, self.second)
        self.suggest_button = widgets.button(_("Suggest"), self.suggest)
        self.suggest_button.setAccessibleDescription(_("Fills in 6 random words."))
        self._bar = StrengthBar()
        self._grade = widgets.wrapped("", "quiet")
        self._again = self._titled(self.second)
        advice = _(
            "Without the passphrase, no one can open the file, including you. Write it down and "
            "keep it away from this computer. “Passphrase…” in the menu File prints a recovery "
            "sheet, which opens the file too."
        )
        sentences = (self._grade, widgets.wrapped(advice, "quiet"))
        for sentence in sentences:
            # As high as it is at this width, and not as in half of it.
            sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        buttons = widgets.row(self.suggest_button, 12, self.show_box, -1)
        self.setLayout(
            widgets.column(
                *(self._titled(self.line), 6, buttons, 8, self._bar, 4, self._grade, 6),
                *(self._again, 6, sentences[1], -1),
            )
        )
        # What room there is more is below: nothing is moved when the second field is hidden.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._refresh)
        self.second.textChanged.connect(lambda _text: self.changed.emit())
        self._refresh()

    def passphrase(self) -> str:
        """The passphrase exactly as it was typed or suggested; "" where there is none yet."""
        return self.line.text()

    def problem(self) -> str:
        """Why it cannot be used, as a sentence; "" where it can, and without any."""
        if problem := passphrase_text.problem(self.passphrase()):
            return problem
        if not self._is_suggestion() and self.second.text() != self.passphrase():
            return _("The passphrases do not match.")
        return ""

    def suggest(self) -> None:
        """Fill in six words that are drawn by chance, and show them."""
        self._suggestion = suggestion.suggest(current())
        self.show_box.setChecked(True)
        self.second.wipe()
        self.line.setText(self._suggestion)
        self.line.setCursorPosition(0)

    def set_known(self, known: Iterable[str]) -> None:
        """The texts that others may know, like the case title: they are easy to guess."""
        self._known = tuple(known)
        self._refresh()

    def clear(self) -> None:
        """Empty both fields, and hide what is typed next."""
        self._suggestion = ""
        self.line.wipe()
        self.second.wipe()
        self.show_box.setChecked(False)

    def _is_suggestion(self) -> bool:
        return bool(self._suggestion) and self.passphrase() == self._suggestion

    def _refresh(self) -> None:
        text = self.passphrase()
        size = strength.bits(text, self._known)
        self._bar.set_share(size / strength.STRONG)
        grade = _(_SENTENCES[strength.grade(size)]) if text else ""
        self._grade.setText(grade)
        self._bar.setAccessibleDescription(grade)
        self._again.setVisible(not self._is_suggestion())
        self.changed.emit()

    @staticmethod
    def _titled(line: SecretLine) -> QWidget:
        title = widgets.text(line.accessibleName(), "quiet")
        title.setBuddy(line)
        return widgets.holding(widgets.column(title, 3, line))
