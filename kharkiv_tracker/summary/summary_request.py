"""The request for a summary: which template and selection, for whom, in which language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.languages import SOURCE


class Template(StrEnum):
    """The kind of summary."""

    PERIOD = "period"
    INCIDENT = "incident"
    CHANGES = "changes"


class Redaction(StrEnum):
    """The readers it is for: the public, or the team alone."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """The request for one summary.

    `incident` is the code that the template of one incident needs. `since` names the earlier
    summary for what changed: a date, the number of a revision or a printed fingerprint. `author`
    is who signs the page; no name is printed by default.
    """

    view: View = View()
    template: Template = Template.PERIOD
    language: str = SOURCE
    approved_only: bool = False
    redaction: Redaction = Redaction.PUBLIC
    incident: str = ""
    since: str = ""
    author: str = ""

    @property
    def selection(self) -> Selection:
        """What is selected; the team alone finds incidents by names that may not be published."""
        selection = self.view.selection
        is_named = bool(selection.text) and self.redaction is Redaction.INTERNAL
        return replace(selection, hidden_names=True) if is_named else selection
