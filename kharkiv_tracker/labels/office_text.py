"""Whether an office is official, and who said so, in words."""

from __future__ import annotations

from kharkiv_tracker.domain.office import Authority, Judge
from kharkiv_tracker.i18n import N_, _

_STANDINGS = {
    (Authority.OFFICIAL, Judge.ANALYST): N_("official, marked in this case file"),
    (Authority.UNOFFICIAL, Judge.ANALYST): N_("unofficial, marked in this case file"),
    (Authority.OFFICIAL, Judge.KNOWN): N_("official, from the built-in list"),
    (Authority.UNOFFICIAL, Judge.KNOWN): N_("unofficial, from the built-in list"),
}


def standing(authority: Authority | None, judge: Judge) -> str:
    """Whether an office is official and who decided; one not yet assessed counts as official."""
    if authority is None:
        return _("counts as official, not yet assessed")
    return _(_STANDINGS[authority, judge])
