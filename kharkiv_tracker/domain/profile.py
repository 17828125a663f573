"""For whom a page or chart is made: what it may name follows from that."""

from __future__ import annotations

from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


class Profile(Word):
    """The profiles of publication, each with all that the one before it names."""

    RESTRICTED = "restricted", NP_("profile", "restricted version")
    OPEN = "open", NP_("profile", "open version")
    INTERNAL = "internal", NP_("profile", "internal version")

    @property
    def is_internal(self) -> bool:
        """Whether it is for the team alone."""
        return self is Profile.INTERNAL
