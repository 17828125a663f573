"""The page and the chart as files, made beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui.background import Background
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, current, speaking


def page(
    background: Background,
    session: Session,
    path: Path,
    language: str,
    done: Callable[[Path], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Write the PDF of the selection; `done` gets where it lies."""
    selection = session.selection

    def job() -> Path:
        from kharkiv_tracker.summary import pdf

        # A connection of its own: the window's belongs to the window's thread.
        with session.another_connection() as case:
            pdf.write(case, path, selection=selection, language=language)
        return path

    background.run(job, done, failed)


def chart(
    background: Background,
    session: Session,
    path: Path,
    done: Callable[[Path], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Write the chart that is shown of the selection in the format that the name ends in."""
    view, options, kind, language = session.view, session.options, session.chart, current()

    def job() -> Path:
        from kharkiv_tracker.charts import kinds, writing

        form = path.suffix.lstrip(".").casefold()
        with speaking(language), session.another_connection() as case:
            if form == "csv":
                data = kinds.csv(case, kind, view, options).encode()
            elif form in writing.FORMATS:
                data = writing.write(kinds.draw(case, kind, view, options), form)
            else:
                raise CaseUnavailable(
                    _(
                        "A chart is saved as png, svg, pdf or csv; {name} ends in none of them."
                    ).format(name=path.name)
                )
        files.write(path, data)
        return path

    background.run(job, done, failed)


def why(error: BaseException) -> str:
    """The sentence for a file that could not be written; anything unforeseen is raised again."""
    if isinstance(error, TrackerError):
        return str(error)
    if isinstance(error, OSError):
        return _("{error}. Choose another place; nothing was left half-written.").format(
            error=error.strerror or error
        )
    raise error
