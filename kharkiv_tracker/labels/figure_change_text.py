"""Figures that moved by other records, in words: before, after and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.figure import Reason
from kharkiv_tracker.domain.figure_change import FigureChange
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import quantity_text
from kharkiv_tracker.labels.figure_text import figure_text
from kharkiv_tracker.labels.people_text import capital

_CAUSES: Mapping[str, str] = {
    figure_change.RENEWAL: N_("Recounted with a new edition of the counting rule."),
    "case": N_("The counting rule of the case file was changed."),
    "office": N_("The list of offices was changed."),
    "source": N_("A source was changed."),
    "speaker": N_("A speaker was changed."),
    "report": N_("A report on another incident gave the office of a speaker."),
    "person": N_("A person in another incident was changed."),
}
_REASONS: Mapping[Reason, str] = {
    Reason.ADOPTED: N_("Used: {reports}."),
    Reason.CHOSEN: N_("Chosen by the analyst: {reports}."),
    Reason.DIED: N_("Deaths in hospital: {reports}."),
    Reason.STRESS: N_("Without acute stress: {reports}."),
    Reason.UNDIVIDED: N_("May include acute stress: {reports}."),
    Reason.PERSONS: N_("No report gives a number: at least as many as the recorded persons."),
    Reason.WIDENED: N_("Widens the range: {reports}."),
    Reason.NOT_FITTING: N_("Left out, does not fit into the total: {reports}."),
}


def quantity(change: FigureChange) -> str:
    """Which figure it is: `Killed`, `Killed: children`."""
    whole, dot, _part = change.quantity.partition(".")
    text = capital(_word(whole))
    return _("{whole}: {part}").format(whole=text, part=_word(change.quantity)) if dot else text


def why(change: FigureChange) -> str:
    """Why it moved, in sentences; reports as they are named in the change."""
    sentences = [_(_CAUSES[cause]) for cause in change.causes if cause in _CAUSES]
    sentences += [
        _(_REASONS[reason.reason]).format(reports=", ".join(reason.reports))
        for reason in change.after.because
        if reason.reason in _REASONS
    ]
    return " ".join(sentences)


def move(change: FigureChange) -> str:
    """A figure before and after: `18 → 19`."""
    before, after = figure_text(change.before), figure_text(change.after)
    return _("{before} → {after}").format(before=before, after=after)


def what(changes: Mapping[str, tuple[Any, Any]]) -> str:
    """All that moved, short enough for a column."""
    return ", ".join(
        _("{quantity}: {count}").format(quantity=_lower(quantity(change)), count=move(change))
        for change in figure_change.read(changes)
    )


def _word(name: str) -> str:
    # What a newer version counted is shown under its name.
    try:
        return quantity_text.quantity(name)
    except KeyError:
        return name


def _lower(word: str) -> str:
    return word[:1].lower() + word[1:]
