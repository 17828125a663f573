"""Findings in words: what kind of doubt it is, and what is doubtful, with the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.person_match import KILLED_TWICE
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.report_flags import AFTER_TODAY, BEFORE, YEAR_AFTER
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import approval_text, people_text

_PLAIN = {
    FindingKind.OFFICE_UNJUDGED: N_(
        "Counted as official until marked official or unofficial in the list of offices."
    ),
    FindingKind.UNREAD_DOCUMENT: N_("No report, official total or person was taken from it yet."),
    FindingKind.SINGLE_SPEAKER: N_("All reports come from one speaker."),
    FindingKind.DISTRICT_UNKNOWN: N_("District unknown."),
    FindingKind.UNDATED: N_("Date unknown; not in any period."),
    FindingKind.PROVISIONAL: N_("Less than 7 days old: numbers may change."),
    FindingKind.NOT_APPROVED: N_("Not yet approved."),
}

#: About the reports of some speakers on a quantity.
_OF_SPEAKERS = {
    FindingKind.DISAGREEMENT: N_("{quantity}: different number from {speakers}."),
    FindingKind.UNOFFICIAL_ABOVE: N_(
        "{quantity}: unofficial and higher than the official reports: {speakers}."
    ),
    FindingKind.SINCE_CHOSEN: N_(
        "{quantity}: later than the chosen report, with another number: {speakers}."
    ),
    FindingKind.NOT_FITTING: N_(
        "{quantity}: reported by {speakers}, left out because it does not fit into the total."
    ),
}
_IMPLAUSIBLE = {
    BEFORE: N_("Dated before the incident: {speakers} ({day})."),
    YEAR_AFTER: N_("Dated a year or more after the incident: {speakers} ({day})."),
    AFTER_TODAY: N_("Dated in the future: {speakers} ({day})."),
}


def title(kind: FindingKind) -> str:
    """The kind of doubt in one or two words."""
    return labels.word(kind)


def sentence(
    finding: Finding, reports: Mapping[str, Report], places: Gazetteer | None = None
) -> str:
    """What is doubtful, in a sentence; `reports` are those of the record, by id."""
    if finding.kind in _PLAIN:
        return _(_PLAIN[finding.kind])
    if finding.kind in _OF_SPEAKERS:
        return _(_OF_SPEAKERS[finding.kind]).format(
            quantity=_quantity(finding), speakers=_speakers(finding, reports)
        )
    if finding.kind is FindingKind.IMPLAUSIBLE_DATE:
        return _implausible_date(finding, reports)
    if finding.kind is FindingKind.CHANGED:
        return _("Changed since approval: {figures}.").format(
            figures=approval_text.difference(finding.content, places)
        )
    return _SENTENCES[finding.kind](finding)


def _implausible_date(finding: Finding, reports: Mapping[str, Report]) -> str:
    day = labels.as_of(parse_as_of(str(finding.content["day"])))
    if not finding.content.get("reports"):
        return _("The incident is dated in the future: {day}.").format(day=day)
    text = _(_IMPLAUSIBLE[str(finding.content["why"])])
    return text.format(day=day, speakers=_speakers(finding, reports))


def _remainder_twice(finding: Finding) -> str:
    return _(
        "Its remainder is not counted: the remainder of {code} is already counted for some "
        "of the same strikes. Count the remainder of only one of the two."
    ).format(code=finding.content["joint"])


def _falls(finding: Finding) -> str:
    return _("{quantity}: falls from {before} to {after}.").format(**_change(finding))


def _jumps(finding: Finding) -> str:
    return _("{quantity}: rises sharply from {before} to {after}.").format(**_change(finding))


def _swapped(finding: Finding) -> str:
    return _("{quantity}: {after} follows {before}. Digits may be swapped.").format(
        **_change(finding)
    )


def _persons_exceeding(finding: Finding) -> str:
    n = int(finding.content["persons"])
    return ngettext(
        "{quantity}: {n} person recorded, but the figure is {high}.",
        "{quantity}: {n} persons recorded, but the figure is {high}.",
        n,
    ).format(quantity=_quantity(finding), n=n, high=finding.content["high"])


def _unusual(finding: Finding) -> str:
    return _(
        "{quantity}: {best} is at least 20 times the usual number in this case file. Check "
        "for a typing error."
    ).format(quantity=_quantity(finding), best=labels.number(int(finding.content["best"])))


def _same_person(finding: Finding) -> str:
    why = finding.content.get("why", "")
    person, other = str(finding.content["person"]), _others(finding)
    is_within = person.partition("/")[0] == other.partition("/")[0]
    if why == KILLED_TWICE:
        return _("{person} is recorded as killed here and in {other}.").format(
            person=person, other=other
        )
    if why or is_within:
        return _("{person} and {other} may be the same person.").format(person=person, other=other)
    return _("A person with the same name is recorded in {codes}.").format(codes=other)


def _same_identifier(finding: Finding) -> str:
    return _("{code} has the same identifier: {identifier}.").format(
        code=_others(finding), identifier=finding.content["identifier"]
    )


def _possible_duplicate(finding: Finding) -> str:
    return _("{code} may be the same strike.").format(code=_others(finding))


def _words_differ(finding: Finding) -> str:
    return _(
        "The quote differs from the words it points to in {document}. Mark the words again, or "
        "correct the quote."
    ).format(document=finding.content["document"])


def _alike(finding: Finding) -> str:
    return _(
        "{office} and {other} may be the same office. Merge them, or dismiss this flag if "
        "they are different."
    ).format(office=finding.content["office"], other=_others(finding))


def _no_update(finding: Finding) -> str:
    day = date.fromisoformat(str(finding.content["day"]))
    return _("No new reports since {day}.").format(day=labels.date(day, short=True))


def _joint(finding: Finding) -> str:
    content = finding.content
    own = Figure(content["low"], content["low"], content["high"])
    return _("{quantity}: reported {count}; sum of its incidents {own}.").format(
        quantity=_quantity(finding),
        count=labels.count(parse_count(str(content["count"]))),
        own=labels.figure_words(own),
    )


_SENTENCES: Mapping[FindingKind, Callable[[Finding], str]] = {
    FindingKind.JOINT_CONTRADICTION: _joint,
    FindingKind.REMAINDER_TWICE: _remainder_twice,
    FindingKind.FALLS: _falls,
    FindingKind.JUMP: _jumps,
    FindingKind.DIGITS_SWAPPED: _swapped,
    FindingKind.PERSONS_EXCEED: _persons_exceeding,
    FindingKind.UNUSUAL_TOLL: _unusual,
    FindingKind.SAME_PERSON: _same_person,
    FindingKind.SAME_IDENTIFIER: _same_identifier,
    FindingKind.POSSIBLE_DUPLICATE: _possible_duplicate,
    FindingKind.WORDS_DIFFER: _words_differ,
    FindingKind.OFFICES_ALIKE: _alike,
    FindingKind.NO_UPDATE: _no_update,
}


def _change(finding: Finding) -> dict[str, str]:
    content = finding.content
    return {
        "quantity": _quantity(finding),
        "before": str(content["before"]),
        "after": str(content["after"]),
    }


def _quantity(finding: Finding) -> str:
    quantity, _dot, part = str(finding.content["quantity"]).partition(".")
    text = people_text.capital(labels.quantity(quantity))
    return f"{text}, {labels.quantity(subset(quantity, part))}" if part else text


def _speakers(finding: Finding, reports: Mapping[str, Report]) -> str:
    named_reports = [reports[uid] for uid in finding.content.get("reports", ()) if uid in reports]
    speakers = [
        _("Confidential source") if report.is_confidential else _speaker(report)
        for report in named_reports
    ]
    return ", ".join(dict.fromkeys(speakers))


def _speaker(report: Report) -> str:
    """The speaker: the person or office quoted, else the outlet in its own name."""
    names_outlet = not str(report.speaker) and report.source.name
    return report.source.name if names_outlet else labels.speaker(report.speaker)


def _others(finding: Finding) -> str:
    return ", ".join(str(code) for code in finding.content.get("others", ()))
