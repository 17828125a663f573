"""The speaker of a report and its authority: an office under all its names is one speaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kharkiv_tracker import office_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority, Office
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.office_register import RegisteredOffice

#: A number in a name, however it is written: `№ 4`, `№4`, `No. 4`.
_NUMBER = re.compile(r"\bno\.? ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker by its key, equal under all its names; a report without one speaks for itself.

    `is_judged` is False for an office that counts as official by default.
    """

    key: str
    is_official: bool
    is_judged: bool = True


class Offices:
    """The list of offices: those known beforehand, and what the analyst said of them and others.

    `offices_of` gives the offices under which a case names a person (by folded name).
    """

    def __init__(
        self,
        judged: Iterable[Office] = (),
        offices_of: Callable[[str], Iterable[str]] = lambda _person: (),
    ) -> None:
        self._judged = {_folded(office.name): office for office in judged}
        self._offices_of = offices_of
        self._people: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def judged_so(self, judged: Iterable[Office]) -> Offices:
        """The list of offices with something else said of them."""
        return Offices(judged, self._offices_of)

    def voice(self, report: Report) -> Voice:
        """The speaker of a report."""
        speaker, source = report.speaker, report.source
        office = speaker.office or self.office_of(speaker.person)
        name = office or speaker.person or source.name
        key = self.key(name) if _folded(name) else f"\0{report.uid}"
        authority = report.authority or self.authority(name)
        if authority is not None:
            return Voice(key, authority is Authority.OFFICIAL)
        if office:
            return Voice(key, is_official=True, is_judged=False)
        return Voice(key, source.kind is not None and source.kind.is_official)

    def settled(self, reports: Iterable[Report]) -> tuple[Report, ...]:
        """The reports with the office of every person whose one office is known.

        Who is named without it in one report and with it in another is one speaker, whichever
        was entered first. A person known under two offices stays a name.
        """
        return tuple(self._settle(report) for report in reports)

    def _settle(self, report: Report) -> Report:
        speaker = report.speaker
        office = "" if speaker.office else self.office_of(speaker.person)
        return replace(report, speaker=replace(speaker, office=office)) if office else report

    def office_of(self, person: str) -> str:
        """The one office of a person; "" where none is known, or several."""
        folded = _folded(person)
        if not folded:
            return ""
        if folded not in self._people:
            named = {self.key(office): office for office in self._offices_of(folded)}
            if not named and (registered := _people().get(folded)):
                named = {"": registered.names[0]}
            self._people[folded] = next(iter(named.values())) if len(named) == 1 else ""
        return self._people[folded]

    def key(self, name: str) -> str:
        """What all names of an office have in common."""
        folded = _folded(name)
        if folded not in self._keys:
            self._keys[folded] = self._resolved(folded)
        return self._keys[folded]

    def authority(self, name: str) -> Authority | None:
        """Whether an office is official, by the analyst or beforehand; None if not yet assessed."""
        key = self.key(name)
        for folded in dict.fromkeys((_folded(name), key)):
            office = self._judged.get(folded)
            if office is not None and office.authority is not None:
                return office.authority
        registered = _names().get(key)
        if registered is None:
            return None
        return Authority.OFFICIAL if registered.is_official else Authority.UNOFFICIAL

    def _resolved(self, folded: str) -> str:
        """Follow who is one with whom; a circle ends where it began."""
        passed: set[str] = set()
        while folded not in passed:
            passed.add(folded)
            office = self._judged.get(folded)
            if office is not None and office.same_as:
                if _folded(office.same_as) == folded:
                    return folded
                folded = _folded(office.same_as)
            elif (registered := _names().get(folded)) is not None:
                folded = _folded(registered.names[0])
        return min(passed) if len(passed) > 1 and self._is_circle(folded) else folded

    def _is_circle(self, folded: str) -> bool:
        office = self._judged.get(folded)
        return office is not None and _folded(office.same_as) not in ("", folded)


@cache
def _names() -> Mapping[str, RegisteredOffice]:
    return {_folded(name): office for office in office_register.load() for name in office.names}


@cache
def _people() -> Mapping[str, RegisteredOffice]:
    return {_folded(name): office for office in office_register.load() for name in office.people}


def registered(name: str) -> RegisteredOffice | None:
    """The office known beforehand under that name, if there is one."""
    return _names().get(_folded(name))


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return _NUMBER.sub("no ", fold(name))
