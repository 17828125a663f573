"""The fields of attachments, relations and changes."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "attachment.collector": Wording(
        N_("Collected by"),
        N_("Who saved the file."),
        N_("who took the picture: that goes into the notes, if it may be known."),
        (N_("O. Koval"),),
    ),
    "attachment.method": Wording(
        N_("Method"),
        N_("How and with what it was saved. The file is kept as it came and never altered."),
        N_("later editing: attach what was edited as another file and say so."),
        (N_("screenshot of the post"),),
    ),
    "attachment.version": Wording(
        N_("Version of the tool"),
        N_("The version of the program it was saved with."),
        "",
        (N_("Firefox 128"),),
    ),
    "attachment.origin": Wording(
        N_("Origin"),
        N_("The address it was saved from, or who handed it over."),
        N_("the name of a person who must not be known."),
        (N_("https://t.me/channel/4025"),),
    ),
    "attachment.uncovered": Wording(
        N_("Shown at once"),
        N_(
            "Say so once somebody has looked at the file and found it fit to be seen "
            "without a warning."
        ),
        N_("anything in which a person who was harmed can be seen."),
        (N_("a map, a press release"),),
    ),
    "relation": Wording(
        N_("How two incidents belong together"),
        N_(
            "Same attack wave, double strike (a second blow at those who came to help), "
            "split from, or not the same."
        ),
        N_("one strike recorded twice: merge those."),
        (N_("25 May 2024, the second missile ten minutes later: double strike"),),
    ),
    "chosen": Wording(
        N_("Chosen by the analyst"),
        N_(
            "The one report whose numbers stand for the incident, where the rule would "
            "mislead, and the reason why."
        ),
        N_("a preference without a reason."),
        (N_("the final list of the prosecutor; later posts repeat an old number"),),
    ),
    "reason": Wording(
        N_("Reason"),
        N_("Why something is changed, for whoever reads the history in a year."),
        N_("what was changed: the history tells that by itself."),
        (N_("the OVA corrected itself on 20 August"),),
    ),
}
