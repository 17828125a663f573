"""The colours of window, chart and page: one accent, nothing red, safe for colour-blind readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one tone; `series` are told apart by colour-blind readers too."""

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


# The nine are Paul Tol's muted scheme; the dark tone lightens those that would sink into it.
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
            *("#117733", "#882255", "#332288", "#cc6677", "#999933"),
            *("#44aa99", "#aa4499", "#ddaa33", "#4da6d9"),
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
            *("#5fbf7f", "#d67aa8", "#9a8ff0", "#e48b99", "#bdbd5c"),
            *("#63c9b7", "#cf86cd", "#e8cf70", "#88ccee"),
        ),
    ),
}
