"""Someone harmed, where a name or an age is known: the surest guard against counting twice."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.count import UNKNOWN, Count
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import NP_, _


class Sex(Word):
    """As it was reported."""

    FEMALE = "female", NP_("sex", "female")
    MALE = "male", NP_("sex", "male")


class Status(Word):
    """What befell a person."""

    KILLED = "killed", NP_("person status", "killed")
    INJURED = "injured", NP_("person status", "injured")
    DIED_LATER = "injured, died later", NP_("person status", "injured, died later")
    MISSING = "missing", NP_("person status", "missing")
    RESCUED = "rescued", NP_("person status", "rescued")


@dataclass(frozen=True, slots=True)
class Person:
    """One person of an incident. The name is confidential unless it is `cleared`.

    `age` is in years, in the notation of counts: `34`, `~30`, `5-7`. `report` is the id of the
    report that names the person, "" where none does.
    """

    name: str = ""
    cleared: bool = False
    age: Count = UNKNOWN
    sex: Sex | None = None
    status: Status | None = None
    report: str = ""
    notes: str = ""
    uid: str = ""
    number: int = 0
    withdrawn: bool = False

    @property
    def counts_as(self) -> str:
        """The quantity the person is one of; "" where it is not known what befell them."""
        if self.status is Status.DIED_LATER:
            return Status.KILLED.value
        return self.status.value if self.status else ""

    @property
    def is_child(self) -> bool | None:
        """Whether under eighteen; None where the age is unknown or may be either."""
        if self.age.low is None:
            return None
        if self.age.high is not None and self.age.high < 18:
            return True
        return False if self.age.low >= 18 else None

    def check(self) -> None:
        """Raise Refused for a person of whom nothing is known, or of an impossible age."""
        if not (self.name.strip() or not self.age.is_unknown or self.sex or self.notes.strip()):
            raise Refused(_("A person needs a name, an age, a sex or a note."))
        if (self.age.low or 0) > 130:
            raise Refused(_("Nobody is that old; the age is given in years."), path="age")
