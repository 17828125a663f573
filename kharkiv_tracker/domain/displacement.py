"""Which counts of one quantity stand: settled ones, own last words, and those between voices.

The first three steps of the rule. Counts come one by one, as they became known; where one more
does not bring an earlier one back, only those that stand are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.figure import Reason
from kharkiv_tracker.domain.hospital_deaths import HospitalDeaths
from kharkiv_tracker.domain.later_counts import LaterCounts


class Displacement:
    """The counts of one quantity and what became of each."""

    def __init__(self, deaths: HospitalDeaths) -> None:
        self.deaths = deaths
        #: Counts that no settling count and no later word of their own voice strikes out.
        self.left: list[Claim] = []
        #: Of those, the ones no other voice's count strikes out.
        self.standing: list[Claim] = []
        self.reasons: dict[Evidence, Reason] = {}
        self._claims: list[Claim] = []
        self._settling: list[Claim] = []
        self._of_voice: dict[str, list[Claim]] = {}
        #: Those that struck out another voice's count: what becomes of them matters to others.
        self._struck_out: set[Evidence] = set()
        self._latest = float("-inf")
        self._is_stale = False

    def add(self, evidence: Evidence) -> None:
        """Take in one report more."""
        self._is_stale |= self.deaths.add(evidence)
        claim = evidence.claims.get(self.deaths.quantity)
        if claim is None:
            return
        self._claims.append(claim)
        if evidence.is_settling:
            self._settling.append(claim)
            self._is_stale = True
        if not self._is_stale:
            self._enter(claim)

    def refresh(self) -> None:
        """Look at all counts anew where a single one is not enough."""
        if not self._is_stale:
            return
        self._is_stale = False
        self.reasons, self._of_voice, self._struck_out = {}, {}, set()
        unsettled = []
        for claim in self._claims:
            if any(_settles(other, claim) for other in self._settling):
                self.reasons[claim.evidence] = Reason.SETTLED
            else:
                unsettled.append(claim)
                self._of_voice.setdefault(claim.evidence.voice, []).append(claim)
        self.left = []
        for claim in unsettled:
            own = self._of_voice[claim.evidence.voice]
            if any(self._corrects(other, claim) for other in own):
                self.reasons[claim.evidence] = Reason.OWN_LAST_WORD
            else:
                self.left.append(claim)
        self._latest = max((claim.evidence.start for claim in self.left), default=float("-inf"))
        self._stand()

    def later_below(self, claims: Sequence[Claim]) -> Callable[[Claim, int], bool]:
        """A question to these counts: do later ones of so many other voices lie wholly below?"""
        able = [claim for claim in claims if not claim.is_open and not claim.is_none]
        if self.deaths.movers or self.deaths.beside:
            return lambda claim, voices: self._are_below(able, claim, voices)
        later = LaterCounts(able, lambda claim: -(claim.high or 0), 3)

        def are_below(claim: Claim, voices: int) -> bool:
            lowest = later.largest(claim)
            return len(lowest) >= voices and -lowest[voices - 1] < claim.best

        return are_below

    def is_reached(self) -> Callable[[Claim], bool]:
        """A question to the counts left: does a later one of another voice reach this one?"""
        if self.deaths.movers or self.deaths.beside:
            return lambda claim: any(
                other.evidence.voice != claim.evidence.voice
                and other.evidence.is_later_than(claim.evidence)
                and self.reaches(other, claim)
                for other in self.left
            )
        later = LaterCounts(self.left, lambda claim: claim.best, 1)
        return lambda claim: any(
            best >= claim.best + claim.evidence.is_settling for best in later.largest(claim)
        )

    def reaches(self, later: Claim, earlier: Claim) -> bool:
        """Whether a count is at least an earlier one; more, where that one is settling."""
        best = self.deaths.compared(earlier, later)
        return later.best >= best + earlier.evidence.is_settling

    def _enter(self, claim: Claim) -> None:
        evidence = claim.evidence
        own = self._of_voice.setdefault(evidence.voice, [])
        if any(_settles(other, claim) for other in self._settling):
            self.reasons[evidence] = Reason.SETTLED
            return
        corrected = [other for other in own if self._corrects(claim, other)]
        is_corrected = any(self._corrects(other, claim) for other in own)
        own.append(claim)
        gone = {other.evidence for other in corrected if other.evidence not in self.reasons}
        gone |= {
            other.evidence
            for other in corrected
            if self.reasons.get(other.evidence) in (Reason.OFFICIAL_FIRST, Reason.GROWN_PAST)
        }
        for other in corrected:
            self.reasons[other.evidence] = Reason.OWN_LAST_WORD
        if gone:
            self.left = [other for other in self.left if other.evidence not in gone]
            self.standing = [other for other in self.standing if other.evidence not in gone]
        if is_corrected:
            self.reasons[evidence] = Reason.OWN_LAST_WORD
        else:
            self.left.append(claim)
        if gone & self._struck_out:
            # What they struck out may stand again.
            self._stand()
        elif not is_corrected:
            self._meet(claim)
        self._latest = max(self._latest, evidence.start)

    def _meet(self, claim: Claim) -> None:
        """Let one count more strike out those of other voices, or be struck out."""
        standing = []
        for other in self.standing:
            reason = self._strikes_out(claim, other)
            if reason is None:
                standing.append(other)
            else:
                self.reasons[other.evidence] = reason
                self._struck_out.add(claim.evidence)
        self.standing = standing
        if self._latest >= claim.evidence.end:
            for other in self.left:
                reason = self._strikes_out(other, claim)
                if reason is not None:
                    self.reasons[claim.evidence] = reason
                    self._struck_out.add(other.evidence)
                    return
        self.standing.append(claim)

    def _stand(self) -> None:
        """Let every count that is left strike out those of other voices."""
        self.standing = []
        self._struck_out = set()
        by_time = sorted(self.left, key=lambda claim: -claim.best)
        for claim in self.left:
            self.reasons.pop(claim.evidence, None)
            for other in by_time:
                reason = self._strikes_out(other, claim)
                if reason is not None:
                    self.reasons[claim.evidence] = reason
                    self._struck_out.add(other.evidence)
                    break
            else:
                self.standing.append(claim)

    def _corrects(self, later: Claim, earlier: Claim) -> bool:
        """Whether a count is a later word of the same voice."""
        if not later.evidence.is_later_than(earlier.evidence):
            return False
        if earlier.evidence.is_official and not later.evidence.is_official:
            return False
        return not later.is_open or self.reaches(later, earlier)

    def _strikes_out(self, later: Claim, earlier: Claim) -> Reason | None:
        """Why a count strikes out one of another voice; None where it does not."""
        new, old = later.evidence, earlier.evidence
        if later.is_none or new.voice == old.voice or not new.is_later_than(old):
            return None
        if old.is_official and not new.is_official:
            return None
        if new.is_official and not old.is_official and not later.is_open:
            return Reason.OFFICIAL_FIRST
        return Reason.GROWN_PAST if self.reaches(later, earlier) else None

    def _are_below(self, able: Iterable[Claim], claim: Claim, voices: int) -> bool:
        below = {
            other.evidence.voice
            for other in able
            if other.evidence.voice != claim.evidence.voice
            and other.evidence.is_later_than(claim.evidence)
            and (other.high or 0) < self.deaths.compared(claim, other)
        }
        return len(below) >= voices


def _settles(settling: Claim, claim: Claim) -> bool:
    """Whether a settling count stands in place of another that ends no later."""
    new, old = settling.evidence, claim.evidence
    if new is old or (old.is_official and not new.is_official):
        return False
    return old.end < new.end if old.is_settling else old.end <= new.end
