"""The first page of an import: how the file was read, and in which order day and month are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.file_checks.character_set import ENCODINGS, WITH_MARK
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.label_grid import LabelGrid
from kharkiv_tracker.gui.imports.import_draft import ImportDraft
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports.columns import named_maps
from kharkiv_tracker.imports.columns.column_map import DateOrder
from kharkiv_tracker.imports.columns.table_heads import Table
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.presets import preset_list

#: So many rows can be chosen as heads, and so many sentences are shown.
_ROWS, _NOTICES = 30, 7
#: So many signs of a row of heads are shown.
_LONGEST = 70
#: What the columns are read by, before its name.
_MAPPING, _PRESET = "mapping", "preset"


class FilePage(QWidget):
    """Shows what was found, each part changeable.

    `reread` reads the file another way, `work` does what takes long and raises what that raises.
    """

    #: Other heads, another archive or other records were chosen: fields are others now.
    changed = Signal()

    def __init__(
        self,
        reread: Callable[[str, str], object],
        work: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__()
        self._reread, self._work = reread, work
        self._draft: ImportDraft | None = None
        self._is_in_filling = False
        self.notices = widgets.wrapped("", "quiet", 9)
        self.problem = widgets.wrapped("", "attention", 9)
        self.problem.hide()
        self.encoding = widgets.Choice(_("Encoding"))
        self.delimiter = widgets.Choice(_("Delimiter"))
        self.sheet = widgets.Choice(_("Sheet"))
        self.heads = widgets.Choice(_("Row of heads"))
        self.head_rows = widgets.Choice(_("Rows of heads"))
        self.source = widgets.Choice(_("Read as"))
        self.record = widgets.Choice(_("Each row becomes"))
        self.order = widgets.Choice(_("Order of day and month"))
        self.order.setPlaceholderText(_("Choose the order"))
        self.order_text = widgets.wrapped("", "quiet", 9)
        self._lay_out()
        for rows in (1, 2, 3):
            self.head_rows.addItem(labels.number(rows), rows)
        self.record.addItem(_("An incident"), Subject.INCIDENT)
        self.record.addItem(_("An official total"), Subject.TOTAL)
        for choice, act in (
            (self.encoding, self._read_again),
            (self.delimiter, self._read_again),
            (self.sheet, self._choose_sheet),
            (self.heads, self._choose_heads),
            (self.head_rows, self._choose_heads),
            (self.source, self._choose_source),
            (self.record, self._choose_record),
            (self.order, self._choose_order),
        ):
            choice.currentIndexChanged.connect(lambda _index, run=act: self._follow(run))

    def show_draft(self, draft: ImportDraft) -> None:
        """Show what was found in a file, and what is chosen."""
        self._draft = draft
        self._is_in_filling = True
        try:
            self._show(draft)
        finally:
            self._is_in_filling = False

    def say(self, sentence: str) -> None:
        """Show what is wrong."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """Put the keyboard where something has to be chosen, if anywhere."""
        is_open = self._draft is not None and self._draft.is_order_open
        (self.order if is_open else self.source).setFocus()

    def _show(self, draft: ImportDraft) -> None:
        file, table = draft.file, draft.table
        for part in self._of_text:
            part.setVisible(bool(file.encoding))
        _fill(self.encoding, ((name, name) for name in ENCODINGS), _plain(file.encoding))
        _fill(self.delimiter, _delimiters(file.delimiter), file.delimiter)
        _fill(self.sheet, ((sheet.name, sheet.name) for sheet in file.sheets), table.sheet.name)
        for part in self._of_sheets:
            part.setVisible(len(file.sheets) > 1)
        _fill(self.heads, _head_rows(table), table.head_row)
        self.head_rows.setCurrentIndex(self.head_rows.findData(min(3, table.head_rows)))
        _fill(self.source, _sources(), _source_of(draft))
        self.record.setCurrentIndex(self.record.findData(draft.record))
        self._show_order(draft)
        lines = list(draft.lines)
        if (more := len(lines) - _NOTICES) > 0:
            sentence = ngettext("{n} more notice.", "{n} more notices.", more)
            lines = [*lines[:_NOTICES], sentence.format(n=labels.number(more))]
        self.notices.setText("\n".join(lines))
        self.say("")

    def _show_order(self, draft: ImportDraft) -> None:
        """The order in words, with a date of the file; asked where the file does not say."""
        is_asked, is_mixed = draft.is_order_open, len(draft.evidence.orders) > 1
        is_any = is_asked or draft.order is not None
        for part in self._of_order:
            part.setVisible(is_any)
        _fill(self.order, ((draft.order_words(order), order) for order in DateOrder), draft.order)
        sentence = ""
        if is_mixed:
            sentence = _(
                "Some dates have the day first and some the month. Choose an order: rows with the "
                "other are rejected and can be corrected."
            )
        elif is_asked:
            sentence = _("The dates do not say which number is the day. Choose the order.")
        elif not is_any and draft.has_dates:
            sentence = _("The dates of this file can be read in one way only.")
        self.order_text.setText(sentence)
        self.order_text.setVisible(bool(sentence))
        self.order_text.setObjectName("attention" if is_asked else "quiet")
        widgets.restyle(self.order_text, "wrong", is_asked)

    def _follow(self, act: Callable[[ImportDraft], object]) -> None:
        if not self._is_in_filling and self._draft is not None:
            act(self._draft)

    def _read_again(self, _draft: ImportDraft) -> None:
        self._reread(str(self.encoding.currentData()), str(self.delimiter.currentData() or ""))

    def _choose_sheet(self, draft: ImportDraft) -> None:
        self._change(lambda: draft.use_sheet(str(self.sheet.currentData())))

    def _choose_heads(self, draft: ImportDraft) -> None:
        row, rows = self.heads.currentData(), self.head_rows.currentData()
        self._change(lambda: draft.use_heads(int(row), int(rows)))

    def _choose_source(self, draft: ImportDraft) -> None:
        sort, _sign, name = str(self.source.currentData()).partition(":")
        if sort == _MAPPING:
            self._change(lambda: draft.use_mapping(name, named_maps.load(name)))
        else:
            self._change(lambda: draft.use_preset(preset_list.of(name) if name else None))

    def _choose_record(self, draft: ImportDraft) -> None:
        self._change(lambda: draft.use_record(Subject(self.record.currentData())))

    def _choose_order(self, draft: ImportDraft) -> None:
        draft.use_order(DateOrder(self.order.currentData()))
        self.show_draft(draft)

    def _change(self, change: Callable[[], object]) -> None:
        """Make another choice and show what follows of it, or what it is refused for."""
        problem = ""
        try:
            self._work(change)
        except TrackerError as error:
            problem = str(error)
        if self._draft is not None:
            self.show_draft(self._draft)
        self.say(problem)
        if not problem:
            self.changed.emit()

    def _lay_out(self) -> None:
        self._grid = LabelGrid()
        self._of_text = (
            *self._place(0, 0, _("&Encoding"), self.encoding),
            *self._place(0, 2, _("De&limiter"), self.delimiter),
        )
        self._of_sheets = self._place(1, 0, _("S&heet"), self.sheet, 3)
        self._place(2, 0, _("Row of hea&ds"), self.heads)
        self._place(2, 2, _("Ro&ws of heads"), self.head_rows)
        self._place(3, 0, _("Read &as"), self.source)
        self._place(3, 2, _("Each &row becomes"), self.record)
        self._of_order = self._place(4, 0, _("Order of day and &month"), self.order, 3)
        parts = (self.notices, 2, self.problem, self._grid, 4, self.order_text, -1)
        self.setLayout(widgets.column(*parts))

    def _place(
        self, row: int, column: int, label: str, box: QWidget, span: int = 1
    ) -> tuple[QWidget, ...]:
        box.setMinimumWidth(theme.px(180))
        return self._grid.place(2 * row, column, label, box, above=10, span=span)


def _fill(choice: widgets.Choice, items: Iterable[tuple[str, object]], current: object) -> None:
    choice.clear()
    for text, value in items:
        choice.addItem(text, value)
    choice.setCurrentIndex(choice.findData(current) if current is not None else -1)


def _plain(encoding: str) -> str:
    return encoding.removesuffix(WITH_MARK)


def _delimiters(present: str) -> list[tuple[str, str]]:
    known = {
        ",": _("Comma"),
        ";": _("Semicolon"),
        "\t": _("Tab"),
        "|": _("Vertical line"),
    }
    if present:
        known.setdefault(present, present)
    return [(name, sign) for sign, name in known.items()]


def _head_rows(table: Table) -> list[tuple[str, int]]:
    """The rows that can be the heads, each with its number and how it begins."""
    rows = []
    for index, row in enumerate(table.sheet.rows[: max(_ROWS, table.start)]):
        if any(row):
            begins = " · ".join(" ".join(cell.split()) for cell in row if cell)
            text = _("Row {number}: {text}")
            number = table.number(index)
            rows.append((text.format(number=number, text=begins[:_LONGEST]), number))
    return rows


def _sources() -> list[tuple[str, str]]:
    """What the columns can be read as: by hand, a mapping of the analyst, or a known archive."""
    mine = [
        (_("Mapping: {name}").format(name=name), f"{_MAPPING}:{name}")
        for name in named_maps.names()
    ]
    archives = [(preset.title, f"{_PRESET}:{preset.name}") for preset in preset_list.PRESETS]
    return [(_("A table with its own columns"), ""), *mine, *archives]


def _source_of(draft: ImportDraft) -> str:
    if draft.name:
        return f"{_MAPPING}:{draft.name}"
    preset = draft.choice.preset
    return f"{_PRESET}:{preset.name}" if preset else ""
