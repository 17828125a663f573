"""The flags of an incident; each can be dismissed with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.person_match import KILLED_TWICE
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import flag_text

#: Figures that may be wrong; all else is only not done yet.
_DOUBTS = frozenset(
    (
        FindingKind.JOINT_CONTRADICTION,
        FindingKind.REMAINDER_TWICE,
        FindingKind.DISAGREEMENT,
        FindingKind.UNOFFICIAL_ABOVE,
        FindingKind.SINCE_CHOSEN,
        FindingKind.FALLS,
        FindingKind.DIGITS_SWAPPED,
        FindingKind.JUMP,
        FindingKind.UNUSUAL_TOLL,
        FindingKind.IMPLAUSIBLE_DATE,
        FindingKind.NOT_FITTING,
        FindingKind.PERSONS_EXCEED,
        FindingKind.SAME_PERSON,
        FindingKind.SAME_IDENTIFIER,
        FindingKind.WORDS_DIFFER,
        FindingKind.CHANGED,
    )
)


def section(
    flags: Sequence[Finding],
    reports: Mapping[str, Report],
    host: CaseHost,
    places: Gazetteer | None = None,
) -> Section | None:
    """The flags to look at, then those dismissed; None without any."""
    # The review state is shown above, with its definition.
    listed = [flag for flag in flags if flag.kind is not FindingKind.NOT_APPROVED]
    if not listed:
        return None
    waiting = [flag for flag in listed if not flag.aside]
    pairs = [(flag, flag_text.sentence(flag, reports, places)) for flag in listed]
    lines = [_line(flag, text, host) for flag, text in pairs if not flag.aside]
    lines += [_aside(flag, text, host) for flag, text in pairs if flag.aside]
    detail = labels.number(len(waiting)) if waiting else _("all dismissed")
    return Section("findings", _("Needs attention"), lines, detail)


def _line(flag: Finding, text: str, host: CaseHost) -> QWidget:
    label = widgets.wrapped(text, "attention" if flag.kind in _DOUBTS else "", 9)
    aside = widgets.small_button(_("Dismiss…"), lambda: host.edits.set_aside(flag, text))
    aside.setAccessibleDescription(text)
    if flag.kind is FindingKind.SAME_PERSON and flag.content.get("why") != KILLED_TWICE:
        return _row(label, *_of_pair(flag, text, host))
    if flag.kind is not FindingKind.CHANGED:
        return _row(label, aside)
    approve = widgets.small_button(_("Approve"), lambda: host.edits.approve(flag.code))
    approve.setAccessibleDescription(text)
    return _row(label, approve, aside)


def _of_pair(flag: Finding, text: str, host: CaseHost) -> tuple[QWidget, QWidget]:
    """Two records that may be of one person are joined, or marked as different for good."""
    one, other = str(flag.content["person"]), str(flag.content["others"][0])
    join = widgets.small_button(_("Same person"), lambda: host.edits.join_person(one, other))
    apart = widgets.small_button(_("Different…"), lambda: host.edits.mark_different(one, other))
    for button in (join, apart):
        button.setAccessibleDescription(text)
    return join, apart


def _aside(flag: Finding, text: str, host: CaseHost) -> QWidget:
    aside = _("Dismissed: {reason}").format(reason=flag.aside)
    label = widgets.wrapped(f"{text} {aside}", "quiet", 9)
    again = widgets.small_button(_("Reopen"), lambda: host.edits.take_up(flag))
    again.setAccessibleDescription(text)
    return _row(label, again)


def _row(label: QWidget, *buttons: QWidget) -> QWidget:
    line = widgets.row(label, 8, margins=(14, 3, 0, 3))
    line.setStretch(0, 1)
    for button in buttons:
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return widgets.holding(line)
