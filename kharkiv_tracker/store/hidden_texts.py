"""What takes out of the texts of a case, of all times, whatever the restricted version hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from sqlite_utils import Database

from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.person import NAMES, PURGED
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.romanised_name import romanised_name
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.store import document_persons, printed_texts, revision_chain
from kharkiv_tracker.store.secret_voices import SecretVoices


class HiddenTexts:
    """The names of persons, of secret sources and speakers: those that the history has, too.

    A person of an incident, and who spoke of it in confidence, is taken out of its texts by every
    word of the name; elsewhere a name of several words is taken out as a whole.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._of_incident: dict[str, set[str]] = {}
        self._all: set[str] = set()
        self._voices = SecretVoices(db)
        self._read_persons()

    def of_incident(self, incident: str) -> TextRedactor:
        """For the texts of an incident (by uid)."""
        own = self._of_incident.get(incident, set())
        beside = open_names.hidden_names(
            document_persons.beside(self._db, [incident]), Profile.RESTRICTED
        )
        spoke = tuple(self._voices.persons(incident))
        secret = tuple(self._voices.others(incident))
        if not (own or beside or secret):
            return self.elsewhere
        persons = _forms_of((*own, *beside, *spoke))
        return TextRedactor(persons, (*self._phrases, *_forms_of(secret)))

    @cached_property
    def elsewhere(self) -> TextRedactor:
        """For texts that are of no incident, and those of incidents without names."""
        return TextRedactor(others=self._phrases)

    @cached_property
    def title(self) -> TextRedactor:
        """For a text about all of the case: it has no name of anybody in it."""
        return TextRedactor(_forms_of(self._all), self._phrases)

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        whole = (name for name in self._all if len(name.split()) > 1)
        secret = printed_texts.secret_names(self._db, Profile.RESTRICTED)
        return tuple({*_forms_of((*whole, *secret, *self._voices.others()))})

    def _read_persons(self) -> None:
        names: dict[str, set[str]] = {}
        incidents: dict[str, set[str]] = {}
        for revision in revision_chain.stored(self._db, "WHERE r.kind = 'person'"):
            for field in NAMES:
                forms = filter(None, revision.changes.get(field, ()))
                names.setdefault(revision.record, set()).update(forms)
            owners = filter(None, revision.changes.get("incident", ()))
            incidents.setdefault(revision.record, set()).update(owners)
        for person, own in names.items():
            own.discard(PURGED)
            self._all |= own
            for incident in incidents.get(person, ()) if own else ():
                self._of_incident.setdefault(incident, set()).update(own)


def _forms_of(names: Iterable[str]) -> Iterator[str]:
    """Names, and what texts in Latin letters make of them."""
    for name in filter(None, names):
        yield name
        for language in ("uk", "ru"):
            yield romanised_name(name, language)
