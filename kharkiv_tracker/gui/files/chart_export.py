"""The chart as a file or on the clipboard, drawn in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.charts.sizes import Size
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, current, speaking
from kharkiv_tracker.labels import date_manner


def chart(
    background: BackgroundWorker,
    session: Session,
    kind: str,
    path: Path,
    size: Size,
    profile: Profile,
    done: Callable[[Path], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Write a chart of the selection in the format of the path's suffix."""
    view, options, language = session.view, session.options, current()
    # Read now: the view may change, or the case be closed, before the job starts.
    viewed = session.viewed_for_thread()

    def job() -> Path:
        from kharkiv_tracker.charts import chart_bytes, kinds

        form = path.suffix.lstrip(".").casefold()
        with speaking(language), date_manner.for_file(), viewed as case:
            if form == "csv":
                data = kinds.csv(case, kind, view, options, profile).encode()
            elif form in chart_bytes.FORMATS:
                figure = kinds.draw(case, kind, view, options, size=size.inches, profile=profile)
                data = chart_bytes.write(figure, form, size.dots)
            else:
                raise CaseUnavailable(
                    _("Cannot save as {name}. Use the extension png, svg, pdf or csv.").format(
                        name=path.name
                    )
                )
        files.write(path, data)
        return path

    background.run(job, done, failed)


def copy(
    background: BackgroundWorker,
    session: Session,
    kind: str,
    size: tuple[float, float],
    done: Callable[[tuple[bytes, str]], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Draw a chart of the selection as a picture (PNG) with its numbers (CSV).

    It leaves the window, so it names no more than the restricted version.
    """
    profile = Profile.RESTRICTED
    view, options, language = session.view, session.options, current()
    # Read now: the view may change, or the case be closed, before the job starts.
    viewed = session.viewed_for_thread()

    def job() -> tuple[bytes, str]:
        from kharkiv_tracker.charts import chart_bytes, kinds

        with speaking(language), date_manner.for_file(), viewed as case:
            figure = kinds.draw(case, kind, view, options, size=size, profile=profile)
            return chart_bytes.write(figure, "png"), kinds.csv(case, kind, view, options, profile)

    background.run(job, done, failed)


def why(error: BaseException) -> str:
    """The message for a file that could not be written; unexpected errors are raised again."""
    if isinstance(error, TrackerError):
        return str(error)
    if isinstance(error, OSError):
        return _(
            "Could not write the file: {error}. No partial file was left. Choose another "
            "place, then try again."
        ).format(error=files.reason(error))
    raise error
