"""Text whose words are rendered once and then reused."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from kharkiv_tracker.charts import style

#: Dots around a line, so that nothing of a letter is cut off.
_EDGE = 3
_CACHE_SIZE = 8192
#: Words begin at such parts of a dot.
_FINENESS = 2
#: Dots per inch; magnified or printed letters are too large to be cached.
_FINEST = 200
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


class CachedText(Text):
    """One line; pasted on screens and in pictures, set in print."""

    def draw(self, renderer: Any) -> None:
        """Paste the line, or set it where it cannot be pasted."""
        is_pasted = isinstance(renderer, RendererAgg) and renderer.dpi <= _FINEST
        plain = self.get_verticalalignment() == "baseline" and not self.get_path_effects()
        if not is_pasted or not plain:
            super().draw(renderer)
            return
        text = self.get_text()
        if not self.get_visible() or not text:
            return
        font = self.get_fontproperties()
        size, weight = float(font.get_size_in_points()), int(font.get_weight())
        colour = to_rgba(self.get_color(), self.get_alpha())
        x, y = self.get_transform().transform(self.get_position())
        dots = renderer.dpi / 72
        x -= style.width(text, size, weight) * dots * _SHARES[self.get_horizontalalignment()]
        bottom = round(y) - _below(size * dots)
        context = renderer.new_gc()
        for piece in style.pieces(text):
            if piece != " ":
                at = floor(x * _FINENESS + 0.5) / _FINENESS
                glyph = (piece, size, weight, colour, float(renderer.dpi), at % 1)
                renderer.draw_image(context, floor(at) - _EDGE, bottom, _rendered(*glyph))
            x += style.width(piece, size, weight) * dots
        context.restore()
        self.stale = False


def _below(em: float) -> int:
    """Dots below the baseline."""
    return ceil(em * 0.4) + _EDGE


@lru_cache(_CACHE_SIZE)
def _rendered(
    text: str,
    size: float,
    weight: int,
    colour: tuple[float, float, float, float],
    dpi: float,
    offset: float,
) -> Any:
    """The piece as dots, from the lowest row up, shifted by the offset, a part of a dot."""
    em = size * dpi / 72
    width = ceil(style.width(text, size, weight) * dpi / 72) + 1 + 2 * _EDGE
    below = _below(em)
    height = below + ceil(em * 1.2) + _EDGE
    renderer = RendererAgg(width, height, dpi)
    context = renderer.new_gc()
    context.set_foreground(colour, isRGBA=True)
    context.set_alpha(colour[3])
    renderer.draw_text(context, _EDGE + offset, height - below, text, style.font(size, weight), 0)
    return np.array(renderer.buffer_rgba())[::-1]
