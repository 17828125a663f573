"""The finished summary as files: proposed path, writing, and the sentence afterwards."""

from __future__ import annotations

import re
from pathlib import Path

from kharkiv_tracker.gui.files import chart_export
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.summary.preview_messages import FileDone
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.output_files import put


def proposed_path(session: Session, suffix: str = ".pdf") -> Path:
    """A file named after the case, in the folder of the case."""
    path = session.place or Path("kharkiv")
    return path.with_name(re.sub(r"\W+", "-", path.stem).strip("-") + suffix)


def write(path: Path, answer: FileDone) -> list[Path]:
    """Write the PDF and its extra files; raises CaseUnavailable."""
    return put(path, answer.pdf, dict(answer.extra_files))


def saved_sentence(paths: list[Path]) -> str:
    """The sentence on where the files were saved."""
    sentence = _("Saved as {path}.").format(path=paths[0])
    if len(paths) > 1:
        names = ", ".join(path.name for path in paths[1:])
        sentence += " " + _("Full lists are in separate files: {names}.").format(names=names)
    return sentence


why = chart_export.why
