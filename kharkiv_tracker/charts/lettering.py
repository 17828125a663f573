"""Text whose words are set once and then kept as they look, for they come again and again."""

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
_KEPT = 8192
#: Words begin at such parts of a dot.
_FINENESS = 2
#: Dots per inch; under a lens and for print letters are too large to be kept.
_FINEST = 200
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


class Lettering(Text):
    """One line; on screens and in pictures it is pasted where paper would have it set anew."""

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
                drawn = (piece, size, weight, colour, float(renderer.dpi), at % 1)
                renderer.draw_image(context, floor(at) - _EDGE, bottom, _set(*drawn))
            x += style.width(piece, size, weight) * dots
        context.restore()
        self.stale = False


def _below(em: float) -> int:
    """Dots under the line the letters stand on."""
    return ceil(em * 0.4) + _EDGE


@lru_cache(_KEPT)
def _set(
    text: str,
    size: float,
    weight: int,
    colour: tuple[float, float, float, float],
    dpi: float,
    beyond: float,
) -> Any:
    """The piece as dots, from the lowest row up, beginning that part of a dot beyond the first."""
    em = size * dpi / 72
    wide = ceil(style.width(text, size, weight) * dpi / 72) + 1 + 2 * _EDGE
    below = _below(em)
    high = below + ceil(em * 1.2) + _EDGE
    renderer = RendererAgg(wide, high, dpi)
    context = renderer.new_gc()
    context.set_foreground(colour, isRGBA=True)
    context.set_alpha(colour[3])
    renderer.draw_text(context, _EDGE + beyond, high - below, text, style.font(size, weight), 0)
    return np.array(renderer.buffer_rgba())[::-1]
