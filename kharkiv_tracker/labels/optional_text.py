"""Fields that few incidents have, in words: strikes, circumstances, who is held responsible."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker import labels
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.i18n import _


def lines(incident: Incident) -> Iterator[str]:
    """A line for each of these fields that is recorded."""
    if not incident.strikes.is_unknown:
        yield _("Strikes: {count}").format(count=labels.count(incident.strikes))
    if incident.circumstances.strip():
        yield _("Circumstances of the victims: {text}").format(text=incident.circumstances.strip())
    if incident.responsible or incident.responsible_by or incident.responsible_answer:
        yield _responsible(incident)


def _responsible(incident: Incident) -> str:
    """Who is held responsible, by whom, and what they answered; a claim, not a finding."""
    answer, who = incident.responsible_answer, incident.responsible_by
    if answer and who:
        sentence = _("Responsible, as claimed by {who}: {party} ({answer})")
    elif answer:
        sentence = _("Responsible, as claimed: {party} ({answer})")
    elif who:
        sentence = _("Responsible, as claimed by {who}: {party}")
    else:
        sentence = _("Responsible, as claimed: {party}")
    return sentence.format(
        who=who,
        party=incident.responsible or _("not named"),
        answer=labels.word(answer) if answer else "",
    )
