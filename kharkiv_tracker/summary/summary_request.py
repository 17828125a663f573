"""The request for a summary: which template and selection, for whom, in which language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.languages import SOURCE


class Template(StrEnum):
    """The kind of summary."""

    PERIOD = "period"
    INCIDENT = "incident"
    CHANGES = "changes"


class Also(StrEnum):
    """Optional fields that are on no page unless they are chosen."""

    CIRCUMSTANCES = "circumstances"
    STRIKES = "strikes"
    RESPONSIBLE = "responsible"
    DEBRIS = "debris"


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """The request for one summary.

    `incident` is the code that the template of one incident needs. `since` names the earlier
    summary for what changed: a date, the number of a revision or a printed fingerprint. `author`
    is who signs the page; no name is printed by default. `quotes` are for the open page alone: an
    internal one always has them, a restricted one never.
    """

    view: View = View()
    template: Template = Template.PERIOD
    language: str = SOURCE
    approved_only: bool = False
    profile: Profile = Profile.RESTRICTED
    incident: str = ""
    since: str = ""
    author: str = ""
    quotes: bool = False
    also: tuple[Also, ...] = ()

    @property
    def selection(self) -> Selection:
        """What is selected: a text finds only what the page shows."""
        selection = self.view.selection
        return replace(selection, profile=self.profile) if selection.text else selection
