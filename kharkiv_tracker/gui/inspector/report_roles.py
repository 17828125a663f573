"""The role of each report in the figures of its incident, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure, Reason, affected
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    COUNTED,
    INJURED,
    PARTS,
    QUANTITIES,
    STRESS,
    TOGETHER,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role as KindOfReport
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import people_text

Figures = Mapping[str, Figure]


class Role(Enum):
    """The role of a report in a figure, the most important first."""

    ADOPTED = Reason.ADOPTED
    CHOSEN = Reason.CHOSEN
    DIED = Reason.DIED
    WIDENED = Reason.WIDENED
    OUTVOTED = Reason.OUTVOTED
    SETTLED = Reason.SETTLED
    OWN_LAST_WORD = Reason.OWN_LAST_WORD
    OFFICIAL_FIRST = Reason.OFFICIAL_FIRST
    GROWN_PAST = Reason.GROWN_PAST
    AGREES = "agrees"
    NOT_USED = "passed over"
    UNCOUNTED = "beside"
    NO_NUMBER = "silent"
    LOOK_BACK = "look-back"
    WITHDRAWN = "withdrawn"

    @property
    def stands(self) -> bool:
        """Whether the figure is what it is because of it."""
        return self in (Role.ADOPTED, Role.CHOSEN, Role.DIED)


def roles(report: Report, figures: Figures, reports: Sequence[Report]) -> dict[str, Role]:
    """The role of the report by quantity; quantities it does not give are left out."""
    if not report.derives:
        return {}
    roles: dict[str, Role] = {}
    for quantity in QUANTITIES:
        if quantity not in COUNTED and not any(
            name.partition(".")[0] == quantity for name in report.counts
        ):
            continue
        figure = affected(figures) if quantity == AFFECTED else figures.get(quantity, Figure())
        reasons = {basis.reason for basis in figure.because if report.uid in basis.reports}
        role = next((role for role in Role if role.value in reasons), None)
        count = report.count(quantity)
        if role is None and not count.is_unknown:
            adopted = figure.reports(Reason.ADOPTED)
            same = any(other.count(quantity) == count for other in reports if other.uid in adopted)
            role = Role.AGREES if same else Role.NOT_USED
        role = role or _role_of_parts(report, figures, quantity)
        if role in (None, Role.NOT_USED) and quantity in (STRESS, AFFECTED):
            # The steps run on both together: what replaced its injured replaced these.
            role = roles.get(INJURED, role)
        if role is not None:
            roles[quantity] = role
    return roles


def _role_of_parts(report: Report, figures: Figures, quantity: str) -> Role | None:
    """The role of the parts of a quantity of which the report gives no number."""
    parts = [name for name in (subset(quantity, part) for part in PARTS) if name in report.counts]
    reasons = {
        basis.reason
        for name in parts
        for basis in figures.get(name, Figure()).because
        if report.uid in basis.reports
    }
    role = next((role for role in Role if role.value in reasons), Role.NOT_USED)
    return role if parts else None


def weightiest(report: Report, roles: Mapping[str, Role]) -> Role:
    """The role by which the report is marked."""
    if report.withdrawn:
        return Role.WITHDRAWN
    if report.role is KindOfReport.RETOLD:
        return Role.LOOK_BACK
    order = list(Role)
    return min(roles.values(), key=order.index, default=_without_figures(report))


def _without_figures(report: Report) -> Role:
    """The role of a report that gives no counted quantity."""
    if report.transfer:
        return Role.NOT_USED
    return Role.UNCOUNTED if people_text.uncounted(report) else Role.NO_NUMBER


def role_words(report: Report, roles: Mapping[str, Role]) -> str:
    """The role in words: `used`, or which quantities have which if they differ."""
    distinct = set(roles.values())
    if len(distinct) < 2:
        return _(_ROLE_TEXTS[weightiest(report, roles)])
    names: dict[Role, list[str]] = {}
    for name, role in roles.items():
        names.setdefault(role, []).append(labels.quantity(name))
    return "; ".join(
        _("{quantity}: {role}").format(quantity=", ".join(same), role=_(_ROLE_TEXTS[role]))
        for role, same in names.items()
    )


def part_words(report: Report, figures: Figures) -> list[str]:
    """What becomes of the parts a report names: used as at least, or left out."""
    lines = []
    seen: set[str] = set()
    for quantity in WITH_PARTS:
        whole = figures.get(quantity, Figure())
        used = [
            name
            for name in (*TOGETHER, *PARTS)
            # What is used of the injured is used of the affected too.
            if not (quantity == AFFECTED and name in seen)
            and report.uid not in (*whole.reports(Reason.ADOPTED), *whole.reports(Reason.CHOSEN))
            and report.uid in figures.get(subset(quantity, name), Figure()).reports(Reason.ADOPTED)
        ]
        seen.update(used if quantity != COUNTED[0] else ())
        unfit = [
            reason.part
            for reason in whole.because
            if reason.reason is Reason.NOT_FITTING and report.uid in reason.reports
        ]
        for names, sentence in (
            (used, _("{quantity}, parts used as “at least”: {parts}")),
            (unfit, _("{quantity}, parts not used because they do not fit: {parts}")),
        ):
            if names:
                words = ", ".join(labels.quantity(subset(quantity, name)) for name in names)
                lines.append(sentence.format(quantity=labels.heading(quantity), parts=words))
    return lines


_ROLE_TEXTS = {
    Role.ADOPTED: N_("used"),
    Role.CHOSEN: N_("chosen by the analyst"),
    Role.DIED: N_("deaths in hospital, counted"),
    Role.WIDENED: N_("widens the range"),
    Role.OUTVOTED: N_("not used: 2 other speakers reported less later"),
    Role.SETTLED: N_("replaced by a complete list or a correction"),
    Role.OWN_LAST_WORD: N_("replaced by the same speaker’s later number"),
    Role.OFFICIAL_FIRST: N_("replaced by a later official number"),
    Role.GROWN_PAST: N_("replaced by another speaker’s later number"),
    Role.AGREES: N_("agrees"),
    Role.NOT_USED: N_("not used"),
    Role.UNCOUNTED: N_("not in any total"),
    Role.NO_NUMBER: N_("gives no number"),
    Role.LOOK_BACK: N_("kept, not counted"),
    Role.WITHDRAWN: N_("withdrawn, not counted"),
}


def newest_first(report: Report) -> tuple[datetime, int]:
    """The sort key of reports: as-of time, then number."""
    at = report.as_of or report.published
    return (at.end if at else datetime.min.replace(tzinfo=UTC), report.number)
