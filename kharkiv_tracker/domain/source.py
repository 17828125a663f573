"""Where a report was read (the source) and whom it quotes (the speaker)."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _


class SourceKind(Word):
    """What sort of outlet or office a source is."""

    MILITARY_ADMINISTRATION = (
        "military administration",
        NP_("source kind", "military administration"),
    )
    EMERGENCY_SERVICE = "emergency service", NP_("source kind", "emergency service")
    PROSECUTOR = "prosecutor", NP_("source kind", "prosecutor")
    POLICE = "police", NP_("source kind", "police")
    HEALTH_AUTHORITY = "health authority", NP_("source kind", "health authority")
    MAYOR_OR_COUNCIL = "mayor or council", NP_("source kind", "mayor or council")
    NATIONAL_GOVERNMENT = "national government", NP_("source kind", "national government")
    MEDIA = "media", NP_("source kind", "media")
    NGO = "NGO", NP_("source kind", "NGO")
    UN = "UN", NP_("source kind", "UN")
    WITNESS = "witness", NP_("source kind", "witness")
    SOCIAL_MEDIA = "social media", NP_("source kind", "social media")

    @property
    def is_official(self) -> bool:
        """Whether what such a source says in its own name is official."""
        return self not in (SourceKind.MEDIA, SourceKind.WITNESS, SourceKind.SOCIAL_MEDIA)

    @property
    def is_private(self) -> bool:
        """Whether a private person speaks there, who is named only if that was decided."""
        return self in (SourceKind.WITNESS, SourceKind.SOCIAL_MEDIA)


class Reliability(Word):
    """The Admiralty scale: A is completely reliable, F cannot be judged."""

    A = "A", NP_("reliability", "A")
    B = "B", NP_("reliability", "B")
    C = "C", NP_("reliability", "C")
    D = "D", NP_("reliability", "D")
    E = "E", NP_("reliability", "E")
    F = "F", NP_("reliability", "F")


class Consent(Word):
    """The use of their words that a source consents to."""

    NOT_ASKED = "not asked", NP_("consent", "not asked")
    REFUSED = "refused", NP_("consent", "refused")
    WITHOUT_NAME = "without name", NP_("consent", "without name")
    WITH_NAME = "with name", NP_("consent", "with name")


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or office in the source list. `rank` 1 is the highest; None is below every rank.

    A confidential source is counted and never named outside the team; `notes` never leave it.
    """

    name: str = declared(Kind.LINE, NP_("field", "Name"))
    kind: SourceKind | None = declared(
        Kind.WORD,
        NP_("field", "Source kind"),
        default=None,
        of=SourceKind,
        help=Help(
            N_("What kind of outlet or office the source is, not what it reports."),
            N_("the kind of speaker: media that quote the police are media."),
            (N_("the mayor's own channel: mayor or council"),),
        ),
    )
    reliability: Reliability | None = declared(
        Kind.WORD,
        NP_("field", "Reliability"),
        default=None,
        of=Reliability,
        help=Help(
            N_("How reliable the source is in general, from A to F, judged by its past reports."),
            N_("how likely this report is to be true."),
            (N_("a channel not checked yet: F"),),
        ),
    )
    rank: int | None = declared(
        Kind.NUMBER,
        NP_("field", "Rank"),
        default=None,
        help=Help(
            N_("Order of your sources; 1 is the highest. It does not change figures."),
            N_("reliability: a reliable source may still report second-hand."),
            (N_("1: the prosecutor, who opens criminal proceedings for every strike; 2: the OVA"),),
        ),
    )
    language: str = declared(Kind.LINE, NP_("field", "Language"))
    notes: str = declared(
        Kind.TEXT,
        NP_("field", "Notes"),
        help=Help(
            N_(
                "What the team should know about the source: its habits, its corrections, "
                "how to contact it. Notes never leave the case file."
            ),
            N_("anything that would harm someone if the computer were seized."),
            (N_("counts acute stress among the injured"),),
        ),
    )
    confidential: bool = declared(Kind.TICK, NP_("field", "Confidential"), default=False)
    consent: Consent | None = declared(
        Kind.WORD,
        NP_("field", "Consent"),
        default=None,
        of=Consent,
        help=Help(
            N_("What the person you spoke to allows: not asked, refused, without name, with name."),
            N_("a public statement by an office: no consent needed."),
            (N_("a neighbour who may be quoted but not named: without name"),),
        ),
    )

    @property
    def may_be_named(self) -> bool:
        """Whether it may be named to others: not confidential, and consent, where asked, given."""
        return not self.confidential and self.consent in (None, Consent.WITH_NAME)

    def check(self) -> None:
        """Raise Refused for a source of which nothing is known, or above the highest rank."""
        if not fold(self.name) and self.kind is None:
            raise Refused(_("Enter a name or choose a source kind."), path="name")
        if self.rank is not None and self.rank < 1:
            raise Refused(_("The highest rank is 1. Enter 1 or more."), path="rank")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or office quoted. The office identifies the speaker; a person belongs to one."""

    person: str = declared(Kind.LINE, NP_("field", "Person"))
    office: str = declared(
        Kind.LINE,
        NP_("field", "Office"),
        help=Help(
            N_(
                "The body the speaker represents. Speakers from different offices count as "
                "independent."
            ),
            N_("the outlet: that is the source."),
            (
                N_("Kharkiv OVA"),
                N_("five outlets that quote the OVA: one speaker"),
            ),
        ),
    )
    notes: str = declared(Kind.TEXT, NP_("field", "Notes"))

    @property
    def key(self) -> str:
        """Equal for one speaker under any spelling of the name; empty without a name."""
        return fold(self.office or self.person)

    @property
    def is_blank(self) -> bool:
        return not self.key

    def __str__(self) -> str:
        return ", ".join(part for part in (self.person, self.office) if part)
