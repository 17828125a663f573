"""The fields of numbers of people and of ages, each with its reader."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.quantity import COMBATANTS, QUANTITIES
from kharkiv_tracker.intake.counts.age_reader import read_age
from kharkiv_tracker.intake.counts.combatant_counts import read_combatants
from kharkiv_tracker.intake.counts.count_reader import read_count
from kharkiv_tracker.intake.counts.transfer_count import read_transfer
from kharkiv_tracker.intake.outcome import Context, Outcome, Reader


def _reader(quantity: str) -> Reader:
    def read(text: str, context: Context) -> Outcome:
        return read_count(text, quantity, context)

    return read


READERS: Mapping[str, Reader] = {
    **{quantity: _reader(quantity) for quantity in QUANTITIES},
    COMBATANTS: read_combatants,
    "age": read_age,
    "transfer": read_transfer,
}
