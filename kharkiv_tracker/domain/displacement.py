"""Which counts of one quantity remain: settled, own latest, and not replaced by other speakers.

The first three steps of the rule. Counts come one by one, as they became known; where one more
does not bring an earlier one back, only remaining ones are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.figure import Reason
from kharkiv_tracker.domain.hospital_deaths import HospitalDeaths

#: So many other speakers make that a higher count no longer widens the range.
_OUTVOTING = 2


class Displacement:
    """The counts of one quantity and what became of each."""

    def __init__(self, deaths: HospitalDeaths) -> None:
        self.deaths = deaths
        #: Counts that no settling count and no later number of their own speaker replaces.
        self.left: list[Claim] = []
        #: Of those, the ones no other speaker's count replaces.
        self.standing: list[Claim] = []
        self._reasons: dict[Evidence, Reason] = {}
        self._claims: list[Claim] = []
        self._settling: list[Claim] = []
        self._of_voice: dict[str, list[Claim]] = {}
        #: Those that replaced another speaker's count: what becomes of them matters to others.
        self._struck_out: set[Evidence] = set()
        #: Of a count, how many of those left were looked at, and whose of them lie below it.
        self._below: dict[Evidence, tuple[int, frozenset[str]]] = {}
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
        self._reasons, self._of_voice, self._below = {}, {}, {}
        unsettled = []
        for claim in self._claims:
            if any(_settles(other, claim) for other in self._settling):
                self._reasons[claim.evidence] = Reason.SETTLED
            else:
                unsettled.append(claim)
                self._of_voice.setdefault(claim.evidence.voice, []).append(claim)
        self.left = []
        for claim in unsettled:
            own = self._of_voice[claim.evidence.voice]
            if any(self._corrects(other, claim) for other in own):
                self._reasons[claim.evidence] = Reason.OWN_LAST_WORD
            else:
                self.left.append(claim)
        self._latest = max((claim.evidence.start for claim in self.left), default=float("-inf"))
        self._stand()

    def why(self) -> dict[Evidence, Reason]:
        """Why counts were replaced, by the first of several that replaced one."""
        return {
            claim.evidence: self._why_struck(claim)
            for claim in self._claims
            if claim.evidence in self._reasons
        }

    def _why_struck(self, claim: Claim) -> Reason:
        reason = self._reasons[claim.evidence]
        if reason is not Reason.GROWN_PAST or claim.evidence.is_official:
            return reason
        strikes = (self._strikes_out(other, claim) for other in self.left)
        return Reason.OFFICIAL_FIRST if Reason.OFFICIAL_FIRST in strikes else reason

    def below_later(self, pool: Sequence[Claim]) -> Iterator[Claim]:
        """Those of these counts that a later one of them is wholly below."""
        if len(pool) < 2:
            return
        lowest = _Later(pool, lambda claim: -claim.high if claim.high else None)
        for claim in pool:
            least = lowest.largest(claim)
            if least is None or -least >= self.deaths.may_be(claim)[1]:
                continue
            # The newest first: where many lie below, it is one of those.
            if any(self._lies_below(other, claim) for other in reversed(pool)):
                yield claim

    def is_outvoted(self, claim: Claim) -> bool:
        """Whether later counts of two other speakers, no less official, are wholly below it."""
        # Counts are only added to those left, so each is looked at once.
        looked_at, voices = self._below.get(claim.evidence, (0, frozenset()))
        if len(voices) < _OUTVOTING:
            for other in self.left[looked_at:]:
                is_lesser = claim.evidence.is_official and not other.evidence.is_official
                if not is_lesser and self._lies_below(other, claim):
                    voices |= {other.evidence.voice}
            self._below[claim.evidence] = (len(self.left), voices)
        return len(voices) >= _OUTVOTING

    def unreached(self) -> Iterator[Claim]:
        """The counts left that no later count of another speaker, of any authority, reaches."""
        best, newest_first = _Later(self.left, lambda claim: claim.best), self.left[::-1]
        for claim in self.left:
            largest = best.largest(claim)
            may_be = largest is not None and largest >= self.deaths.may_be(claim)[0]
            if not (may_be and any(self._is_reached_by(other, claim) for other in newest_first)):
                yield claim

    def _is_reached_by(self, later: Claim, earlier: Claim) -> bool:
        new, old = later.evidence, earlier.evidence
        is_later = new.voice != old.voice and new.is_later_than(old)
        return is_later and self.reaches(later, earlier)

    def reaches(self, later: Claim, earlier: Claim) -> bool:
        """Whether a count is at least an earlier one; more, where that one is settling."""
        more = earlier.evidence.is_settling
        least, most = self.deaths.may_be(earlier)
        if later.best >= most + more or later.best < least + more:
            return later.best >= most + more
        return later.best >= self.deaths.compared(earlier, later) + more

    def _enter(self, claim: Claim) -> None:
        evidence = claim.evidence
        own = self._of_voice.setdefault(evidence.voice, [])
        if any(_settles(other, claim) for other in self._settling):
            self._reasons[evidence] = Reason.SETTLED
            return
        corrected = [other for other in own if self._corrects(claim, other)]
        is_corrected = any(self._corrects(other, claim) for other in own)
        own.append(claim)
        gone = {other.evidence for other in corrected if other.evidence not in self._reasons}
        gone |= {
            other.evidence
            for other in corrected
            if self._reasons.get(other.evidence) in (Reason.OFFICIAL_FIRST, Reason.GROWN_PAST)
        }
        for other in corrected:
            self._reasons[other.evidence] = Reason.OWN_LAST_WORD
        if gone:
            self._below = {}
            self.left = [other for other in self.left if other.evidence not in gone]
            self.standing = [other for other in self.standing if other.evidence not in gone]
        if is_corrected:
            self._reasons[evidence] = Reason.OWN_LAST_WORD
        else:
            self.left.append(claim)
        if gone & self._struck_out:
            # What they replaced may count again.
            self._stand()
        elif not is_corrected:
            self._meet(claim)
        self._latest = max(self._latest, evidence.start)

    def _meet(self, claim: Claim) -> None:
        """Let one more count replace those of other speakers, or be replaced."""
        standing = []
        for other in self.standing:
            reason = self._strikes_out(claim, other)
            if reason is None:
                standing.append(other)
            else:
                self._reasons[other.evidence] = reason
                self._struck_out.add(claim.evidence)
        self.standing = standing
        if self._latest >= claim.evidence.end:
            for other in self.left:
                reason = self._strikes_out(other, claim)
                if reason is not None:
                    self._reasons[claim.evidence] = reason
                    self._struck_out.add(other.evidence)
                    return
        self.standing.append(claim)

    def _stand(self) -> None:
        """Let every remaining count replace those of other speakers."""
        self.standing = []
        self._struck_out = set()
        largest_first = sorted(self.left, key=lambda claim: -claim.best)
        for claim in self.left:
            self._reasons.pop(claim.evidence, None)
            for other in largest_first:
                reason = self._strikes_out(other, claim)
                if reason is not None:
                    self._reasons[claim.evidence] = reason
                    self._struck_out.add(other.evidence)
                    break
            else:
                self.standing.append(claim)

    def _corrects(self, later: Claim, earlier: Claim) -> bool:
        """Whether a count is a later number of the same speaker."""
        if not later.evidence.is_later_than(earlier.evidence):
            return False
        if earlier.evidence.is_official and not later.evidence.is_official:
            return False
        return not later.is_open or self.reaches(later, earlier)

    def _strikes_out(self, later: Claim, earlier: Claim) -> Reason | None:
        """Why a count replaces one of another speaker; None where it does not."""
        new, old = later.evidence, earlier.evidence
        if later.is_none or new.voice == old.voice or not new.is_later_than(old):
            return None
        if old.is_official and not new.is_official:
            return None
        if new.is_official and not old.is_official and not later.is_open:
            return Reason.OFFICIAL_FIRST
        return Reason.GROWN_PAST if self.reaches(later, earlier) else None

    def _lies_below(self, later: Claim, earlier: Claim) -> bool:
        least, most = self.deaths.may_be(earlier)
        if not later.high or later.high >= most:
            return False
        new, old = later.evidence, earlier.evidence
        if new.voice == old.voice or not new.is_later_than(old):
            return False
        return later.high < least or later.high < self.deaths.compared(earlier, later)


class _Later:
    """The largest number among the counts that may be later than one, without comparing pairs."""

    def __init__(self, claims: Sequence[Claim], number: Callable[[Claim], int | None]) -> None:
        numbers = ((claim.evidence.start, number(claim)) for claim in claims)
        by_start = sorted((start, value) for start, value in numbers if value is not None)
        self._starts = [start for start, _value in by_start]
        values = accumulate((value for _start, value in reversed(by_start)), max)
        self._largest = [*values][::-1]

    def largest(self, claim: Claim) -> int | None:
        """The largest of those that begin when or after a count ends; None for none."""
        first = bisect_left(self._starts, claim.evidence.end)
        return self._largest[first] if first < len(self._largest) else None


def _settles(settling: Claim, claim: Claim) -> bool:
    """Whether a settling count replaces another that ends no later."""
    new, old = settling.evidence, claim.evidence
    if new is old or (old.is_official and not new.is_official):
        return False
    return old.end < new.end if old.is_settling else old.end <= new.end
