"""What a text means in a field: the one reader of the forms, of `add` and of `understand`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.exchange.json_shape import LONGEST_LINE
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context, Outcome, Reader, Reading


@cache
def readers() -> Mapping[str, Reader]:
    """How each field is read, by the name it has in JSON; loaded when the first text is read."""
    from kharkiv_tracker.intake.counts import count_fields
    from kharkiv_tracker.intake.places import place_fields
    from kharkiv_tracker.intake.things import thing_fields
    from kharkiv_tracker.intake.times import time_fields

    return {
        **count_fields.READERS,
        **place_fields.READERS,
        **thing_fields.READERS,
        **time_fields.READERS,
    }


def read(field: str, text: str, context: Context) -> Outcome:
    """The reading of a text, or a question; Refused, with the remedy, for what is not understood.

    Nothing is dropped: every letter is part of the reading, or the text is refused.
    """
    reader = reader_of(field)
    if len(text) > LONGEST_LINE:
        raise Refused(_("The text is too long for one line."))
    return reader(text, context)


def load(context: Context) -> None:
    """Read something in every field, so that no text has to wait for the words of one."""
    for field in readers():
        with suppress(Refused):
            read(field, "x 1", context)


def reader_of(field: str) -> Reader:
    """How a field is read; Refused for an unknown field."""
    reader = readers().get(field)
    if reader is None:
        raise Refused(
            _("Unknown field “{name}”. Known fields: {names}.").format(
                name=shown(field), names=", ".join(readers())
            )
        )
    return reader


def settled(outcome: Outcome) -> Reading:
    """The reading, where nothing is asked; Refused names what may be meant, where it is."""
    if isinstance(outcome, Reading):
        return outcome
    sentence = _("{question} Possible answers: {answers}.")
    answers = "; ".join(candidate.words for candidate in outcome.candidates)
    raise Refused(sentence.format(question=outcome.words, answers=answers))
