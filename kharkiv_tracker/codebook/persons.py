"""The fields of one person who was harmed."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "person.name": Wording(
        N_("Person's name"),
        N_(
            "The name as a source gives it. It stays in the case and out of every page, "
            "table and chart until it is cleared."
        ),
        N_("a guess from a picture, or a relative's name instead."),
        (N_("leave it blank for “a woman of 64”: age and sex are enough"),),
    ),
    "cleared": Wording(
        N_("Name may be published"),
        N_("Tick it where the family agreed or an office has published the name."),
        N_("a name that only circulates on social media."),
        (N_("the prosecutor's notice names her"),),
    ),
    "age": Wording(
        N_("Age"),
        N_("The age in years at the time of the strike, written like a count."),
        N_("the age worked out from a birth year alone as if it were exact."),
        (
            N_("34"),
            N_("born in 1988, strike in 2022: 33-34"),
        ),
    ),
    "sex": Wording(
        N_("Sex"),
        N_("As it was reported; blank where it was not."),
        N_("what a name suggests."),
        (N_("“a resident of 70”: blank"),),
    ),
    "status": Wording(
        N_("What befell them"),
        N_("Killed, injured, injured and died later, missing, or rescued."),
        N_(
            "killed for one who died in hospital: that is died later, and the number "
            "moves by the report."
        ),
        (N_("died on the third day: injured, died later"),),
    ),
    "person.report": Wording(
        N_("Named by"),
        N_("The number of the report that tells of the person."),
        N_("a report that only gives the total."),
        (N_("3"),),
    ),
    "person.notes": Wording(
        N_("Notes"),
        N_("What helps to tell this person from another: a trade, a street, kin."),
        N_("medical detail nobody needs."),
        (N_("tram driver; sister of P2"),),
    ),
}
