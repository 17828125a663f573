"""The district that a text names, or a question between those that it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.place import District, DistrictKind, Gazetteer
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.name_index import Home
from kharkiv_tracker.intake.places.place_text import place_text
from kharkiv_tracker.intake.places.place_words import Line
from kharkiv_tracker.settlement_register import SettlementKind

_MOST = 8
_IN_CITY = (DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN)
_LOCAL = (
    MentionKind.DISTRICT,
    MentionKind.FORMER_RAION,
    MentionKind.HROMADA,
    MentionKind.PLACE,
)


class Choice:
    """The mentions of one text, and what they come to together."""

    def __init__(self, line: Line, mentions: Sequence[Mention], places: Gazetteer) -> None:
        self.line, self.mentions, self.places = line, mentions, places
        self.local = [mention for mention in mentions if mention.kind in _LOCAL]
        self.areas = [
            mention.area
            for mention in mentions
            if mention.kind is MentionKind.AREA and mention.area
        ]
        self.is_unknown = any(mention.kind is MentionKind.UNKNOWN for mention in mentions)

    @property
    def is_empty(self) -> bool:
        """Whether no place at all is named."""
        return not self.mentions

    def outcome(self) -> Outcome:
        """The reading or the question; Refused for a place that is elsewhere."""
        self._refuse_abroad()
        if self.is_unknown:
            return self._of_unknown()
        if self.local:
            return self._of_local()
        around = [one for one in self.mentions if one.kind in (MentionKind.NEAR, MentionKind.EDGE)]
        if around:
            return self._around(around[0])
        return self._reading(self._smallest_area(), self._rest())

    def _refuse_abroad(self) -> None:
        for mention in self.mentions:
            if mention.kind is MentionKind.ABROAD or (
                mention.is_abroad_too and not self._is_at_home(mention)
            ):
                raise Refused(
                    _("“{name}” is not a place in {area}. Check the text.").format(
                        name=shown(mention.name), area=city.text("whole")
                    )
                )

    def _is_at_home(self, mention: Mention) -> bool:
        """Whether the oblast, or a district that it lies in, is named beside a place."""
        return any(one.kind is DistrictKind.OBLAST_UNKNOWN for one in self.areas) or any(
            set(mention.districts) & set(other.districts)
            for other in self.local
            if other is not mention and other.kind is not MentionKind.PLACE
        )

    # Of whole areas

    def _smallest_area(self) -> District:
        in_city = [area for area in self.areas if area.kind is DistrictKind.CITY_UNKNOWN]
        return (in_city or self.areas)[0]

    def _of_unknown(self) -> Outcome:
        """The district is called unknown: the rest of the text is the place as it stands."""
        unknown = [one for one in self.mentions if one.kind is MentionKind.UNKNOWN]
        areas = [one for one in self.mentions if one.kind is MentionKind.AREA]
        place = place_text(self.line, [*unknown, *areas], None)
        whole = [one for one in self._unknowns() if not self.areas or one == self._smallest_area()]
        if self.areas:
            strangers = [
                mention
                for mention in self.local
                if not any(self._covers(whole[0], one) for one in mention.districts)
            ]
            if strangers:
                homes = [home for mention in strangers for home in mention.homes]
                return self._question(
                    _("Which district was hit?"),
                    [*self._readings(homes, None), self._reading(whole[0], "")],
                )
            return self._reading(whole[0], place)
        candidates = self._readings(
            [home for mention in self.local for home in mention.homes], None
        )
        return self._question(
            _("In {city}, or elsewhere in the oblast?").format(city=city.text("in")),
            [*candidates, *(self._reading(area, place) for area in whole)],
        )

    def _around(self, mention: Mention) -> Outcome:
        """Near the city, or at its edge: the raion around it, the city or the oblast."""
        place = place_text(
            self.line, [one for one in self.mentions if one.kind is MentionKind.AREA], None
        )
        around = [
            one
            for one in self.places.districts
            if one.kind is DistrictKind.RAION and self._surrounds(one)
        ]
        in_city, in_oblast = self._unknowns()
        areas = [in_city] if mention.kind is MentionKind.EDGE else []
        return self._question(
            _("In which area?"),
            [self._reading(area, place) for area in (*around, *areas, in_oblast)],
        )

    def _surrounds(self, raion: District) -> bool:
        """Whether this is the raion around the city: its code begins as the city's does."""
        in_city = self._unknowns()[0]
        return raion.key[:6] == in_city.key[:6]

    def _unknowns(self) -> tuple[District, District]:
        found = {one.kind: one for one in self.places.districts if one.kind.is_unknown}
        return found[DistrictKind.CITY_UNKNOWN], found[DistrictKind.OBLAST_UNKNOWN]

    def _covers(self, area: District, district: District) -> bool:
        return district.key in self.places.within(area.key)

    # Of districts and settlements

    def _of_local(self) -> Outcome:
        homes = self._common()
        if homes is None:
            return self._conflict()
        homes = self._in_area(homes)
        if not homes:
            return self._conflict()
        districts = list(dict.fromkeys(home.district for home in homes))
        if len(districts) == 1:
            return self._home(districts[0], homes, self._place_of(homes))
        if {one.kind for one in districts} == {
            DistrictKind.CITY_DISTRICT,
            DistrictKind.CITY_UNKNOWN,
        } and self._says_city():
            homes = [one for one in homes if not one.district.kind.is_unknown]
            return self._home(homes[0].district, homes, self._place_of(homes))
        name = next((one.name for one in self.local), "")
        return self._question(
            _("Which district is “{name}” in?").format(name=name), self._readings(homes, None)
        )

    def _says_city(self) -> bool:
        return any(area.kind is DistrictKind.CITY_UNKNOWN for area in self.areas)

    def _common(self) -> list[Home] | None:
        """Where all that is named lies together; None where that is nowhere."""
        named = [mention for mention in self.local if mention.kind is MentionKind.PLACE]
        others = [mention for mention in self.local if mention.kind is not MentionKind.PLACE]
        homes: list[Home] | None = None
        for mention in named:
            homes = self._both(homes, list(mention.homes))
        for mention in others:
            homes = self._narrowed(homes, mention, bool(named))
        return homes

    def _both(self, homes: list[Home] | None, more: list[Home]) -> list[Home] | None:
        if homes is None:
            return more
        districts = {home.district for home in homes} & {home.district for home in more}
        common = [Home(home.district) for home in homes if home.district in districts]
        return list(dict.fromkeys(common)) or []

    def _narrowed(
        self, homes: list[Home] | None, mention: Mention, has_place: bool
    ) -> list[Home] | None:
        own = set(mention.districts)
        old = list(mention.former_raions) if mention.kind is MentionKind.DISTRICT else []
        if homes is None:
            says_oblast = any(one.kind is DistrictKind.OBLAST_UNKNOWN for one in self.areas)
            more = [
                raion
                for former in old
                for key in former.now
                if says_oblast and not self._says_city() and (raion := self.places.get(key))
            ]
            return list(dict.fromkeys((*mention.homes, *map(Home, more))))
        if mention.kind is MentionKind.DISTRICT:
            now = [home for home in homes if home.district in own]
            if now or not has_place:
                return now
        within = [
            home
            for home in homes
            if home.settlement
            and (
                home.settlement.former_raion in mention.former_raions
                or home.settlement.hromada in mention.hromadas
            )
        ]
        if within or (has_place and mention.kind is MentionKind.HROMADA):
            return within or [home for home in homes if home.district in own and not has_place]
        return [home for home in homes if home.district in own]

    def _in_area(self, homes: list[Home]) -> list[Home]:
        if not self.areas:
            return homes
        area = self._smallest_area()
        return [home for home in homes if self._covers(area, home.district)]

    def _conflict(self) -> Outcome:
        """What is named does not lie together: the person says which of it was hit."""
        homes = [home for mention in self.local for home in mention.homes]
        districts = list(dict.fromkeys(home.district for home in homes))
        candidates: list[Reading] = []
        for mention in self.local:
            candidates += self._readings(
                [home for home in mention.homes if home.district in districts], mention
            )
        candidates = list({_district_of(one): one for one in reversed(candidates)}.values())[::-1]
        area = self._cover(districts)
        names = [mention for mention in self.local if mention.kind is MentionKind.PLACE]
        alike = not names or len(names) == len(self.local)
        if self.areas and not any(self._covers(self._smallest_area(), one) for one in districts):
            candidates.append(self._reading(self._smallest_area(), self._without_areas()))
        elif alike:
            candidates.append(self._reading(area, self._without_areas()))
        return self._question(_("Which district was hit?"), candidates)

    def _without_areas(self) -> str:
        areas = [one for one in self.mentions if one.kind is MentionKind.AREA]
        return place_text(self.line, areas, None)

    # Readings

    def _rest(self, first: Mention | None = None) -> str:
        """The place: what is left without districts and areas, and without the other mentions."""
        kept = (MentionKind.NEAR, MentionKind.EDGE)
        removed = [
            one
            for one in self.mentions
            if one is not first and one.kind not in kept and not one.is_near
        ]
        return place_text(self.line, removed, first)

    def _place_of(self, homes: Sequence[Home]) -> str:
        """The place where all that is named goes together."""
        named = [one for one in self.local if one.kind is MentionKind.PLACE]
        sides = [
            one for one in self.local if one.kind in (MentionKind.FORMER_RAION, MentionKind.HROMADA)
        ]
        if not named:
            named, sides = sides, []
        if any(home.settlement for home in homes) and len({*homes}) == 1:
            removed_sides = sides
        else:
            removed_sides = []
        kept = [one for one in (*named, *sides) if one not in removed_sides]
        removed = [
            one
            for one in self.mentions
            if one not in kept and one.kind not in (MentionKind.NEAR, MentionKind.EDGE)
        ]
        first = next((one for one in kept if not one.is_near), None)
        return place_text(self.line, removed, first)

    def _readings(self, homes: Iterable[Home], only: Mention | None) -> list[Reading]:
        """A reading for each district, the towns first."""
        by_district: dict[District, list[Home]] = {}
        for home in homes:
            by_district.setdefault(home.district, []).append(home)
        order = sorted(by_district, key=lambda one: (one.kind.is_unknown, _size(by_district[one])))
        return [
            self._home(
                district,
                by_district[district],
                self._of_one(only) if only else self._place_of(by_district[district]),
            )
            for district in order
        ]

    def _of_one(self, mention: Mention) -> str:
        return self._rest(None if mention.kind is MentionKind.DISTRICT else mention)

    def _home(self, district: District, homes: Iterable[Home], place: str) -> Reading:
        settlements = {home.settlement for home in homes if home.settlement}
        near = any(one.is_near for one in self.local)
        code = settlements.pop().code if len(settlements) == 1 and not near else ""
        return self._reading(district, place, code)

    def _reading(self, district: District, place: str, settlement: str = "") -> Reading:
        part = {"district": district.key, "place": place}
        if settlement:
            part["settlement"] = settlement
        name = district.short_name(current())
        return Reading(
            part,
            f"{labels.district(district)} · {place}" if place else labels.district(district),
            {"where": ", ".join(text for text in (name, place) if text)},
        )

    def _question(self, words: str, candidates: Sequence[Reading]) -> Question:
        """A question; what is not said is in the least area that covers all answers."""
        unique = list({_district_of(one): one for one in reversed(candidates)}.values())[::-1]
        known = [self.places.get(_district_of(one)) for one in unique]
        area = self._cover([one for one in known if one])
        places = {str(one.part["place"]) for one in unique}
        place = places.pop() if len(places) == 1 else self._without_areas_and_unknown()
        unsaid = self._reading(area, place)
        short = [
            replace(one, words=labels.district(district))
            for one, district in zip(unique, known, strict=True)
            if district
        ]
        return Question(words, tuple(short[:_MOST]), unsaid)

    def _without_areas_and_unknown(self) -> str:
        gone = (MentionKind.AREA, MentionKind.UNKNOWN)
        return place_text(self.line, [one for one in self.mentions if one.kind in gone], None)

    def _cover(self, districts: Sequence[District]) -> District:
        in_city, in_oblast = self._unknowns()
        return in_city if all(one.kind in _IN_CITY for one in districts) else in_oblast


def _district_of(reading: Reading) -> str:
    return str(reading.part["district"])


def _size(homes: Sequence[Home]) -> int:
    """The rank of the largest settlement; quarters of the city come between towns and villages."""
    kinds = list(SettlementKind)
    return min(
        kinds.index(home.settlement.kind) if home.settlement else kinds.index(SettlementKind.TOWN)
        for home in homes
    )
