"""The presets there are."""

from __future__ import annotations

from collections.abc import Collection

from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.preset import Preset

PRESETS: tuple[Preset, ...] = ()


def of(name: str) -> Preset:
    """The preset of a name; Refused, with the names there are, for an unknown one."""
    for preset in PRESETS:
        if preset.name == name.strip().casefold():
            return preset
    raise Refused(
        _("“{name}” is not a preset. Presets: {names}.").format(
            name=shown(name), names=", ".join(preset.name for preset in PRESETS)
        )
    )


def fitting(heads: Collection[str]) -> Preset | None:
    """The preset whose heads are all among these; None where there is none."""
    return next((preset for preset in PRESETS if preset.fits(heads)), None)
