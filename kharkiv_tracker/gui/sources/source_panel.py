"""The form that corrects a source: saved as one edit; unsaved text is kept."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker import codebook, labels, languages
from kharkiv_tracker.domain.source import Consent, Reliability, Source, SourceKind
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.controls import bind_keys, button
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _, current, pgettext
from kharkiv_tracker.store import field_merge, source_usage
from kharkiv_tracker.store.source_usage import ListedSource

_RANKS = 99
_NOTES = 66


def language(code: str) -> str:
    """The language of a source: its name if known, else as written."""
    return languages.called(code, current())


class SourcePanel(QWidget):
    """Shows the current source; unsaved text for others is kept."""

    saved = Signal(str)
    typed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._listed: ListedSource | None = None
        self._unsaved: dict[str, Source] = {}
        #: The sources with unsaved text as they were when it was begun.
        self._before: dict[str, Source] = {}
        self._filling = False
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = widgets.Elided("")
        self.title.setFont(theme.font(theme.TITLE, bold=True))
        self.name = QLineEdit(maxLength=200)
        self.kind = _choice(SourceKind, _("unknown"))
        self.reliability = _choice(Reliability, _("not assessed"))
        self.rank = QLineEdit(maxLength=2)
        self.rank.setValidator(QIntValidator(1, _RANKS, self.rank))
        self.language = widgets.Choice(_("Language"))
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme.px(_NOTES))
        self.confidential = QCheckBox(_("Confidential source"))
        self.consent = _choice(Consent, _("does not apply"))
        self._meaning = widgets.wrapped("", "quiet", 9)
        self._wrong = widgets.wrapped("", "attention", 9)
        self.save = button(SAVE, self, main=True)
        self.drop = widgets.button(_("Discard"), self.discard)
        self._build()
        self._listen()

    @property
    def waiting(self) -> frozenset[str]:
        """The ids of the sources with unsaved text."""
        return frozenset(self._unsaved)

    def show_source(self, listed: ListedSource | None) -> None:
        """Show a source, or its unsaved text."""
        self._listed = listed
        self.setVisible(listed is not None)
        if listed is not None:
            self._fill(self._unsaved.get(listed.uid, listed.source))

    def commit(self) -> None:
        """Save the typed source as one edit; an error is shown under the fields."""
        listed, source = self._listed, self._typed_source()
        if listed is None or listed.uid not in self._unsaved:
            return
        del self._unsaved[listed.uid]
        before = self._before.pop(listed.uid, listed.source)
        try:
            self._session.edit(
                "source", lambda edit: source_usage.amend(edit, listed.uid, source, before)
            )
        except TrackerError as error:
            # A field that was changed elsewhere is replaced once that was shown.
            now = self._before[listed.uid] = self._present(listed)
            self._unsaved[listed.uid] = field_merge.rebased(before, source, now)
            self._fill(self._unsaved[listed.uid])
            self._wrong.setText(error.sentence if isinstance(error, Refused) else str(error))
            self._wrong.show()
            self.typed.emit()
        else:
            self.saved.emit(listed.uid)

    def _present(self, listed: ListedSource) -> Source:
        """The source as the case has it now."""
        rows = source_usage.listed(self._session.case)
        return next((row.source for row in rows if row.uid == listed.uid), listed.source)

    def discard(self) -> None:
        """Discard unsaved text."""
        if self._listed is not None:
            self._unsaved.pop(self._listed.uid, None)
            self._before.pop(self._listed.uid, None)
            self._fill(self._listed.source)
            self.typed.emit()
            self.name.setFocus()

    def take_over(self, previous: SourcePanel) -> None:
        """Continue with the text typed in a panel that is replaced."""
        self._unsaved, self._before = previous._unsaved, previous._before

    def _typed_source(self) -> Source:
        # A box returns plain text for a word.
        kind, reliability, consent = (
            box.currentData() for box in (self.kind, self.reliability, self.consent)
        )
        return Source(
            " ".join(self.name.text().split()),
            SourceKind(kind) if kind else None,
            Reliability(reliability) if reliability else None,
            int(self.rank.text()) if self.rank.text() else None,
            self.language.currentData() or "",
            self.notes.toPlainText().strip(),
            self.confidential.isChecked(),
            Consent(consent) if consent else None,
        )

    def _fill(self, source: Source) -> None:
        self._filling = True
        self.title.setText(source.name or pgettext("source", "unnamed"))
        self.name.setText(source.name)
        self.name.setCursorPosition(0)
        for box, value in (
            (self.kind, source.kind),
            (self.reliability, source.reliability),
            (self.consent, source.consent),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.rank.setText(str(source.rank or ""))
        self._offer_languages(source.language)
        self.notes.setPlainText(source.notes)
        self.confidential.setChecked(source.confidential)
        self._filling = False
        self._wrong.hide()
        self._refresh_buttons()

    def _offer_languages(self, chosen: str) -> None:
        self.language.clear()
        for code in dict.fromkeys(("", *languages.of_sources(), chosen)):
            self.language.addItem(language(code) or _("unknown"), code)
        self.language.setCurrentIndex(self.language.findData(chosen))

    def _changed(self) -> None:
        if self._filling or self._listed is None:
            return
        source, uid, before = self._typed_source(), self._listed.uid, self.waiting
        if source == replace(self._listed.source, notes=self._listed.source.notes.strip()):
            self._unsaved.pop(uid, None)
            self._before.pop(uid, None)
        else:
            self._unsaved[uid] = source
            self._before.setdefault(uid, self._listed.source)
        self._wrong.hide()
        self._refresh_buttons()
        if before != self.waiting:
            self.typed.emit()

    def _refresh_buttons(self) -> None:
        """Show what the reliability means; enable the buttons if there is unsaved text."""
        chosen = self.reliability.currentData()
        meaning = codebook.definition(Reliability(chosen)) if chosen else ""
        self._meaning.setText(meaning or _("Not yet assessed."))
        may = not self._session.case.read_only
        is_unsaved = self._listed is not None and self._listed.uid in self._unsaved
        self.save.setEnabled(may and is_unsaved)
        self.drop.setEnabled(may and is_unsaved)

    def _listen(self) -> None:
        for line in (self.name, self.rank):
            line.textEdited.connect(lambda _text: self._changed())
            widgets.leave_keys_to_menu(line)
        self.notes.textChanged.connect(self._changed)
        widgets.leave_keys_to_menu(self.notes)
        self.confidential.toggled.connect(lambda _on: self._changed())
        for box in (self.kind, self.reliability, self.language, self.consent):
            box.currentIndexChanged.connect(lambda _index: self._changed())
        bind_keys(self, COMMANDS, self)
        may = not self._session.case.read_only
        fields: tuple[QWidget, ...] = (self.name, self.kind, self.reliability, self.rank)
        for field in (*fields, self.language, self.notes, self.confidential, self.consent):
            field.setEnabled(may)

    def _build(self) -> None:
        never = widgets.wrapped(_("Confidential: never named outside the case file."), "quiet", 9)
        self.confidential.setAccessibleDescription(never.text())
        pair = widgets.row(
            _field(_("Rank"), self.rank, "rank"),
            12,
            _field(_("Language"), self.language),
        )
        pair.setStretch(0, 1)
        pair.setStretch(2, 2)
        fields = widgets.column(
            self.title,
            10,
            _field(_("Name"), self.name),
            8,
            _field(_("Kind"), self.kind),
            8,
            _field(_("Reliability"), self.reliability, "reliability"),
            2,
            self._meaning,
            8,
            pair,
            8,
            _field(_("Consent"), self.consent, "consent"),
            8,
            _field(_("Notes"), self.notes, "source.notes"),
            8,
            self.confidential,
            2,
            never,
            2,
            self._wrong,
            -1,
            margins=(16, 14, 16, 8),
        )
        # Spare room is below the fields, not between them.
        fields.setStretch(fields.count() - 1, 1)
        self._wrong.hide()
        buttons = widgets.row(self.save, 8, self.drop, -1, margins=(16, 8, 16, 12))
        inner = widgets.scrolling(widgets.holding(fields), _("Source"))
        inner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = widgets.column(inner, buttons)
        layout.setStretch(0, 1)
        self.setLayout(layout)


def _choice(words: type[SourceKind | Reliability | Consent], none: str) -> widgets.Choice:
    box = widgets.Choice("")
    box.addItem(none, None)
    for value in words:
        box.addItem(labels.word(value), value)
    return box


def _field(name: str, box: QWidget, help_key: str = "") -> QWidget:
    """A field under its name, with its codebook entry as tooltip."""
    label = widgets.text(name, "quiet", 9)
    label.setBuddy(box)
    box.setAccessibleName(name)
    if isinstance(box, widgets.Choice):
        box.view().setAccessibleName(name)
    if entry := codebook.of(help_key) if help_key else None:
        box.setToolTip(widgets.tooltip(entry.counts))
        box.setAccessibleDescription(entry.counts)
    return widgets.holding(widgets.column(label, 2, box))


SAVE = Command[SourcePanel](
    "save-source",
    N_("Save source"),
    lambda panel: panel.commit(),
    ("Ctrl+Return", "Ctrl+Enter"),
    About.SOURCE,
    button=N_("Save  Ctrl+Enter"),
)
COMMANDS = (SAVE,)
