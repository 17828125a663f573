"""An earlier state of the history, by the date, number or fingerprint of an earlier summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import replay

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: How many letters of a fingerprint are printed, and how many it has.
_PRINTED, _WHOLE = 12, 64
_NUMBER = re.compile(r"\d{1,9}")


def revision(case: CaseFile, text: str) -> int:
    """The number of the last revision of the earlier state; 0 where it has none.

    `text` is a date or a time, the number of a revision, or a fingerprint as it is printed; raises
    Refused if it is none of these, or not of this case.
    """
    letters = "".join(text.split()).casefold()
    last = replay.last_by(case.db)
    if _NUMBER.fullmatch(letters) and int(letters) <= last:
        return int(letters)
    if re.fullmatch(rf"[0-9a-f]{{{_PRINTED},{_WHOLE}}}", letters):
        return _fingerprinted(case, letters)
    if not letters or _NUMBER.fullmatch(letters):
        raise Refused(
            _("Revision {n} not found. The last revision in this case file is {last}.").format(
                last=last, n=shown(text)
            )
            if letters
            else _("Enter the earlier summary: a date, a revision or its fingerprint."),
            path="since",
        )
    try:
        instant = parse_clock(text)
    except Refused:
        raise Refused(
            _(
                "“{text}” is not a date, revision or fingerprint. Write 2022-08-18, a "
                "revision number, or the 12 characters at the bottom of the earlier summary."
            ).format(text=shown(text)),
            path="since",
        ) from None
    return replay.last_by(case.db, instant)


def _fingerprinted(case: CaseFile, letters: str) -> int:
    """The revision after which the history had that fingerprint."""
    parents: dict[int, list[str]] = {}
    for seq, parent in case.db.execute(
        "SELECT r.seq, p.parent FROM revision_parents AS p JOIN revisions AS r ON r.id = p.revision"
    ):
        parents.setdefault(seq, []).append(parent)
    heads: set[str] = set()
    for seq, uid in case.db.execute("SELECT seq, id FROM revisions ORDER BY seq"):
        heads.difference_update(parents.get(seq, ()))
        heads.add(uid)
        if rules.fingerprint(heads).startswith(letters):
            return int(seq)
    raise Refused(
        _("Fingerprint {letters} not found in this case file.").format(
            letters=rules.short(letters)
        ),
        path="since",
    )
