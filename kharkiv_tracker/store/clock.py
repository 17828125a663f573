"""The computer's clock beside the times of the history, which never go back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from kharkiv_tracker import labels
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import identity

#: Clocks of computers differ by as much without anything being wrong.
_TOLERANCE = timedelta(minutes=2)
#: A case file may rest for a year; a clock that is further ahead is worth a question.
_FAR = timedelta(days=400)


def stamp(db: Database) -> str:
    """The time of the next revision: now, or that of the last one where the clock is behind it."""
    now, last = identity.stamp(), _last(db)
    return max(now, identity.written(last)) if last else now


def notice(db: Database) -> str:
    """A sentence where the clock was set back or is far ahead of the history, else empty."""
    last = _last(db)
    if last is None:
        return ""
    now = identity.now()
    if last - now > _TOLERANCE:
        sentence = _(
            "The last change in this case file was made on {last}, but this computer’s clock "
            "shows {now}. Check the date and time of the computer. Until the clock has "
            "caught up, new changes get the time of the last one; their order is kept."
        )
    elif now - last > _FAR:
        sentence = _(
            "This computer’s clock shows {now}; the last change in this case file was made "
            "on {last}. Check the date of the computer before you record anything."
        )
    else:
        return ""
    return sentence.format(last=labels.date_time(last), now=labels.date_time(now))


def differing(revision: Revision) -> datetime | None:
    """What the clock of the author's computer said, where that is not the recorded time."""
    clock, at = identity.made_at(revision.edit), _parsed(revision.at)
    if clock is None or at is None or abs(clock - at) <= _TOLERANCE:
        return None
    return clock


def notes(db: Database) -> Iterator[tuple[int, str, str]]:
    """Revisions whose times do not fit: number and id of the record, and a sentence.

    Earlier versions of the program recorded the clock as it was, so that none of it is a fault.
    """
    now, before = identity.now() + _TOLERANCE, None
    first, count = (0, ""), 0
    for seq, record, text in db.execute("SELECT seq, record, at FROM revisions ORDER BY seq"):
        at = _parsed(text)
        if at is None:
            continue
        if before is not None and at < before:
            yield (
                seq,
                record,
                _("The recorded time is earlier than that of the previous revision."),
            )
        before = at
        if at > now:
            first, count = first if count else (seq, record), count + 1
    if count:
        sentence = ngettext(
            "{n} revision has a time in the future by this computer’s clock.",
            "{n} revisions, from this one on, have times in the future by this computer’s clock.",
            count,
        ).format(n=labels.number(count))
        yield (*first, sentence)


def _last(db: Database) -> datetime | None:
    row = db.execute("SELECT at FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
    return _parsed(row[0]) if row else None


def _parsed(text: object) -> datetime | None:
    """A stored time; None where it was tampered with."""
    try:
        at = datetime.fromisoformat(str(text))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
