"""The two forms of the entry panel: a report of an incident, and an official running total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kharkiv_tracker import labels
from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    COMBATANTS,
    COUNTED,
    UNCOUNTED,
    WITH_PARTS,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui.entry.form import AnyField, Form, Rows
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.inputs import Input, inputs_of, inputs_of_document
from kharkiv_tracker.gui.entry.passage_field import PassageField
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.role_prompt import RolePrompt
from kharkiv_tracker.gui.entry.tick import Tick
from kharkiv_tracker.i18n import N_, _, current
from kharkiv_tracker.intake.name_completion import Names
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.role_suggestion import RoleSuggestion
from kharkiv_tracker.languages import SOURCE, of_sources

_Layout = tuple[tuple[str, ...], ...]
#: The rows of each form, by the names of their inputs, and those under More. Declared fields in
#: neither follow at the end.
_COUNTS = tuple(COUNTED[start : start + 2] for start in range(0, len(COUNTED), 2))
#: More begins with the number most often given of these; its parts need the whole width.
_SHORT = (*(name for name in UNCOUNTED if name != AFFECTED), "transfer", COMBATANTS)
_KEPT = ((AFFECTED,), *(_SHORT[start : start + 2] for start in range(0, len(_SHORT), 2)))
_ROLE = "role"
_DOCUMENT = (("document",), ("document_text",))
_DOCUMENT_MORE = (("document_title", "document_kind"), ("archive_url", "language"))
_WHO = (("source", "source_kind"), ("speaker", "office"))
_WORDS = (("words",), ("quote",), ("url",))
_REPORT: _Layout = (
    *(*_DOCUMENT, ("when",), ("where",), *_COUNTS, (_ROLE,), ("weapons", "places_hit")),
    *(*_WHO, ("as_of", "published"), *_WORDS),
)
_REPORT_MORE: _Layout = (
    *(*_KEPT, ("grade",), ("state",), ("summary",), ("circumstances",), ("strikes",)),
    *(("cluster",), ("debris",), ("responsible",), ("responsible_by", "responsible_answer")),
    *(*_DOCUMENT_MORE, ("authority",), ("confidential",)),
)
_STATEMENT: _Layout = (*_DOCUMENT, ("area",), ("since", "as_of"), *_COUNTS, *_WHO, *_WORDS)
_STATEMENT_MORE: _Layout = (("published",), *_DOCUMENT_MORE)
#: What is called otherwise in a form than in its record, and the lines of longer texts.
_LABELS = {"document": N_("Link or document"), "document_text": N_("Text of the document")}
_LINES = {"document_text": 3}
#: What stays for the next entry where it is pinned.
_PINS = frozenset(
    (
        *("source", "source_kind", "speaker", "office", "as_of", "published", "quote", "url"),
        *("document", "language", "area", "since"),
    )
)
#: Inputs that always keep a line for what was understood.
_ECHOING = (Kind.EVENT, Kind.DISTRICT, Kind.AREA, Kind.DAY, Kind.AS_OF)
#: What belongs to the incident and not to one report of it.
OF_INCIDENT = tuple(item.name for item in inputs_of(Incident))
#: What is typed of a document that is begun here; its source, links and times are in every form.
OF_DOCUMENT = tuple(item.name for item in inputs_of_document())


class ReportForm(Form):
    """One report: what happened, how many were harmed, and who reported it."""

    def __init__(self, reader: Reader) -> None:
        combatants = f"3 {labels.quantity(COUNTED[0])}"
        hints = {
            "when": "17.08.2022 ~21:30",
            "where": _("district, place"),
            **dict(zip(COUNTED, (_("7+ (2 women)"), _("16 (1+ child)")), strict=False)),
            AFFECTED: _("57 (51 stress)"),
            "as_of": "18.08 09:00",
            "document": _("https://… or title"),
            COMBATANTS: combatants,
            _ROLE: labels.word(Role.UPDATE),
            "language": of_sources()[0],
        }
        rows = _rows(_REPORT, _REPORT_MORE, (Incident, Report), self.present_context, hints)
        super().__init__("report", *rows, lambda: reader.context(self.texts()))
        role = self.text_field(_ROLE)
        role.passed_over = True
        self.role_prompt = RolePrompt()
        assert isinstance(role.parts, QVBoxLayout)  # noqa: S101 - made so
        role.parts.addWidget(self.role_prompt)
        self.role_prompt.chosen.connect(self.set_role)
        self.text_field("where").set_names(district_names(reader.gazetteer))

    def set_role(self, role: Role) -> None:
        """Fill in the kind of report; nothing is suggested or asked any more."""
        self.text_field(_ROLE).set_text(labels.word(role))

    def suggest_role(self, suggestion: RoleSuggestion | None) -> None:
        """Suggest a kind of report, as long as none is typed."""
        typed = self.fields[_ROLE].text().strip()
        self.role_prompt.suggest(None if typed else suggestion)

    def choose_role(self) -> None:
        """Accept the kind of report that is suggested; else go to its field."""
        if not self.role_prompt.accept():
            self.fields[_ROLE].box.setFocus(Qt.FocusReason.TabFocusReason)


class StatementForm(Form):
    """One official running total: an area since a day, as of a day."""

    def __init__(self, reader: Reader) -> None:
        hints = {
            # The widest area is last in the list.
            "area": labels.area(reader.gazetteer.listed[-1]),
            "since": "24.02.2022",
            "document": _("https://… or title"),
            "as_of": "07.08.2022",
            "language": of_sources()[0],
            **dict(zip(COUNTED, (_(">1000 (50 children)"), _("2x killed")), strict=False)),
        }
        rows = _rows(_STATEMENT, _STATEMENT_MORE, (Statement,), self.present_context, hints)
        super().__init__("statement", *rows, lambda: reader.context(self.texts()))
        areas = sorted(reader.gazetteer.listed, key=lambda district: not district.kind.is_unknown)
        country = reader.gazetteer.country
        self.text_field("area").set_names(
            area.short_name(language)
            for language in (current(), SOURCE)
            for area in (*areas, *([country] if country else ()))
        )


def district_names(gazetteer: Gazetteer) -> Names:
    """What the field of a place completes, in the current language and that of sources."""
    districts = gazetteer.listed
    return _Districts(
        gazetteer,
        (place.short_name(language) for language in (current(), SOURCE) for place in districts),
    )


class _Districts(Names):
    """Names of districts; a town or quarter that already names one is left as it was typed."""

    def __init__(self, gazetteer: Gazetteer, names: Iterable[str]) -> None:
        super().__init__(names)
        self._gazetteer = gazetteer

    def completion(self, typed: str) -> str:
        return "" if self._gazetteer.find(typed) else super().completion(typed)


def control(item: Input, context: Callable[[], Context], hint: str = "") -> AnyField:
    """The control in which this is typed."""
    kind = item.field.kind
    if kind is Kind.TICK:
        return Tick(item.name, item.label)
    if kind is Kind.RANGES:
        return PassageField(item.name, item.label)
    made = Field(
        item.name,
        _(_LABELS[item.name]) if item.name in _LABELS else item.label,
        lambda text: item.read(text, context()),
        hint or ("https://" if kind is Kind.ADDRESS else ""),
        echoes=kind in _ECHOING or item.name in WITH_PARTS,
        lines=_LINES.get(item.name, 2) if kind is Kind.TEXT else 1,
        pins=item.name in _PINS,
        several=kind is Kind.WORDS,
        leading=kind is Kind.DISTRICT,
    )
    made.asks_at_once |= kind is Kind.RECORD
    if kind in (Kind.WORD, Kind.WORDS):
        made.set_names(labels.word(word) for word in item.field.of)
    return made


def _rows(
    rows: _Layout,
    rarer: _Layout,
    records: Iterable[type],
    context: Callable[[], Context],
    hints: Mapping[str, str],
) -> tuple[Rows, Rows]:
    """The controls for all that is typed of these records, in their rows.

    What no row names has one of its own: under More where it is rare, else after the others.
    """
    items = [*inputs_of_document(), *(item for record in records for item in inputs_of(record))]
    controls = {item.name: control(item, context, hints.get(item.name, "")) for item in items}
    placed = {name for row in (*rows, *rarer) for name in row}
    others = [item for item in items if item.name not in placed]
    often = tuple((item.name,) for item in others if not item.field.rare)
    seldom = tuple((item.name,) for item in others if item.field.rare)
    return _in_rows(controls, (*rows, *often)), _in_rows(controls, (*rarer, *seldom))


def _in_rows(controls: Mapping[str, AnyField], rows: _Layout) -> Rows:
    return [[controls[name] for name in row] for row in rows]
