"""The sizes, sizes of text and languages in which everything has to have room."""

from __future__ import annotations

from dataclasses import dataclass

#: English, a third longer: as long as languages get that nobody has translated yet.
STRETCHED = "xx"


@dataclass(frozen=True, slots=True)
class Setting:
    """A size of the window in pixels, the size of text in percent, and a language."""

    width: int
    height: int
    text_size: int
    language: str

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}-{self.text_size}-{self.language}"


_SIZES = (
    (960, 540, 100),
    (960, 540, 150),
    (1024, 700, 100),
    (1280, 800, 100),
    (1280, 800, 200),
    (1440, 900, 100),
    (1920, 1080, 100),
)
SETTINGS = (
    *(Setting(*size, language) for size in _SIZES for language in ("en", "uk")),
    Setting(1280, 800, 100, STRETCHED),
)
