"""Words for a place, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kharkiv_tracker.domain.place import District


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Words for a place, from one character of the sentence to another.

    `part` is where it is in the JSON of `add`; it is empty for a whole area (`area`), for a place
    elsewhere, and where several districts may be meant (`candidates`).
    """

    start: int
    end: int
    text: str = ""
    part: dict[str, object] | None = None
    typed: str = ""
    name: str = ""
    """What the place is called where several districts have one called so."""
    candidates: tuple[District, ...] = ()
    area: District | None = None
    named: District | None = None
    """The district of its part."""
    is_wide: bool = False
    """Whether it is a raion, a hromada or a part of the oblast."""
    is_elsewhere: bool = False
    is_country: bool = False
    is_inside: bool = False
    """Whether something is said to be there: in Sumy, and not Moscow said."""

    @property
    def is_local(self) -> bool:
        """Whether it says where, more narrowly than a whole area."""
        return self.part is not None or bool(self.candidates)

    @property
    def district(self) -> str:
        """The key of its district; "" where that is open."""
        return str(self.part["district"]) if self.part else ""

    @property
    def settlement(self) -> str:
        """The code of its settlement; "" where it names none."""
        return str(self.part.get("settlement") or "") if self.part else ""

    @property
    def village(self) -> str:
        """What its settlement is called, whichever of several it is; "" where it names none."""
        return str(self.part["place"]) if self.part and self.settlement else self.name

    @property
    def is_bare(self) -> bool:
        """Whether it is a district without a place in it."""
        return self.part is not None and not self.part.get("place") and self.named is not None

    def joined(self, others: Sequence[PlaceMark]) -> PlaceMark:
        """A mark that leaves open which of several districts it is."""
        named = (self.named, *(one.named for one in others))
        return replace(self, part=None, candidates=tuple(one for one in named if one is not None))

    def within(self, other: PlaceMark) -> PlaceMark:
        """An open name as the one district that it has in common with another."""
        common = [one for one in self.candidates if one.key in other.keys]
        if len(common) != 1:
            return self
        part: dict[str, object] = {"district": common[0].key, "place": ""}
        return replace(self, part=part, candidates=(), named=common[0])

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all the districts it may be in."""
        return frozenset((self.district,) if self.part else (one.key for one in self.candidates))
