"""Charts as files: the same every time, with their letters inside."""

import io

import pikepdf
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kharkiv_tracker.charts import chart_bytes, kinds
from kharkiv_tracker.charts.curves import incident_curve
from kharkiv_tracker.charts.sheet import SCREEN
from kharkiv_tracker.domain.counting_rule import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.store.case_file import CaseFile


@pytest.mark.parametrize("form", chart_bytes.FORMATS)
def test_the_same_chart_gives_the_same_bytes(case: CaseFile, form: chart_bytes.Format) -> None:
    once, again = (chart_bytes.write(kinds.draw(case, "cumulative"), form) for _time in range(2))
    assert once == again
    assert len(once) > 5000


def test_an_svg_names_no_date_and_needs_no_font(case: CaseFile) -> None:
    text = chart_bytes.write(kinds.draw(case, "cumulative"), "svg").decode()
    assert "<dc:date>" not in text
    assert "<text" not in text


def test_a_pdf_carries_its_typeface_and_no_date(case: CaseFile) -> None:
    data = chart_bytes.write(kinds.draw(case, "cumulative"), "pdf")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(list(fonts.keys())) >= 2
        for font in fonts.as_dict().values():
            assert font.Subtype == "/Type3"
            assert "Inter" in str(font.FontDescriptor.FontName)
        assert "/CreationDate" not in pdf.docinfo


def test_a_finer_screen_scales_all_of_a_figure_alike() -> None:
    """Words are placed in points and curves in parts of the figure: both have to grow as one."""
    figure = incident_curve.draw((Step("killed", None, Derived(7, 7, 7)),))
    canvas = FigureCanvasAgg(figure)
    wide = figure.get_size_inches()[0] * figure.dpi
    canvas._set_device_pixel_ratio(2)
    assert figure.get_size_inches()[0] * figure.dpi == 2 * wide
    assert figure.dpi == 2 * SCREEN
