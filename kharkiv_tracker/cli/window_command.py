"""The command that opens the window; without a display it makes the sample's outputs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from kharkiv_tracker import files, sample_file
from kharkiv_tracker.cli import click_words, language_option, shared_options
from kharkiv_tracker.domain.revision import UNNAMED
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _, current


@click_words.command("open")
@click.argument("case", type=shared_options.PATH, required=False)
@language_option.lang
@click.pass_context
def open_case(context: click.Context, case: Path | None) -> None:
    context.exit(show(case, context.meta.get(language_option.LANGUAGE, "")))


def show(case: Path | None, language: str = "") -> int:
    """Open the window; returns its exit code. Without a display it makes the sample's outputs."""
    from kharkiv_tracker.gui import display

    if display.usable():
        from kharkiv_tracker.gui import app

        return app.run(case, language)
    if case is not None:
        raise CaseUnavailable(
            _(
                "No display available. {case} was not changed. Other commands work without a "
                "display: see kharkiv-tracker --help."
            ).format(case=case)
        )
    click.echo(_("No display available. Showing the main results here:"))
    for path in without_window():
        click.echo(str(path))
    return 0


def without_window() -> tuple[Path, Path, Path]:
    """The sample case, its cumulative chart and its summary, in a new folder of their own."""
    from kharkiv_tracker.charts import chart_bytes, kinds
    from kharkiv_tracker.summary import pdf
    from kharkiv_tracker.summary.summary_request import SummaryRequest

    folder = Path(tempfile.mkdtemp(prefix="kharkiv-tracker-"))
    case_path, chart, page = (folder / name for name in ("sample.ktcase", "chart.png", "page.pdf"))
    with sample_file.make(case_path, UNNAMED) as case:
        files.write(chart, chart_bytes.write(kinds.draw(case, "cumulative"), "png"))
        pdf.write(case, page, SummaryRequest(language=current()))
    return case_path, chart, page
