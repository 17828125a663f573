"""The columns of official totals and of joint reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED, subset
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total_comparison import Gap, JointComparison
from kharkiv_tracker.gui.table.table_view import Column
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import comparison_text


def totals(gazetteer: Gazetteer, gaps: Mapping[str, Gap]) -> tuple[Column[Statement], ...]:
    """Official totals with the gap to our own sum; `gaps` is filled while they are shown."""

    def area(row: Statement) -> str:
        match = gazetteer.get(row.area)
        return labels.area(match) if match else row.area

    return (
        Column(
            _("As of"),
            lambda row: labels.as_of(row.as_of),
            width=118,
            max_width=200,
            hint=city.text("clock"),
            key="as_of",
        ),
        Column(
            _("Speaker"),
            lambda row: labels.speaker(row.speaker),
            width=140,
            stretches=True,
            key="speaker",
        ),
        Column(_("Area"), area, width=90, gives_way=2, key="area"),
        Column(
            _("Since"),
            lambda row: labels.date(row.since, short=True) if row.since else "?",
            width=90,
            quiet=lambda row: row.since is None,
            gives_way=1,
            key="since",
        ),
        *_counts(),
        Column(
            _("Difference"),
            lambda row: comparison_text.brief(gaps.get(row.code)),
            right=True,
            # Filled after the table is shown.
            width=140,
            quiet=lambda row: comparison_text.brief(gaps.get(row.code)) == labels.NOTHING,
            key="difference",
        ),
    )


def joint_reports(gazetteer: Gazetteer) -> tuple[Column[JointComparison], ...]:
    """Joint reports, each number with the sum of the incidents."""

    def own(quantity: str) -> Column[JointComparison]:
        title = _("Sum, {quantity}").format(quantity=labels.short_quantity(quantity))
        return Column(
            title,
            lambda row: comparison_text.own(row, quantity),
            right=True,
            width=70,
            key=f"own {quantity}",
        )

    def reported(quantity: str) -> Column[JointComparison]:
        return Column(
            labels.heading(quantity),
            lambda row: _count(row.joint.count(quantity)),
            right=True,
            width=70,
            quiet=lambda row: row.joint.count(quantity).is_unknown,
            key=quantity,
        )

    return (
        Column(
            _("As of"),
            lambda row: labels.as_of(row.joint.as_of),
            width=118,
            hint=city.text("clock"),
            key="as_of",
        ),
        Column(
            _("Covers"),
            lambda row: _covered(row.joint, gazetteer),
            width=130,
            stretches=True,
            key="covers",
        ),
        *(column for name in COUNTED for column in (reported(name), own(name))),
        Column(
            _("Comparison"),
            _check,
            width=80,
            quiet=lambda row: not row.contradicts,
            key="comparison",
        ),
    )


def _covered(joint: JointReport, gazetteer: Gazetteer) -> str:
    """What a joint report is about, short enough for a column: of several codes the number."""
    n = 0 if joint.districts else len(joint.incidents)
    if n > 1:
        return ngettext("{n} incident", "{n} incidents", n).format(n=labels.number(n))
    return comparison_text.about(joint, gazetteer)


def _count(count: Count) -> str:
    """A count in its own notation, short enough for a column: `>1,000`."""
    if count.is_unknown:
        return "?"
    return re.sub(
        r"\d+",
        lambda digits: labels.number(int(digits[0])),
        labels.count(count) if count.qualifier is Qualifier.SEVERAL else str(count),
    )


def _counts() -> Iterator[Column[Statement]]:
    """A column of each counted quantity, and of the children of the first."""
    for name in COUNTED:
        yield _counted(labels.heading(name), name)
        if name == COUNTED[0]:
            yield _counted(labels.heading_of_children(name), subset(name, "child"))


def _counted(title: str, quantity: str) -> Column[Statement]:
    return Column(
        title,
        lambda row: _count(row.count(quantity)),
        right=True,
        width=70,
        quiet=lambda row: row.count(quantity).is_unknown,
        key=quantity,
    )


def _check(row: JointComparison) -> str:
    """Whether a joint report agrees with the sum of its incidents."""
    if row.contradicts:
        return _("differs")
    return _("remainder counted") if row.has_remainder else _("agrees")
