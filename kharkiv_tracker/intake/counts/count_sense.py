"""What the phrases of a count come to: one quantity or two, with their parts, or a doubt."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import UNKNOWN, Count, Qualifier, Ratio
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    INJURED,
    STRESS,
    WITH_PARTS,
)
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_doubts import Decisions, Doubt
from kharkiv_tracker.intake.counts.count_items import belongs
from kharkiv_tracker.intake.counts.count_kinds import Item, Kind
from kharkiv_tracker.intake.counts.count_parts import (
    Parts,
    amount_of,
    parts_of,
    whole_of,
)
from kharkiv_tracker.intake.counts.count_phrases import Link, Phrase
from kharkiv_tracker.intake.counts.count_sums import ONE, added, at_least
from kharkiv_tracker.intake.counts.count_toll import Toll, wrong_condition
from kharkiv_tracker.intake.counts.count_wholes import STRESSED, Wholes


class _Build(Wholes):
    """Puts phrases together, one after the other, as doubts are decided."""

    def tolls_of(self) -> list[Toll]:
        for phrase in self.phrases:
            self._place(phrase)
            self.last = phrase
        tolls = self.tolls or [Toll(self.field)]
        if self.shared:
            self._share(tolls[-1])
        tolls = self._of_field(tolls)
        for toll in tolls:
            toll.check()
        return tolls

    def _place(self, phrase: Phrase) -> None:
        self._check_quantities(phrase)
        is_inside = phrase.depth > 0 or Link.AMONG in phrase.links
        is_inside = is_inside or (phrase.is_all and bool(self.tolls))
        if is_inside:
            # A bracket closes by itself; what is “of them” lasts until another quantity.
            before = self.last.depth > 0 if self.last and phrase.depth else self.is_of_parts
            among = Link.AMONG in phrase.links and Link.OPEN not in phrase.links
            if self._is_injured_of_affected(phrase):
                self.take_whole(phrase)
                self.is_of_parts = False
                return
            self._part(phrase, nested=before and among)
            self.is_of_parts = phrase.depth == 0 or self.is_of_parts
        elif not self.tolls or self._is_another_quantity(phrase):
            self.take_whole(phrase)
            self.is_of_parts = False
        elif self._is_age_of_last(phrase):
            self._age(phrase)
        elif self.is_of_parts and Link.BESIDE not in phrase.links:
            self._part(phrase)
        else:
            self._further(phrase)

    def _is_injured_of_affected(self, phrase: Phrase) -> bool:
        """Whether injured are named among affected, where they have a field of their own."""
        return bool(
            self.tolls and self.tolls[-1].quantity == AFFECTED and phrase.quantities == [INJURED]
        )

    def _check_quantities(self, phrase: Phrase) -> None:
        if len(set(phrase.quantities)) > 1:
            raise Refused(
                _("“{part}” covers several fields. Write a number for each.").format(
                    part=phrase.text
                )
            )

    def _is_another_quantity(self, phrase: Phrase) -> bool:
        quantity = phrase.quantities[0] if phrase.quantities else ""
        return bool(quantity) and quantity not in {toll.quantity for toll in self.tolls}

    # Its parts.

    def _part(self, phrase: Phrase, nested: bool = False) -> None:
        if not self.tolls:
            self.tolls.append(Toll(self.field))
        if Link.AMONG in phrase.links and not phrase.depth and not nested:
            self._choose_whole(phrase)
        toll = self.whole
        if toll is None:
            return
        if phrase.quantities and phrase.quantities[0] != toll.quantity:
            raise Refused(
                _("“{part}” is not a part of this number. Enter it in its own field.").format(
                    part=phrase.text
                )
            )
        if self._is_age_of_last(phrase):
            self._age(phrase)
            return
        if phrase.ratio is not None:
            raise Refused(_("Enter a number here, not a ratio."))
        if phrase.quantities and len(phrase.items) == len(phrase.quantities):
            # 16 (injured)
            return
        whole = toll.count if isinstance(toll.count, Count) else UNKNOWN
        parts = parts_of(phrase, self.decisions, whole)
        if nested:
            self._nest(phrase, parts)
        stress = parts.counts.get(STRESS, UNKNOWN)
        if whole.high is not None and (stress.low or 0) > whole.high and len(parts.counts) == 1:
            # More than the whole are none of it.
            toll.apart = self.decisions.pick(Doubt.STRESS, (stress,), UNKNOWN)
            return
        toll.parts.add(parts, phrase.text)
        self.last_parts = parts

    @property
    def whole(self) -> Toll | None:
        """What parts are parts of, as far as that is known: the last number, or one before."""
        return self.tolls[-1] if self.whose is None else self.whose[0]

    def _choose_whole(self, phrase: Phrase) -> None:
        """Of the killed or of the injured: 7 killed, 12 injured, 2 of them children."""
        possible = [toll for toll in reversed(self.tolls) if toll.quantity in WITH_PARTS]
        is_open = len(possible) > 1 and not any(toll.parts.counts for toll in possible)
        if is_open and phrase.has_class and not phrase.conditions and not phrase.quantities:
            choice = self.decisions.pick(Doubt.WHOSE, possible, None)
            self.whose = (choice,)

    def _nest(self, phrase: Phrase, parts: Parts) -> None:
        """Of whom, of these whom: so many of a condition at least are so of all of them."""
        outer = max((count.low or 0 for count in self.last_parts.counts.values()), default=0)
        if phrase.has_class or phrase.ages:
            raise Refused(
                _(
                    "“{part}” is a part of another part. Write each part as part of the "
                    "total: 16 (2 girls)."
                ).format(part=phrase.text)
            )
        for name, count in parts.counts.items():
            if (count.low or 0) <= outer:
                parts.counts[name] = at_least(count)

    # What comes beside it.

    def _further(self, phrase: Phrase) -> None:
        toll = self.tolls[-1]
        if phrase.ratio is not None or isinstance(toll.count, Ratio):
            raise Refused(_("Enter a number here, not a ratio."))
        if Link.RUN in phrase.links or not phrase.links:
            raise Refused(_("A comma is missing before “{part}”.").format(part=phrase.text))
        beside = Link.BESIDE in phrase.links
        is_class = phrase.has_class or bool(phrase.ages)
        if phrase.has(Kind.SHOCK) and not phrase.conditions and not is_class:
            self._further_shock(phrase, toll)
        elif phrase.conditions == [STRESS] and not is_class:
            self._further_stress(phrase, toll)
        elif beside and not phrase.conditions and not self.is_of_parts:
            self._add(phrase, toll, parts_of(phrase, self.decisions) if is_class else Parts())
        elif not is_class and not phrase.conditions and not phrase.may_be_men:
            raise Refused(
                _(
                    "“{part}”: a number of whom? Write the total, with its parts in brackets."
                ).format(part=phrase.text)
            )
        elif toll.is_of_classes and not phrase.conditions:
            self._add(phrase, toll, parts_of(phrase, self.decisions))
        else:
            self._among_or_beside(phrase, toll)

    def _among_or_beside(self, phrase: Phrase, toll: Toll) -> None:
        assert isinstance(toll.count, Count)  # noqa: S101 - asked before
        is_class = phrase.has_class or bool(phrase.ages)
        is_none = phrase.amount is not None and phrase.amount.count.is_none
        if is_none or (not is_class and self._is_among(phrase, toll)):
            toll.parts.add(parts_of(phrase, self.decisions), phrase.text)
        else:
            parts = parts_of(phrase, self.decisions)
            among = self.decisions.pick(Doubt.AMONG, ("among", "beside"), "either")
            if among == "among":
                toll.parts.add(parts, phrase.text)
            elif among == "beside":
                self._add(phrase, toll, parts)
            else:
                toll.count = at_least(toll.count)
                toll.parts.add(parts, phrase.text)

    def _is_among(self, phrase: Phrase, toll: Toll) -> bool:
        """Whether a condition alone is that of some of the people before: 7, 6 in hospital."""
        if toll.quantity not in STRESSED:
            raise wrong_condition(phrase, toll.quantity)
        most = toll.count.high if isinstance(toll.count, Count) else None
        count = amount_of(phrase, self.decisions)
        fits = most is None or count is None or (count.low or 0) <= most
        return phrase.links == {Link.COMMA} and not phrase.may_be_men and fits

    def _share(self, toll: Toll) -> None:
        """Acute stress of all the people of a list: all there are, or apart from the injured."""
        if toll.quantity not in STRESSED:
            raise belongs(" ".join(item.text for item in self.shared), STRESS)
        is_stress = any(item.kind is not Kind.SHOCK for item in self.shared)
        if not is_stress and not self.decisions.pick(Doubt.SHOCK, (True, False), False):
            return
        assert isinstance(toll.count, Count)  # noqa: S101 - a list has no ratio
        if self.decisions.pick(Doubt.WHOLE, (True, False), False):
            toll.parts.counts[STRESS] = toll.count
        else:
            toll.count, toll.parts, toll.apart = UNKNOWN, Parts(), toll.count

    def _further_shock(self, phrase: Phrase, toll: Toll) -> None:
        """People in shock: of acute stress, or injured as the others are."""
        if self.decisions.pick(Doubt.SHOCK, (True, False), False):
            self._further_stress(phrase, toll)
        elif Link.BESIDE in phrase.links:
            self._add(phrase, toll, Parts())
        elif toll.quantity in STRESSED:
            toll.parts.add(Parts(unclassed=whole_of(phrase, self.decisions)), phrase.text)
        else:
            raise wrong_condition(phrase, toll.quantity)

    def _further_stress(self, phrase: Phrase, toll: Toll) -> None:
        if toll.quantity not in STRESSED:
            self.tolls.append(Toll(STRESS, whole_of(phrase, self.decisions)))
            return
        count = amount_of(phrase, self.decisions) or at_least(ONE)
        parts = Parts({STRESS: count})
        if toll.quantity == AFFECTED:
            # Those with acute stress are among the affected, whatever is added to whom.
            if self.decisions.pick(Doubt.AMONG, (True, False), True):
                toll.parts.add(parts, phrase.text)
            else:
                self._add(phrase, toll, parts)
            return
        if {Link.BESIDE, Link.AND} & phrase.links:
            toll.apart = count
            return
        choice = self.decisions.pick(Doubt.STRESS, ("among", "apart"), "")
        if choice == "among":
            toll.parts.add(parts, phrase.text)
        elif choice == "apart":
            toll.apart = count

    def _add(self, phrase: Phrase, toll: Toll, parts: Parts) -> None:
        assert isinstance(toll.count, Count)  # noqa: S101 - asked before
        toll.count = added(toll.count, whole_of(phrase, self.decisions))
        # A mother and her grown daughter are two women.
        toll.parts.add(parts, phrase.text, is_other=phrase.has(Kind.YOUTH))

    def _is_age_of_last(self, phrase: Phrase) -> bool:
        """Whether it is the age of those before it: a woman, 91; 2 girls (8 and 12 years)."""
        last = self.last
        return (
            last is not None
            and last.has_class
            and not last.ages
            and (
                phrase.is_of_ages
                or (
                    phrase.is_bare
                    and phrase.number is not None
                    and phrase.links == {Link.COMMA}
                    and last.amount is None
                    and last.is_one
                )
            )
        )

    def _age(self, phrase: Phrase) -> None:
        last, toll = self.last, self.whole
        if toll is None:
            return
        assert last is not None  # noqa: S101 - asked before
        before = parts_of(last, self.decisions)
        if last.has(Kind.SHOCK) or not before.counts.keys() <= toll.parts.counts.keys():
            # It is not the age of anyone counted; what shock means is asked once.
            raise Refused(
                _("“{text}” is not clear on its own. Complete the phrase, or remove it.").format(
                    text=phrase.text
                )
            )
        for name, count in before.counts.items():
            left = (toll.parts.counts.pop(name).low or 0) - (count.low or 0)
            if left > 0:
                toll.parts.counts[name] = Count(Qualifier.AT_LEAST, left)
        last.ages = phrase.ages or (str(phrase.number),)
        toll.parts.add(parts_of(last, self.decisions), last.text)
        last.ages = ()

    # What is left to check.

    def _of_field(self, tolls: list[Toll]) -> list[Toll]:
        """Those of this field; another quantity beside it is offered for its own."""
        names = [toll.quantity for toll in tolls]
        if names == [AFFECTED] and self.field == INJURED:
            return tolls
        if self.field not in names:
            text = " ".join(phrase.text for phrase in self.phrases)
            raise belongs(text, names[0])
        if len(tolls) == 1:
            return tolls
        own = [toll for toll in tolls if toll.quantity == self.field]
        return self.decisions.pick(Doubt.BOTH, (tolls,), own)


def tolls_of(
    phrases: Sequence[Phrase],
    field: str,
    killed: str,
    decisions: Decisions,
    shared: Sequence[Item] = (),
) -> list[Toll]:
    """What phrases typed in a field come to; Refused where they contradict one another.

    `shared` is said of all their people.
    """
    return _Build(phrases, field, killed, decisions, shared).tolls_of()
