"""What the PDF summary takes, beside WeasyPrint (tagged) and ReportLab (untagged) in one run."""

from __future__ import annotations

import argparse
import base64
import html
import importlib.util
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib
from matplotlib.image import imsave

from kharkiv_tracker import paths
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf, period_template, second_count
from kharkiv_tracker.summary.summary_data import SelectionData, gather
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.benchmarks import bare, synthetic

#: Of so many made-up incidents some 200 and just under 2,000 count.
FEW, MANY = 245, 2340
_ROOT = Path(__file__).parents[2]
_CHILD = """
import resource, sys
from pathlib import Path
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
with CaseFile.open(Path(sys.argv[1]), reading=True) as case:
    prepared = pdf.prepare(case)
    made = prepared.pdf()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (2**20 if sys.platform == "darwin" else 2**10), prepared.incidents, len(made))
"""
_CSS = """
@page { size: A4; margin: 12mm 20mm 15mm }
@font-face { font-family: Inter; src: url(%s) }
body { font: 8.6pt Inter } table { width: 100%%; border-collapse: collapse; font-size: 7.2pt }
img { width: 100%% }
"""

Table = list[list[str]]


def table(rounds: int, folder: Path | None = None) -> list[str]:
    """The lines of a table; a maker of pages that is not installed is named in a sentence."""
    makers = {
        "WeasyPrint, PDF/UA-1": ("weasyprint", _weasyprint, "0.20"),
        "ReportLab, untagged": ("reportlab", _reportlab, "3.00"),
    }
    found = {name: told for name, told in makers.items() if importlib.util.find_spec(told[0])}
    # First, while this process is small: a new one starts with the peak of the one it comes from.
    peak = _peak(folder)
    with CaseFile.open(synthetic.kept(FEW, folder), reading=True) as case:
        gathered = gather(case, SummaryRequest())
        times = _in_turns(rounds, case, gathered, [told[1] for told in found.values()])
        count = len(gathered.incidents)
    whole, ours, *others = times
    lines = [
        f"| a chart and {count} incidents on a page | bare | ours | ratio | aim |",
        "|---|---|---|---|---|",
        *(
            f"| drawn and set (bare: {name}) | {took:.0f} ms | {ours:.0f} ms | {ours / took:.2f} "
            f"| {aim} |"
            for (name, (_module, _make, aim)), took in zip(found.items(), others, strict=True)
        ),
        f"| read, counted twice, drawn and set | | {whole:.0f} ms | | |",
        peak,
    ]
    missing = [name for name in makers if name not in found]
    return lines + [
        f"| {name}: not installed, the extra `bench` brings it | | | | |" for name in missing
    ]


def _peak(folder: Path | None) -> str:
    """The most memory that a process takes which makes a page of many incidents."""
    call = [sys.executable, "-c", _CHILD, str(synthetic.kept(MANY, folder))]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        call, check=True, capture_output=True, text=True, cwd=_ROOT, timeout=600
    )
    peak, incidents, size = done.stdout.split()
    return (
        f"| peak memory of a process that sets {incidents} incidents ({int(size) / 1e6:.1f} MB) "
        f"| | {float(peak):.0f} MB | | 400 MB |"
    )


def _in_turns(
    rounds: int,
    case: CaseFile,
    gathered: SelectionData,
    others: list[Callable[[Cumulative, Table], bytes]],
) -> list[float]:
    """Medians in milliseconds, in turns: ours with reading, ours, the others."""
    taken = []
    for number in range(rounds + 1):
        rows = _rows(gathered, number)
        turn = [_timed(lambda n=number: _whole(case, n))]
        turn.append(_timed(lambda n=number: _set(gathered, n)))
        turn += [_timed(lambda m=make, r=rows: m(gathered.chart, r)) for make in others]
        taken.append(turn)
    # The first turn loads what all of them need.
    return [median(column) for column in zip(*taken[1:], strict=True)]


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _whole(case: CaseFile, number: int) -> bytes:
    """All that the command does."""
    gathered = gather(case, SummaryRequest(author=f"W{number}"))
    second_count.check(case, gathered)
    return _set(gathered, number)


def _set(gathered: SelectionData, number: int) -> bytes:
    """Our page, with other words each time, so that nothing set before is of any use."""
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


def _weasyprint(chart: Cumulative, rows: Table) -> bytes:
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


def _reportlab(chart: Cumulative, rows: Table) -> bytes:
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


def main(arguments: list[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured")
    parser.add_argument("--keep", type=Path, help="folder for the made-up cases")
    asked = parser.parse_args(arguments)
    sys.stdout.write("\n".join([*table(asked.rounds, asked.keep), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
