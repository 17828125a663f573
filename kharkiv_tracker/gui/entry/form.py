"""The two forms of the entry panel: a report of an incident, and an official running total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.field import Field
from kharkiv_tracker.gui.entry.readings import Reader, one_line
from kharkiv_tracker.i18n import _

_GAP = 4


class Form(QWidget):
    """Fields in the order in which they are typed."""

    edited = Signal()

    def __init__(self, rows: Iterable[Iterable[Field]]) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        layout = widgets.column()
        for fields in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            for field in fields:
                self.fields[field.name] = field
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
                field.edited.connect(self.edited)
            layout.addLayout(line)
            layout.addSpacing(_GAP)
        layout.addStretch()
        self.setLayout(layout)
        boxes = [field.box for field in self.fields.values()]
        for first, second in pairwise(boxes):
            QWidget.setTabOrder(first, second)

    def texts(self) -> dict[str, str]:
        return {name: field.text() for name, field in self.fields.items()}

    def restore(self, texts: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))

    def clear(self) -> None:
        self.restore({})

    def is_blank(self) -> bool:
        return not any(text.strip() for text in self.texts().values())

    def first_wrong(self) -> Field | None:
        """Check every field; the first that is not understood, or None."""
        wrong = [field for field in self.fields.values() if not field.check()]
        return wrong[0] if wrong else None

    def focus_first(self) -> None:
        next(iter(self.fields.values())).box.setFocus()


class ReportForm(Form):
    """One report: what happened, how many were harmed, and who said so."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(
            (
                (Field("when", _("When"), reader.event, "17.08.2022 ~21:30"),),
                (Field("where", _("Where"), reader.where, _("district, place")),),
                (
                    Field("killed", _("Killed"), reader.count, _("7+ (2 women)")),
                    Field("injured", _("Injured"), reader.count, _("16 (1+ child)")),
                ),
                (
                    Field("weapon", _("Weapon"), reader.weapons, echoes=False),
                    Field("source", _("Source"), one_line, echoes=False),
                ),
                (
                    Field("speaker", _("Speaker"), one_line, echoes=False),
                    Field("office", _("Office"), one_line, echoes=False),
                ),
                (Field("as_of", _("As of"), reader.as_of, "18.08 09:00"),),
                (Field("quote", _("Quote"), one_line, echoes=False, lines=2),),
                (Field("link", _("Link"), one_line, "https://", echoes=False),),
            )
        )


class StatementForm(Form):
    """One official running total: an area since a day, as of a day."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(
            (
                (Field("area", _("Area"), reader.area, _("Kharkiv oblast")),),
                (
                    Field("since", _("Since"), reader.day, "24.02.2022"),
                    Field("as_of", _("As of"), reader.as_of, "07.08.2022"),
                ),
                (
                    Field("speaker", _("Speaker"), one_line, echoes=False),
                    Field("office", _("Office"), one_line, echoes=False),
                ),
                (Field("source", _("Source"), one_line, echoes=False),),
                (
                    Field("killed", _("Killed"), reader.count, _(">1000 (50 children)")),
                    Field("injured", _("Injured"), reader.count, "2x killed"),
                ),
                (Field("quote", _("Quote"), one_line, echoes=False, lines=2),),
                (Field("link", _("Link"), one_line, "https://", echoes=False),),
            )
        )
