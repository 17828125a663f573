"""Random incidents counted by the rule and by its second, slow implementation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from kharkiv_tracker.domain.counting_rule import Rule
from tests.domain import random_incidents, rule_comparison
from tests.faults.outcome import Fault, Outcome, Verdict, kept

#: Incidents of a round; each is compared at two clocks.
_INCIDENTS = 1_000


def _compared(rule: Rule, _place: Path, dice: Random) -> Iterator[Outcome]:
    seed = dice.randrange(2**31)
    number = 0
    for incident in random_incidents.incidents(seed, _INCIDENTS):
        for clock in ("", dice.choice(random_incidents.INSTANTS)):
            fast, slow = rule_comparison.compared(incident, rule, clock)
            if fast != slow:
                incident = _smallest(incident, rule, clock)
                yield Outcome(Verdict.WRONG, detail=f"{rule} at {clock or 'today'}: {incident}")
                return
            number += 1
    yield kept(comparisons=number)


def _smallest(
    incident: random_incidents.Incident, rule: Rule, clock: str
) -> random_incidents.Incident:
    """The incident without whatever it disagrees on just as well without."""
    for smaller in random_incidents.smaller(incident):
        fast, slow = rule_comparison.compared(smaller, rule, clock)
        if fast != slow:
            return _smallest(smaller, rule, clock)
    return incident


FAULTS = [
    Fault(
        f"rule-{rule_comparison.RULES[rule]}",
        f"the rule agrees with its slow implementation: {rule}",
        20,
        partial(_compared, rule),
    )
    for rule in Rule
]
