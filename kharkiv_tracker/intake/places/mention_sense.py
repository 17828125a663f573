"""What a name means by the words around it: a district, a hromada, a settlement, a whole area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kharkiv_tracker import city
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.romanised_key import romanised_key
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.name_index import Home, Match
from kharkiv_tracker.intake.places.scan_state import Frame, ScanState
from kharkiv_tracker.languages import SOURCE
from kharkiv_tracker.settlement_register import FormerRaion, Hromada, Settlement, SettlementKind

#: The kinds of settlement that a noun may mean; any other noun leaves all of them.
_KINDS = {
    "city": {SettlementKind.CITY},
    "town": {SettlementKind.TOWN, SettlementKind.CITY},
    "settlement": {SettlementKind.SETTLEMENT, SettlementKind.TOWN},
    "village": {SettlementKind.VILLAGE},
}
#: How names end that are never the same in the accusative; those of Latin letters have no cases.
_CHANGED = ("а", "я")
#: How far the code of a hromada is that of its settlements.
_HROMADA_DIGITS = 9
_DISTRICT_NOUNS = {"district", "districts"}


@dataclass(frozen=True)
class Sense:
    """A name in its frame, and the mentions that it may be."""

    state: ScanState
    frame: Frame
    matches: list[Match]

    def mention(self) -> Mention | None:
        """The mention; None where the name is not a place here."""
        roles = self.frame.roles
        if "hromada" in roles:
            return self._hromada()
        if "oblast" in roles:
            return self._oblast()
        if roles & _DISTRICT_NOUNS:
            return self._district()
        return self._bare(self._likely())

    def _likely(self) -> list[Match]:
        """Names as in lists, but after a preposition those in another case."""
        matches = [match for match in self.matches if match.name.is_more_than_hromada]
        plain = [match for match in matches if match.is_nominative]
        cased = [match for match in matches if not match.is_nominative]
        roles = self.frame.roles
        if cased and roles & {"inside", "near"}:
            if plain and roles & _KINDS.keys() and not self.frame.noun_is_after:
                # «у селищі Борова»: beside its kind a name often stays as it is in lists.
                if self._is_of_kind(plain):
                    return plain
                roles.add("any")
                return [*plain, *cased]
            # «на Балки» may be the village as in lists, «на Балка» is not.
            same = [match for match in plain if not match.name.key.endswith(_CHANGED)]
            return [*same, *cased]
        return plain or cased

    # Names with their noun

    def _hromada(self) -> Mention:
        hromadas = [hromada for match in self.matches for hromada in match.name.hromadas]
        hromadas = hromadas or self._hromadas_of_seat()
        if not hromadas:
            return self._abroad()
        match = next((one for one in self.matches if one.name.hromadas), self.matches[0])
        raions = [raion for hromada in hromadas if (raion := self._raion(hromada))]
        return self._mention(
            MentionKind.HROMADA,
            self._with_noun(match),
            homes=_homes(raions),
            hromadas=tuple(dict.fromkeys(hromadas)),
        )

    def _hromadas_of_seat(self) -> list[Hromada]:
        """`Derhachi hromada`: the hromada called after a settlement, or the city's."""
        in_city = self._area(DistrictKind.CITY_UNKNOWN)
        if in_city and any(match.name.area == in_city for match in self.matches):
            code = in_city.key[:_HROMADA_DIGITS]
            return [one for one in self.state.index.hromadas if one.code.startswith(code)]
        return [
            one.hromada
            for one in _settlements(self.matches)
            if _is_alike(one.names, one.hromada.names)
        ]

    def _raion(self, hromada: Hromada) -> District | None:
        """The raion of a hromada; the city's lies in none of them."""
        in_city = self._area(DistrictKind.CITY_UNKNOWN)
        if in_city and hromada.code.startswith(in_city.key[:_HROMADA_DIGITS]):
            return in_city
        return self.state.places.get(hromada.raion)

    def _oblast(self) -> Mention:
        oblast = self._area(DistrictKind.OBLAST_UNKNOWN)
        if oblast and any(match.name.area for match in self.matches):
            return self._mention(MentionKind.AREA, self._name(self.matches[0]), area=oblast)
        return self._abroad()

    def _district(self) -> Mention | None:
        own = [one for one in self.matches if one.name.districts or one.name.former_raions]
        if own:
            return self._own_district(own)
        likely = self._likely()
        if not likely:
            return self._abroad()
        if self.frame.noun_is_after and likely[0].name.key.isascii():
            mention = self._district_of_town(likely[0])
            if mention:
                return mention
        if any(match.name.is_abroad for match in likely):
            return self._abroad()
        # «у районі Салтівки» is not a district, but somewhere there.
        has_quarter = any(not home.settlement for one in likely for home in one.name.homes)
        role = "quarter" if has_quarter else "near"
        frame = replace(self.frame, roles=self.frame.roles - _DISTRICT_NOUNS | {role})
        return Sense(self.state, frame, self.matches)._bare(likely)

    def _own_district(self, matches: list[Match]) -> Mention:
        districts = [one for match in matches for one in match.name.districts]
        former = tuple(dict.fromkeys(one for match in matches for one in match.name.former_raions))
        match = next((one for one in matches if one.name.districts), matches[0])
        if districts:
            return self._mention(
                MentionKind.DISTRICT,
                self._name(match),
                homes=_homes(districts),
                former_raions=former,
            )
        return self._former_raion(match, former)

    def _former_raion(self, match: Match, former: tuple[FormerRaion, ...]) -> Mention:
        keys = [key for raion in former for key in raion.now]
        raions = [raion for key in keys if (raion := self.state.places.get(key))]
        name = self._with_noun(match) if self.frame.noun[1] else self._name(match)
        return self._mention(
            MentionKind.FORMER_RAION, name, homes=_homes(raions), former_raions=former
        )

    def _district_of_town(self, match: Match) -> Mention | None:
        """`Izium district`: that called after a town or a quarter, of today or of before."""
        for home in match.name.homes:
            if not home.settlement and len(match.name.homes) > 1:
                continue
            names = home.settlement.names if home.settlement else {SOURCE: match.name.text}
            if _is_alike(names, home.district.names):
                return self._mention(
                    MentionKind.DISTRICT, self._name(match), homes=_homes([home.district])
                )
        for town in _settlements([match]):
            raion = town.former_raion
            if town.kind.is_large and raion and _is_alike(town.names, raion.names):
                return self._former_raion(match, (raion,))
        return None

    # Names without one

    def _bare(self, matches: list[Match]) -> Mention | None:
        """A name without a noun, or with that of a kind of settlement."""
        area = next((match for match in matches if match.name.area), None)
        if area:
            return self._whole_area(area)
        homes = self._of_kind(home for match in matches for home in match.name.homes)
        is_abroad = any(match.name.is_abroad for match in matches)
        is_large = is_abroad or not all(home.is_village for home in homes) or not homes
        has_kind = bool(self.frame.roles & {*_KINDS, "any", "quarter"})
        if not has_kind and not self.state.stands_out(
            self.frame, is_large, {home.district for home in homes}
        ):
            return None
        if homes:
            return self._place(matches, homes, is_abroad)
        if is_abroad:
            return self._abroad()
        own = [match for match in matches if match.name.districts or match.name.former_raions]
        if own and self.frame.roles <= {"inside", "urban"}:
            return self._of_the_city(own) or self._own_district(own)
        return None

    def _place(self, matches: list[Match], homes: tuple[Home, ...], is_abroad: bool) -> Mention:
        match = next(match for match in matches if match.name.homes)
        districts = [one for each in matches for one in each.name.districts]
        roles = self.frame.roles
        return self._mention(
            MentionKind.DISTRICT if match.name.is_titled else MentionKind.PLACE,
            self._name(match),
            homes=tuple(dict.fromkeys((*_homes(districts), *homes))),
            names={
                home: self._name(match) for match in reversed(matches) for home in match.name.homes
            },
            namesakes=tuple({home for each in matches for home in each.name.homes}),
            own=frozenset(districts),
            is_near=bool(roles & {"near", "edge"}),
            is_abroad_too=is_abroad and not roles & {"village", "settlement"},
        )

    def _of_kind(self, homes: Iterable[Home]) -> tuple[Home, ...]:
        """The homes of the kind that a noun says, or all where none of them is."""
        every = tuple(dict.fromkeys(homes))
        if "quarter" in self.frame.roles:
            return tuple(home for home in every if not home.settlement) or every
        role = next((role for role in _KINDS if role in self.frame.roles), "")
        if not role or "any" in self.frame.roles:
            return every
        kinds = [(home, home.settlement.kind) for home in every if home.settlement]
        # What is a city since 2024 is still called a town.
        exact = tuple(home for home, kind in kinds if kind == role and role != "town")
        return exact or tuple(home for home, kind in kinds if kind in _KINDS[role]) or every

    def _is_of_kind(self, matches: list[Match]) -> bool:
        """Whether one of these is the very kind of settlement written beside the name."""
        kinds = {kind for role in self.frame.roles & _KINDS.keys() for kind in _KINDS[role]}
        return any(town.kind in kinds for town in _settlements(matches))

    def _of_the_city(self, matches: list[Match]) -> Mention | None:
        """`Kharkivskyi zoo`: the adjective of the city, or of the raion around it."""
        state, end = self.state, self.frame.end
        in_city = self._area(DistrictKind.CITY_UNKNOWN)
        names = city.load().texts["name"]
        own = [
            one for match in matches for one in match.name.districts if _is_alike(names, one.names)
        ]
        is_part = state.matches(end) or state.words.link.at(state.line, end)
        if not (in_city and own and state.line.is_joined(end)) or is_part:
            return None
        return self._mention(
            MentionKind.PLACE, self._name(matches[0]), homes=_homes([in_city, *own])
        )

    def _whole_area(self, match: Match) -> Mention | None:
        frame, area = self.frame, match.name.area
        if match.name.is_general and not self.state.is_alone(frame.start, frame.end):
            return None
        if not self.state.stands_out(frame, True, set()):
            return None
        if match.is_nominative and not frame.roles and self.state.is_part(frame):
            return None
        if area and area.kind is DistrictKind.CITY_UNKNOWN and frame.roles & {"near", "edge"}:
            kind = MentionKind.EDGE if "edge" in frame.roles else MentionKind.NEAR
            return self._mention(kind, self.state.line.slice(frame.start, frame.end), area=area)
        return self._mention(MentionKind.AREA, self._name(match), area=area)

    # Parts of a mention

    def _mention(self, kind: MentionKind, name: str, **more: Any) -> Mention:
        return Mention(kind, self.frame.start, self.frame.end, name, **more)

    def _abroad(self) -> Mention:
        return self._mention(MentionKind.ABROAD, self._name(self.matches[0]))

    def _area(self, kind: DistrictKind) -> District | None:
        return next((one for one in self.state.places.districts if one.kind is kind), None)

    def _name(self, match: Match) -> str:
        """The name as in lists; as typed where it was typed so."""
        typed = self.state.line.slice(self.frame.name, self.frame.name + match.length)
        return typed if match.is_nominative else match.name.text

    def _with_noun(self, match: Match) -> str:
        """A name and its noun, both as in lists; the noun first as it was typed."""
        line, (start, end) = self.state.line, self.frame.noun
        if not self.frame.noun_is_after:
            return line.slice(start, self.frame.name + match.length)
        noun = self.state.words.nominative(line.words[start:end], line.slice(start, end))
        return f"{self._name(match)} {noun}"


def _homes(districts: Iterable[District]) -> tuple[Home, ...]:
    return tuple(map(Home, dict.fromkeys(districts)))


def _settlements(matches: Iterable[Match]) -> list[Settlement]:
    return [home.settlement for one in matches for home in one.name.homes if home.settlement]


def _is_alike(names: city.Names, adjective: city.Names) -> bool:
    """Whether an adjective is that of a town, by how both begin in English.

    In the adjective of several words each of them has its beginning: `Velykoburlutska`.
    """
    town, whole = romanised_key(names[SOURCE].lower()), romanised_key(adjective[SOURCE].lower())
    if " " in town:
        return all(word[:3] in whole for word in town.split())
    length = max(4, len(town) - 3)
    return town[:length] == whole[:length]
