"""A figure as the bytes of a file; the same figure gives the same bytes."""

from __future__ import annotations

import io
from typing import Any, Literal

from matplotlib.figure import Figure

from kharkiv_tracker.charts import style
from kharkiv_tracker.palette import PALETTES

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")

# Without these matplotlib writes the hour and its own version into every file.
_NAMELESS: dict[Format, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def write(figure: Figure, form: Format, dpi: float = 200) -> bytes:
    """The figure in this format; `dpi` is dots per inch and matters to PNG alone."""
    out = io.BytesIO()
    with style.drawing(PALETTES["light"]):
        figure.savefig(out, format=form, dpi=dpi, metadata=_NAMELESS[form])
    return out.getvalue()
