"""The dialog for restoring a backup: which there are, and what each would change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, current, ngettext, speaking
from kharkiv_tracker.store import restoration
from kharkiv_tracker.store.backups import Backup
from kharkiv_tracker.store.case_comparison import Comparison, Side

_WIDTH, _LIST, _NAMED = 620, 138, 6


def ask_backup(
    parent: QWidget, path: Path, passphrase: str | None, backups: list[Backup]
) -> Path | None:
    """Which backup is to be put in the place of this case file; None where none is."""
    dialog = RestoreDialog(parent, path, passphrase, backups)
    return dialog.chosen if dialog.exec() else None


def ask_backup_file(parent: QWidget) -> Path | None:
    """Which file is a backup."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Choose a backup"), "", _("Case files (*.ktcase);;All files (*)")
    )
    return Path(chosen) if chosen else None


class RestoreDialog(Dialog):
    """Compares each backup with the case file as it is now, the newest first."""

    def __init__(
        self, parent: QWidget, path: Path, passphrase: str | None, backups: list[Backup]
    ) -> None:
        super().__init__(parent, _("Restore a backup"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._path, self._passphrase = path, passphrase
        self._files = [backup.path for backup in backups]
        self._times = {
            backup.path: labels.zoned(labels.date_time(backup.made)) for backup in backups
        }
        self._results: dict[Path, Comparison | str] = {}
        self._background = BackgroundWorker(self)
        self.model = TableModel(self._columns(), lambda ids: [self._files[n] for n in ids], self)
        self.list = Table(self.model, _("Backups of this case file"))
        self.list.setFixedHeight(theme.px(_LIST))
        self.difference = widgets.wrapped("")
        self._grid = QGridLayout()
        self._build()
        self.list.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self._list()
        for file in self._files:
            self._compare(file)

    @property
    def chosen(self) -> Path | None:
        """The backup at the cursor."""
        row = self.list.currentIndex().row()
        return self._files[row] if 0 <= row < len(self._files) else None

    def done(self, result: int) -> None:
        self._background.close()
        super().done(result)

    def _other(self) -> None:
        """Look at a backup that lies elsewhere."""
        file = ask_backup_file(self)
        if file is None:
            return
        if file not in self._files:
            self._files.insert(0, file)
            self._times[file] = file.name
            self._compare(file)
        self._list(self._files.index(file))

    def _compare(self, file: Path) -> None:
        language = current()

        def job() -> Comparison | str:
            with speaking(language):
                try:
                    return restoration.compare(file, self._path, self._passphrase)
                except TrackerError as error:
                    return str(error)

        def settle(result: Comparison | str) -> None:
            self._results[file] = result
            self.list.viewport().update()
            self.model.show_ids(range(len(self._files)))
            self._list(self.list.currentIndex().row())

        def failed(error: BaseException) -> None:
            raise error

        self._background.run(job, settle, failed)

    def _list(self, row: int = 0) -> None:
        self.model.show_ids(range(len(self._files)))
        self.list.setVisible(bool(self._files))
        if self._files:
            self.list.selectRow(max(row, 0))
        self._show()

    def _show(self) -> None:
        """Show what the chosen backup would change."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        result = self._results.get(self.chosen) if self.chosen else None
        self.accepting.setEnabled(isinstance(result, Comparison))
        if self.chosen is None:
            self.difference.setText(_("No backup of this case file found in the backup folder."))
        elif result is None:
            self.difference.setText(_("Comparing…"))
        elif isinstance(result, str):
            self.difference.setText(result)
        else:
            self.difference.setText(difference(result))
            self._fill(result)
        self.adjustSize()

    def _fill(self, comparison: Comparison) -> None:
        sides = [side for side in (comparison.now, comparison.then) if side]
        heads = (_("Current"), _("Backup")) if comparison.now else (_("Backup"),)
        for column, head in enumerate(heads, start=1):
            self._grid.addWidget(widgets.text(head, "quiet"), 0, column)
        for line, (name, text) in enumerate(_LINES, start=1):
            self._grid.addWidget(widgets.text(name(), "quiet"), line, 0)
            for column, side in enumerate(sides, start=1):
                self._grid.addWidget(widgets.text(text(side)), line, column)

    def _columns(self) -> tuple[Column[Path], ...]:
        return (
            Column(_("When"), lambda file: self._times[file], width=220, stretches=True),
            Column(_("Revisions"), self._revisions, right=True, width=110),
        )

    def _revisions(self, file: Path) -> str:
        result = self._results.get(file)
        if result is None:
            return "…"
        return labels.number(result.then.revisions) if isinstance(result, Comparison) else "?"

    def _build(self) -> None:
        self.add(widgets.Elided(str(self._path), "quiet", is_path=True))
        self.add(self.list)
        self.add(self.difference, gap=8)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(3, 1)
        self.add(widgets.holding(self._grid))
        self.add(
            widgets.wrapped(
                _("The current case file is kept in the same folder under another name."),
                "quiet",
                9,
            )
        )
        self.other = widgets.button(_("Other file…"), self._other)
        self.finish(_("Restore backup"))
        self.buttons.addWidget(self.other)
        self.list.setFocus()


def difference(comparison: Comparison) -> str:
    """In sentences what restoring would change."""
    return " ".join(filter(None, (_change(comparison), comparison.notice)))


def _change(comparison: Comparison) -> str:
    if comparison.problem:
        return comparison.problem
    if not comparison.is_same_case:
        return _("The backup belongs to another case file.")
    if not comparison.only_now and not comparison.only_then:
        return _("Restoring would change nothing.")
    sentences = []
    if n := comparison.only_now:
        sentences.append(
            ngettext(
                "{n} later revision would be lost.",
                "{n} later revisions would be lost.",
                n,
            ).format(n=labels.number(n))
        )
    if n := comparison.only_then:
        sentences.append(
            ngettext(
                "{n} revision missing now would be restored.",
                "{n} revisions missing now would be restored.",
                n,
            ).format(n=labels.number(n))
        )
    if comparison.incidents:
        codes = ", ".join(comparison.incidents[:_NAMED])
        more = len(comparison.incidents) - _NAMED
        if more > 0:
            pattern = ngettext("{codes} and {n} more", "{codes} and {n} more", more)
            codes = pattern.format(codes=codes, n=labels.number(more))
        sentences.append(_("Incidents in these changes: {codes}.").format(codes=codes))
    return " ".join(sentences)


def _last(side: Side) -> str:
    return labels.zoned(labels.date_time(datetime.fromisoformat(side.last))) if side.last else "?"


_LINES: tuple[tuple[Callable[[], str], Callable[[Side], str]], ...] = (
    (lambda: _("Incidents"), lambda side: labels.number(side.total.incidents)),
    (lambda: labels.heading("killed"), lambda side: labels.figure_text(side.total.toll["killed"])),
    (
        lambda: labels.heading("injured"),
        lambda side: labels.figure_text(side.total.toll["injured"]),
    ),
    (lambda: _("Revisions"), lambda side: labels.number(side.revisions)),
    (lambda: _("Last change"), _last),
)
