"""What setting a summary takes, beside WeasyPrint (tagged) and ReportLab (untagged)."""

from __future__ import annotations

import base64
import html
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import matplotlib
from matplotlib.image import imsave

from kharkiv_tracker import paths
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf, period_template
from kharkiv_tracker.summary.summary_data import SelectionData, gather
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.benchmarks import bare, process, synthetic
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Measure, Pair
from tests.benchmarks.store_measures import timed

#: Of so many made-up incidents some 200 and just under 2,000 count.
_FEW, _MANY = 245, 2340
_PREPARED = """
import sys
from pathlib import Path
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
with CaseFile.open(Path(sys.argv[1]), reading=True) as case:
    assert pdf.prepare(case).pdf()
from tests.benchmarks.process import memory
print(memory("VmHWM"))
"""
_CSS = """
@page { size: A4; margin: 12mm 20mm 15mm }
@font-face { font-family: Inter; src: url(%s) }
body { font: 8.6pt Inter } table { width: 100%%; border-collapse: collapse; font-size: 7.2pt }
img { width: 100%% }
"""

Table = list[list[str]]


def beside(make: Callable[[Cumulative, Table], bytes]) -> Measure:
    """A measure of a page of some 200 incidents, beside another maker of pages.

    The words are others each time, so that nothing set before is of any use.
    """

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        path = synthetic.kept(min(cases.size, _FEW), cases.folder)
        with CaseFile.open(path, reading=True) as case:
            gathered = gather(case, SummaryRequest())
        numbers = count()

        def other() -> float:
            rows = _rows(gathered, next(numbers))
            return timed(lambda: make(gathered.chart, rows))()

        yield Pair(lambda: timed(lambda: _set(gathered, next(numbers)))(), other)

    return measure


@contextmanager
def memory(cases: CaseSet) -> Iterator[Pair]:
    path = synthetic.kept(min(cases.size, _MANY), cases.folder)
    with process.home() as folder:
        yield Pair(lambda: float(process.run(_PREPARED, folder, str(path))))


def _set(gathered: SelectionData, number: int) -> bytes:
    page = period_template.page(gathered)
    for block in page["blocks"]:
        if block["kind"] == "table":
            for row in block["rows"]:
                row["cells"] = _other(row["cells"], number)
    empty = pdf.PreparedSummary("", gathered.clock or pdf._NEVER, 0, 0, None, (), {})
    return replace(empty, data=json.dumps(page, ensure_ascii=False)).pdf()


def _rows(gathered: SelectionData, number: int) -> Table:
    """The incidents of the page as the other makers get them, head first."""
    block = next(b for b in period_template.page(gathered)["blocks"] if b["kind"] == "table")
    return [block["head"], *(_other(row["cells"], number) for row in block["rows"])]


def _other(cells: list[str], number: int) -> list[str]:
    return [*cells[:2], f"{cells[2]} {number}", *cells[3:]]


def _picture(chart: Cumulative, kind: str) -> bytes:
    """The same curves by bare matplotlib, drawn once."""
    out = io.BytesIO()
    figure = bare.draw(bare.arrays(chart))
    if kind == "png":
        imsave(out, figure.canvas.buffer_rgba(), format=kind)  # type: ignore[attr-defined]
    else:
        figure.savefig(out, format=kind)
    return out.getvalue()


def weasyprint(chart: Cumulative, rows: Table) -> bytes:
    import weasyprint

    font = paths.resources() / "fonts" / "Inter-Regular.otf"
    head, *body = ["".join(f"<{t}>{html.escape(c)}</{t}>" for c in row) for t, row in _cells(rows)]
    svg = base64.b64encode(_picture(chart, "svg")).decode()
    page = (
        f"<html lang=en><title>Summary</title><style>{_CSS % font.as_uri()}</style>"
        f"<h1>Summary</h1><img alt='Curves' src='data:image/svg+xml;base64,{svg}'>"
        f"<h2>Incidents</h2><table><thead><tr>{head}</tr></thead><tbody>"
        f"{''.join(f'<tr>{row}</tr>' for row in body)}</tbody></table></html>"
    )
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _cells(rows: Table) -> list[tuple[str, list[str]]]:
    return [("th", rows[0]), *(("td", row) for row in rows[1:])]


def reportlab(chart: Cumulative, rows: Table) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Table, TableStyle

    # It cannot embed ours.
    font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    pdfmetrics.registerFont(ttfonts.TTFont("Body", font))
    style = ParagraphStyle("body", fontName="Body", fontSize=7.2, leading=9)
    wrapped = [[*row[:2], Paragraph(html.escape(row[2]), style), *row[3:]] for row in rows]
    table = Table(wrapped, repeatRows=1, colWidths=[74, 82, 150, 38, 42, 50, 46])
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), "Body", 7.2)]))
    out = io.BytesIO()
    picture = Image(io.BytesIO(_picture(chart, "png")), 480, 288)
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph("Summary", style), picture, table])
    return out.getvalue()
