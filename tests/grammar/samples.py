"""For every field a value that stands nowhere else, and how a person reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain import record as kinds
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.clearance import Clearance, Decision
from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.document import Document, DocumentKind
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.incident_words import Answer, PlaceHit, PointPrecision
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Link, Relation
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.office import Authority, Office
from kharkiv_tracker.domain.person import Civilian, Occupation, Person, Sex, Status, Visibility
from kharkiv_tracker.domain.quantity import CLASSES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Consent, Reliability, Source, SourceKind, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, parse_as_of
from tests.grammar.names import (
    BARE,
    COMBATANTS,
    COUNTED,
    FIELDS,
    OF_AFFECTED,
    PARTS,
    RECORDS,
    WHOLES,
    Field,
    default,
)

PLACES = gazetteer.load()
FIRST, SECOND, THIRD = (f"KHT-2022-08-17-0{n}" for n in (1, 2, 3))
DISTRICT = PLACES.resolve("Kupianskyi").key
HROZA = "UA63080150140087701"
AREA = PLACES.resolve("Kharkiv oblast").key
OTHER = PLACES.resolve("Kyivskyi").key
#: Content of an attachment that tells of nothing.
CONTENT = b"a plain text"

#: Fields to which the program gives their value when it records: ids, codes, numbers, hashes.
GIVEN = frozenset(
    (
        *(f"{record}.uid" for record in ("report", "person", "attachment", "link")),
        *(f"{record}.uid" for record in ("document", "note", "identifier")),
        *(f"{record}.code" for record in ("document", "note", "identifier")),
        *(f"{record}.subject" for record in ("note", "identifier", "clearance")),
        *("document.merged_into", "note.author", "note.written", "attachment.redacted_from"),
        "document.text_digest",
        *(f"{record}.number" for record in ("report", "person", "attachment")),
        *(f"{record}.code" for record in ("incident", "statement", "joint")),
        *("incident.chosen", "incident.merged_into", "incident.approved_changes"),
        *("person.report", "attachment.report", "override.subject", "report.died"),
        *("person.same_as", "case.edition"),
        *(f"{record}.uid" for record in ("incident", "statement", "joint")),
    )
)

_VOICE = Speaker("Petro Lysenko", "Regional Office", "speaks every morning")
_OUTLET = Source(
    "Evening Gazette",
    SourceKind.MEDIA,
    Reliability.B,
    26,
    "uk",
    "asked twice",
    consent=Consent.WITH_NAME,
)


def _is_prime(n: int) -> bool:
    return all(n % d for d in range(2, int(n**0.5) + 1))


#: Of three digits or two, above every day, hour, age and number that stands in a sample.
_PRIMES = [n for n in range(31, 1000) if _is_prime(n)]
_EVERY = tuple(dict.fromkeys((*COUNTED["report"], *(f"combatants.{one}" for one in COMBATANTS))))
#: More than all their parts together: these have the smallest numbers, the last whole the largest.
#: The affected are more than the injured and those with acute stress.
_WHOLE = {
    **dict(zip(reversed(WHOLES), reversed(_PRIMES), strict=False)),
    "affected": _PRIMES[-1],
    "injured": next(n for n in reversed(_PRIMES) if n < 800),
}
_SMALL = sorted(
    (one for one in _EVERY if one not in _WHOLE),
    key=lambda one: one.partition(".")[2] not in CLASSES or one not in (*PARTS, *OF_AFFECTED),
)
_NUMBERS = dict(zip(_SMALL, _PRIMES, strict=False)) | _WHOLE


def count(quantity: str) -> Count:
    return Count.parse(str(_NUMBERS[quantity]))


def counts(record: str) -> dict[str, Count | Ratio]:
    return {one: count(one) for one in COUNTED[record]}


DOCUMENT = "DOC-2022-08-20-01"
TEXT = "All night long they dug. This is a quote of a neighbour, and of nobody else."
_WORDS = passage.located(TEXT, "a quote of a neighbour")
_TELLING: dict[str, Any] = {
    "document": DOCUMENT,
    "words": _WORDS,
    "published": parse_as_of("2022-08-18T12:15"),
    "speaker": _VOICE,
    "source": _OUTLET,
    "quote": "a quote of a neighbour",
    "url": "https://news.example/story",
    "archive_url": "https://archive.example/copy",
    "language": "uk",
}
#: By record, the fullest first: a field stands in the first in which it says something.
SAMPLES: dict[str, tuple[Any, ...]] = {
    "incident": (
        Incident(
            event=EventTime(date(2022, 8, 17), time(21, 30), Precision.APPROXIMATE),
            district=DISTRICT,
            place="Hroza, a dormitory",
            settlement=HROZA,
            point=(50.01234, 36.23456),
            point_precision=PointPrecision.STREET,
            weapons=(Weapon.MISSILE, Weapon.ROCKETS),
            cluster=True,
            places_hit=(PlaceHit.HEALTHCARE, PlaceHit.RESIDENTIAL),
            grade=Grade.FAIR,
            state=ReviewState.READY,
            summary="a summary of the night",
            debris=True,
            strikes=Count.parse("1021"),
            circumstances="in a queue for bread",
            responsible="the northern army",
            responsible_by="Council of the Street",
            responsible_answer=Answer.DENIED,
            chosen_reason="a reason to choose it",
        ),
        Incident(
            event=EventTime(date(2022, 8, 17), None, Precision.RANGE, parse_as_of("2022-08-19")),
            district=OTHER,
        ),
        Incident(event=EventTime(date(2022, 8, 17), None, Precision.DATE), district=OTHER),
    ),
    "report": (
        Report(
            as_of=parse_as_of("2022-08-18T09:00"),
            counts=counts("report"),
            role=Role.SETTLING,
            authority=Authority.UNOFFICIAL,
            transfer=27,
            died=("P1",),
            combatants={one: count(f"combatants.{one}") for one in COMBATANTS},
            **_TELLING,
        ),
        Report(quote="a quote of a nurse", speaker=_VOICE, confidential=True),
        Report(quote="a quote of a driver", withdrawn=True),
    ),
    "statement": (
        Statement(
            area=AREA,
            since=date(2022, 2, 24),
            as_of=parse_as_of("2022-08-07"),
            counts=counts("statement"),
            **_TELLING,
        ),
        Statement(area=AREA, counts={"killed": Count.parse("1")}, withdrawn=True),
    ),
    "joint": (
        JointReport(
            incidents=(FIRST, SECOND),
            as_of=parse_as_of("2022-08-18T09:00"),
            counts=counts("joint"),
            role=Role.PARTIAL,
            authority=Authority.UNOFFICIAL,
            count_remainder=True,
            **_TELLING,
        ),
        JointReport(
            districts=tuple(sorted((DISTRICT, OTHER))),
            first=date(2022, 8, 16),
            last=date(2022, 8, 18),
            counts={"killed": Count.parse("1")},
            withdrawn=True,
        ),
    ),
    "person": (
        Person(
            name="Olha Bondar",
            name_uk="Ольга Бондар",
            name_ru="Ольга Бондарь",
            name_en="Olha Bondarenko",
            visibility=Visibility.FULL,
            visibility_reason="a daughter agreed",
            cleared_by="Nadiia Tkach",
            age=parse_age("29"),
            sex=Sex.FEMALE,
            status=Status.DIED_LATER,
            status_on=date(2022, 8, 21),
            occupation=Occupation.MEDIC,
            family="household of the third floor",
            document=DOCUMENT,
            words=_WORDS,
            civilian=Civilian.UNKNOWN,
            report="1",
            same_as="P2",
            notes="a note of a cousin",
        ),
        Person(name="Ivan Koval", withdrawn=True),
    ),
    "attachment": (
        Attachment(
            name="letter.txt",
            type="text/plain",
            size=len(CONTENT),
            sha256=hashlib.sha256(CONTENT).hexdigest(),
            collector="Halyna Melnyk",
            collected="2022-08-20T10:05:00+03:00",
            method="photographed by hand",
            version="camera 4",
            origin="https://origin.example/letter",
            notes="a note of a clerk",
            uncovered=True,
        ),
        Attachment(
            name="second.txt",
            type="text/plain",
            size=0,
            sha256="",
            collector="Halyna Melnyk",
            collected="2022-08-20T10:05:00+03:00",
            withdrawn=True,
        ),
        Attachment(
            name="third.txt",
            type="text/plain",
            size=0,
            sha256="",
            collector="Halyna Melnyk",
            collected="2022-08-20T10:05:00+03:00",
            redacted_from="1",
        ),
    ),
    "source": (_OUTLET, Source("Quiet Witness", SourceKind.WITNESS, confidential=True)),
    "speaker": (_VOICE,),
    # An office joined to another, and one that is marked.
    "office": (
        Office(_VOICE.office, same_as="Committee of Neighbours"),
        Office("Committee of Neighbours", authority=Authority.OFFICIAL),
    ),
    "document": (
        Document(
            url="https://pages.example/night",
            title="A page on the night",
            kind=DocumentKind.VIDEO,
            source=_OUTLET,
            author="Stepan Moroz",
            published=parse_as_of("2022-08-20T11:45"),
            text=TEXT,
            archive_url="https://archive.example/page",
            language="uk",
            collector="Iryna Savchuk",
            collected="2022-08-20T10:05:00+03:00",
            method="copied by hand",
            notes="a note of a librarian",
        ),
        Document(title="A letter", confidential=True, withdrawn=True),
        Document(title="A page on the night"),
    ),
    "note": (Note("a note of a doubt"), Note("a note of a mistake", withdrawn=True)),
    "identifier": (
        Identifier("Register of Nights", "case 4711"),
        Identifier("Register of Days", "case 4712", withdrawn=True),
    ),
    "clearance": (Clearance(decision=Decision.NAMED),),
    "method": (
        Method(
            who="an archive of the street",
            counted="people of the street alone",
            sources="papers of the street",
            judged="by two papers",
            checked="a second reader",
            licence="CC BY 4.0",
            changes="1 June 2023: papers of the city too",
        ),
    ),
    "link": (Link(FIRST, SECOND, Relation.DOUBLE_STRIKE, "a note of the hour"),),
    "override": (
        {
            "kind": FindingKind.NO_UPDATE.value,
            "key": "2022-08-18",
            "reason": "a reason to set it aside",
        },
    ),
    "case": (
        {
            "title": "Nights of August",
            "rule": Rule.RANGE.value,
            "sample": True,
            "second_name": True,
            "quiet_days": 25,
            "stress": Stress.INJURED.value,
        },
    ),
}


def missing() -> list[Field]:
    """The fields for which nothing is sampled, be it in the wrong way or not at all."""
    return [field for field in FIELDS if str(field) not in GIVEN and _written(field) is None]


def superfluous() -> list[str]:
    """What is sampled and no field."""
    declared = {str(field) for field in FIELDS}
    bare = {f"{record}.{name}" for record in BARE for name in SAMPLES[record][0]}
    return sorted((GIVEN | bare) - declared)


def _written(field: Field) -> int | None:
    """The number of the first sample in which a field says something."""
    for number, sample in enumerate(SAMPLES[field.record]):
        if field.of(sample) not in (None, "", False, 0, (), default(field)):
            return number
    return None


def _invented(field: Field) -> Any:
    """A value for a field that has none yet, so that every door is tried with it at once."""
    kind = field.kind
    if isinstance(kind, UnionType):
        kind = next(one for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) is tuple:
        return (_invented(replace(field, kind=get_args(kind)[0])),)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[-1]
    return {
        str: f"words of {field.name}",
        bool: True,
        int: 1013,
        float: 10.13,
        Count: Count.parse("1013"),
        date: date(2022, 8, 14),
    }.get(kind)


def _completed() -> dict[str, tuple[Any, ...]]:
    """The samples with something in fields that were declared since."""
    made = dict(SAMPLES)
    for field in missing():
        value = _invented(field)
        if field.record in RECORDS and "." not in field.path and value is not None:
            first, *others = made[field.record]
            made[field.record] = (replace(first, **{field.path: value}), *others)
    return made


COMPLETE = _completed()


def number_of(field: Field) -> int:
    """Which of the samples tells of a field."""
    wanted = {
        "incident.merged_into": 2,
        "incident.approved_changes": 1,
        "document.merged_into": 2,
        "attachment.redacted_from": 2,
    }
    return wanted.get(str(field), _written(field) or 0)


def value_of(field: Field) -> Any:
    """What a field holds in its sample."""
    return field.of(COMPLETE[field.record][number_of(field)])


#: How a person reads what is not said by its own words.
_READ = {
    "confidential": r"confidential source|\(confidential\)",
    "incident.debris": "debris of",
    "incident.strikes": "1,?021",
    "report.withdrawn": "withdrawn report|withdrawn, not counted",
    "override.kind": "no update|no new reports since",
    # As the tests of the window write what is struck out.
    "person.withdrawn": r"\[struck\] name withheld",
    "attachment.withdrawn": r"\[struck\] second\.txt",
    "language": r"\buk\b|ukrainian",
    "event.precision": "(~|about )21:30|^approximate$",
}


def pattern(field: Field, value: Any, flags: bool = True) -> re.Pattern[str]:
    """What has to stand in a text that tells a field, in English; in letters of any case.

    A flag that is told beside its name is a plain yes: without `flags`.
    """
    read = "|".join(map(re.escape, _read(value)))
    if isinstance(value, bool):
        read = r"\byes\b"
        column = kinds.RECORDS[field.record].by_name.get(field.path)
        if flags and column and column.label:
            read += f"|{re.escape(column.label.text)}"
    if isinstance(value, Count | int) and not isinstance(value, bool):
        read = rf"(?<![\w.]){value}(?!\w)"
    elif isinstance(value, tuple) and value and isinstance(value[0], str):
        # Several stand in any order.
        read = "".join(f"(?=.*(?:{'|'.join(map(re.escape, _read(one)))}))" for one in value)
    elif field.path == "sha256":
        read = " ?".join(value[i : i + 4] for i in (0, 4, 8))
    elif field.path == "collected":
        read = re.escape(labels.date_time(datetime.fromisoformat(value), short=True))
    if flags or not isinstance(value, bool):
        read = _READ.get(str(field), _READ.get(field.path, read))
    return re.compile(read, re.IGNORECASE | re.DOTALL)


def _read(value: Any) -> Iterable[str]:
    match value:
        case bool():
            return ("yes",)
        case AsOf():
            return (labels.as_of(value), labels.as_of(value, short=False))
        case date():
            return (labels.date(value), labels.date(value, short=True), value.strftime("%d.%m.%Y"))
        case time():
            return (labels.clock(value),)
        case StrEnum():
            return (labels.word(value),)
        case ((int(), int()), *_others):
            return tuple(f"{value[0][0]}{dash}{value[0][1]}" for dash in "-–")
        case (float(), float()):
            return (f"{value[0]:.5f}, {value[1]:.5f}",)
        case str():
            return _read_text(value)
        case _:
            return (str(value),)


def _read_text(value: str) -> Iterable[str]:
    if value == HROZA:
        return (labels.settlement(value),)
    if place := PLACES.get(value):
        return (labels.district(place), labels.area(place), place.short_name("en"))
    return (value.removeprefix("https://"),)
