"""The colours of window, chart and page: one accent, nothing red, safe for colour-blind readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one tone; colour-blind readers can distinguish `series` too."""

    ground: str
    panel: str
    ink: str
    quiet: str
    hairline: str
    accent: str
    on_accent: str
    selection: str
    attention: str
    injured: str
    series: tuple[str, ...]


# The nine were sought by computer: as far apart as nine can be for every sight, each of a grey of
# its own, none of them red, all of them distinct from the ground; tests measure it.
PALETTES: dict[Tone, Palette] = {
    "light": Palette(
        ground="#ffffff",
        panel="#f6f8fa",
        ink="#1f2933",
        quiet="#616e7c",
        hairline="#dfe4ea",
        accent="#2f6690",
        on_accent="#ffffff",
        selection="#e3eef6",
        attention="#9c5f0a",
        injured="#5b8fb5",
        series=(
            *("#1758b6", "#947711", "#772f59", "#6a8c5c", "#5c2774"),
            *("#5693f6", "#05401e", "#9d7ebf", "#505615"),
        ),
    ),
    "dark": Palette(
        ground="#16191d",
        panel="#1b1f24",
        ink="#e6e9ed",
        quiet="#9aa5b1",
        hairline="#2b3138",
        accent="#6fb1dc",
        on_accent="#11161b",
        selection="#22364a",
        attention="#d9a441",
        injured="#6fb1dc",
        series=(
            *("#5d8ef3", "#fedf6f", "#d689ac", "#a6deae", "#786ba8"),
            *("#00d2fd", "#167542", "#a7b666", "#958209"),
        ),
    ),
}
