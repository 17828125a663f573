"""The sample case as a file: eleven real strikes and six official totals."""

from __future__ import annotations

from pathlib import Path

from kharkiv_tracker import city, gazetteer
from kharkiv_tracker.exchange import sample_entries
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import open_checks
from kharkiv_tracker.store.case_file import CaseFile


def make(path: Path, author: str, passphrase: str | None = None) -> CaseFile:
    """A new case file with the sample in the language spoken, open; removed where that fails."""
    entries = sample_entries.load(gazetteer.load())
    title = _("Sample: reported strikes on {city}").format(city=city.text("on"))
    case = CaseFile.create(path, title, passphrase, author, sample=True)
    with open_checks.all_or_nothing(path.absolute()):
        try:
            case.record(entries, author, "sample")
        except BaseException:
            case.close()
            raise
    return case
