"""Where it happened, and the area of an official total, as they are typed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from kharkiv_tracker import labels, languages
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reader, Reading
from kharkiv_tracker.intake.places.mention import Mention
from kharkiv_tracker.intake.places.mention_scan import mentions
from kharkiv_tracker.intake.places.name_index import name_index
from kharkiv_tracker.intake.places.place_choice import Choice
from kharkiv_tracker.intake.places.place_words import Line, line, place_words
from kharkiv_tracker.intake.typed_text import normal

_MOST_MENTIONS = 15


def read_where(text: str, context: Context) -> Outcome:
    """The district of a place, the place, and the settlement where it is the only one."""
    return _choice(line(normal(text)), context).outcome()


def read_area(text: str, context: Context) -> Outcome:
    """The city, the oblast, one district or the country; Refused for a place within one."""
    choice = _choice(line(normal(text)), context)
    country = context.places.country
    if country and choice.is_country:
        name = labels.area(country)
        return Reading({"area": country.key}, name, {"area": name})
    outcome = choice.outcome()
    if choice.is_whole and isinstance(outcome, Question):
        return _area(outcome.candidates[-1], context)
    readings = outcome.candidates if isinstance(outcome, Question) else (outcome,)
    place = str(readings[0].part["place"])
    if place:
        raise Refused(
            _("An official total covers the city, the oblast or a district, not “{name}”.").format(
                name=shown(place)
            )
        )
    if isinstance(outcome, Reading):
        return _area(outcome, context)
    candidates = tuple(_area(reading, context) for reading in outcome.candidates)
    return Question(outcome.words, candidates, _area(outcome.unsaid, context))


def _choice(typed: Line, context: Context) -> Choice:
    if typed.text == "?":
        typed = line(min(languages.words("place_unknown")))
    if not typed.text:
        raise Refused(_("Enter a district."))
    for relaxed in (False, True):
        named = tuple(mentions(typed, context.places, relaxed))
        if len(named) > _MOST_MENTIONS:
            raise Refused(_("Too many places. Enter one district, a comma, the place."))
        if named:
            _refuse_excluded(typed, named)
            return Choice(typed, named, context.places)
    raise Refused(_unknown(typed, context))


def _refuse_excluded(typed: Line, named: Sequence[Mention]) -> None:
    words = place_words().excluded
    for mention in named:
        for count in (1, 2):
            start = mention.start - count
            if start >= 0 and words.at(typed, start) == count and typed.is_joined(mention.start):
                raise Refused(
                    _("“{name}” names a place that was not hit. Enter the place that was.").format(
                        name=shown(typed.slice(start, mention.end))
                    )
                )


def _unknown(typed: Line, context: Context) -> str:
    near: list[str] = []
    if typed.words:
        first = typed.text.partition(",")[0].strip()
        names = {name for name in name_index(context.places).near(first) if name[-1].isalpha()}
        near = difflib.get_close_matches(first[:60], names, n=3, cutoff=0.75)
    if near:
        return _("“{name}” is not a known district or settlement. Similar names: {names}.").format(
            name=shown(typed.text), names=", ".join(near)
        )
    return _(
        "“{name}” does not name a district or a settlement. Enter the district, a comma, the place."
    ).format(name=shown(typed.text))


def _area(reading: Reading, context: Context) -> Reading:
    key = str(reading.part["district"])
    district = context.places.get(key)
    words = labels.area(district) if district else key
    name = str(reading.texts.get("where", "")).removesuffix(f", {reading.part['place']}")
    return Reading({"area": key}, words, {"area": name})


#: How each field of places is read.
READERS: Mapping[str, Reader] = {"where": read_where, "area": read_area}
