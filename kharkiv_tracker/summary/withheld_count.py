"""How much a version of the page leaves out, in sentences."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import person_block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import IncidentData, SummaryData


class WithheldCount:
    """Counts what a version for others does not name, of incidents given one by one."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._sources: set[tuple[object, ...]] = set()
        self._links: set[tuple[str, str]] = set()
        self._speakers: set[object] = set()
        self._names = 0

    def add_incident(self, incident: IncidentData) -> None:
        """Count what its reports name, and its persons."""
        redactor = Redactor(self._profile, names=incident.names)
        for report in incident.reports:
            self.add(report, redactor)
        self._names += sum(
            not person.withdrawn
            and bool(open_names.forms_of_name(person))
            and not person_block.is_named(person, redactor)
            for person in incident.persons
        )

    def add(self, account: Report | Statement, redactor: Redactor) -> None:
        """Count what a report or an official total names."""
        if not redactor.shows(account):
            self._sources.add((account.source.name, account.source.kind))
            return
        if self._profile is not Profile.OPEN:
            return
        key = open_names.key(account)
        if key not in redactor.names.links and (account.url or account.archive_url):
            self._links.add((account.url, account.archive_url))
        if key not in redactor.names.speakers and account.speaker.person:
            self._speakers.add(account.speaker.key)

    def sentences(self) -> list[str]:
        """Confidential sources, links and speakers withheld, names not printed; none for the team.

        Each says how many.
        """
        if self._profile.is_internal:
            return []
        secret, links, speakers = len(self._sources), len(self._links), len(self._speakers)
        names = self._names
        confidential = ngettext(
            "{n} source is confidential.", "{n} sources are confidential.", secret
        )
        withheld = ngettext(
            "The name of {n} person is withheld.", "The names of {n} people are withheld.", names
        )
        counted = [
            (secret, confidential),
            (links, ngettext("{n} link is withheld.", "{n} links are withheld.", links)),
            (
                speakers,
                ngettext("{n} speaker is not named.", "{n} speakers are not named.", speakers),
            ),
            (names, withheld),
        ]
        return [text.format(n=labels.number(count)) for count, text in counted if count]


def sentences(data: SummaryData) -> list[str]:
    """What a page does not name, counted."""
    count = WithheldCount(data.request.profile)
    for incident in data.incidents:
        count.add_incident(incident)
    redactor = Redactor(data.request.profile, names=data.names)
    for comparison in data.statements:
        count.add(comparison.statement, redactor)
    return count.sentences()


def looked_through(data: SummaryData) -> list[str]:
    """When the list of what the open page names was looked through; by whom is in the history."""
    if data.request.profile is not Profile.OPEN or data.looked_through is None:
        return []
    sentence = _("The list of what this version names was looked through on {date}.")
    return [sentence.format(date=labels.moment(data.looked_through))]
