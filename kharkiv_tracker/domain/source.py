"""Where a report was read (the source) and whom it quotes (the speaker)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _


class SourceKind(StrEnum):
    """What sort of outlet or office a source is."""

    MILITARY_ADMINISTRATION = "military administration"
    EMERGENCY_SERVICE = "emergency service"
    PROSECUTOR = "prosecutor"
    POLICE = "police"
    HEALTH_AUTHORITY = "health authority"
    MAYOR_OR_COUNCIL = "mayor or council"
    NATIONAL_GOVERNMENT = "national government"
    MEDIA = "media"
    NGO = "NGO"
    UN = "UN"
    WITNESS = "witness"
    SOCIAL_MEDIA = "social media"


class Reliability(StrEnum):
    """The Admiralty scale: A is completely reliable, F cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Consent(StrEnum):
    """What somebody who was asked allows to be done with what they said."""

    NOT_ASKED = "not asked"
    REFUSED = "refused"
    WITHOUT_NAME = "without name"
    WITH_NAME = "with name"


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or office in the source list. `rank` 1 is the highest; None is below every rank.

    A confidential source is counted and never named outside the team; `notes` never leave it.
    """

    name: str = ""
    kind: SourceKind | None = None
    reliability: Reliability | None = None
    rank: int | None = None
    language: str = ""
    notes: str = ""
    confidential: bool = False
    consent: Consent | None = None

    @property
    def may_be_named(self) -> bool:
        """Whether it may be named to others: not confidential, and consent, where asked, given."""
        return not self.confidential and self.consent in (None, Consent.WITH_NAME)

    def check(self) -> None:
        """Raise Refused for a source of which nothing is known, or above the highest rank."""
        if not fold(self.name) and self.kind is None:
            raise Refused(_("A source needs a name or a kind."), path="name")
        if self.rank is not None and self.rank < 1:
            raise Refused(_("The highest rank is 1."), path="rank")

    @property
    def rank_key(self) -> tuple[bool, int]:
        """Sorts the highest rank first and sources without one last."""
        return (self.rank is None, self.rank or 0)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or office quoted. The office decides who speaks; a person belongs to one."""

    person: str = ""
    office: str = ""
    notes: str = ""

    @property
    def key(self) -> str:
        """Equal for one voice under any spelling of its name; empty when nobody is named."""
        return fold(self.office or self.person)

    @property
    def is_blank(self) -> bool:
        return not self.key

    def __str__(self) -> str:
        return ", ".join(part for part in (self.person, self.office) if part)
