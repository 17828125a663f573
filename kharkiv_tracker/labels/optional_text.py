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
    party = incident.responsible or _("not named")
    claim = (
        _("Responsible, as claimed by {who}: {party}").format(
            who=incident.responsible_by, party=party
        )
        if incident.responsible_by
        else _("Responsible, as claimed: {party}").format(party=party)
    )
    if incident.responsible_answer is None:
        return claim
    answer = labels.word(incident.responsible_answer)
    return _("{claim} ({answer})").format(claim=claim, answer=answer)
