"""The archives whose tables are known, and files that are known and hold no casualties."""

from __future__ import annotations

from collections.abc import Collection

from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.presets import (
    acled_events,
    add_records,
    bellingcat,
    eyes_on_russia,
    insecurity_insight,
    ocha,
    ohchr,
    t4p,
    ucdp,
)
from kharkiv_tracker.imports.presets.preset import Preset

PRESETS: tuple[Preset, ...] = (
    bellingcat.PRESET,
    eyes_on_russia.PRESET,
    acled_events.PRESET,
    ucdp.PRESET,
    ocha.PRESET,
    insecurity_insight.PRESET,
    ohchr.PRESET,
    t4p.PRESET,
    add_records.PRESET,
)
_OUTLINES = N_(
    "This file has outlines of areas, no casualties. Load it on the map chart: Tiles or outlines, "
    "Load outlines…"
)
#: Heads of files that are no casualties, and what is said of them.
_OTHERS: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset(("region", "started_at", "finished_at")),
        N_("This file has the times of air raid sirens, no casualties. Nothing is imported."),
    ),
    *(
        (frozenset(("geometry", f"properties.{name}")), _OUTLINES)
        for name in ("admin_level", "katotth", "name:uk", "ADM1_PCODE", "adm1_pcode")
    ),
)


def of(name: str) -> Preset:
    """The preset of a name; Refused, with all names, for another."""
    for preset in PRESETS:
        if preset.name == name.strip().casefold():
            return preset
    raise Refused(
        _("“{name}” is not a preset. Presets: {names}.").format(
            name=shown(name), names=", ".join(preset.name for preset in PRESETS)
        )
    )


def fitting(heads: Collection[str]) -> Preset | None:
    """The preset of the archive that a table with these heads is of.

    Raises Refused, with what to do instead, for a table that is known to hold no casualties.
    """
    present = set(heads)
    for others, sentence in _OTHERS:
        if others <= present:
            raise Refused(_(sentence))
    return next((preset for preset in PRESETS if preset.fits(present)), None)
