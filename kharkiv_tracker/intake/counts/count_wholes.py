"""The whole that a phrase of a count says, with the doubts of it."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED, STRESS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_doubts import Decisions, Doubt
from kharkiv_tracker.intake.counts.count_items import ratio_of
from kharkiv_tracker.intake.counts.count_kinds import Item, Kind
from kharkiv_tracker.intake.counts.count_parts import (
    Parts,
    is_few_men,
    missing_number,
    parts_of,
    whole_of,
)
from kharkiv_tracker.intake.counts.count_phrases import Link, Phrase
from kharkiv_tracker.intake.counts.count_sums import at_least
from kharkiv_tracker.intake.counts.count_toll import Toll, no_parts, wrong_condition

#: Those of whom acute stress is said, within or apart.
STRESSED = (INJURED, AFFECTED)


class Wholes:
    """What has been read so far, and how the next whole is."""

    def __init__(
        self,
        phrases: Sequence[Phrase],
        field: str,
        killed: str,
        decisions: Decisions,
        shared: Sequence[Item],
    ) -> None:
        self.phrases, self.field, self.decisions = phrases, field, decisions
        self.killed, self.shared = killed, shared
        self.tolls: list[Toll] = []
        self.is_of_parts = False
        self.last: Phrase | None = None
        self.last_parts = Parts()
        self.whose: tuple[Toll | None] | None = None

    def take_whole(self, phrase: Phrase) -> None:
        quantity = phrase.quantities[0] if phrase.quantities else self.field
        if self.tolls and not phrase.links:
            raise Refused(_("A comma is missing before “{part}”.").format(part=phrase.text))
        toll = Toll(quantity)
        self.tolls.append(toll)
        self.whose = None
        if phrase.ratio is not None:
            self._ratio(phrase, toll)
        elif Link.BESIDE in phrase.links and not phrase.conditions and len(self.tolls) == 1:
            self._another(phrase, toll)
        elif phrase.has(Kind.UNKNOWN) and phrase.amount is None:
            return
        elif self.field == STRESS and quantity == STRESS:
            self._stressed(phrase, toll)
        elif phrase.conditions or phrase.has(Kind.SHOCK):
            self._of_condition(phrase, toll)
        else:
            self._number(phrase, toll)

    def _number(self, phrase: Phrase, toll: Toll) -> None:
        """A number of people, of a class or of any."""
        toll.count = whole_of(phrase, self.decisions)
        if phrase.may_be_men:
            is_of_class = is_few_men(phrase) or self._goes_on_with_classes(phrase)
        else:
            is_of_class = phrase.has_class or bool(phrase.ages)
        if not is_of_class:
            return
        if toll.count.is_none:
            raise Refused(
                _(
                    "0 for one group does not give the total. If there were none at all, write "
                    "0 alone."
                )
            )
        toll.parts = parts_of(phrase, self.decisions)
        toll.is_of_classes = bool(toll.parts.counts)

    def _goes_on_with_classes(self, phrase: Phrase) -> bool:
        """Whether people of a class come beside these: 5 чоловік і 2 жінки."""
        at = self.phrases.index(phrase) + 1
        return any(
            later.has_class and not later.depth and Link.AMONG not in later.links
            for later in self.phrases[at : at + 1]
        )

    def _ratio(self, phrase: Phrase, toll: Toll) -> None:
        killed = self.killed
        if len(self.tolls) > 1 and self.tolls[0].quantity == KILLED:
            killed = str(self.tolls[0].count)
        assert phrase.ratio is not None  # noqa: S101 - asked before
        ratio = ratio_of(phrase.ratio, killed)
        if ratio.of == toll.quantity or phrase.has_class or phrase.conditions or phrase.ages:
            raise Refused(_("“{text}” is a ratio. Enter a number here.").format(text=phrase.text))
        toll.count = ratio

    def _another(self, phrase: Phrase, toll: Toll) -> None:
        """Another three: all there are, or three beside an earlier number, which is not here."""
        count = whole_of(phrase, self.decisions)
        least = at_least(count)
        toll.count = self.decisions.pick(Doubt.ANOTHER, (count, least), least)
        if phrase.has_class or phrase.ages:
            toll.parts = parts_of(phrase, self.decisions)
            if toll.count == least:
                toll.parts.counts = {n: at_least(c) for n, c in toll.parts.counts.items()}

    def _stressed(self, phrase: Phrase, toll: Toll) -> None:
        if phrase.has(Kind.SHOCK):
            self.decisions.pick(Doubt.SHOCK, (True,), True)
        others = [name for name in phrase.conditions if name != STRESS]
        if others or phrase.has_class or phrase.ages:
            raise no_parts()
        if phrase.amount is None:
            raise missing_number(phrase)
        toll.count = whole_of(phrase, self.decisions)

    def _of_condition(self, phrase: Phrase, toll: Toll) -> None:
        """People in a condition and no whole: they are all there are, or some of them."""
        if toll.quantity not in STRESSED:
            raise wrong_condition(phrase, toll.quantity)
        parts = parts_of(phrase, self.decisions)
        if not parts.counts:
            toll.count = whole_of(phrase, self.decisions)
            return
        (count, *_others) = parts.counts.values()
        everyone = whole_of(phrase, self.decisions) if phrase.amount else count
        is_stress = list(parts.counts) == [STRESS]
        if is_stress and phrase.quantities == [STRESS]:
            toll.apart = count
            return
        is_whole = phrase.is_certain or self.decisions.pick(Doubt.WHOLE, (True, False), False)
        if is_whole:
            toll.count, toll.parts = everyone, parts
        elif is_stress:
            toll.apart = count
        else:
            toll.parts = parts
