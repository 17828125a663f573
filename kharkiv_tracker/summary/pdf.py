"""The page as an accessible PDF set by Typst: the same bytes for the same case and options."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kharkiv_tracker import files, paths
from kharkiv_tracker.charts import cumulative, writing
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _, speaking
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import checking
from kharkiv_tracker.summary.content import content
from kharkiv_tracker.summary.gathered import approved, gather

if TYPE_CHECKING:
    import typst

#: Inches: the width of the text on the page, and what leaves room for the tables below.
CHART = (17.0 / 2.54, 4.2 / 2.54)
#: A case nothing was ever recorded in has no time of its own.
_NEVER = datetime(2022, 2, 24, tzinfo=UTC)


def write(
    case: CaseFile,
    path: Path,
    selection: Selection = Selection(),
    as_known_on: datetime | None = None,
    as_recorded_on: datetime | None = None,
    language: str = "en",
    approved_only: bool = False,
) -> None:
    """Write the summary to `path`: whole or not at all.

    Raises CaseUnavailable where it cannot be written and Disagreement where two ways of counting
    differ; what stood at `path` before then still does.
    """
    _place(path, render(case, selection, as_known_on, as_recorded_on, language, approved_only))


def render(
    case: CaseFile,
    selection: Selection = Selection(),
    as_known_on: datetime | None = None,
    as_recorded_on: datetime | None = None,
    language: str = "en",
    approved_only: bool = False,
) -> bytes:
    """The summary as the bytes of a PDF, in memory only."""
    if as_recorded_on is not None:
        then = case.as_recorded_on(as_recorded_on)
        try:
            return render(then, selection, as_known_on, None, language, approved_only)
        finally:
            then.close()
    with speaking(language):
        chosen = approved(selection) if approved_only else selection
        gathered = gather(case, chosen, as_known_on)
        checking.check(gathered)
        drawn = cumulative.draw(gathered.chart, "light", CHART, framed=False)
        svg = writing.write(drawn, "svg").decode("utf-8")
        return _set(json.dumps(content(gathered)), svg, gathered.clock or _NEVER)


def _set(data: str, svg: str, at: datetime) -> bytes:
    """Let Typst set the page. What people typed comes in as data and is never read as markup."""
    import typst

    folder = paths.resources() / "typst"
    # Nothing outside this folder can be read, and no package is ever fetched.
    compiler = typst.Compiler(
        str(folder / "summary.typ"),
        root=str(folder),
        font_paths=_fonts(),
        sys_inputs={"data": data, "chart": svg},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("one document was set and several came back")
    return made


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(paths.resources() / "fonts")],
    )


def _place(path: Path, made: bytes) -> None:
    """Put the bytes in place at once."""
    try:
        files.write(path, made)
    except OSError as error:
        raise CaseUnavailable(
            _(
                "The summary could not be written to {path}: {reason}. The case file is untouched."
            ).format(path=path, reason=error.strerror or error)
        ) from error
