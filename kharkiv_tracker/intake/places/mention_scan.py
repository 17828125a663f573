"""The places that a text names, from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kharkiv_tracker import city
from kharkiv_tracker.domain.place import District, DistrictKind, Gazetteer
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.name_forms import sound
from kharkiv_tracker.intake.places.name_index import Home, Match, NameIndex, name_index
from kharkiv_tracker.intake.places.place_words import Line, Phrases, PlaceWords, place_words
from kharkiv_tracker.languages import SOURCE
from kharkiv_tracker.settlement_register import FormerRaion, SettlementKind

_OPENING, _CLOSING = '"«“„‹', '"»”‟›“'
#: The kinds of settlement that a noun may mean; any other noun leaves all of them.
_KINDS = {
    "city": {SettlementKind.CITY},
    "town": {SettlementKind.TOWN, SettlementKind.CITY},
    "settlement": {SettlementKind.SETTLEMENT, SettlementKind.TOWN},
    "village": {SettlementKind.VILLAGE},
}
#: What may stand before the name of the place that is meant.
_NO_PLACE = (
    MentionKind.AREA,
    MentionKind.COUNTRY,
    MentionKind.UNKNOWN,
    MentionKind.DISTRICT,
    MentionKind.HROMADA,
)
_LARGE = (SettlementKind.CITY, SettlementKind.TOWN)


@dataclass(slots=True)
class _Around:
    """The words before and after a name: where all begins and ends, and the roles of the words."""

    start: int
    name: int
    end: int = 0
    roles: set[str] = field(default_factory=set)
    noun: tuple[int, int] = (0, 0)
    noun_is_after: bool = False


class Scan:
    """Looks for places in one text."""

    def __init__(self, line: Line, places: Gazetteer) -> None:
        self.line, self._places, self._relaxed = line, places, False
        self._index: NameIndex = name_index(places)
        self._words: PlaceWords = place_words()
        self._is_small = not any(word.is_capital for word in line.words)
        self._in_front = True
        self._last_end = 0
        self._named: set[District] = set()
        self._role_at: dict[int, tuple[str, int]] = {}
        self._matches_at: dict[int, list[Match]] = {}

    def mentions(self, relaxed: bool = False) -> Iterator[Mention]:
        """Every place named, in order; between them stand words that name none.

        Among other words a village is taken for one only where `relaxed`: many are common nouns.
        """
        self._relaxed, self._in_front, self._last_end = relaxed, True, 0
        self._named: set[District] = set()
        at = 0
        while at < len(self.line.words):
            mention = self._unknown(at) or self._mention(at)
            if mention is None:
                if not (at and self._words.link.at(self.line, at)):
                    self._in_front = False
                at += 1
                continue
            yield mention
            self._in_front &= mention.kind in _NO_PLACE
            if mention.kind in (MentionKind.DISTRICT, MentionKind.HROMADA):
                self._named.update(mention.districts)
            at = self._last_end = mention.end

    def _unknown(self, at: int) -> Mention | None:
        count = self._words.unknown.at(self.line, at)
        if not count or not self._is_alone(at, at + count):
            return None
        return Mention(MentionKind.UNKNOWN, at, at + count)

    def _mention(self, at: int) -> Mention | None:
        around = self._before(at)
        if "edge" in around.roles and self._is_alone(at, around.name):
            return self._suburb(around)
        if around.name < len(self.line.keys) and self.line.keys[around.name] in self._index.country:
            around.end = around.name + 1
            if self._is_alone(around.start, around.end) and not self._is_quoted(around):
                return Mention(MentionKind.COUNTRY, around.start, around.end)
            return None
        matches = self._matches(around.name)
        if not matches:
            return self._other_area(around)
        around.end = around.name + matches[0].count
        self._after(around)
        if around.name > around.start and around.roles <= {"urban"}:
            return None
        if self._is_a_name(around, matches):
            return None
        return self._meaning(around, matches)

    def _suburb(self, around: _Around) -> Mention | None:
        """A suburb of no city: of the one that all is about."""
        area = self._area(DistrictKind.CITY_UNKNOWN)
        name = self.line.slice(around.start, around.name)
        return Mention(MentionKind.EDGE, around.start, around.name, name, area=area)

    def _before(self, at: int) -> _Around:
        """The prepositions and nouns from here on, before a name."""
        words, here = self._words, at
        around = _Around(at, at)
        while here < len(self.line.words) and here - at < 8:
            if here > at and not self.line.is_joined(here):
                break
            role, count = self._role(here)
            if not count or (here == at and role in ("urban", "oblast", "districts")):
                break
            if self._matches(here) and not self._matches(here + count):
                break
            if role in words.nouns:
                around.noun = (here, here + count)
            around.roles.add(role)
            here += count
        around.name = here
        return around

    def _role(self, at: int) -> tuple[str, int]:
        """The role of the longest phrase that begins here, and how many words it has."""
        if at not in self._role_at:
            lengths = ((phrases.at(self.line, at), name) for name, phrases in self._roles())
            count, role = max(lengths, key=lambda entry: entry[0])
            self._role_at[at] = role, count
        return self._role_at[at]

    def _matches(self, at: int) -> list[Match]:
        """The names that begin here, their words joined."""
        if at not in self._matches_at:
            end = at + 1
            while self.line.is_joined(end):
                end += 1
                if end - at > 8:
                    break
            self._matches_at[at] = self._index.at(self.line.keys[at:end], 0)
        return self._matches_at[at]

    def _roles(self) -> Iterator[tuple[str, Phrases]]:
        words = self._words
        yield "near", words.near
        yield "edge", words.edge
        yield "inside", words.inside
        yield from words.kinds.items()
        yield from words.nouns.items()

    def _after(self, around: _Around) -> None:
        """The noun after a name; with a word for a city's district before it."""
        here = around.end
        if not self.line.is_joined(here):
            return
        skipped = self._words.nouns["urban"].at(self.line, here)
        for start in dict.fromkeys((here, here + skipped)):
            for role, phrases in (*self._words.nouns.items(), ("edge", self._words.edge)):
                count = phrases.at(self.line, start)
                if count and role != "urban" and self.line.is_joined(start):
                    around.roles.add(role)
                    around.noun, around.noun_is_after = (start, start + count), True
                    around.end = start + count
                    return
        for role, phrases in self._words.kinds.items():
            count = phrases.at(self.line, here)
            if count and not (self.line.is_joined(here + count) and self._matches(here + count)):
                around.roles.add(role)
                around.end = here + count
                return

    def _is_a_name(self, around: _Around, matches: list[Match]) -> bool:
        """Whether the name is that of a street, a shop or a station, told by the words beside."""
        line, words, name, end = self.line, self._words, around.name, around.end
        nouns = around.roles - {"inside"}
        if nouns & {"district", "districts", "hromada", "oblast"}:
            return False
        if self._is_of_street(around):
            return True
        if around.start > 0 and not nouns and self._is_quoted(around):
            return True
        if self._is_common_noun(around, matches):
            return True
        if not nouns and around.name == around.start:
            bare = any(match.is_nominative for match in matches)
            if line.is_joined(around.start) and words.named.before(line, around.start) and bare:
                return True
        is_adjective = self._is_adjective(around, matches)
        if is_adjective and line.is_joined(end) and words.streets.at(line, end):
            after = end + words.streets.at(line, end)
            follows = after < len(line.words) and line.is_joined(after)
            return not (follows and (line.words[after].is_capital or after < len(line.words)))
        if not nouns and line.is_joined(end) and not matches[0].is_nominative:
            # «Куп’янська лікарня», «у Центральному парку»: an adjective of the noun after it.
            follows = words.named.at(line, end) or words.streets.at(line, end)
            return bool(follows) and (is_adjective or "inside" not in around.roles)
        return False

    def _is_common_noun(self, around: _Around, matches: list[Match]) -> bool:
        """Whether it is more likely a noun that is like a form of a village's name: `завод`."""
        is_whole = around.start == 0 and around.end == len(self.line.words)
        if is_whole or around.roles or any(match.is_nominative for match in matches):
            return False
        return all(
            match.name.is_settlement
            and all(home.settlement and home.settlement.kind not in _LARGE for home in match.name.homes)
            for match in matches
        )

    def _is_quoted(self, around: _Around) -> bool:
        """Whether quotation marks stand around a name."""
        before, after = self.line.gap(around.name), self.line.gap(around.end)
        return bool(set(before) & set(_OPENING) and set(after) & set(_CLOSING))

    def _is_of_street(self, around: _Around) -> bool:
        """Whether a street or the like stands before it, with no preposition between."""
        if around.roles:
            return False
        for at in range(around.start, max(0, around.start - 4), -1):
            if not self.line.is_joined(at) or self._words.inside.before(self.line, at):
                return False
            if self._words.streets.before(self.line, at):
                return True
        return False

    def _is_adjective(self, around: _Around, matches: list[Match]) -> bool:
        typed = self.line.slice(around.name, around.name + matches[0].count)
        return (
            (typed.isascii() and self._words.roads.at(self.line, around.end) > 0)
            or self._places.is_own_name(typed)
            or self._places.is_own_name(typed[:-1] + "ий")
            or any(match.name.districts for match in matches)
        )

    def _meaning(self, around: _Around, matches: list[Match]) -> Mention | None:
        roles = around.roles
        if "hromada" in roles:
            return self._hromada(around, matches)
        if "oblast" in roles:
            return self._oblast(around, matches)
        if roles & {"district", "districts"}:
            return self._district(around, matches)
        return self._bare(around, self._likely(around, matches))

    def _likely(self, around: _Around, matches: list[Match]) -> list[Match]:
        """Names as they stand in lists, but after a preposition those in another case."""
        matches = [match for match in matches if match.name.is_more_than_hromada]
        plain = [match for match in matches if match.is_nominative]
        cased = [match for match in matches if not match.is_nominative]
        if around.roles & {"inside", "near"} and cased:
            return cased
        return plain or cased

    def _make(self, kind: MentionKind, around: _Around, match: Match, **more: object) -> Mention:
        typed = self.line.slice(around.name, around.name + match.count)
        name = typed if match.is_nominative else match.name.text
        return Mention(kind, around.start, around.end, name, **more)  # type: ignore[arg-type]

    def _nominatives(self, around: _Around, matches: list[Match]) -> dict[Home, str]:
        """The name of each home as it stands in lists: one form may be of two names."""
        typed = self.line.slice(around.name, around.name + matches[0].count)
        return {
            home: typed if match.is_nominative else match.name.text
            for match in reversed(matches)
            for home in match.name.homes
        }

    def _with_noun(self, around: _Around, match: Match) -> str:
        """A name and its noun, both as they stand in lists."""
        typed = self.line.slice(around.name, around.name + match.count)
        name = typed if match.is_nominative else match.name.text
        if not around.noun_is_after:
            noun = self.line.slice(*around.noun)
            return f"{noun} {typed}".strip()
        words = self.line.words[around.noun[0] : around.noun[1]]
        noun = self._words.nominative(words, self.line.slice(*around.noun))
        return f"{name} {noun}"

    def _hromada(self, around: _Around, matches: list[Match]) -> Mention | None:
        hromadas = [hromada for match in matches for hromada in match.name.hromadas]
        if not hromadas:
            seats = [home for match in matches for home in match.name.homes if home.settlement]
            hromadas = [
                home.settlement.hromada
                for home in seats
                if home.settlement
                and _alike(home.settlement.names["en"], home.settlement.hromada.names["en"])
            ]
        area = self._area(DistrictKind.CITY_UNKNOWN)
        if area and any(match.name.area == area for match in matches):
            hromadas = [one for one in self._index.hromadas if one.code[:9] == area.key[:9]]
        if not hromadas:
            return self._abroad(around, matches[0])
        found = tuple(dict.fromkeys(hromadas))
        match = next((one for one in matches if one.name.hromadas), matches[0])
        raions = [self._raion(hromada.code, hromada.raion) for hromada in found]
        mention = self._make(
            MentionKind.HROMADA,
            around,
            match,
            homes=tuple(Home(raion) for raion in raions if raion),
            hromadas=found,
        )
        return _renamed(mention, self._with_noun(around, match))

    def _raion(self, code: str, raion: str) -> District | None:
        city = next(
            (one for one in self._places.districts if one.kind is DistrictKind.CITY_UNKNOWN), None
        )
        # The city is the only settlement of its hromada.
        if city and city.key[:9] == code[:9]:
            return city
        return self._places.get(raion)

    def _oblast(self, around: _Around, matches: list[Match]) -> Mention | None:
        oblast = self._area(DistrictKind.OBLAST_UNKNOWN)
        if any(match.name.area for match in matches) and oblast:
            return self._make(MentionKind.AREA, around, matches[0], area=oblast)
        raions = any(_is_home_adjective(match) for match in matches)
        return self._abroad(around, matches[0]) if not raions or oblast else None

    def _area(self, kind: DistrictKind) -> District | None:
        return next((one for one in self._places.districts if one.kind is kind), None)

    def _other_area(self, around: _Around) -> Mention | None:
        """An oblast, a district or a hromada that is not of this oblast: an unknown adjective."""
        line, here = self.line, around.name
        if here >= len(line.words) or not line.is_joined(here + 1):
            return None
        word = line.words[here]
        for role in ("oblast", "district", "hromada"):
            count = self._words.nouns[role].at(line, here + 1)
            is_adjective = len(word.text) > 4 and (
                self._places.is_own_name(word.text)
                or self._places.is_own_name(word.key[:-1] + "ий")
                or self._places.is_own_name(word.key[:-2] + "ий")
                or (word.text.isascii() and role == "oblast")
            )
            if count and is_adjective and (word.is_capital or role == "oblast"):
                end = here + 1 + count
                return Mention(MentionKind.ABROAD, around.start, end, line.slice(here, end))
        return None

    def _abroad(self, around: _Around, match: Match) -> Mention:
        start = min(around.name, around.noun[0]) if around.noun[1] else around.name
        return Mention(
            MentionKind.ABROAD, around.start, around.end, self.line.slice(start, around.end)
        )

    def _district(self, around: _Around, matches: list[Match]) -> Mention | None:
        likely = [match for match in matches if match.name.districts or match.name.former_raions]
        if likely:
            return self._own_district(around, likely)
        likely = self._likely(around, matches)
        if not likely:
            return self._abroad(around, matches[0])
        towns = [
            home.settlement
            for match in likely
            for home in match.name.homes
            if home.settlement and home.settlement.kind in _LARGE
        ]
        english = around.noun_is_after and likely[0].name.key.isascii()
        if english and towns:
            return self._district_of_town(around, likely[0], towns)
        if any(match.name.is_abroad for match in likely):
            return self._abroad(around, likely[0])
        around.roles -= {"district", "districts"}
        if any(match.name.area for match in likely):
            around.roles.add("near")
        elif any(not home.settlement for match in likely for home in match.name.homes):
            around.roles.add("quarter")
        elif not any(match.name.homes for match in likely):
            return None
        return self._bare(around, likely)

    def _own_district(self, around: _Around, matches: list[Match]) -> Mention:
        districts = [one for match in matches for one in match.name.districts]
        former = [one for match in matches for one in match.name.former_raions]
        raions = [raion for one in former for key in one.now if (raion := self._places.get(key))]
        kind = MentionKind.DISTRICT if districts else MentionKind.FORMER_RAION
        match = next((one for one in matches if one.name.districts), matches[0])
        mention = self._make(
            kind,
            around,
            match,
            homes=tuple(Home(one) for one in dict.fromkeys(districts or raions)),
            former_raions=tuple(dict.fromkeys(former)),
        )
        if kind is MentionKind.FORMER_RAION and around.noun[1]:
            return _renamed(mention, self._with_noun(around, match))
        return mention

    def _district_of_town(self, around: _Around, match: Match, towns: list) -> Mention | None:  # type: ignore[type-arg]
        """`Izium district`: the raion named after a town, of today or of before."""
        now = [
            home
            for home in match.name.homes
            if home.settlement and _alike(home.settlement.names["en"], home.district.names["en"])
        ]
        if now:
            homes = tuple(Home(home.district) for home in now[:1])
            return self._make(MentionKind.DISTRICT, around, match, homes=homes)
        former: list[FormerRaion] = [
            town.former_raion
            for town in towns
            if town.former_raion and _alike(town.names["en"], town.former_raion.names["en"])
        ]
        if not former:
            around.roles -= {"district", "districts"}
            return self._bare(around, [match])
        raions = [raion for key in former[0].now if (raion := self._places.get(key))]
        mention = self._make(
            MentionKind.FORMER_RAION,
            around,
            match,
            homes=tuple(map(Home, raions)),
            former_raions=(former[0],),
        )
        return _renamed(mention, self._with_noun(around, match))

    def _bare(self, around: _Around, matches: list[Match]) -> Mention | None:
        """A name without a noun that says what it is, or with that of a kind of settlement."""
        area = next((match for match in matches if match.name.area), None)
        if area:
            return self._bare_area(around, area)
        homes = self._homes(around, matches)
        districts = [one for match in matches for one in match.name.districts]
        is_abroad = any(match.name.is_abroad for match in matches)
        if is_abroad and not homes:
            return self._abroad(around, matches[0]) if self._stands_out(around, True) else None
        is_large = not homes or any(
            home.settlement is None or home.settlement.kind in _LARGE for home in homes
        )
        has_kind = bool(around.roles & {*_KINDS, "any", "quarter"})
        fits = not self._named or any(home.district in self._named for home in homes)
        if not (has_kind or self._stands_out(around, is_large or is_abroad, fits)):
            return None
        if homes:
            match = next((one for one in matches if one.name.homes), matches[0])
            return self._make(
                MentionKind.DISTRICT if match.name.is_titled else MentionKind.PLACE,
                around,
                match,
                homes=tuple(dict.fromkeys((*map(Home, districts), *homes))),
                names=self._nominatives(around, matches),
                own=frozenset(districts),
                namesakes=tuple({home for match in matches for home in match.name.homes}),
                is_near=bool(around.roles & {"near", "edge"}),
                is_abroad_too=is_abroad and not around.roles & {"village", "settlement"},
                has_kind=has_kind,
            )
        own = [match for match in matches if match.name.districts or match.name.former_raions]
        if own and around.roles <= {"inside", "urban"}:
            return self._of_the_city(around, own) or self._own_district(around, own)
        return None

    def _of_the_city(self, around: _Around, matches: list[Match]) -> Mention | None:
        """`Kharkivskyi zoo`: the adjective of the city, or of the raion around it."""
        area = self._area(DistrictKind.CITY_UNKNOWN)
        own = [one for match in matches for one in match.name.districts]
        name = city.load().texts["name"][SOURCE]
        is_of_city = [one for one in own if _alike(name, one.names[SOURCE])]
        if not (area and is_of_city and self.line.is_joined(around.end)):
            return None
        if self._matches(around.end) or self._words.link.at(self.line, around.end):
            return None
        homes = tuple(map(Home, (area, *is_of_city)))
        return self._make(MentionKind.PLACE, around, matches[0], homes=homes)

    def _bare_area(self, around: _Around, match: Match) -> Mention | None:
        area = match.name.area
        if match.name.is_general and not self._is_alone(around.start, around.end):
            return None
        if not self._stands_out(around, True):
            return None
        if area and area.kind is DistrictKind.CITY_UNKNOWN and around.roles & {"near", "edge"}:
            kind = MentionKind.EDGE if "edge" in around.roles else MentionKind.NEAR
            name = self.line.slice(around.start, around.end)
            return Mention(kind, around.start, around.end, name, area=area)
        return self._make(MentionKind.AREA, around, match, area=area)

    def _homes(self, around: _Around, matches: list[Match]) -> tuple[Home, ...]:
        homes = tuple(dict.fromkeys(home for match in matches for home in match.name.homes))
        if "quarter" in around.roles:
            return tuple(home for home in homes if not home.settlement) or homes
        for role, kinds in _KINDS.items():
            if role in around.roles:
                fitting = tuple(
                    home for home in homes if home.settlement and home.settlement.kind in kinds
                )
                exact = tuple(
                    home for home in fitting if home.settlement and home.settlement.kind == role
                )
                return exact or fitting or homes
        return homes

    def _stands_out(self, around: _Around, is_large: bool, fits: bool = True) -> bool:
        """Whether a name among other words is meant as one.

        In front it is, but after a district only where it lies in that.
        """
        if self._in_front and fits:
            return True
        word = self.line.words[around.name]
        is_alone = self._is_alone(around.start, around.end)
        if not word.is_capital:
            return self._is_small and is_alone and is_large
        return is_large or is_alone or self._relaxed or bool(around.roles)

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether these words are all that stands between two commas or the like."""
        return self._is_cut(start) and self._is_cut(end)

    def _is_cut(self, at: int) -> bool:
        if at in (0, self._last_end, len(self.line.words)):
            return True
        if not self.line.is_joined(at):
            return not _only_quotes(self.line.gap(at))
        return self._words.link.before(self.line, at) or self._words.link.at(self.line, at) > 0


def _only_quotes(gap: str) -> bool:
    stripped = gap.strip()
    return bool(stripped) and set(stripped) <= set(_OPENING + _CLOSING)


def _alike(town: str, adjective: str) -> bool:
    """Whether an adjective is that of a town, by how both begin."""
    length = max(4, len(town) - 3)
    return sound(town.lower())[:length] == sound(adjective.lower())[:length]


def _is_home_adjective(match: Match) -> bool:
    return bool(match.name.hromadas or match.name.homes)


def _renamed(mention: Mention, name: str) -> Mention:
    from dataclasses import replace

    return replace(mention, name=name)
