"""The columns of official totals and of joint reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.gap import Gap
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import INJURED, KILLED
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.gui import gap_words
from kharkiv_tracker.gui.table import Column
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.joint import Comparison


def totals(gazetteer: Gazetteer, gaps: Mapping[str, Gap]) -> tuple[Column[Statement], ...]:
    """Official totals with the gap to our own sum; `gaps` fills up while they stand there."""

    def area(row: Statement) -> str:
        found = gazetteer.get(row.area)
        return labels.area(found) if found else row.area

    return (
        Column(_("As of"), lambda row: labels.as_of(row.as_of), width=100, most=150),
        Column(_("Speaker"), lambda row: labels.speaker(row.speaker), width=150, stretches=True),
        Column(_("Area"), area, width=90, gives_way=2),
        Column(
            _("Since"),
            lambda row: labels.date(row.since, short=True) if row.since else "?",
            width=90,
            quiet=lambda row: row.since is None,
            gives_way=1,
        ),
        _counting(_("Killed"), lambda row: row.count("killed"), 70),
        _counting(_("Children killed"), lambda row: row.count("killed.child"), 70),
        _counting(_("Injured"), lambda row: row.count("injured"), 70),
        Column(
            _("Gap"),
            lambda row: gap_words.brief(gaps.get(row.code)),
            right=True,
            # Measured once the table stands there already.
            width=140,
            quiet=lambda row: gap_words.brief(gaps.get(row.code)) == gap_words.NONE,
        ),
    )


def joint_reports(gazetteer: Gazetteer) -> tuple[Column[Comparison], ...]:
    """Joint reports, each number beside the sum of the incidents."""

    def own(title: str, quantity: str) -> Column[Comparison]:
        return Column(title, lambda row: gap_words.own(row, quantity), right=True, width=70)

    def told(title: str, quantity: str) -> Column[Comparison]:
        return Column(
            title,
            lambda row: _count(row.joint.count(quantity)),
            right=True,
            width=70,
            quiet=lambda row: row.joint.count(quantity).is_unknown,
        )

    return (
        Column(_("As of"), lambda row: labels.as_of(row.joint.as_of), width=100),
        Column(
            _("About"),
            lambda row: gap_words.about(row.joint, gazetteer),
            width=130,
            stretches=True,
        ),
        told(_("Killed"), KILLED),
        own(_("Sum, killed"), KILLED),
        told(_("Injured"), INJURED),
        own(_("Sum, injured"), INJURED),
        Column(
            _("Check"),
            lambda row: _("contradicts") if row.contradicts else _("agrees"),
            width=80,
            quiet=lambda row: not row.contradicts,
        ),
    )


def _count(said: Count) -> str:
    """A count in its own notation, short enough for a column: `>1,000`."""
    if said.is_unknown:
        return "?"
    return re.sub(
        r"\d+",
        lambda found: labels.number(int(found[0])),
        labels.count(said) if said.qualifier is Qualifier.SEVERAL else str(said),
    )


def _counting(title: str, count: Callable[[Statement], Count], width: int) -> Column[Statement]:
    return Column(
        title,
        lambda row: _count(count(row)),
        right=True,
        width=width,
        quiet=lambda row: count(row).is_unknown,
    )
