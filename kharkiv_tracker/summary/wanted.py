"""What a summary is asked for: of what, for whom, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kharkiv_tracker.domain.view import View


class Template(StrEnum):
    """What sort of summary."""

    PERIOD = "period"
    INCIDENT = "incident"
    CHANGES = "changes"


class Redaction(StrEnum):
    """Whom it is for: what may be read by anybody, or by the team alone."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """A summary as it was ordered.

    `incident` is the code that the template of one incident needs. `since` names the earlier
    summary for what changed: a date, the number of a revision or a printed fingerprint. `author`
    is who signs the page; nobody's name is printed unasked.
    """

    view: View = View()
    template: Template = Template.PERIOD
    language: str = "en"
    approved_only: bool = False
    redaction: Redaction = Redaction.PUBLIC
    incident: str = ""
    since: str = ""
    author: str = ""
