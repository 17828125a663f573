"""The slow, obvious search: every term against everything that is known of an incident, one by one.

It takes phrases in quotation marks and single words; names of several words are given in quotes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kharkiv_tracker import gazetteer, i18n, labels, languages, settlement_register
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.name_forms import word_forms
from kharkiv_tracker.domain.open_names import NOTHING, OpenNames, redactor
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.romanised_key import romanised_key
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.search.value_labels import WORDS

PARTS = ("night", "small hours", "dawn", "morning", "day", "evening")
CODE = re.compile(r"KHT-(\d{4}-\d\d-\d\d|undated)-\d\d+", re.IGNORECASE)


def matches(
    typed: str,
    incident: Incident,
    reports: Iterable[Report],
    persons: Iterable[Person] = (),
    profile: Profile | None = None,
    names: OpenNames = NOTHING,
) -> bool:
    """Whether the incident is one of those that this text selects."""
    if not typed.strip():
        return True
    terms = [term for term in re.findall(r'"[^"]*"|[^"\s]+', typed) if words(term)]
    terms = [term for term, name in pairwise((*terms, "")) if not leads(term, name)]
    texts = list(texts_of(incident, tuple(reports), tuple(persons), profile, names))
    return bool(terms) and all(matches_term(term, incident, texts) for term in terms)


def leads(term: str, name: str) -> bool:
    """Whether a word is an “in” before the name of a place or a month."""
    typed, named = " ".join(words(term)), words(name)
    if '"' in term + name or len(named) != 1 or typed not in languages.words("place_inside"):
        return False
    months = [word for listed in languages.table("months").values() for word in listed]
    return bool(other_names(named[0])) or any(words(month) == named for month in months)


@cache
def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def texts_of(
    incident: Incident,
    reports: tuple[Report, ...],
    persons: tuple[Person, ...],
    profile: Profile | None,
    names: OpenNames,
) -> Iterator[str]:
    """All that a page of this profile says; None is the window."""
    is_team = profile in (Profile.INTERNAL, None)
    yield from known(incident)
    levels = (Profile.RESTRICTED,) if profile is Profile.RESTRICTED else (*Profile,)[:2]
    for level in levels if not incident.merged_into else ():
        for text in (incident.place, incident.summary):
            yield from redactor(reports, persons, level, names).left(text)
    if is_team:
        yield from (incident.place, incident.summary, incident.circumstances)
        yield from (incident.responsible, incident.responsible_by)
        for report in reports:
            yield from (report.quote, str(report.speaker), report.source.name, report.url)
    for report in reports if profile is not Profile.RESTRICTED else ():
        if report.uid in names.sources and not report.withdrawn:
            texts = redactor(reports, persons, Profile.OPEN, names)
            yield from (*texts.left(report.quote), report.speaker.office, report.source.name)
            yield str(report.speaker) if report.uid in names.speakers else ""
            yield from (report.url, report.archive_url) if report.uid in names.links else ()
    for person in persons if profile is not Profile.RESTRICTED else ():
        if not person.withdrawn and is_searched(person, profile, names):
            yield from names_of(person)


def known(incident: Incident) -> Iterator[str]:
    """What every page says."""
    event = incident.event
    yield incident.code
    for day in (event.date, event.until.last_day if event.until else None):
        yield from (day.isoformat(), f"{day:%d.%m.%Y}") if day else ()
    yield f"{event.time:%H:%M}" if event.time else ""


def is_searched(person: Person, profile: Profile | None, names: OpenNames) -> bool:
    if profile is Profile.OPEN:
        return person.is_named and person.uid in names.persons
    return person.is_named or profile is Profile.INTERNAL


def names_of(person: Person) -> list[str]:
    names = (person.name, person.name_uk, person.name_ru, person.name_en)
    return [name for name in names if name != "[purged]"]


def matches_term(term: str, incident: Incident, texts: list[str]) -> bool:
    if CODE.fullmatch(term):
        return incident.code.casefold() == term.casefold()
    typed = words(term)
    return (
        any(is_in(typed, text) for text in texts)
        or any(is_label(typed, label) for label in labels_of(incident))
        or any(is_label(typed, label, former=True) for label in former_labels_of(incident))
        or any(is_whole(typed, name) for name in spellings_of(incident))
        or any(typed == words(name) for name in months_of(incident))
        or any(begins(words(name), text) for name in other_names(" ".join(typed)) for text in texts)
    )


def is_in(typed: list[str], text: str) -> bool:
    """As a part of the text or of its key."""
    return " ".join(typed) in " ".join(words(text)) or is_in_key(typed, text)


def is_in_key(typed: list[str], text: str) -> bool:
    """As a word of the key of the text, or from the beginning of one, if there are letters."""
    key = key_of(" ".join(typed))
    letters = sum(letter.isalpha() for letter in key)
    if letters > 3:
        return begins(key.split(), key_of(text))
    return letters == 3 and f" {key} " in f" {key_of(text)} "


def begins(typed: list[str], text: str) -> bool:
    """Whether words of the text begin so."""
    own = words(text)
    return any(" ".join(own[start:]).startswith(" ".join(typed)) for start in range(len(own)))


def is_label(typed: list[str], label: str, former: bool = False) -> bool:
    """As a part of the label, or a row of its words, in any case; of a former one not any part."""
    own = words(label)
    if is_whole(typed, label) or " ".join(typed) in own:
        return True
    if len(" ".join(typed)) < 3:
        return False
    rows = [own[start : start + len(typed)] for start in range(len(own) - len(typed) + 1)]
    if any(all(map(same, typed, row)) for row in rows):
        return True
    return is_in_key(typed, label) or (begins(typed, label) if former else is_in(typed, label))


key_of = cache(romanised_key)


def is_whole(typed: list[str], name: str) -> bool:
    own, key = words(name), key_of(" ".join(typed))
    if sum(letter.isalpha() for letter in key) >= 3 and key == key_of(name):
        return True
    return len(own) == len(typed) and all(map(same, typed, own))


@cache
def same(word: str, other: str) -> bool:
    """One word but for its ending; four letters and more are left."""
    endings = all_endings()
    rests = [(word[n:], other[n:]) for n in range(4, len(word) + 1) if word[:n] == other[:n]]
    return word[0] == other[0] and (
        word == other
        or any(one in endings and two in endings for one, two in rests)
        or (len(other) > 2 and any(word in word_forms(other, code) for code in cyrillic(other)))
    )


@cache
def all_endings() -> frozenset[str]:
    return languages.words("endings") | {""}


def cyrillic(word: str) -> list[str]:
    known = languages.known()
    return [code for code in known if set(known[code].latin) & set(word)]


def labels_of(incident: Incident) -> Iterator[str]:
    """All that stands for a value of the incident somewhere, in any language."""
    values = {
        "weapons": incident.weapons,
        "places_hit": incident.places_hit,
        "state": (incident.state,),
        "grade": (incident.grade,) if incident.grade else (),
    }
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            yield from [labels.word(value) for field in WORDS for value in values[field]]
            yield time_label(incident.event)
    yield from district_labels(incident.district)
    yield from settlement_labels(incident.settlement) if incident.settlement else ()


def time_label(event: EventTime) -> str:
    """The part of the day that is shown, or that the day is unknown."""
    shown = labels.event_time(replace(event, time=None)) if event.precision in PARTS else ""
    return shown.partition(", ")[2].rstrip("0123456789") if event.date else labels.event_time(event)


def former_labels_of(incident: Incident) -> Iterator[str]:
    """What the places of the incident were called once."""
    yield from former_names(incident.district)
    settlement = settlement_register.load().get(incident.settlement)
    if settlement:
        for names in (*settlement.former, *settlement.hromada.former):
            yield from names.values()


@cache
def district_labels(key: str) -> list[str]:
    place = gazetteer.load().get(key)
    assert place is not None
    names = (place.names, place.titles, place.label, place.area)
    return [text for texts in names for text in texts.values()]


@cache
def former_names(key: str) -> list[str]:
    place = gazetteer.load().get(key)
    assert place is not None
    return [name for old in place.former for name in old.names.values()]


@cache
def settlement_labels(code: str) -> list[str]:
    place = settlement_register.load().get(code)
    assert place is not None
    texts = [*place.names.values(), *place.hromada.names.values()]
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            texts.append(labels.settlement(code).partition(", ")[2])
    return texts


def spellings_of(incident: Incident) -> list[str]:
    """What a place or a weapon is called too: that is matched whole."""
    place = gazetteer.load().get(incident.district)
    assert place is not None
    settlement = settlement_register.load().get(incident.settlement)
    own = [text for text in place.spellings if text not in place.within]
    synonyms = languages.table("weapon_synonyms")
    weapons = [name for weapon in incident.weapons for name in synonyms.get(weapon.value, ())]
    return [*own, *(settlement.spellings if settlement else ()), *weapons]


def months_of(incident: Incident) -> Sequence[str]:
    """The words for its month, short ones too: matched as they are, without other endings."""
    day = incident.event.date
    return languages.table("months")[str(day.month - 1)] if day else ()


@cache
def other_names(typed: str) -> frozenset[str]:
    """The names of every place that has the one typed."""
    places = gazetteer.load()
    own = typed.split()
    other: set[str] = set()
    groups = [
        [[*names.values()] for names in (one.names, *one.former)] + [[*one.spellings]]
        for one in settlement_register.load().settlements.values()
    ] + [[[*one.spellings]] for one in places.ambiguous]
    for group in groups:
        names = [name for several in group for name in several]
        if any(is_whole(own, name) for name in names if words(name)):
            other.update(" ".join(words(name)) for name in names)
    for one in places.districts:
        spelled = [text for text in one.spellings if text not in one.within]
        shown = (*district_labels(one.key), *former_names(one.key))
        if any(is_whole(own, name) for name in (*shown, *spelled)):
            other.update(" ".join(words(name)) for name in one.titles.values())
    return frozenset(other)
