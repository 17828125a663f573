"""The gate before publication, in words: how many of the incidents nobody has approved."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.gui.summary.preview_messages import Laid
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template


def told(laid: Laid, wanted: SummaryRequest) -> str:
    """What stands under the tick `Approved only`."""
    if wanted.template is Template.INCIDENT:
        if laid.drafts:
            return _("The incident has not been approved: every page says DRAFT.")
        return _("The incident is approved.")
    if laid.drafts:
        return ngettext(
            "{n} of {all} incidents has not been approved: every page says DRAFT.",
            "{n} of {all} incidents have not been approved: every page says DRAFT.",
            laid.drafts,
        ).format(n=labels.number(laid.drafts), all=labels.number(laid.incidents))
    if laid.left_out:
        return ngettext(
            "{n} incident is left out: nobody has approved it.",
            "{n} incidents are left out: nobody has approved them.",
            laid.left_out,
        ).format(n=labels.number(laid.left_out))
    if not laid.incidents:
        return _("No incident is in it.")
    return "" if wanted.approved_only else _("Every incident in it is approved.")
