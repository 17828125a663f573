"""What one sentence says of people, read from its words."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED
from kharkiv_tracker.intake.counts.count_sums import ONE
from kharkiv_tracker.intake.passages.civilians import Civilians
from kharkiv_tracker.intake.passages.claim import Claim, SentenceClaims
from kharkiv_tracker.intake.passages.claim_conditions import ConditionScan
from kharkiv_tracker.intake.passages.claim_doubts import without_doubts
from kharkiv_tracker.intake.passages.claim_parts import PartScan
from kharkiv_tracker.intake.passages.claim_rise import RiseScan
from kharkiv_tracker.intake.passages.death_claim import DeathScan
from kharkiv_tracker.intake.passages.group_links import Link, links
from kharkiv_tracker.intake.passages.group_merge import GroupMerge
from kharkiv_tracker.intake.passages.group_scan import GroupScan
from kharkiv_tracker.intake.passages.nobody import NobodyScan, Range
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group, class_of
from kharkiv_tracker.intake.passages.quantity_words import (
    CONDITIONS,
    SINK,
    among_words,
    quantity_words,
)
from kharkiv_tracker.intake.typed_text import Token

#: So near to its quantity a number is of that one surely.
_SURE = 1.2
#: Words for a part so near to the beginning are of the sentence before.
_BEGINNING = 4


class ClaimScan:
    """Reads the claims of one sentence; `taken` are the tokens of times, places and names."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[str], year: int) -> None:
        self._tokens, self._taken, self._year = tokens, taken, year
        self._quantities = quantity_words(tokens, taken)
        self._among = among_words(tokens, taken, self._quantities)

    def read(self) -> SentenceClaims:
        """The claims, in order."""
        nobody = NobodyScan(self._tokens, self._taken)
        none = nobody.ranges()
        result = SentenceClaims()
        if not self._quantities and not none:
            self._of_sentence_before(result)
            return result
        harms = [one.name for one in self._quantities if one.name in (KILLED, INJURED)]
        result.heading = harms[-1] if harms else ""
        result.claims = self._claims(self._groups(none, result), none)
        for span in none:
            for name in nobody.quantities(span):
                zero = Group(*span, Count(Qualifier.EXACTLY, 0), span)
                result.claims.append(Claim(name, zero, span))
        DeathScan(self._tokens, self._taken).move(result)
        result.claims.sort(key=lambda claim: claim.group.start)
        if self._is_of_troops():
            result.left_out += [(*one.group.number, "combatants") for one in result.claims]
            return SentenceClaims(left_out=result.left_out)
        return without_doubts(result, self._tokens)

    def _claims(self, groups: Sequence[Group], none: Sequence[Range]) -> list[Claim]:
        """Groups with their quantities, parts and conditions."""
        quantities = [
            one for one in self._quantities if not any(a <= one.start < b for a, b in none)
        ]
        own = [one for one in quantities if not self._is_in_among(one.start)]
        matches = links(groups, own or quantities, self._tokens, self._taken)
        rises = RiseScan(self._tokens, matches)
        claims: list[Claim] = []
        for link in matches:
            claim = self._claim(link, rises, claims[-1] if claims else None)
            if claim is not None:
                claims.append(claim)
        conditions = ConditionScan(self._tokens, self._quantities, self._among)
        conditions.add_wholes(claims)
        PartScan(self._tokens, self._among).mark(claims)
        conditions.add_conditions(claims)
        return [*claims, *conditions.of_all(claims)]

    def _groups(self, none: Sequence[Range], result: SentenceClaims) -> list[Group]:
        """The civilians that are counted or named, outside of what says that there were none."""
        groups = GroupScan(self._tokens, self._taken, self._year).groups()
        groups = [one for one in groups if not any(one.start < b and a < one.end for a, b in none)]
        merged = GroupMerge(self._tokens, self._among).merged(groups)
        civilians = Civilians(self._tokens, self._taken, self._among)
        kept = civilians.of(merged)
        result.left_out += civilians.left_out
        return kept

    def _of_sentence_before(self, result: SentenceClaims) -> None:
        """Some of those before, where the sentence has no word for harm: among them is a child."""
        groups = self._groups((), result)
        result.listed = [one for one in groups if one.is_single and one.ages]
        if not self._among or self._among[0].start > _BEGINNING:
            return
        for group in groups:
            if group.name or (group.is_bare and self._among[0].start <= 1):
                at = (self._among[0].start, self._among[0].end)
                among = group.is_single and not group.ages
                result.claims.append(
                    Claim("", group, at, is_part=True, is_among=among, of_before=True)
                )

    def _is_of_troops(self) -> bool:
        """Whether the sentence gives the losses of an army."""
        if phrases("passage_losses").any(self._tokens) is not None:
            return True
        return phrases("passage_loss_verbs").any(self._tokens) is not None and any(
            phrases(section).any(self._tokens) is not None
            for section in ("passage_enemy", "passage_combatants")
        )

    def _is_in_among(self, at: int) -> bool:
        return any(one.start <= at < one.end for one in self._among)

    def _claim(self, link: Link, rises: RiseScan, before: Claim | None) -> Claim | None:
        if link.quantity.name == SINK:
            return None
        group = link.group
        at = (link.quantity.start, link.quantity.end)
        claim = Claim(link.quantity.name, group, at, is_own=link.cost <= _SURE)
        start = group.number[0]
        rises.mark(claim, before)
        if phrases("passage_first_figure").any(self._tokens, start - 12, start) is not None:
            claim.is_first = not claim.is_rise
        self._name_by_verb(claim)
        if claim.quantity in CONDITIONS:
            claim.condition = claim.quantity
            claim.quantity = AFFECTED if group.own == AFFECTED else INJURED
        return claim

    def _name_by_verb(self, claim: Claim) -> None:
        """The class of one person named, by the gender of the verb: «загинув Микола Гриценко»."""
        group = claim.group
        if not group.person or group.name not in ("", "adult") or group.count != ONE:
            return
        for at in range(*claim.at):
            for name, section in (("men", "passage_male_verbs"), ("women", "passage_female_verbs")):
                if self._tokens[at].key in words_of(section):
                    group.name = class_of(name, group.ages)
