"""Small grey pictures of every kind of chart: whether anything moved that should not have."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.store.case_file import CaseFile

SIZE = (9.0, 5.4)
GOLDEN = Path(__file__).parent / "golden"
#: How far the grey of a dot may be off on average, and how many dots may be quite another; fonts
#: are set a little differently by every build of the library, ours are shipped.
MEAN, APART, FEW = 1.5, 48, 0.004
#: Run with this set to write the pictures anew; look at them before they are kept.
ANEW = "RENEW_GOLDEN"


@pytest.mark.parametrize("name", kinds.KINDS)
def test_nothing_moved(case: CaseFile, name: str) -> None:
    path = GOLDEN / f"{name}.png"
    picture = grey(kinds.draw(case, name, size=SIZE))
    if os.environ.get(ANEW):
        GOLDEN.mkdir(exist_ok=True)
        Image.fromarray(picture).quantize(16).save(path, optimize=True)
    mean, different = off(picture, np.asarray(Image.open(path).convert("L")))
    assert mean <= MEAN, f"{name}: {mean:.2f} off on average"
    assert different <= FEW, f"{name}: {different:.3%} quite another"


def test_curves_not_drawn_would_be_seen(case: CaseFile) -> None:
    figure = kinds.draw(case, "cumulative", size=SIZE)
    complete = grey(figure)
    curves = [line for line in figure.findobj(Line2D) if "killed-" in str(line.get_gid())]
    assert curves
    for line in curves:
        line.set_visible(False)
    mean, different = off(grey(figure), complete)
    assert different > FEW or mean > MEAN, (mean, different)


def grey(figure: Figure) -> Any:
    """The chart in greys, a third as wide as it was drawn."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("L").reduce(3))


def off(picture: Any, expected: Any) -> tuple[float, float]:
    """How far the greys are off on average, and the share of dots that are quite another."""
    assert picture.shape == expected.shape
    by = np.abs(picture.astype(int) - expected.astype(int))
    return float(by.mean()), float((by > APART).mean())
