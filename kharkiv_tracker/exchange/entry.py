"""The JSON by which incidents, reports, statements and the like are added, read and checked.

What cannot be taken is refused with the path of the value: `incidents[1].reports[0].killed`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import (
    Grade,
    Incident,
    PlaceHit,
    PointPrecision,
    ReviewState,
    Weapon,
    code_of,
)
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED, PARTS, QUANTITIES, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date, parse_time
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.exchange import people, source_list
from kharkiv_tracker.exchange.shape import Fields, Word, items, one_of, text_of, whole_number
from kharkiv_tracker.i18n import _


def parse(text: str | bytes, gazetteer: Gazetteer) -> Entries:
    """Read a JSON document; raises Refused where it is none."""
    return read(_document(text), gazetteer)


def parse_object(text: str | bytes) -> dict[str, Any]:
    """A JSON object as it stands; raises Refused where the text is none."""
    document = _document(text)
    if not isinstance(document, dict):
        raise Refused(_("An object in braces is needed here."))
    return document


def _document(text: str | bytes) -> object:
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is not JSON: {error}.").format(error=error)) from None


def read(document: object, gazetteer: Gazetteer) -> Entries:
    """Entries from a parsed document: counts are typed strings, names may have any spelling."""
    fields = Fields(document)
    incidents = [
        _incident(entry, gazetteer, path)
        for path, entry in items(fields.take("incidents"), "incidents")
    ]
    statements = []
    for path, entry in items(fields.take("statements"), "statements"):
        with under(path):
            statements.append(_statement(Fields(entry), gazetteer))
    together = []
    for path, entry in items(fields.take("joint_reports"), "joint_reports"):
        with under(path):
            together.append(read_joint(entry, gazetteer))
    sources = []
    for path, entry in items(fields.take("sources"), "sources"):
        with under(path):
            sources.append(source_list.read_source(entry))
    fields.nothing_else()
    if not (incidents or statements or together or sources):
        raise Refused(_("There is no incident, no statement, no joint report and no source in it."))
    return Entries(tuple(incidents), tuple(statements), tuple(together), tuple(sources))


def read_incident(document: object, gazetteer: Gazetteer) -> Incident:
    """One incident without its reports, from the fields of the JSON of `add`."""
    fields = Fields(document)
    incident = _new_incident(fields, gazetteer)
    fields.nothing_else()
    return incident


def read_report(document: object) -> Report:
    """One report from the fields of the JSON of `add`."""
    return _report(Fields(document))


def read_statement(document: object, gazetteer: Gazetteer) -> Statement:
    """One statement from the fields of the JSON of `add`."""
    return _statement(Fields(document), gazetteer)


def read_joint(document: object, gazetteer: Gazetteer) -> JointReport:
    """One joint report, about incidents by their codes, or districts `from` a day `to` a day."""
    fields = Fields(document)
    first, last = fields.text("from"), fields.text("to")
    joint = JointReport(
        incidents=_lines(fields, "incidents", code_of),
        districts=_lines(fields, "districts", lambda name: gazetteer.resolve(name).key),
        first=_within("from", lambda: parse_date(first) if first else None),
        last=_within("to", lambda: parse_date(last) if last else None),
        **_telling(fields),
        counts=_counts(fields, COUNTED),
    )
    fields.nothing_else()
    joint.check()
    return joint


def _incident(entry: object, gazetteer: Gazetteer, path: str) -> IncidentEntry:
    with under(path):
        fields = Fields(entry)
        code = fields.text("code")
        incident = None if code else _new_incident(fields, gazetteer)
        reports = []
        for place, report in items(fields.take("reports"), "reports"):
            with under(place):
                reports.append(_report(Fields(report)))
        persons = []
        for place, person in items(fields.take("persons"), "persons"):
            with under(place):
                persons.append(people.read_person(person, place))
        if code:
            fields.nothing_else(
                _("only reports and persons can be added to an incident that has a code")
            )
        fields.nothing_else()
        if not reports and not (code and persons):
            raise Refused(_("At least one report is needed."), path="reports")
        return IncidentEntry(incident, tuple(reports), code, path, tuple(persons))


def _new_incident(fields: Fields, gazetteer: Gazetteer) -> Incident:
    district = fields.text("district")
    return Incident(
        event=_within("event", lambda: _event(fields.take("event"))),
        district=_within("district", lambda: gazetteer.resolve(district)).key,
        place=fields.text("place"),
        point=_within("point", lambda: _point(fields.take("point"))),
        point_precision=fields.word("point_precision", PointPrecision),
        weapons=_words(fields, "weapons", Weapon),
        cluster=fields.flag("cluster"),
        places_hit=_words(fields, "places_hit", PlaceHit),
        grade=fields.word("grade", Grade),
        state=fields.word("state", ReviewState) or ReviewState.DRAFT,
        summary=fields.text("summary"),
    )


def _event(value: object) -> EventTime:
    if value is None:
        raise Refused(_("It is not said when this happened; write the precision unknown for that."))
    fields = Fields(value)
    day, hour, until = fields.text("date"), fields.text("time"), fields.text("until")
    given = fields.word("precision", Precision)
    fields.nothing_else()
    implied = Precision.EXACT if hour else Precision.DATE
    return EventTime(
        _within("date", lambda: parse_date(day) if day else None),
        _within("time", lambda: parse_time(hour) if hour else None),
        given or implied,
        _within("until", lambda: parse_as_of(until)),
    )


def _report(fields: Fields) -> Report:
    report = Report(
        **_telling(fields),
        counts=_counts(fields, tuple(QUANTITIES)),
        transfer=_within("transfer", lambda: _transfer(fields.take("transfer"))),
        combatants=_within("combatants", lambda: _combatants(fields.take("combatants"))),
        confidential=fields.flag("confidential"),
    )
    fields.nothing_else()
    report.check()
    return report


def _statement(fields: Fields, gazetteer: Gazetteer) -> Statement:
    area, since = fields.text("area"), fields.text("since")
    statement = Statement(
        area=_within("area", lambda: gazetteer.resolve(area)).key,
        since=_within("since", lambda: parse_date(since) if since else None),
        **_telling(fields),
        counts=_counts(fields, COUNTED),
    )
    fields.nothing_else()
    statement.check()
    return statement


def _telling(fields: Fields) -> dict[str, Any]:
    """What reports and statements have in common."""
    as_of, published = fields.text("as_of"), fields.text("published")
    return {
        "as_of": _within("as_of", lambda: parse_as_of(as_of)),
        "published": _within("published", lambda: parse_as_of(published)),
        "speaker": Speaker(fields.text("speaker"), fields.text("office")),
        "source": Source(fields.text("source"), fields.word("source_kind", SourceKind)),
        "quote": fields.long_text("quote"),
        "url": fields.text("url"),
        "archive_url": fields.text("archive_url"),
        "language": fields.text("language"),
    }


def _counts(fields: Fields, quantities: tuple[str, ...]) -> dict[str, Count | Ratio]:
    counts: dict[str, Count | Ratio] = {}
    for name in quantities:
        _put(counts, name, name, fields.take(name))
    of_whom = fields.take("of_whom")
    if of_whom is None:
        return counts
    with under("of_whom"):
        wholes = Fields(of_whom)
        for whole in COUNTED:
            value = wholes.take(whole)
            if value is None:
                continue
            with under(whole):
                parts = Fields(value)
                for part in PARTS:
                    _put(counts, subset(whole, part), part, parts.take(part))
                parts.nothing_else(_known(tuple(PARTS)))
        wholes.nothing_else(_known(COUNTED))
    return counts


def _put(counts: dict[str, Count | Ratio], quantity: str, path: str, value: object) -> None:
    with under(path):
        count = parse_count(text_of(value))
        if isinstance(count, Ratio) or not count.is_unknown:
            counts[quantity] = count


def _combatants(value: object) -> dict[str, Count]:
    if value is None:
        return {}
    fields = Fields(value)
    counts: dict[str, Count | Ratio] = {}
    for whole in COUNTED:
        _put(counts, whole, whole, fields.take(whole))
    fields.nothing_else(_known(COUNTED))
    for whole, count in counts.items():
        if isinstance(count, Ratio):
            raise Refused(_("A number is needed here, not a ratio."), path=whole)
    return {whole: count for whole, count in counts.items() if isinstance(count, Count)}


def _transfer(value: object) -> int:
    if value is None:
        return 0
    fields = Fields(value)
    moved = fields.take("injured_to_killed")
    fields.nothing_else(_known(("injured_to_killed",)))
    number = _within("injured_to_killed", lambda: whole_number(moved))
    if number < 1:
        raise Refused(_("At least one person has to move."), path="injured_to_killed")
    with under("injured_to_killed"):
        parse_count(str(number))
    return number


def _point(value: object) -> tuple[float, float] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise Refused(_("A point is a latitude and a longitude: [50.0, 36.3]."))
    if any(isinstance(v, bool) or not isinstance(v, int | float) for v in value):
        raise Refused(_("A point is a latitude and a longitude: [50.0, 36.3]."))
    if not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
        raise Refused(_("There is no such place on Earth; latitude comes first."))
    return float(value[0]), float(value[1])


def _lines(fields: Fields, name: str, read_value: Callable[[str], str]) -> tuple[str, ...]:
    """A list of names, each read by this; one that stands twice is taken once."""
    found = []
    for path, value in items(fields.take(name), name):
        with under(path):
            found.append(read_value(text_of(value)))
    return tuple(dict.fromkeys(found))


def _words(fields: Fields, name: str, kind: type[Word]) -> tuple[Word, ...]:
    found = []
    for path, value in items(fields.take(name), name):
        with under(path):
            found.append(one_of(value, kind))
    return tuple(dict.fromkeys(found))


def _known(names: tuple[str, ...]) -> str:
    return _("known are {names}").format(names=", ".join(names))


_T = TypeVar("_T")


def _within(path: str, read_value: Callable[[], _T]) -> _T:
    with under(path):
        return read_value()


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _once(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(_("“{key}” stands twice").format(key=shown(key)))
        found[key] = value
    return found
