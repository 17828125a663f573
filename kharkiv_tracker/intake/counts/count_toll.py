"""A quantity as it was typed, with its parts, its persons and acute stress apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from kharkiv_tracker.domain.count import UNKNOWN, Count, Ratio
from kharkiv_tracker.domain.quantity import INJURED, KILLED, STRESS, WITH_PARTS, subset
from kharkiv_tracker.domain.report import check_counts
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _, pgettext
from kharkiv_tracker.intake.counts.count_items import belongs
from kharkiv_tracker.intake.counts.count_kinds import Kind
from kharkiv_tracker.intake.counts.count_parts import AgedPerson, Parts
from kharkiv_tracker.intake.counts.count_phrases import Phrase


@dataclass(slots=True)
class Toll:
    """So many of a quantity, with parts and persons; `apart` are those of acute stress beside."""

    quantity: str
    count: Count | Ratio = UNKNOWN
    parts: Parts = field(default_factory=Parts)
    apart: Count = UNKNOWN
    is_of_classes: bool = False
    """Whether the number is that of a class, to which another is added: 2 women and a child."""

    @property
    def counts(self) -> dict[str, Count | Ratio]:
        """Everything it counts, by the names it has in a report."""
        counts: dict[str, Count | Ratio] = {self.quantity: self.count}
        for name, count in self.parts.counts.items():
            counts[subset(self.quantity, name)] = count
        if not self.apart.is_unknown:
            counts[STRESS] = self.apart
        return counts

    @property
    def persons(self) -> list[AgedPerson]:
        return self.parts.persons

    def check(self) -> None:
        """Refuse parts that are not recorded of it, or do not fit into it."""
        if self.quantity not in WITH_PARTS and self.parts.counts:
            raise no_parts()
        if isinstance(self.count, Ratio):
            # It is worked out with the other field, when both are saved.
            check_counts({n: c for n, c in self.counts.items() if n != self.quantity})
            return
        most, unclassed = self.count.high, self.parts.unclassed.low or 0
        if most is not None and unclassed > most:
            raise Refused(_("The part ({part}) is larger than the total.").format(part=unclassed))
        check_counts(self.counts)


def no_parts() -> Refused:
    """Refuses parts of what has none."""
    return Refused(
        _(
            "Parts are recorded only for killed, injured and affected people. Write only the "
            "number, and enter the rest in the quote."
        )
    )


def wrong_condition(phrase: Phrase, quantity: str) -> Refused:
    """Refuses people in a condition where the injured are not counted, naming their field."""
    if phrase.is_stress or phrase.has(Kind.SHOCK):
        return belongs(phrase.text, STRESS)
    if quantity == KILLED:
        return Refused(
            _("“{text}” belongs in the field “{field}”.").format(
                text=phrase.text, field=pgettext("field", "Died in hospital")
            )
        )
    return belongs(phrase.text, INJURED)
