"""One incident or official total as far as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED, STRESS
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.draft_counts import PlacedClaim
from kharkiv_tracker.intake.passages.incident_scene import Scene
from kharkiv_tracker.intake.passages.sentence_voices import VoiceMark


@dataclass(slots=True)
class Draft:
    """One incident or official total as far as it was read."""

    is_statement: bool = False
    scene: Scene = field(default_factory=Scene)
    placed: list[PlacedClaim] = field(default_factory=list)
    transfers: list[PlacedClaim] = field(default_factory=list)
    voice: VoiceMark | None = None
    voice_spans: list[tuple[int, int]] = field(default_factory=list)
    since: tuple[str, tuple[int, int]] | None = None
    as_of: tuple[str, tuple[int, int]] | None = None
    """The time as of which it is known, and its words."""
    circumstances: list[tuple[int, int]] = field(default_factory=list)
    is_retold: bool = False
    retold_spans: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    is_vague_voice: bool = False

    def take_quantity(self, claim: Claim) -> None:
        """The quantity of a part whose whole was counted before."""
        if not claim.of_before:
            return
        wholes = [one.claim for one in self.placed if not one.claim.is_part]
        if not claim.quantity:
            claim.quantity = wholes[-1].quantity if wholes else ""
        elif claim.quantity == INJURED:
            quantities = {one.quantity for one in wholes}
            if AFFECTED in quantities and INJURED not in quantities:
                claim.quantity = AFFECTED

    def take_stress(self, claim: Claim) -> None:
        """Acute stress in a sentence of its own: where the affected were counted, of them."""
        quantities = {one.claim.quantity for one in self.placed}
        if claim.quantity == STRESS and AFFECTED in quantities and INJURED not in quantities:
            claim.quantity, claim.condition, claim.is_part = AFFECTED, STRESS, True

    def describes_dead(self, number: int, claim: Claim) -> bool:
        """Whether a sentence after a death in hospital says who that was: take it from there."""
        group = claim.group
        if not self.transfers or claim.quantity not in (INJURED, KILLED) or not group.ages:
            return False
        last = self.transfers[-1]
        is_next = number - last.sentence == 1 and group.is_single and group.low == 1
        if not is_next or last.claim.group.ages:
            return False
        dead = replace(last.claim, group=replace(group, start=group.start))
        self.transfers[-1] = replace(last, claim=dead)
        return True

    def transferred(self, placed: PlacedClaim) -> PlacedClaim:
        """The one who died in hospital: of a pronoun the one person of the sentence before."""
        if placed.group.is_single or placed.group.end - placed.group.start > 1:
            return placed
        before = [
            one
            for one in self.placed
            if one.claim.quantity == KILLED
            and one.claim.group.is_single
            and one.claim.group.low == 1
            and placed.sentence - one.sentence <= 2
        ]
        if not before:
            return placed
        self.placed.remove(before[-1])
        return replace(before[-1], spans=(*before[-1].spans, *placed.spans))
