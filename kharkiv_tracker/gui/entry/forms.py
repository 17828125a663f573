"""The two forms of the entry panel: a report of an incident, and an official running total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.incident import Grade, PlaceHit, ReviewState, Weapon
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COMBATANTS, COUNTED, KEPT
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.entry.box import Line
from kharkiv_tracker.gui.entry.choices import Choices
from kharkiv_tracker.gui.entry.field import Field
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.readings import Reader, one_line, one_text
from kharkiv_tracker.gui.entry.tick import Tick
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.intake.completing import Names
from kharkiv_tracker.languages import SOURCE, of_sources

#: What belongs to the incident and not to one report of it.
OF_INCIDENT = (
    *("when", "where", "weapon", "places_hit"),
    *("grade", "state", "cluster", "summary"),
)


class ReportForm(Form):
    """One report: what happened, how many were harmed, and who said so."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        where = Field("where", _("Where"), reader.where, _("district, place"), True, leading=True)
        super().__init__("report", _report_rows(reader, where), _rarer_rows(reader))
        self.choices = Choices()
        assert isinstance(where.parts, QVBoxLayout)  # noqa: S101 - made so
        where.parts.addWidget(self.choices)
        self.choices.hide()
        where.has_choices = lambda: bool(self.choices.districts)
        self.choices.chosen.connect(self._take_district)
        where.edited.connect(self._offer_districts)
        districts = reader.gazetteer.districts
        languages = (current(), SOURCE)
        where.set_names(
            _Districts(
                reader.gazetteer, (one.short_name(name) for name in languages for one in districts)
            )
        )
        self.text_field("weapon").set_names(map(labels.word, Weapon))
        self.text_field("places_hit").set_names(map(labels.word, PlaceHit))
        self.text_field("grade").set_names(map(labels.word, Grade))
        self.text_field("state").set_names(map(labels.word, ReviewState))

    def _offer_districts(self) -> None:
        """Show which districts a name may mean, while it may mean several."""
        text = self.fields["where"].text()
        try:
            candidates = self._reader.candidates(text) if text.strip() else ()
        except Refused:
            candidates = ()
        self.choices.offer(candidates if len(candidates) > 1 else ())
        before: QWidget = self.fields["where"].box
        for button in self.choices.buttons:
            QWidget.setTabOrder(before, button)
            before = button

    def _take_district(self, name: str) -> None:
        """The district before what was typed, which remains as the place."""
        where = self.text_field("where")
        where.set_text(f"{name}, {where.text().strip()}")
        where.box.setFocus()
        if isinstance(where.box, Line):
            where.box.end(False)


class StatementForm(Form):
    """One official running total: an area since a day, as of a day."""

    def __init__(self, reader: Reader) -> None:
        super().__init__("statement", _statement_rows(reader), _rarer_of_statement(reader))
        districts = reader.gazetteer.districts
        self.text_field("area").set_names(
            one.short_name(language)
            for language in (current(), SOURCE)
            for one in sorted(districts, key=lambda one: not one.kind.is_unknown)
        )


class _Districts(Names):
    """Names of districts; a town or quarter that already names one is left as it was typed."""

    def __init__(self, gazetteer: Gazetteer, names: Iterable[str]) -> None:
        super().__init__(names)
        self._gazetteer = gazetteer

    def completion(self, typed: str) -> str:
        return "" if self._gazetteer.find(typed) else super().completion(typed)


def _report_rows(reader: Reader, where: Field) -> tuple[tuple[Field, ...], ...]:
    return (
        (Field("when", _("When"), reader.event, "17.08.2022 ~21:30", True),),
        (where,),
        *_counts(reader, (_("7+ (2 women)"), _("16 (1+ child)"))),
        (
            Field("weapon", _("Weapon"), reader.weapons, several=True),
            Field("places_hit", _("Places hit"), reader.places_hit, several=True),
        ),
        *_telling(reader),
        (
            Field("as_of", _("As of"), reader.as_of, "18.08 09:00", True, pins=True),
            Field("published", _("Published"), reader.as_of, "", True, pins=True),
        ),
        *_text_rows(),
    )


def _statement_rows(reader: Reader) -> tuple[tuple[Field, ...], ...]:
    # The widest area stands last in the list.
    widest = labels.area(reader.gazetteer.districts[-1])
    return (
        (Field("area", _("Area"), reader.area, widest, True, pins=True),),
        (
            Field("since", _("Since"), reader.day, "24.02.2022", True, pins=True),
            Field("as_of", _("As of"), reader.as_of, "07.08.2022", True, pins=True),
        ),
        *_counts(reader, (_(">1000 (50 children)"), f"2x {COUNTED[0]}")),
        *_telling(reader),
        *_text_rows(),
    )


def _counts(reader: Reader, examples: tuple[str, ...]) -> Iterator[tuple[Field, ...]]:
    """A field for each counted quantity, with an example in the first of them."""
    given = zip_longest(COUNTED, examples[: len(COUNTED)], fillvalue="")
    fields = [Field(name, labels.heading(name), reader.count, hint, True) for name, hint in given]
    yield from _pairs(fields)


def _pairs(fields: Sequence[Field]) -> Iterator[tuple[Field, ...]]:
    """Fields two by two, as they stand in rows."""
    for start in range(0, len(fields), 2):
        yield tuple(fields[start : start + 2])


def _telling(reader: Reader) -> tuple[tuple[Field, ...], ...]:
    """Who says so: what reports and statements have in common."""
    return (
        (
            Field("source", _("Source"), one_line, pins=True),
            Field("source_kind", _("Source kind"), reader.word_of(SourceKind), pins=True),
        ),
        (
            Field("speaker", _("Speaker"), one_line, pins=True),
            Field("office", _("Office"), one_line, pins=True),
        ),
    )


def _text_rows() -> tuple[tuple[Field, ...], ...]:
    return (
        (Field("quote", _("Quote"), one_text, lines=2, pins=True),),
        (Field("link", _("Link"), one_line, "https://", pins=True),),
    )


def _rarer_rows(reader: Reader) -> tuple[tuple[Field | Tick, ...], ...]:
    fighters = f"3 {labels.quantity(COUNTED[0])}"
    return (
        *_pairs([Field(name, labels.heading(name), reader.plain_count) for name in KEPT]),
        (
            Field("transfer", _("Died in hospital"), reader.transfer),
            Field(COMBATANTS, _("Combatants"), reader.combatants, fighters),
        ),
        (Field("grade", _("Grade"), reader.defined(Grade)),),
        (Field("state", _("State"), reader.defined(ReviewState)),),
        (Tick("cluster", _("Cluster munition")),),
        (Field("summary", _("Summary"), one_text, lines=2),),
        *_archive(),
        (Tick("confidential", _("Confidential source")),),
    )


def _rarer_of_statement(reader: Reader) -> tuple[tuple[Field, ...], ...]:
    return ((Field("published", _("Published"), reader.as_of, "", True, pins=True),), *_archive())


def _archive() -> tuple[tuple[Field, ...], ...]:
    return (
        (
            Field("archive", _("Archive link"), one_line, "https://"),
            Field("language", _("Language"), one_line, of_sources()[0], pins=True),
        ),
    )
