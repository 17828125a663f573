"""What a typed text comes to: a reading, a question, or (by Refused) a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.when import EventTime, zone
from kharkiv_tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a text.

    `part` is what it comes to in the JSON of `add`, under the names that has there:
    `{"injured": "16", "of_whom": {"child": "1+"}}`; `words` say it to a person. `texts` are the
    texts, by field, that mean only this, where it is one of several: what an answer types.
    """

    part: Mapping[str, Any]
    words: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A text with several meanings, the likeliest first; `words` ask which of them is meant.

    `unsaid` is what stays where the source does not say which: the last answer.
    """

    words: str
    candidates: tuple[Reading, ...]
    unsaid: Reading

    @property
    def answers(self) -> tuple[Reading, ...]:
        """Every answer in the order of their digits, from 1; that it is not said comes last."""
        return (*self.candidates, self.unsaid)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every answer as a person chooses it, in the same order."""
        unsaid = _("not stated: {words}").format(words=self.unsaid.words)
        last = unsaid if self.unsaid.words else _("not stated")
        return (*(candidate.words for candidate in self.candidates), last)


Outcome = Reading | Question


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a text is read.

    `now` is the time in the city, asked of the clock when the text is read; `year` that of the
    last entry; `event` when the strike was, `published` the day the text was, and `killed` what is
    in that field.
    """

    places: Gazetteer
    now: datetime
    year: int | None = None
    event: EventTime | None = None
    published: date | None = None
    killed: str = ""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def reckoned_from(self) -> date:
        """The day from which weekdays and the like are counted."""
        return self.published or self.today


#: Reads one field; raises Refused, with a sentence that names the remedy, for what it is not.
Reader = Callable[[str, Context], Outcome]


def present(places: Gazetteer) -> Context:
    """The context of now alone."""
    return Context(places, datetime.now(zone()).replace(tzinfo=None))
