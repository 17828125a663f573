"""A place named in a text: what kind of name it is, and where it may lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kharkiv_tracker.domain.place import District
from kharkiv_tracker.intake.places.name_index import Home
from kharkiv_tracker.settlement_register import FormerRaion, Hromada


class MentionKind(StrEnum):
    """What is named."""

    DISTRICT = "district"
    FORMER_RAION = "former raion"
    HROMADA = "hromada"
    PLACE = "place"
    """A settlement, or a quarter of the city."""
    AREA = "area"
    """The city or the oblast as a whole."""
    NEAR = "near"
    """Somewhere near the city, outside it."""
    EDGE = "edge"
    """A suburb or the edge of the city, inside it or outside."""
    UNKNOWN = "unknown"
    """That the district is not known."""
    COUNTRY = "country"
    """The country that all is in."""
    ABROAD = "abroad"
    """A place outside the oblast."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name with the words that belong to it: from one word of the text up to another."""

    kind: MentionKind
    start: int
    end: int
    name: str = ""
    """The name as in lists, as typed where it was typed so."""
    homes: tuple[Home, ...] = ()
    names: Mapping[Home, str] = field(default_factory=dict, compare=False)
    """The name of each home, where they differ."""
    namesakes: tuple[Home, ...] = ()
    """All that have the name, of whatever kind."""
    own: frozenset[District] = frozenset()
    """The districts that this is the name of, so that the place need not keep it."""
    area: District | None = None
    hromadas: tuple[Hromada, ...] = ()
    former_raions: tuple[FormerRaion, ...] = ()
    is_near: bool = False
    """Whether the place is only near it."""
    is_abroad_too: bool = False
    """Whether a city outside the oblast has this name, which is far more often meant."""

    @property
    def districts(self) -> tuple[District, ...]:
        """The districts it may lie in, once each."""
        return tuple(dict.fromkeys(home.district for home in self.homes))

    @property
    def former_keys(self) -> tuple[str, ...]:
        """The keys of the raions of today that the raions of before with this name went to."""
        return tuple(key for raion in self.former_raions for key in raion.now)
