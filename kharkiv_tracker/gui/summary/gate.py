"""The check before publication in sentences: what is not approved, what may be counted twice."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.gui.summary.preview_messages import LayoutDone
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels.approval_text import changed_left_out, possible_duplicates
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template


def gate_text(layout: LayoutDone, request: SummaryRequest) -> str:
    """The sentences under the check box `Approved only`."""
    sentences = (approval_text(layout, request), possible_duplicates(layout.duplicates))
    return " ".join(filter(None, sentences))


def approval_text(layout: LayoutDone, request: SummaryRequest) -> str:
    """How many incidents are not approved, or left out for that."""
    if request.template is Template.INCIDENT:
        if layout.drafts:
            return _("Incident not approved: every page is marked DRAFT.")
        return _("The incident is approved.")
    if layout.drafts:
        return ngettext(
            "{n} of {all} incident not approved: every page is marked DRAFT.",
            "{n} of {all} incidents not approved: every page is marked DRAFT.",
            layout.incidents,
        ).format(n=labels.number(layout.drafts), all=labels.number(layout.incidents))
    left_out = [_unapproved(layout.left_out), changed_left_out(layout.changed)]
    if any(left_out):
        return " ".join(filter(None, left_out))
    if not layout.incidents:
        return _("The summary contains no incidents.")
    return "" if request.approved_only else _("All incidents are approved.")


def _unapproved(n: int) -> str:
    if not n:
        return ""
    return ngettext(
        "{n} incident left out: not approved.", "{n} incidents left out: not approved.", n
    ).format(n=labels.number(n))
