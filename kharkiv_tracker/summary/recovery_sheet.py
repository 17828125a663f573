"""The page with the key of a case file, which opens it without the passphrase."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from kharkiv_tracker import files, labels
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.store import identity
from kharkiv_tracker.store.case_connection import CaseConnection
from kharkiv_tracker.summary import typesetter

_TEMPLATE = "sheet.typ"


def content(case: CaseConnection) -> str:
    """The page as JSON for the typesetter, in the language spoken; nothing of the case is on it.

    Raises CaseUnavailable for a case without a file or a passphrase.
    """
    lines = case.recovery_key()
    name = case.path.name if case.path else ""
    return json.dumps(_page(name, lines), ensure_ascii=False)


def pages(data: str, ppi: float) -> list[bytes]:
    """The page as PNG, `ppi` dots to the inch, in memory alone."""
    return typesetter.pages(data, ppi, _TEMPLATE)


def write(data: str, path: Path) -> None:
    """Write the page as a PDF that only its owner can read; raises CaseUnavailable."""
    document = typesetter.pdf(data, identity.now(), _TEMPLATE)
    try:
        files.write(path, document, private=True)
    except OSError as error:
        raise CaseUnavailable(
            _("The recovery sheet could not be saved to {path}: {reason}.").format(
                path=path, reason=files.reason(error)
            )
        ) from None


def _page(name: str, lines: Sequence[str]) -> dict[str, object]:
    made = labels.date(identity.now().astimezone().date())
    return {
        "title": _("Recovery sheet"),
        "language": current(),
        "about": [
            _("Case file: {name}").format(name=name),
            _("Made on {date}").format(date=made),
            _(
                "This key opens the case file without its passphrase. Anyone who has this sheet "
                "and the file can read everything in it."
            ),
        ],
        "lines": list(lines),
        "parts": [
            {
                "heading": _("How to use it"),
                "lines": [
                    _(
                        "Open the case file. Where the passphrase is asked for, type the 8 lines, "
                        "one after another. Spaces, dashes and capital letters do not matter."
                    ),
                    _(
                        "Only the digits 0 to 9 and the letters a to f are used. The last 2 digits "
                        "of each line are check digits: the program names a mistyped line."
                    ),
                ],
            },
            {
                "heading": _("How to keep it"),
                "lines": [
                    _("Keep the sheet in a safe place, apart from the computer."),
                    _(
                        "When the passphrase is changed or removed, this sheet no longer opens the "
                        "case file: make a new sheet. Copies and backups made before the change "
                        "still open with this one: destroy it when you no longer need them."
                    ),
                ],
            },
        ],
    }
