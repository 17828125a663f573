"""All of an incident that a search looks through, as it is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.open_names import OpenNames
from kharkiv_tracker.domain.person import Person, Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.domain.when import last_day
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.store.states import State

#: The columns of each level of `incident_texts`: as it is typed, and in Latin letters.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "restricted": ("folded", "romanised"),
    "open": ("open", "open_romanised"),
    "internal": ("internal", "internal_romanised"),
    "hidden": ("hidden", "hidden_romanised"),
}
#: All columns, in the order of `IncidentText.columns`.
LISTED = ", ".join(column for pair in COLUMNS.values() for column in pair)
#: Writes the columns of an incident (by row); those that are the same cost no search index.
WRITE = (
    f"INSERT INTO incident_texts (incident, {LISTED}) VALUES (?{', ?' * (2 * len(COLUMNS))}) "
    "ON CONFLICT (incident) DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in LISTED.split(", "))
)
#: The levels that are searched for a page of a profile; None is the window.
LEVELS: Mapping[Profile | None, Sequence[str]] = {
    Profile.RESTRICTED: ("restricted",),
    Profile.OPEN: ("restricted", "open"),
    Profile.INTERNAL: tuple(COLUMNS),
    None: ("restricted", "open", "internal"),
}
#: Typed texts of the incident that pages print.
_PRINTED = ("place", "summary")
#: Typed texts that no page prints unless it is chosen.
_CHOSEN = ("circumstances", "responsible", "responsible_by")


@dataclass(frozen=True, slots=True)
class IncidentText:
    """What a restricted page shows, what only an open one adds, what only the team reads, and
    names of persons that are not shown, which the window does not look through either."""

    restricted: SearchText
    open: SearchText
    internal: SearchText
    hidden: SearchText

    @classmethod
    def of(
        cls,
        state: State,
        reports: Iterable[Report],
        persons: Iterable[Person],
        names: OpenNames = open_names.NOTHING,
        identifiers: Iterable[Identifier] = (),
        beside: Iterable[Person] = (),
    ) -> IncidentText:
        """The texts of an incident in this state, with these reports, persons and identifiers.

        `beside` are persons of other incidents whom its documents may name.
        """
        reports, persons = tuple(reports), tuple(persons)
        named = (*persons, *beside)
        restricted, opened = (
            open_names.redactor(reports, named, profile, names)
            for profile in (Profile.RESTRICTED, Profile.OPEN)
        )
        # Whom the texts of a merged incident name was moved with its persons and reports.
        is_printed = not state.get("merged_into")
        typed = [state.get(field, "") for field in _PRINTED]
        place, summary = (restricted.left(text) if is_printed else [] for text in typed)
        left = [opened.left(text) if is_printed else [] for text in typed]
        more = [piece for piece in chain(*left) if piece not in (*place, *summary)]
        public = [list(_public(report, names, opened)) for report in reports]
        shown, cleared, hidden = _names(persons, names)
        whole = [text for text, pieces in zip(typed, left, strict=True) if pieces != [text]]
        team = chain.from_iterable(map(_internal, reports, public))
        chosen = [state.get(field, "") for field in _CHOSEN]
        return cls(
            # Results are ordered by where code and place are.
            SearchText.of((state.get("code", ""), *place, *_times(state), *summary)),
            SearchText.of((*more, *chain(*public), *shown)),
            SearchText.of((*whole, *team, *chosen, *cleared, *_identifiers(identifiers))),
            SearchText.of(hidden),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """In the order of LISTED."""
        texts = (self.restricted, self.open, self.internal, self.hidden)
        return tuple(column for text in texts for column in (text.folded, text.romanised))

    def whole(self, profile: Profile | None) -> SearchText:
        """All that is searched for a page of this profile; None is the window."""
        texts: list[SearchText] = [getattr(self, level) for level in LEVELS[profile]]
        return SearchText(
            "\n".join(text.folded for text in texts), "\n".join(text.romanised for text in texts)
        )


def _times(state: State) -> Iterator[str]:
    last = last_day(state.get("until") or "")
    for day in (state.get("date") or "", last.isoformat() if last else ""):
        yield day
        yield "-".join(reversed(day.split("-")))
    yield state.get("time") or ""


def _public(report: Report, names: OpenNames, redactor: TextRedactor) -> Iterator[str]:
    """What the open page names of a report."""
    if report.withdrawn or report.uid not in names.sources:
        return
    yield from redactor.left(report.quote)
    yield report.speaker.office
    yield str(report.speaker) if report.uid in names.speakers else ""
    yield report.source.name
    yield from (report.url, report.archive_url) if report.uid in names.links else ()


def _internal(report: Report, public: Collection[str]) -> Iterator[str]:
    """What the open page, which has the `public` texts of a report, leaves out of it."""
    for text in (report.quote, str(report.speaker), report.source.name, report.url):
        yield text if text not in public else ""


def _identifiers(identifiers: Iterable[Identifier]) -> list[str]:
    """What other archives call the incident and its persons, in an order of its own."""
    return sorted(str(identifier) for identifier in identifiers if not identifier.withdrawn)


def _names(persons: Iterable[Person], names: OpenNames) -> tuple[list[str], ...]:
    """The names that the open page shows in full, those that it may once that is decided, and those
    that no page for others shows."""
    shown: list[str] = []
    cleared: list[str] = []
    hidden: list[str] = []
    for person in persons:
        if not person.withdrawn:
            is_shown = names.shown_as(person) is Visibility.FULL
            level = shown if is_shown else cleared if person.is_named else hidden
            level.extend(open_names.forms_of_name(person))
    return shown, cleared, hidden
