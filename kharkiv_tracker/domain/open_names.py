"""What the open page names of an incident: sources, speakers, links and persons, by decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import NAMES, PURGED, Person, Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.text_redaction import TextRedactor

#: Of these a person's name has to be decided on.
_NAMING = (Visibility.FULL, Visibility.SHORT)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The ids of what an account names, each decided on by itself; "" for none."""

    source: str = ""
    speaker: str = ""
    link: str = ""
    origin: str = ""
    """The source of its document."""

    def uids(self) -> tuple[str, ...]:
        """All of these ids that there are."""
        return tuple(filter(None, (self.source, self.speaker, self.link, self.origin)))

    def has_open_link(self, is_named: Callable[[str], bool]) -> bool:
        """Whether the link may be given: it names the source of the document, too."""
        is_same = self.origin in ("", self.source)
        return is_named(self.link) and (is_same or is_named(self.origin))


@dataclass(frozen=True, slots=True)
class OpenNames:
    """The keys of accounts and the ids of persons of which the open page may name something.

    Of an account whose source is not in `sources` it names nothing: it is confidential there.
    """

    sources: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        accounts: Iterable[tuple[Report | Statement, Subjects]],
        persons: Iterable[Person],
        is_named: Callable[[str], bool],
    ) -> OpenNames:
        """What these accounts and persons have that was decided to be named."""
        listed = [
            (account, subjects)
            for account, subjects in accounts
            if not account.is_confidential
            and (not is_listed(account.source) or is_named(subjects.source))
        ]
        return cls(
            frozenset(key(account) for account, _subjects in listed),
            frozenset(key(a) for a, s in listed if a.speaker.person and is_named(s.speaker)),
            frozenset(key(a) for a, s in listed if s.has_open_link(is_named)),
            frozenset(p.uid for p in persons if p.shown_as in _NAMING and is_named(p.uid)),
        )

    @classmethod
    def together(cls, several: Iterable[OpenNames]) -> OpenNames:
        """What any of these name."""
        sets: dict[str, set[str]] = {name: set() for name in cls.__slots__}
        for names in several:
            for name, keys in sets.items():
                keys.update(getattr(names, name))
        return cls(**{name: frozenset(keys) for name, keys in sets.items()})

    def shown_as(self, person: Person) -> Visibility:
        """What of a person the open page shows: a name only if that was decided."""
        if person.shown_as in _NAMING and person.uid not in self.persons:
            return Visibility.AGE_AND_SEX
        return person.shown_as


#: Nothing was decided to be named.
NOTHING = OpenNames()


def key(account: Report | Statement) -> str:
    """The key of an account here: the id of a report, the code of an official total."""
    return account.uid if isinstance(account, Report) else account.code


def is_listed(source: Source) -> bool:
    """Whether a source has to be decided on: it has a name, or is private."""
    return bool(source.name.strip()) or bool(source.kind and source.kind.is_private)


def is_named(person: Person) -> bool:
    """Whether the open page would give a name of the person, in full or in part."""
    return not person.withdrawn and person.shown_as in _NAMING and bool(forms_of_name(person))


def forms_of_name(person: Person) -> tuple[str, ...]:
    """Every form of a name once; of one that was erased nothing is left."""
    names = (getattr(person, field) for field in NAMES)
    return tuple(dict.fromkeys(name for name in names if name.strip() and name != PURGED))


def hidden_names(
    persons: Iterable[Person], profile: Profile, names: OpenNames = NOTHING
) -> tuple[str, ...]:
    """The names of persons that texts of a page may not hold; those shown in part are hidden."""
    return tuple(
        form
        for person in persons
        if profile is not Profile.OPEN
        or person.withdrawn
        or names.shown_as(person) is not Visibility.FULL
        for form in forms_of_name(person)
    )


def hidden_sources(
    reports: Iterable[Report], profile: Profile, names: OpenNames = NOTHING
) -> tuple[str, ...]:
    """The sources and speakers of confidential reports that no other report has as its office."""
    listed = tuple(reports)
    secret = [report for report in listed if not is_shown(report, profile, names)]
    open_offices = {fold(report.speaker.office) for report in listed if report not in secret}
    hidden = {
        name
        for report in secret
        for name in (report.source.name, report.speaker.person, report.speaker.office)
        if name.strip() and fold(name) not in open_offices
    }
    return tuple(sorted(hidden))


def is_shown(account: Report | Statement, profile: Profile, names: OpenNames = NOTHING) -> bool:
    """Whether an account is not confidential on a page: neither by mark nor by decision."""
    if profile is Profile.OPEN:
        return key(account) in names.sources
    return profile.is_internal or not account.is_confidential


def redactor(
    reports: Iterable[Report],
    persons: Iterable[Person],
    profile: Profile,
    names: OpenNames = NOTHING,
) -> TextRedactor:
    """What takes out of typed texts of an incident all that a page may not show."""
    return TextRedactor(
        hidden_names(persons, profile, names), hidden_sources(reports, profile, names)
    )
