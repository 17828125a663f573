"""All that is measured, declared once: name, words, baseline, aim and measure."""

from __future__ import annotations

from kharkiv_tracker.domain.selection import Selection
from tests.benchmarks import chart_measures as chart
from tests.benchmarks import export_measures as export
from tests.benchmarks import import_measures as imports
from tests.benchmarks import passage_measures as passages
from tests.benchmarks import program_measures as program
from tests.benchmarks import store_measures as store
from tests.benchmarks import summary_measures as summary
from tests.benchmarks.row import LARGEST, PLAIN, USUAL, Row

_BARE_CHART = "a bare window with matplotlib"
_HASHES = "the hashes of the same rows alone"
_MATPLOTLIB = "matplotlib, the same arrays"
_SAME_SQL = "the same SQL"
#: Milliseconds by size.
_SLIDER = dict(zip((*USUAL, LARGEST), (33, 300, 300), strict=True))
#: What is measured of the parts of one import.
_IMPORT_PARTS = (
    ("read", "of it, the file read", "ms", None),
    ("plan", "of it, all rows planned", "ms", None),
    ("record", "of it, all records written", "ms", None),
    ("step", "the longest that an import is not given up", "ms", 500),
    ("memory", "memory of an import", "MB", None),
)

ROWS = (
    Row("start", "start to the first painted table", program.start, "a bare window", 3),
    Row("first-chart", "start to the first painted chart", program.first_chart, _BARE_CHART, 1.5),
    Row("version", "`--version`", program.version, "`python -c pass`", 5, once=True),
    Row("save", "a report saved, in the store", store.save, "a bare INSERT and COMMIT", 5),
    Row("save-held", "a report saved, window held", program.held("save"), aim=50),
    Row("entry-held", "the entry panel opened first, window held", program.first_entry, aim=50),
    Row("keystroke", "the slowest of 1,000 keys", program.keystroke, aim=16, single=True),
    Row("sort-held", "sorted by each column, window held", program.held("sort"), aim=100),
    Row(
        "district-held",
        "a district selected, window held",
        program.held("select_district"),
        aim=100,
    ),
    Row("text-held", "a common text selected, window held", program.held("select_text"), aim=100),
    Row("find-held", "a letter in *Find anything*, window held", program.held("find"), aim=50),
    Row("jump", "a random place of the table", program.jump, "a trivial model", 1.5),
    Row(
        "series",
        "series of all districts",
        store.district_series,
        "the same in SQL, from incidents",
        {LARGEST: 0.15},
    ),
    Row("totals", "totals by district", store.district_totals, "the sums of days in SQL", 3),
    Row(
        "batch",
        "10,000 incidents added in one edit",
        store.batch,
        "`sqlite-utils` insert",
        5,
        once=True,
    ),
    Row(
        "one-edit",
        "200,000 rows in one edit",
        store.one_edit,
        unit="s",
        aim=60,
        once=True,
        on_request=True,
    ),
    Row("read-json", "10,000 incidents read from JSON", store.read_json, "`json.loads`", once=True),
    Row(
        "import",
        "a CSV file of so many rows imported",
        imports.whole,
        "`sqlite-utils insert --csv`",
        5,
        largest=False,
    ),
    *(
        Row(
            f"import-{name}",
            words,
            imports.part(name),
            aim=aim,
            unit=unit,
            single=True,
            largest=False,
        )
        for name, words, unit, aim in _IMPORT_PARTS
    ),
    Row(
        "read-text",
        "an article of 5,000 characters read, after the first",
        passages.article,
        "its words by a regular expression",
        once=True,
    ),
    Row(
        "read-stack",
        "1,000 posts of a channel read",
        passages.stack,
        "`json.loads`, and the words of each by a regular expression",
        largest=False,
    ),
    Row(
        "export-csv",
        "all tables written as CSV",
        export.csv_folder,
        "`csv.writer`, the same cells",
        1.5,
        largest=False,
    ),
    Row(
        "export-xlsx",
        "all tables written as a workbook",
        export.workbook,
        "XlsxWriter, the same cells",
        1.3,
        largest=False,
    ),
    *(
        Row(
            f"memory-{form}",
            f"memory of `export --format {form}`",
            export.memory(form),
            unit="MB",
            largest=False,
            single=True,
        )
        for form in ("csv", "xlsx", "json")
    ),
    Row("chart-draw", "the cumulative chart drawn", chart.draw, _MATPLOTLIB, 1.2),
    Row(
        "chart-redraw",
        "the same after one more report",
        chart.redraw,
        "the whole figure drawn again",
        0.4,
    ),
    Row("lanes-draw", "the lanes drawn", chart.draw_lanes, aim=300),
    Row("days", "days of a chart", chart.days(Selection()), _SAME_SQL, 1.3),
    Row(
        "days-selected",
        "days of a chart, selected by period and weapons",
        chart.days(chart.SELECTION),
        _SAME_SQL,
        1.3,
    ),
    Row("slider", "a step of the *as known on* slider", chart.slide, aim=_SLIDER),
    Row("strip", "days of the timeline strip", chart.strip, "two sums of the same rows"),
    Row("point", "the mouse over a chart, 95 of 100 frames", program.held("point"), aim=33),
    Row("magnify", "the wheel over a chart, 95 of 100 frames", program.held("magnify"), aim=33),
    Row("pan", "a magnified chart moved, 95 of 100 frames", program.held("pan"), aim=33),
    Row(
        "verify-chain", "the chain of revisions verified", store.chain, _HASHES, 1.5, largest=False
    ),
    Row("verify", "everything derived anew and compared", store.verify, _HASHES, 10, largest=False),
    Row(
        "verify-memory",
        "memory of `verify`",
        store.verify_memory,
        aim=200,
        unit="MB",
        largest=False,
        single=True,
    ),
    Row(
        "totals-encrypted",
        "totals by district, encrypted",
        store.encrypted_totals,
        PLAIN,
        1.5,
        largest=False,
    ),
    Row(
        "find-encrypted",
        "*Find anything*, encrypted",
        store.encrypted_find,
        PLAIN,
        1.5,
        largest=False,
    ),
    Row(
        "save-encrypted",
        "a report saved, encrypted",
        store.encrypted_save,
        PLAIN,
        1.5,
        largest=False,
    ),
    Row(
        "page-encrypted",
        "a page of the table, encrypted",
        store.encrypted_page,
        PLAIN,
        1.5,
        largest=False,
    ),
    Row(
        "series-encrypted",
        "series of all districts, encrypted",
        store.encrypted_series,
        PLAIN,
        1.5,
        largest=False,
    ),
    Row(
        "pdf-held", "a summary made and saved, window held", program.held("pdf"), aim=50, once=True
    ),
    Row(
        "summary-weasyprint",
        "a page of 200 incidents set",
        summary.beside(summary.weasyprint),
        "WeasyPrint, PDF/UA-1",
        0.2,
        once=True,
        package="weasyprint",
    ),
    Row(
        "summary-reportlab",
        "a page of 200 incidents set",
        summary.beside(summary.reportlab),
        "ReportLab, untagged",
        3,
        once=True,
        package="reportlab",
    ),
    Row(
        "summary-memory",
        "memory of a summary of 2,000 incidents",
        summary.memory,
        aim=400,
        unit="MB",
        once=True,
        single=True,
    ),
    Row(
        "idle-memory",
        "memory of an idle window",
        program.idle_memory,
        _BARE_CHART,
        1.7,
        unit="MB",
        single=True,
    ),
    Row(
        "pdf-memory",
        "memory of a window after 20 summaries",
        program.pdf_memory,
        _BARE_CHART,
        1.7,
        unit="MB",
        once=True,
        single=True,
    ),
    Row(
        "file-size",
        "size of the case file for each report",
        store.file_size,
        unit="bytes",
        single=True,
    ),
)
