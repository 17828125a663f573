"""The list of all faults."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence

import kharkiv_tracker
from tests.faults import (
    copy_kills,
    damage,
    draft_kills,
    import_fuzz,
    kills,
    life,
    locks,
    markers,
    passphrase_kills,
    power_cuts,
    second_rule,
    strangers,
    tampering,
)
from tests.faults.outcome import Fault

FAULTS: list[Fault] = [
    *second_rule.FAULTS,
    *life.FAULTS,
    *kills.FAULTS,
    *copy_kills.FAULTS,
    *draft_kills.FAULTS,
    *locks.FAULTS,
    *markers.FAULTS,
    *passphrase_kills.FAULTS,
    *power_cuts.FAULTS,
    *damage.FAULTS,
    *strangers.FAULTS,
    *tampering.FAULTS,
    *import_fuzz.FAULTS,
]


def named(names: Sequence[str]) -> list[Fault]:
    """The faults whose name begins with one of these; all where there is none."""
    return [fault for fault in FAULTS if not names or fault.name.startswith(tuple(names))]


def import_everything() -> None:
    """Import what commands import when they need it, so that no child has to."""
    for module in pkgutil.walk_packages(kharkiv_tracker.__path__, "kharkiv_tracker."):
        if not module.name.startswith("kharkiv_tracker.gui"):
            importlib.import_module(module.name)
    for name in ("encodings.utf_8_sig", "platformdirs.unix"):
        importlib.import_module(name)
