"""The small curve of how one incident's figure grew."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kharkiv_tracker.charts.curves import incident_curve
from kharkiv_tracker.domain.counting_rule import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile


def heights(figure: Figure) -> list[float]:
    FigureCanvasAgg(figure).draw()
    (line,) = [line for line in figure.findobj(Line2D) if line.get_gid()]
    return [float(value) for value in line.get_ydata()]


def written(figure: Figure) -> set[str]:
    return {text.get_text() for text in figure.findobj(Text)}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_dormitory_of_august_2022(case: CaseFile, theme: str) -> None:
    steps = incidents.steps(case, "KHT-2022-08-17-01")
    figure = incident_curve.draw(steps, "killed", theme, (3.2, 1.5))
    best = list(dict.fromkeys(heights(figure)))
    assert best[-4:] == [12, 15, 18, 19]
    assert best == sorted(best)
    assert "19" in written(figure)


def test_an_unknown_figure_is_a_sentence() -> None:
    figure = incident_curve.draw((Step("killed", None, Derived()),))
    FigureCanvasAgg(figure).draw()
    assert written(figure) == {"No report gives a number."}


def test_figures_known_on_no_date_are_drawn_too() -> None:
    steps = (
        Step("killed", parse_clock("2022-08-17"), Derived(2, 2, 2)),
        Step("killed", None, Derived(7, 7, None)),
    )
    figure = incident_curve.draw(steps)
    assert heights(figure) == [2, 7, 7]
    assert "7+" in written(figure)
    assert heights(incident_curve.draw(steps[1:])) == [7, 7]


def test_a_report_of_unknown_time_is_given_no_hour() -> None:
    alone = incident_curve.draw((Step("killed", None, Derived(7, 7, 7)),))
    FigureCanvasAgg(alone).draw()
    assert "undated" in written(alone)
    assert not any(":" in words for words in written(alone))
    within_a_day = incident_curve.draw(
        (
            Step("killed", parse_clock("2025-08-18T12:00"), Derived(3, 3, 3)),
            Step("killed", parse_clock("2025-08-18"), Derived(7, 7, 7)),
        )
    )
    FigureCanvasAgg(within_a_day).draw()
    assert {"18 Aug, 12:00", "18 Aug"} <= written(within_a_day)


def test_a_number_is_clear_of_the_line_that_comes_down_to_its_dot() -> None:
    steps = (
        Step("killed", parse_clock("2024-05-26T16:00"), Derived(16, 16, 16)),
        Step("killed", parse_clock("2024-05-26T20:00"), Derived(14, 14, 16)),
        Step("killed", parse_clock("2024-05-29T12:00"), Derived(19, 19, 19)),
    )
    figure = incident_curve.draw(steps, size=(6.4, 2.4))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    (line,) = [line for line in figure.findobj(Line2D) if line.get_gid()]
    fall, _y = line.get_transform().transform((line.get_xdata()[1], 14))
    (label,) = [text for text in figure.findobj(Text) if text.get_text() == "14–16"]
    assert label.get_window_extent(canvas.get_renderer()).x0 > fall
