"""How much a version of the page leaves out, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker import labels
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import person_block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SummaryData


def sentences(data: SummaryData) -> list[str]:
    """Confidential sources, links and speakers withheld, names not printed; none for the team."""
    if data.request.profile.is_internal:
        return []
    is_open = data.request.profile is Profile.OPEN
    secret, links, speakers = set(), set(), set()
    for account, redactor in _accounts(data):
        if not redactor.shows(account):
            secret.add((account.source.name, account.source.kind))
            continue
        key = open_names.key(account)
        if is_open and key not in redactor.names.links and (account.url or account.archive_url):
            links.add((account.url, account.archive_url))
        if is_open and key not in redactor.names.speakers and account.speaker.person:
            speakers.add(account.speaker.key)
    names = _names(data)
    withheld = ngettext(
        "The name of {n} person is withheld.", "The names of {n} people are withheld.", names
    )
    counted = [
        (
            len(secret),
            ngettext("{n} source is confidential.", "{n} sources are confidential.", len(secret)),
        ),
        (len(links), ngettext("{n} link is withheld.", "{n} links are withheld.", len(links))),
        (
            len(speakers),
            ngettext("{n} speaker is not named.", "{n} speakers are not named.", len(speakers)),
        ),
        (names, withheld),
    ]
    return [text.format(n=labels.number(count)) for count, text in counted if count]


def looked_through(data: SummaryData) -> list[str]:
    """When the list of what the open page names was looked through; by whom is in the history."""
    if data.request.profile is not Profile.OPEN or data.looked_through is None:
        return []
    sentence = _("The list of what this version names was looked through on {date}.")
    return [sentence.format(date=labels.moment(data.looked_through))]


def _accounts(data: SummaryData) -> Iterator[tuple[Report | Statement, Redactor]]:
    profile = data.request.profile
    for incident in data.incidents:
        redactor = Redactor(profile, names=incident.names)
        yield from ((report, redactor) for report in incident.reports)
    redactor = Redactor(profile, names=data.names)
    yield from ((comparison.statement, redactor) for comparison in data.statements)


def _names(data: SummaryData) -> int:
    return sum(
        not person.withdrawn
        and bool(open_names.forms_of_name(person))
        and not person_block.is_named(person, Redactor(data.request.profile, names=incident.names))
        for incident in data.incidents
        for person in incident.persons
    )
