"""An official total or a joint report beside our own sum, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.domain.total_comparison import Difference, Gap, JointComparison, NotComparable
from kharkiv_tracker.i18n import N_, _, ngettext

#: For nothing to compare.
_REASONS: Mapping[NotComparable, str] = {
    NotComparable.NO_SINCE: N_("Not comparable: start date not given."),
    NotComparable.NO_AS_OF: N_("Not comparable: as-of date not given."),
    NotComparable.WIDER: N_("Not comparable: it covers the whole country."),
    NotComparable.NOTHING_RECORDED: N_("Not comparable: nothing recorded for its area and period."),
}


def brief(gap: Gap | None) -> str:
    """The gap of each counted quantity for a column: `+412 / −5`; NOTHING without any."""
    differences = gap.differences if gap else {}
    if not differences:
        return labels.NOTHING
    return " / ".join(_signed(differences.get(quantity)) for quantity in COUNTED)


def lines(gap: Gap) -> Iterator[str]:
    """Our own sum for the same area and period, and how far apart the two are."""
    if gap.reason is not None or gap.last is None or gap.statement.since is None:
        yield _(_REASONS[gap.reason or NotComparable.NO_AS_OF])
        return
    yield _("{first} to {last}, the same area").format(
        first=labels.date(gap.statement.since, short=True), last=labels.date(gap.last, short=True)
    )
    for quantity in COUNTED:
        if quantity in gap.differences:
            yield _("{quantity}: our sum {own} as known then, {today} as known now").format(
                quantity=labels.heading(quantity),
                own=labels.figure_words(gap.own_then.toll[quantity]),
                today=labels.figure_words(gap.own_today.toll[quantity]),
            )
            yield difference(gap.differences[quantity])
    yield unknown(gap.own_then)


def difference(gap: Difference) -> str:
    """How many more or fewer the official total has than our own sum."""
    n = abs(gap.best)
    if gap.best == 0:
        return _("The numbers agree.")
    if gap.best < 0:
        text = _("The official total is {n} lower than our sum.")
    elif gap.high is None:
        text = _("The official total is at least {n} higher than our sum.")
    else:
        text = _("The official total is {n} higher than our sum.")
    number = _("about {number}").format(number=labels.number(n)) if gap.about else labels.number(n)
    overlap = _("The ranges overlap.") if gap.agrees else ""
    return f"{text.format(n=number)} {overlap}".strip()


def unknown(own: GroupTotal) -> str:
    """The number of incidents in the sum."""
    return ngettext(
        "Our sum covers {n} incident.", "Our sum covers {n} incidents.", own.incidents
    ).format(n=labels.number(own.incidents))


def about(joint: JointReport, gazetteer: Gazetteer) -> str:
    """What a joint report is about: incidents by their codes, or districts in a period."""
    if not joint.districts or joint.first is None or joint.last is None:
        return ", ".join(joint.incidents)
    places = map(gazetteer.get, gazetteer.in_order(joint.districts))
    named = [labels.area(place) for place in places if place]
    return _("{districts}, {first} to {last}").format(
        districts=", ".join(named),
        first=labels.date(joint.first, short=True),
        last=labels.date(joint.last, short=True),
    )


def own(compared: JointComparison, quantity: str) -> str:
    """The sum of its incidents for a column."""
    total: Range | None = compared.own.get(quantity)
    return labels.figure_text(total) if total is not None else labels.NOTHING


def compared_lines(compared: JointComparison) -> Iterator[str]:
    """Each number the joint report gives beside the sum of its incidents."""
    for quantity, total in compared.own.items():
        sentence = _("{quantity}: reported {told}; sum of incidents {own}.")
        if quantity in compared.contradicted:
            sentence = _("{quantity}: reported {told}; differs from the sum of incidents, {own}.")
        yield sentence.format(
            quantity=labels.heading(quantity),
            told=labels.count(compared.joint.count(quantity)),
            own=labels.figure_words(total),
        )


def _signed(gap: Difference | None) -> str:
    if gap is None:
        return labels.NOTHING
    sign = "+" if gap.best > 0 else "−" if gap.best < 0 else ""
    about = "~" if gap.about else ""
    return about + sign + labels.number(abs(gap.best))
