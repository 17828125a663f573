"""Places hit by the noun's kind, in any case; the specific noun first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import Label, _
from kharkiv_tracker.intake.outcome import Context, Outcome
from kharkiv_tracker.intake.things import vocabulary
from kharkiv_tracker.intake.things.choice import choice
from kharkiv_tracker.intake.things.listed_words import ListField, labelled, labels_of, senses
from kharkiv_tracker.intake.things.vocabulary import Meaning, Sense, Sign, Vocabulary

#: What a noun may be that is of several kinds, likeliest first.
_KINDS: Mapping[str, tuple[PlaceHit, ...]] = {
    "building": (PlaceHit.RESIDENTIAL, PlaceHit.ADMINISTRATIVE, PlaceHit.COMMERCIAL),
    "house": (PlaceHit.RESIDENTIAL,),
    "orphanage": (PlaceHit.SCHOOL, PlaceHit.RESIDENTIAL),
    "care home": (PlaceHit.HEALTHCARE, PlaceHit.RESIDENTIAL),
    "enterprise": (PlaceHit.INDUSTRIAL, PlaceHit.COMMERCIAL),
    "warehouse": (PlaceHit.COMMERCIAL, PlaceHit.INDUSTRIAL),
    "pharmacy": (PlaceHit.COMMERCIAL, PlaceHit.HEALTHCARE),
    "yard": (PlaceHit.RESIDENTIAL, PlaceHit.OPEN_AREA),
    "garage": (PlaceHit.RESIDENTIAL, PlaceHit.TRANSPORT),
    "infrastructure": (PlaceHit.UTILITIES, PlaceHit.TRANSPORT, PlaceHit.INDUSTRIAL),
    "stadium": (PlaceHit.OPEN_AREA, PlaceHit.CULTURAL, PlaceHit.SCHOOL),
    "cemetery": (PlaceHit.OPEN_AREA, PlaceHit.RELIGIOUS),
    "zoo": (PlaceHit.OPEN_AREA, PlaceHit.CULTURAL),
    "resort": (PlaceHit.COMMERCIAL, PlaceHit.OPEN_AREA),
    "shelter": (PlaceHit.RESIDENTIAL, PlaceHit.ADMINISTRATIVE),
    "fire": (PlaceHit.ADMINISTRATIVE,),
}
#: Those that are said of a place of any kind: the building of a school.
_WIDE = ("building", "house", "enterprise", "warehouse", "infrastructure", "shelter")
_FIELD = ListField("places_hit", PlaceHit)


def read_places_hit(text: str, _context: Context) -> Outcome:
    """The kinds of places named."""
    people = languages.words("also_people")
    read = choice(text, _vocabulary(labels_of(PlaceHit)), PlaceHit, people)
    if read.is_number:
        raise Refused(
            _(
                "“{text}” is not a kind of place. Enter people in their own fields, and "
                "names and addresses in the field “Where”."
            ).format(text=shown(read.unread))
        )
    if read.unread:
        raise _FIELD.refusal(read, _("Enter names and addresses in the field “Where”."))
    return _FIELD.outcome(read, _("Which kind of place?"))


@cache
def _vocabulary(_labels: tuple[Label, ...]) -> Vocabulary:
    return Vocabulary(_phrases())


def _phrases() -> Iterator[tuple[str, Meaning]]:
    classes = senses(PlaceHit, {}, 2)
    classes[PlaceHit.UNKNOWN] = Sense(-1, (PlaceHit.UNKNOWN.value,))
    yield from labelled(classes, PlaceHit)
    yield from vocabulary.named("places_hit", classes)
    yield from vocabulary.named("hit_places", {name: _kind(name) for name in _KINDS})
    yield from vocabulary.joints()
    yield from vocabulary.phrases("place_prepositions", Sign.AT)
    yield from vocabulary.phrases("place_fillers", Sign.PLAIN)


def _kind(name: str) -> Sense:
    values = tuple(place.value for place in _KINDS[name])
    # A house beside a building is a house.
    level = 1 if len(values) == 1 else 0
    return Sense(level, values, None if name in _WIDE else frozenset(values))
