"""The readings of a text that names places: for one district, for several, for a whole area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kharkiv_tracker import city, labels, languages
from kharkiv_tracker.domain.place import District, DistrictKind, Gazetteer
from kharkiv_tracker.i18n import current
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.name_index import Home
from kharkiv_tracker.intake.places.place_text import place_text
from kharkiv_tracker.intake.places.place_words import Line
from kharkiv_tracker.settlement_register import Settlement, SettlementKind

_MOST_ANSWERS = 8
_LOCAL = (
    MentionKind.DISTRICT,
    MentionKind.FORMER_RAION,
    MentionKind.HROMADA,
    MentionKind.PLACE,
)
_WHOLE = (MentionKind.AREA, MentionKind.COUNTRY, MentionKind.UNKNOWN)
_AROUND = (MentionKind.NEAR, MentionKind.EDGE)


class Readings:
    """Makes readings of one text out of what it mentions."""

    def __init__(self, line: Line, mentions: Sequence[Mention], places: Gazetteer) -> None:
        self.line, self.mentions, self.places = line, mentions, places
        self.local = [mention for mention in mentions if mention.kind in _LOCAL]
        self.around = [mention for mention in mentions if mention.kind in _AROUND]

    def unknown_areas(self) -> tuple[District, ...]:
        """The city, then the oblast where it is known too, of which no more is known."""
        kinds = (DistrictKind.CITY_UNKNOWN, DistrictKind.OBLAST_UNKNOWN)
        return tuple(one for kind in kinds for one in self.places.districts if one.kind is kind)

    def covers(self, area: District, district: District) -> bool:
        """Whether a district is part of an area."""
        return district.key in self.places.within(area.key)

    def lies_in(self, mention: Mention, area: District) -> bool:
        """Whether what is named may lie in an area."""
        return any(self.covers(area, district) for district in mention.districts)

    def least_area(self, districts: Sequence[District]) -> District:
        """The unknown area that covers all of these: the city, else the oblast."""
        areas = self.unknown_areas()
        return next(
            (area for area in areas if all(self.covers(area, one) for one in districts)), areas[-1]
        )

    def together(self, homes: Iterable[Home]) -> list[Reading]:
        """A reading for each district in which all that is named may lie, the towns first."""
        named = [mention for mention in self.local if mention.kind is MentionKind.PLACE]
        is_near = bool(named) and all(mention.is_near for mention in named)
        return [self._home(homes, self._place(homes), is_near) for homes in _by_district(homes)]

    def apart(self, mentions: Iterable[Mention]) -> list[Reading]:
        """The readings in which one of the mentions counts, and the others do not."""
        return [
            self._home(homes, self._place_of(mention, homes), mention.is_near)
            for mention in mentions
            for homes in _by_district(mention.homes)
        ]

    def of_area(self, area: District) -> Reading:
        """Somewhere in an area: the place is all that may lie there."""
        gone = [
            mention
            for mention in self.mentions
            if mention.kind in _WHOLE or (mention in self.local and not self.lies_in(mention, area))
        ]
        return self._reading(area, place_text(self.line, gone))

    def question(self, words: str, readings: Sequence[Reading]) -> Outcome:
        """A question, if there are two answers; none is known in the area that covers them all."""
        unique = list({_key(one): one for one in reversed(readings)}.values())[::-1]
        if len(unique) == 1:
            return unique[0]
        districts = [one for one in map(self._district, unique) if one]
        area = self.least_area(districts)
        places = {str(one.part["place"]) for one in unique}
        unsaid = self._reading(area, places.pop()) if len(places) == 1 else self.of_area(area)
        candidates = (
            replace(one, words=labels.district(district))
            for one, district in zip(unique, districts, strict=True)
        )
        return Question(words, tuple(candidates)[:_MOST_ANSWERS], unsaid)

    def _district(self, reading: Reading) -> District | None:
        return self.places.get(_key(reading))

    def _home(self, homes: Sequence[Home], place: str, is_near: bool) -> Reading:
        district = homes[0].district
        settlements = {home.settlement for home in homes if home.settlement}
        # «у Слобідському» may be the district itself.
        is_own = any(district in mention.own for mention in self.local)
        is_sure = len(settlements) == 1 and not is_near and not is_own
        return self._reading(district, place, settlements.pop() if is_sure else None)

    def _reading(
        self, district: District, place: str, settlement: Settlement | None = None
    ) -> Reading:
        part = {"district": district.key, "place": place}
        texts = [district.short_name(current()), place]
        if settlement:
            part["settlement"] = settlement.code
            texts = [texts[0], *self._told_apart(settlement, district, place)]
        words = labels.district(district)
        return Reading(
            part,
            f"{words} · {place}" if place else words,
            {"where": ", ".join(filter(None, texts))},
        )

    def _told_apart(self, settlement: Settlement, district: District, place: str) -> list[str]:
        """Texts of a place that distinguish its settlement from namesakes in the district."""
        others = {
            home.settlement
            for mention in self.local
            for home in mention.namesakes
            if home.settlement and home.district == district
        } - {settlement}
        texts: list[str] = []
        if any(other.hromada != settlement.hromada for other in others):
            noun = languages.typed("place_nouns", current())[0]["hromada"][0]
            texts.append(f"{city.in_language(settlement.hromada.names, current())} {noun}")
        if any(other.hromada == settlement.hromada for other in others):
            kinds = languages.typed("place_kinds", current())[0][settlement.kind.value]
            place = f"{next(iter(languages.listed(kinds)))} {place}"
        return [*texts, place]

    # The place

    def _place(self, homes: Sequence[Home]) -> str:
        """The place where all that is named lies together: the settlement first.

        A hromada or a raion of before stays where it says more than the rest.
        """
        named = [one for one in self.local if one.kind is MentionKind.PLACE]
        sides = [
            one for one in self.local if one.kind in (MentionKind.FORMER_RAION, MentionKind.HROMADA)
        ]
        is_sure = bool(named and homes[0].settlement) and len(set(homes)) == 1
        kept = [*named, *([] if is_sure else sides)]
        own = {home.district for home in homes if not home.settlement}
        kept = [mention for mention in kept if not own & mention.own]
        first = next((mention for mention in kept if not mention.is_near), None)
        return self._text(kept, first and _named_for(first, homes))

    def _place_of(self, mention: Mention, homes: Sequence[Home]) -> str:
        """The place where one mention counts alone."""
        own = {home.district for home in homes if not home.settlement}
        if mention.kind is MentionKind.DISTRICT or own & mention.own:
            return self._text([], None)
        first = None if mention.is_near else _named_for(mention, homes)
        return self._text([mention], first)

    def _text(self, kept: Sequence[Mention], first: Mention | None) -> str:
        removed = [one for one in self.mentions if one not in kept and one not in self.around]
        return place_text(self.line, removed, first)


def _by_district(homes: Iterable[Home]) -> list[list[Home]]:
    """The homes in each district: towns first, quarters of the city before villages."""
    by_district: dict[District, list[Home]] = {}
    for home in homes:
        by_district.setdefault(home.district, []).append(home)
    return sorted(
        by_district.values(), key=lambda homes: (homes[0].district.kind.is_unknown, _rank(homes))
    )


def _rank(homes: Sequence[Home]) -> int:
    kinds = list(SettlementKind)
    return min(
        kinds.index(home.settlement.kind if home.settlement else SettlementKind.TOWN)
        for home in homes
    )


def _named_for(mention: Mention, homes: Iterable[Home]) -> Mention:
    """A mention by the name that is meant where it lies here."""
    name = next((mention.names[home] for home in homes if home in mention.names), mention.name)
    return mention if name == mention.name else replace(mention, name=name)


def _key(reading: Reading) -> str:
    return str(reading.part["district"])
