"""Who spoke in confidence, now or ever, by what accounts, sources and speakers were at any time.

A source that is renamed, or a speaker that is replaced, is as secret as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from sqlite_utils import Database

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.store import revision_chain
from kharkiv_tracker.store.states import State, record_from

_ACCOUNTS = ("report", "statement", "joint")
#: What an account refers to, and the names that these have.
_NAMED = {"speaker": ("person", "office"), "source": ("name",)}
_HISTORY = (
    "SELECT r.record, p.payload FROM revisions AS r JOIN payloads AS p ON p.revision = r.id "
    "WHERE r.kind = ? ORDER BY r.record, r.seq"
)


@dataclass(slots=True)
class _Voices:
    """The speakers and sources (by uid) of some accounts."""

    secret: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)


class SecretVoices:
    """The names of speakers and sources of accounts that are confidential, or were."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._names: dict[str, dict[str, set[str]]] = {}
        """By uid, every name of any time, by field."""
        self._sources: set[str] = set()
        self._private: set[str] = set()
        self._documents: set[str] = set()
        self._of_case = _Voices()
        self._of_incident: dict[str, _Voices] = {}
        self._read_names()
        self._read_documents()
        for kind in _ACCOUNTS:
            self._read_accounts(kind)

    def persons(self, incident: str) -> Iterator[str]:
        """The persons who spoke in confidence alone, of an incident (by uid)."""
        voices = self._voices(incident)
        for uid in voices.secret - voices.public:
            yield from self._named(uid, "name" if uid in self._private else "person")

    def others(self, incident: str = "") -> Iterator[str]:
        """The names that texts of an incident may not hold, or those that no text may hold."""
        voices = self._voices(incident) if incident else self._of_case
        offices = {fold(office) for uid in voices.public for office in self._named(uid, "office")}
        # Someone who is cited elsewhere may be named there.
        hidden = voices.secret if incident else self._private | (voices.secret - voices.public)
        for uid in hidden:
            for name, texts in self._names.get(uid, {}).items():
                yield from (text for text in texts if name != "office" or fold(text) not in offices)

    def _named(self, uid: str, name: str) -> set[str]:
        return self._names.get(uid, {}).get(name, set())

    def _voices(self, incident: str) -> _Voices:
        return self._of_incident.get(incident) or _Voices()

    def _read_names(self) -> None:
        for kind, names in _NAMED.items():
            for uid, states in self._states(kind):
                texts: dict[str, set[str]] = {name: set() for name in names}
                for state in states:
                    for name in names:
                        texts[name].update(filter(None, [state.get(name)]))
                self._names[uid] = texts
                if kind == "source":
                    self._note_source(uid, record_from(Source, states[-1]))

    def _note_source(self, uid: str, source: Source) -> None:
        if not source.may_be_named:
            self._sources.add(uid)
            self._of_case.secret.add(uid)
        if source.kind and source.kind.is_private:
            self._private.add(uid)

    def _read_documents(self) -> None:
        for uid, states in self._states("document"):
            last = states[-1]
            if last.get("confidential") or last.get("source") in self._sources:
                self._documents.add(uid)

    def _read_accounts(self, kind: str) -> None:
        for _uid, states in self._states(kind):
            is_secret_now = self._is_secret(states[-1])
            for state in states:
                uids = set(filter(None, (state.get(name) for name in _NAMED)))
                own = [self._of_case]
                if incident := state.get("incident"):
                    own.append(self._of_incident.setdefault(incident, _Voices()))
                for voices in own:
                    if is_secret_now or self._is_secret(state):
                        voices.secret |= uids
                    elif state is states[-1]:
                        voices.public |= uids

    def _is_secret(self, state: State) -> bool:
        return bool(
            state.get("confidential")
            or state.get("source") in self._sources
            or state.get("document") in self._documents
        )

    def _states(self, kind: str) -> Iterator[tuple[str, list[State]]]:
        """Every record of a kind (by uid) with all its states; of one that is gone the last."""
        rows = self._db.execute(_HISTORY, [kind])
        for uid, revisions in groupby(rows, key=lambda row: str(row[0])):
            state, states = State(), list[State]()
            for _uid, payload in revisions:
                revision_chain.apply(state, revision_chain.changes_of(payload))
                if state:
                    states.append(dict(state))
            if states:
                yield uid, states
