"""The first page of an import: how the file was read, and in which order day and month are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.imports.import_choices import ImportChoices
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports import cell_text, named_maps
from kharkiv_tracker.imports.character_set import ENCODINGS, WITH_MARK
from kharkiv_tracker.imports.column_map import DateOrder
from kharkiv_tracker.imports.table_heads import Table
from kharkiv_tracker.imports.targets import Subject

_GAP = 16
#: So many rows can be chosen as heads, and so many notices are shown.
_ROWS, _NOTICES = 30, 6
#: So many signs of a row of heads are shown.
_LONGEST = 70
#: What the columns are read by, before its name.
_MAPPING, _PRESET = "mapping", "preset"


class FilePage(QWidget):
    """Shows what was found, each part changeable; `reread` reads the file another way."""

    #: Other heads, another archive or other records were chosen: columns are others now.
    changed = Signal()

    def __init__(self, reread: Callable[[str, str], object]) -> None:
        super().__init__()
        self._reread = reread
        self._choices: ImportChoices | None = None
        self._is_filling = False
        self.kind = widgets.wrapped("", "quiet")
        self.encoding = widgets.Choice(_("Encoding"))
        self.delimiter = widgets.Choice(_("Delimiter"))
        self.sheet = widgets.Choice(_("Sheet"))
        self.heads = widgets.Choice(_("Row of heads"))
        self.head_rows = widgets.Choice(_("Rows of heads"))
        self.source = widgets.Choice(_("Read as"))
        self.record = widgets.Choice(_("Each row becomes"))
        self.order = widgets.Choice(_("Order of day and month"))
        self.order_text = widgets.wrapped("", "quiet", 9)
        self.notices = widgets.wrapped("", "quiet", 9)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnMinimumWidth(1, _GAP)
        for column in (0, 2):
            self._grid.setColumnStretch(column, 1)
        self._of_text = (
            *self._place(0, 0, _("&Encoding"), self.encoding),
            *self._place(0, 2, _("&Delimiter"), self.delimiter),
        )
        self._of_sheets = self._place(1, 0, _("&Sheet"), self.sheet)
        self._place(2, 0, _("Row of &heads"), self.heads)
        self._place(2, 2, _("R&ows of heads"), self.head_rows)
        self._place(3, 0, _("Read &as"), self.source)
        self._place(3, 2, _("Each row be&comes"), self.record)
        self._order_label = self._place(4, 0, _("Order of day and &month"), self.order)[0]
        self._grid.addWidget(self.order_text, 10, 0, 1, 3)
        self.setLayout(widgets.column(self.kind, self._grid, 12, self.notices, -1))
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

    def show_choices(self, choices: ImportChoices) -> None:
        """Show what was found in a file, and what is chosen."""
        self._choices = choices
        self._is_filling = True
        try:
            self._show(choices)
        finally:
            self._is_filling = False

    def focus_first(self) -> None:
        """Put the keyboard where something has to be chosen, if anywhere."""
        choices = self._choices
        is_open = choices is not None and choices.is_order_open
        (self.order if is_open else self.source).setFocus()

    def _show(self, choices: ImportChoices) -> None:
        file, table = choices.file, choices.table
        self.kind.setText(_kind_text(choices))
        for part in self._of_text:
            part.setVisible(bool(file.encoding))
        _fill(self.encoding, ((name, name) for name in ENCODINGS), _plain(file.encoding))
        known = _delimiters()
        others = [(sign, sign) for sign in filter(None, [file.delimiter]) if sign not in known]
        _fill(self.delimiter, [*((n, s) for s, n in known.items()), *others], file.delimiter)
        _fill(self.sheet, ((sheet.name, sheet.name) for sheet in file.sheets), choices.sheet.name)
        for part in self._of_sheets:
            part.setVisible(len(file.sheets) > 1)
        _fill(self.heads, _head_rows(table), table.head_row)
        self.head_rows.setCurrentIndex(self.head_rows.findData(min(3, table.head_rows)))
        _fill(self.source, _sources(choices), _source_of(choices))
        self.record.setCurrentIndex(self.record.findData(choices.record))
        self._show_order(choices)
        shown = list(file.notices[:_NOTICES])
        if choices.preset:
            shown = [*(_(notice) for notice in choices.preset.notices), *shown]
        if more := len(file.notices) - _NOTICES:
            sentence = ngettext("{n} more notice.", "{n} more notices.", max(more, 0))
            shown += [sentence.format(n=labels.number(more))] if more > 0 else []
        self.notices.setText("\n".join(shown))
        self.notices.setVisible(bool(shown))

    def _show_order(self, choices: ImportChoices) -> None:
        """The order in words, with a date of the file; asked where the file does not say."""
        is_any = bool(choices.example or choices.evidence.orders or choices.order)
        for part in (self._order_label, self.order):
            part.setVisible(is_any)
        words = [(cell_text.order_words(order, choices.example), order) for order in DateOrder]
        _fill(self.order, words, choices.order)
        is_open = choices.is_order_open
        if is_open:
            self.order.setCurrentIndex(-1)
        self.order.setPlaceholderText(_("Choose the order"))
        is_mixed = len(choices.evidence.orders) > 1
        sentence = ""
        if is_mixed:
            sentence = _(
                "Some dates have the day first and some the month. Rows with the other order are "
                "rejected and can be corrected."
            )
        elif is_open:
            sentence = _("The dates do not say which number is the day. Choose the order.")
        elif not is_any:
            sentence = _("The dates of this file can be read in one way only.")
        self.order_text.setText(sentence)
        self.order_text.setVisible(bool(sentence))
        self.order_text.setObjectName("attention" if is_open or is_mixed else "quiet")
        widgets.restyle(self.order_text, "wrong", is_open or is_mixed)

    def _follow(self, act: Callable[[ImportChoices], object]) -> None:
        if not self._is_filling and self._choices is not None:
            act(self._choices)

    def _read_again(self, _choices: ImportChoices) -> None:
        self._reread(str(self.encoding.currentData()), str(self.delimiter.currentData() or ""))

    def _choose_sheet(self, choices: ImportChoices) -> None:
        self._change(lambda: choices.use_sheet(choices.file.sheets[self.sheet.currentIndex()]))

    def _choose_heads(self, choices: ImportChoices) -> None:
        row, rows = self.heads.currentData(), self.head_rows.currentData()
        self._change(lambda: choices.use_heads(int(row), int(rows)))

    def _choose_source(self, choices: ImportChoices) -> None:
        sort, _sign, name = str(self.source.currentData()).partition(":")
        if sort == _MAPPING:
            self._change(lambda: choices.use_mapping(name, named_maps.load(name)))
        else:
            presets = {preset.name: preset for preset in choices.presets}
            self._change(lambda: choices.use_preset(presets.get(name)))

    def _choose_record(self, choices: ImportChoices) -> None:
        self._change(lambda: choices.use_record(Subject(self.record.currentData())))

    def _choose_order(self, choices: ImportChoices) -> None:
        choices.order = DateOrder(self.order.currentData())
        self.show_choices(choices)

    def _change(self, change: Callable[[], object]) -> None:
        """Make another choice, and show what follows of it; a refusal is shown in its place."""
        try:
            change()
        except TrackerError as error:
            self.order_text.setText(str(error))
            self.order_text.show()
            return
        self.changed.emit()

    def _place(self, row: int, column: int, label: str, box: QWidget) -> tuple[QLabel, QWidget]:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        title.setContentsMargins(0, 10, 0, 3)
        self._grid.addWidget(title, 2 * row, column)
        self._grid.addWidget(box, 2 * row + 1, column)
        box.setMinimumWidth(theme.px(200))
        return title, box


def _fill(choice: widgets.Choice, items: Iterable[tuple[str, object]], current: object) -> None:
    choice.clear()
    for text, value in items:
        choice.addItem(text, value)
    choice.setCurrentIndex(choice.findData(current))


def _kind_text(choices: ImportChoices) -> str:
    """What the file is: `CSV, UTF-8, 512 rows.`"""
    rows = max(0, len(choices.sheet.rows) - choices.table.start)
    counted = ngettext("{n} row", "{n} rows", rows).format(n=labels.number(rows))
    parts = [choices.file.kind.value, choices.file.encoding, counted]
    return ", ".join(filter(None, parts))


def _plain(encoding: str) -> str:
    return encoding.removesuffix(WITH_MARK)


def _delimiters() -> dict[str, str]:
    return {
        ",": _("Comma"),
        ";": _("Semicolon"),
        "\t": _("Tab"),
        "|": _("Vertical line"),
    }


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


def _sources(choices: ImportChoices) -> list[tuple[str, str]]:
    """What the columns can be read as: by hand, a mapping of the analyst, or a known archive."""
    mine = [
        (_("Mapping: {name}").format(name=name), f"{_MAPPING}:{name}")
        for name in named_maps.names()
    ]
    archives = [(preset.title, f"{_PRESET}:{preset.name}") for preset in choices.presets]
    return [(_("A table with its own columns"), ""), *mine, *archives]


def _source_of(choices: ImportChoices) -> str:
    if choices.name:
        return f"{_MAPPING}:{choices.name}"
    return f"{_PRESET}:{choices.preset.name}" if choices.preset else ""
