"""The frame of “Paste a report”: the text at the left, the proposals at the right, the buttons."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.paste.marked_text import MarkedText
from kharkiv_tracker.gui.paste.paste_head import PasteHead
from kharkiv_tracker.gui.paste.proposal_list import ProposalList
from kharkiv_tracker.gui.paste.proposed_entry import Decision
from kharkiv_tracker.gui.paste.text_source import TextSource
from kharkiv_tracker.i18n import _, ngettext

#: From this width on text and proposals are side by side.
_WIDE = 820
#: The share of the window that the dialog takes.
_SHARE = 0.94


class PasteFrame(Dialog):
    """Before a text is read there is only its box; afterwards it can be marked, not changed."""

    def __init__(self, parent: QWidget, head: PasteHead) -> None:
        super().__init__(parent, _("Paste a report"))
        self.head = head
        self.source = TextSource()
        self.text = MarkedText()
        self.list = ProposalList()
        self.number_unused = 0
        self.setMinimumWidth(theme.px(_WIDE))
        size = parent.window().size()
        self.resize(int(size.width() * _SHARE), int(size.height() * _SHARE))
        self._note = widgets.wrapped("", "quiet", 9)
        self._edit = widgets.small_button(_("Change the text"), self.edit_text)
        self.message = widgets.wrapped("", "attention", 9)
        self.message.hide()
        foot = widgets.row(self._note, 8, self._edit)
        foot.setStretch(0, 1)
        left = widgets.column(self.source, self.text, 4, foot)
        self._sides = QHBoxLayout()
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(16)
        self._sides.addLayout(left, 1)
        self._sides.addWidget(self.list, 1)
        for part, least in ((self.text, 110), (self.source, 110), (self.list, 150)):
            part.setMinimumHeight(theme.px(least))
        self.add(self.head, 8)
        self._lines.addLayout(self._sides, 1)
        self._lines.addSpacing(4)
        self._lines.addWidget(self.message)
        self._keys = widgets.wrapped(
            _(
                "Enter: confirm. Delete: drop. F2 or typing: change. F6: to the text and back. "
                "Ctrl+L: use marked words. Ctrl+Enter: confirm all and save."
            ),
            "quiet",
            9,
        )
        self._lines.addWidget(self._keys)
        self.save_button = widgets.button(_("Save"), self.accept, main=True)
        self._read_button = widgets.button(_("Read  Ctrl+Enter"), self.read, main=True)
        cancel = widgets.button(_("Cancel"), self.reject)
        self.add_buttons(self.save_button, self._read_button, 8, cancel)

    @abstractmethod
    def read(self) -> None:
        """Read the text that was pasted or typed."""

    @abstractmethod
    def edit_text(self) -> None:
        """Change the text."""

    def show_message(self, sentence: str) -> None:
        """Say something below the proposals."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def show_note(self, sentence: str) -> None:
        """Say why the number at the cursor is not used, else how many are not."""
        count = ngettext(
            "{n} number is not used; it is underlined.",
            "{n} numbers are not used; they are underlined.",
            self.number_unused,
        ).format(n=self.number_unused)
        self._note.setText(sentence or (count if self.number_unused else ""))

    def show_mode(self, is_read: bool) -> None:
        """Show the text to be read, or what was read."""
        read = (self.text, self.list, self.head, self.save_button, self._edit, self._keys)
        unread = (self.source, self._read_button)
        for parts, is_shown in ((read, is_read), (unread, not is_read)):
            for part in parts:
                part.setVisible(is_shown)

    def show_button(self) -> None:
        """Say on the button how many records it saves."""
        n = len(self.list.with_decision(Decision.CONFIRMED))
        text = ngettext("Save {n} record", "Save {n} records", n).format(n=n)
        self.save_button.setText(text if n else _("Save"))
        self.save_button.setEnabled(bool(n))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put them side by side, or one above the other where the room is narrow."""
        wide = self.width() >= theme.px(_WIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(way)
