"""The district that a text names, or a question between those that it may mean."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker import city
from kharkiv_tracker.domain.place import District, DistrictKind, Gazetteer
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Outcome
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.name_index import Home
from kharkiv_tracker.intake.places.place_readings import Readings
from kharkiv_tracker.intake.places.place_text import place_text
from kharkiv_tracker.intake.places.place_words import Line, place_words

_CITY_AND_OBLAST = 2
#: How much of the code of a place identifies its raion.
_RAION_DIGITS = 6


class Choice:
    """The mentions of one text, and what they come to together."""

    def __init__(self, line: Line, mentions: Sequence[Mention], places: Gazetteer) -> None:
        self._line, self._mentions, self._places = line, mentions, places
        self._make = Readings(line, mentions, places)
        self._local = self._make.local
        self._areas = [one.area for one in mentions if one.kind is MentionKind.AREA and one.area]

    @property
    def is_whole(self) -> bool:
        """Whether the city and the oblast are named, one as well as the other."""
        areas = [one for one in self._mentions if one.kind is MentionKind.AREA]
        if self._local or len({one.area for one in areas}) < _CITY_AND_OBLAST:
            return False
        end = areas[0].end
        count = place_words().link.at(self._line, end)
        return bool(count) and end + count == areas[-1].start

    @property
    def is_country(self) -> bool:
        """Whether the country is named and nothing besides."""
        is_only = all(one.kind is MentionKind.COUNTRY for one in self._mentions)
        return is_only and not place_text(self._line, self._mentions)

    def outcome(self) -> Outcome:
        """The reading or the question; Refused for a place that is elsewhere."""
        self._refuse_abroad()
        if any(one.kind is MentionKind.UNKNOWN for one in self._mentions):
            return self._of_unknown()
        if self._local:
            return self._of_local()
        if self._make.around:
            return self._around(self._make.around[0])
        if self.is_whole:
            areas = self._make.unknown_areas()
            return self._make.question(
                _("Which area was hit?"), list(map(self._make.of_area, areas))
            )
        if not self._areas:
            raise Refused(_("Enter a district."))
        return self._make.of_area(self._area())

    def _refuse_abroad(self) -> None:
        for mention in self._mentions:
            if mention.kind is MentionKind.ABROAD or (
                mention.is_abroad_too and not self._is_at_home(mention)
            ):
                raise Refused(
                    _("“{name}” is not a place in {area}. Check the text.").format(
                        name=shown(self._line.slice(mention.start, mention.end)),
                        area=city.text("whole"),
                    )
                )

    def _is_at_home(self, mention: Mention) -> bool:
        """Whether the oblast, or a district that it lies in, is named beside a place."""
        return any(one.kind is DistrictKind.OBLAST_UNKNOWN for one in self._areas) or any(
            set(mention.districts) & set(other.districts)
            for other in self._local
            if other is not mention and other.kind is not MentionKind.PLACE
        )

    # Of whole areas

    def _area(self) -> District:
        """The smallest area named."""
        return min(self._areas, key=lambda area: area.kind is DistrictKind.OBLAST_UNKNOWN)

    def _says(self, kind: DistrictKind) -> bool:
        return any(area.kind is kind for area in self._areas)

    def _of_unknown(self) -> Outcome:
        """The district is called unknown: the rest of the text is the place as written."""
        if not self._areas:
            areas = self._make.unknown_areas()
            return self._make.question(
                _("In {city}, or elsewhere in the oblast?").format(city=city.text("in")),
                [*self._make.apart(self._local), *map(self._make.of_area, areas)],
            )
        area = self._area()
        strangers = [one for one in self._local if not self._make.lies_in(one, area)]
        reading = self._make.of_area(area)
        if not strangers:
            return reading
        return self._make.question(
            _("Which district was hit?"), [*self._make.apart(strangers), reading]
        )

    def _around(self, mention: Mention) -> Outcome:
        """Near the city, or at its edge: the raion around it, the city or the oblast."""
        in_city, *wider = self._make.unknown_areas()
        around = [
            one
            for one in self._places.districts
            if one.kind is DistrictKind.RAION
            and one.key[:_RAION_DIGITS] == in_city.key[:_RAION_DIGITS]
        ]
        is_edge = mention.kind is MentionKind.EDGE or not (around or wider)
        areas = [in_city] if is_edge else []
        return self._make.question(
            _("In which area?"), list(map(self._make.of_area, (*around, *areas, *wider)))
        )

    # Of districts and settlements

    def _of_local(self) -> Outcome:
        homes = self._in_area(self._common())
        if not homes:
            return self._conflict()
        districts = {home.district for home in homes}
        kinds = {district.kind for district in districts}
        if self._says(DistrictKind.CITY_UNKNOWN) and DistrictKind.CITY_DISTRICT in kinds:
            homes = [home for home in homes if not home.district.kind.is_unknown]
        readings = self._make.together(homes)
        if len(readings) == 1:
            return readings[0]
        return self._make.question(
            _("Which district is “{name}” in?").format(name=self._local[0].name), readings
        )

    def _common(self) -> list[Home]:
        """Where all that is named lies together; nothing where that is nowhere."""
        places = [one for one in self._local if one.kind is MentionKind.PLACE]
        places.sort(key=lambda mention: mention.is_near)
        others = [one for one in self._local if one.kind is not MentionKind.PLACE]
        if not places:
            homes = self._first(others[0])
            others = others[1:]
        else:
            homes = list(places[0].homes)
        for mention in places[1:]:
            same = [home for home in homes if home in mention.homes]
            # Of two settlements in one district neither is the place.
            apart = dict.fromkeys(Home(home.district) for home in _within(homes, mention))
            near = _within(homes, mention) if mention.is_near else []
            homes = same or near or list(apart)
        within = self._in_all(homes, others)
        if not within and len(places) == 1 and not places[0].is_near:
            # A hromada or a raion is surer than whether it was called a village.
            within = self._in_all(list(places[0].namesakes), others)
        return within

    def _in_all(self, homes: list[Home], others: list[Mention]) -> list[Home]:
        for mention in others:
            homes = self._narrowed(homes, mention)
        return homes

    def _first(self, mention: Mention) -> list[Home]:
        """Where a district lies; beside the oblast a raion of before with its name counts too."""
        homes = list(mention.homes)
        if mention.kind is MentionKind.DISTRICT and self._says(DistrictKind.OBLAST_UNKNOWN):
            keys = [] if self._says(DistrictKind.CITY_UNKNOWN) else mention.former_keys
            homes += [Home(raion) for key in keys if (raion := self._places.get(key))]
        return list(dict.fromkeys(homes))

    def _narrowed(self, homes: list[Home], mention: Mention) -> list[Home]:
        """Those of the homes that a district, a hromada or a raion of before has."""
        now = _within(homes, mention)
        if mention.kind is MentionKind.DISTRICT and now:
            return now
        exact = [
            home
            for home in homes
            if home.settlement
            and (
                home.settlement.former_raion in mention.former_raions
                or home.settlement.hromada in mention.hromadas
            )
        ]
        # Of a place with this name elsewhere in the raion the district alone is sure.
        return exact or [Home(home.district) for home in now]

    def _in_area(self, homes: list[Home]) -> list[Home]:
        if not self._areas:
            return homes
        area = self._area()
        return [home for home in homes if self._make.covers(area, home.district)]

    def _conflict(self) -> Outcome:
        """What is named does not lie together: the person says which of it was hit."""
        readings = self._make.apart(self._local)
        districts = [district for mention in self._local for district in mention.districts]
        are_places = {one.kind is MentionKind.PLACE for one in self._local}
        if self._areas and not any(self._make.covers(self._area(), one) for one in districts):
            readings.append(self._make.of_area(self._area()))
        elif len(are_places) == 1:
            # Two districts, or two towns: both may have been hit.
            readings.append(self._make.of_area(self._make.least_area(districts)))
        return self._make.question(_("Which district was hit?"), readings)


def _within(homes: Sequence[Home], mention: Mention) -> list[Home]:
    districts = set(mention.districts)
    return [home for home in homes if home.district in districts]
