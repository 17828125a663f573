"""What is set for a case file as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "case.title": Wording(
        N_("Title of the case"),
        N_("What the window and every page call this record; it can be changed at any time."),
        N_("the name of a witness or of a place that must not be known: pages print the title."),
        (N_("Kharkiv 2022–2026"),),
    ),
    "case.rule": Wording(
        N_("Counting rule"),
        N_("By which rule the reports of an incident become its figure, in the whole case."),
        N_("a single incident whose toll the rule misleads: choose a report for it instead."),
        (N_("latest: the last report that gives a number"),),
    ),
    "case.second_name": Wording(
        N_("Approval by a second name"),
        N_("Whether nobody may approve an incident whose reports they entered themselves."),
        N_("a record that one person keeps alone: nothing could be approved in it."),
        (N_("yes, in a team of two or more"),),
    ),
    "case.quiet_days": Wording(
        N_("Days without an update"),
        N_("After how many days without news an incident that is not approved asks to be seen."),
        "",
        (N_("30: a month without a word"),),
    ),
}
