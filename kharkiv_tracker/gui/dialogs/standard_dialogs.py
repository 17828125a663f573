"""The dialogs of the window: each function returns the answer."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from kharkiv_tracker import files
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.open_checks import existing


def ask_open_path(parent: QWidget) -> Path | None:
    """Which case file to open."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Open a case file"), "", _("Case files (*.ktcase);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_import_path(parent: QWidget, folder: str = "") -> Path | None:
    """Which file to import."""
    kinds = _("Tables (*.csv *.tsv *.txt *.xlsx *.json *.geojson);;All files (*)")
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Import a file"), folder, kinds)
    return Path(chosen) if chosen else None


def ask_map_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Which file the map is to be drawn by."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None


def ask_save_path(
    parent: QWidget, title: str, proposed: Path, kinds: str, replaces: bool = True
) -> Path | None:
    """Where to save a file; the proposed suffix is added to a name without one of these kinds.

    Whether a file is to be replaced is asked here, of the name it is saved under: the dialogs of
    some systems ask about the name as it was typed. Case files are never replaced, nor is anything
    unless the caller `replaces` what is there.
    """
    while True:
        dialog = QFileDialog(parent, title, str(proposed.parent), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(proposed.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if not chosen:
            return None
        path = _with_suffix(Path(chosen[0]), proposed.suffix, kinds)
        try:
            if not replaces and path.exists():
                raise existing(path)
            files.refuse_case(path)
        except TrackerError as error:
            show_message(parent, str(error))
        else:
            if not path.exists() or confirm_replace(parent, path):
                return path
        # In the folder that was chosen, under the name that was proposed.
        proposed = path.with_name(proposed.name)


def confirm_replace(parent: QWidget, path: Path) -> bool:
    """Whether the file at this path may be replaced."""
    box = _message(
        parent,
        _("{name} already exists in {folder}. Replace it?").format(
            name=path.name, folder=path.parent
        ),
    )
    replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.DestructiveRole)
    other = box.addButton(_("Choose another name"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(other)
    box.setEscapeButton(other)
    box.exec()
    return box.clickedButton() is replace


def _with_suffix(path: Path, suffix: str, kinds: str) -> Path:
    """The path with a suffix unless it has one: “to 5.3.2022” has none."""
    known = re.findall(r"\*(\.\w+)", kinds)
    has_one = path.suffix.casefold() in known if known else path.suffix
    return path if has_one else path.with_name(path.name + suffix)


def confirm_discard(parent: QWidget) -> bool:
    """Whether what is typed may be lost."""
    box = _message(parent, _("Discard unsaved entry?"))
    discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Keep typing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is discard


def confirm(parent: QWidget, question: str, action: str) -> bool:
    """Whether to do something that is not to happen by mistake; `action` names the button."""
    box = _message(parent, question)
    accept = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is accept


def ask_draft(parent: QWidget, time: str, excerpt: str) -> str:
    """What to do with an unsaved draft: "restore", "discard", or "later"."""
    heading = _("Unsaved draft of {time}:").format(time=time)
    box = _message(parent, f"{heading}\n\n{excerpt}")
    restore = box.addButton(_("Continue draft"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    later = box.addButton(_("Ask me later"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(restore)
    box.setEscapeButton(later)
    box.exec()
    answers = {restore: "restore", discard: "discard"}
    return next(
        (answer for button, answer in answers.items() if box.clickedButton() is button), "later"
    )


def ask_unsaved_case(parent: QWidget) -> str:
    """What to do with a case whose file is gone: "save", "discard", or "" to stay."""
    box = _message(
        parent,
        _("The open data is not saved in any file and will be lost when closed. Save it first?"),
    )
    save = box.addButton(_("Save case file as…"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    answers = {save: "save", discard: "discard"}
    return next((answers[button] for button in answers if box.clickedButton() is button), "")


def show_message(parent: QWidget, sentence: str) -> None:
    """Show one sentence until it is closed."""
    box = _message(parent, sentence)
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def offer_to_open(parent: QWidget, sentence: str, is_folder: bool = False) -> bool:
    """Show where a file or folder was saved; returns whether to open it."""
    box = _message(parent, sentence)
    label = _("Open folder") if is_folder else _("Open file")
    opening = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
    closing = box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(closing)
    box.exec()
    return box.clickedButton() is opening


def show_error_report(parent: QWidget | None, account: str) -> None:
    """Show an error report that can be copied."""
    dialog = Dialog(parent, _("Unexpected error"))
    dialog.add(
        widgets.wrapped(
            _(
                "Saved data is safe, and your unsaved entry is still here. The error report "
                "below contains no case data; send it to the developers to help fix this."
            )
        )
    )
    text_box = QPlainTextEdit(account, readOnly=True)
    text_box.setAccessibleName(_("Error report"))
    text_box.setTabChangesFocus(True)
    text_box.setMinimumSize(theme.px(520), theme.px(200))
    dialog.add(text_box)
    dialog.finish(_("Close"), (_("Copy"), lambda: QGuiApplication.clipboard().setText(account)))
    dialog.exec()


def show_keys(parent: QWidget, sheet: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """The sheet of keys, in two columns."""
    keys_dialog(parent, sheet).exec()


def keys_dialog(parent: QWidget, sheet: list[tuple[str, list[tuple[str, str]]]]) -> QDialog:
    """The dialog with the key sheet."""
    dialog = Dialog(parent, _("Keyboard shortcuts"))
    dialog.holds_input = False
    columns = [widgets.column(), widgets.column()]
    lengths = [0, 0]
    for heading, keys in sheet:
        shorter = lengths.index(min(lengths))
        lengths[shorter] += len(keys) + 2
        column = columns[shorter]
        column.addWidget(widgets.text(heading, "quiet", bold=True))
        column.addSpacing(6)
        for key, what in keys:
            name = widgets.text(key, bold=True)
            name.setFixedWidth(theme.px(150))
            name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            description = widgets.wrapped(what)
            line = widgets.row(name, 8, description)
            line.setStretch(2, 1)
            column.addLayout(line)
            column.addSpacing(4)
        column.addSpacing(14)
    for column in columns:
        column.addStretch()
    inner = widgets.holding(widgets.row(columns[0], 32, columns[1], margins=(0, 0, 8, 0)))
    scroll = widgets.scrolling(inner, _("Keyboard shortcuts"))
    height = parent.window().height() - 220
    scroll.setMinimumSize(theme.px(780), min(inner.sizeHint().height() + 8, max(height, 240)))
    dialog.add(scroll)
    dialog.finish(_("Close"), cancel=False)
    dialog.accepting.setFocus()
    return dialog


def _message(parent: QWidget, sentence: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(_("Kharkiv Tracker"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    return box
