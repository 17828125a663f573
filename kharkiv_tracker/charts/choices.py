"""The charts one can choose from beside the map, named before the library that draws them loads."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.i18n import N_

#: Names of kinds and how a list offers them, in its order.
CHOICES: Mapping[str, str] = {
    "cumulative": N_("Cumulative, by district"),
    "multiples": N_("Cumulative, each district in its place"),
    "per-day": N_("Per day"),
    "per-week": N_("Per week"),
    "per-month": N_("Per month"),
    "by-weapon": N_("By weapon"),
    "by-place": N_("By place hit"),
    "by-grade": N_("By grade"),
    "people": N_("By age and sex"),
    "against-official": N_("Against official totals"),
}
USUAL = "cumulative"
