"""Who spoke, in a copy for others: speakers by their office, sources by their kind, else a number.

Figures hang on which reports are of one speaker and which speakers are official. Where the name of
a speaker is left out, the report says itself whether it is official, and reports of the same
incident that were of one speaker are of one that has a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import voice
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.person import PURGED
from kharkiv_tracker.domain.remainder import as_report
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.voice import Voice
from kharkiv_tracker.store import derived_figures, identity, records, revision_chain
from kharkiv_tracker.store.hidden_texts import HiddenTexts
from kharkiv_tracker.store.record_reader import RecordReader
from kharkiv_tracker.store.states import State, record_from

_NUMBERED = re.compile(r"\[purged(?: (\d+))?\]")
#: All combined reports are compared with one another.
_JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Mask:
    """What an account has in place of its speaker: the id of a new one or "", and its authority.

    One that `is_secret` is without its source, too.
    """

    speaker: str
    authority: Authority
    is_secret: bool


@dataclass(frozen=True, slots=True)
class _Account:
    """An account by its id, with what it refers to and whether it is confidential."""

    uid: str
    report: Report
    state: State
    voice: Voice
    is_secret: bool


class MaskedVoices:
    """Reads all accounts of a case; `exact` are incidents of which every speaker gets a number."""

    def __init__(self, db: Database, texts: HiddenTexts, exact: Container[str] = ()) -> None:
        self._db, self._texts, self._exact = db, texts, exact
        self._reader = RecordReader(db)
        self._offices = derived_figures.offices_of(db)
        self.masks: dict[str, Mask] = {}
        """The accounts (by uid) of which the speaker is left out."""
        self.secret: set[str] = set()
        """The official totals that are confidential."""
        self.made: dict[str, State] = {}
        """The new speakers in place of those left out, by their ids."""
        self._kept: dict[str, set[str]] = {"speaker": set(), "source": set()}
        self._numbers: dict[str, str] = {}
        self._last = self._last_number()
        self._read_reports()
        self._read_joint()
        self._read_statements()
        self._registered: dict[str, str] = {}
        self._shown: set[str] = set()
        self._read_names()

    def refers(self, kind: str, uid: str) -> bool:
        """Whether the copy has this speaker or source."""
        return uid in self._kept[kind]

    def speaker(self, uid: str, state: State) -> State:
        """What is shown of a speaker: the office, and a number for the person."""
        if not self.refers("speaker", uid):
            return {}
        office = self._registered.get(uid) or state.get("office", "")
        shown = {
            "person": self._number(state.get("person", "")),
            "office": self._redacted(office),
        }
        return {name: value for name, value in shown.items() if value}

    def source(self, uid: str, state: State) -> State:
        """What is shown of a source: its kind, and a number for its name."""
        if not self.refers("source", uid):
            return {}
        shown = {"name": self._number(state.get("name", "")), "kind": state.get("kind")}
        return {name: value for name, value in shown.items() if value}

    def office(self, state: State) -> State:
        """What the list says of an office: a number for each name that is of no office shown."""
        return {
            field: self._office(value) if field in ("name", "same_as") else value
            for field, value in state.items()
        }

    def _office(self, name: str) -> str:
        is_shown = fold(name) in self._shown or voice.registered(name) is not None
        return self._redacted(name) if is_shown else self._number(name)

    def _redacted(self, office: str) -> str:
        """An office as it is; a number where a name is in it that is left out."""
        return office if self._texts.elsewhere.redacted(office) == office else self._number(office)

    def _number(self, name: str) -> str:
        """The number of a name: the same for the same name, in any case."""
        if not name or _NUMBERED.fullmatch(name):
            return name
        if fold(name) not in self._numbers:
            self._numbers[fold(name)] = self._next()
        return self._numbers[fold(name)]

    def _next(self) -> str:
        self._last += 1
        return f"{PURGED[:-1]} {self._last}]"

    def _last_number(self) -> int:
        where = "WHERE r.kind IN ('speaker', 'source')"
        texts = chain.from_iterable(
            chain.from_iterable(revision.changes.values())
            for revision in revision_chain.stored(self._db, where)
        )
        matches = (_NUMBERED.fullmatch(text) for text in texts if isinstance(text, str))
        return max((int(match[1] or 1) for match in matches if match), default=0)

    def _read_reports(self) -> None:
        order = "ORDER BY incident, number"
        listed = chain(records.states(self._db, "report", order), self._gone("report"))
        by_incident = groupby(listed, key=lambda pair: pair[1].get("incident", ""))
        for incident, states in by_incident:
            accounts = [self._account(Report, uid, state) for uid, state in states]
            self._mask(accounts, incident in self._exact)

    def _read_joint(self) -> None:
        listed = chain(records.states(self._db, _JOINT), self._gone(_JOINT))
        self._mask([self._account(JointReport, uid, state) for uid, state in listed], True)

    def _read_statements(self) -> None:
        kind = "statement"
        for uid, state in chain(records.states(self._db, kind), self._gone(kind)):
            statement = self._reader.record_of_state(Statement, uid, state)
            if statement.is_confidential:
                self.secret.add(uid)
            else:
                self._keep(state, "speaker", "source")

    def _gone(self, kind: str) -> Iterator[tuple[str, State]]:
        """The records of a kind that were taken back, as they were last."""
        table = records.table_of(kind)
        gone: dict[str, State] = {}
        before: dict[str, State] = {}
        where = f"WHERE r.kind = ? AND r.record NOT IN (SELECT uid FROM {table})"
        for revision in revision_chain.stored(self._db, where, [kind]):
            state = before.setdefault(revision.record, {})
            revision_chain.apply(state, revision.changes)
            if state:
                gone[revision.record] = dict(state)
        key = "incident" if kind == "report" else "code"
        yield from sorted(gone.items(), key=lambda pair: str(pair[1].get(key, "")))

    def _account(self, record: type, uid: str, state: State) -> _Account:
        read: Any = self._reader.record_of_state(record, uid, state)
        report = read if isinstance(read, Report) else replace(as_report(read), uid=uid)
        own = self._offices.voice(report)
        return _Account(uid, report, state, own, read.is_confidential)

    def _mask(self, accounts: list[_Account], is_exact: bool) -> None:
        """Decide whose speaker is left out, of accounts that are compared with one another."""
        names: dict[str, set[str]] = {}
        for account in accounts:
            names.setdefault(account.voice.key, set()).add(self._name(account))
        masked = {
            account.voice.key
            for account in accounts
            if is_exact or account.is_secret or self._is_other(account, names)
        }
        numbers = Counter(account.voice.key for account in accounts)
        speakers: dict[str, str] = {}
        for account in accounts:
            key = account.voice.key
            if key not in masked:
                self._keep(account.state, "speaker", "source")
                continue
            if not account.is_secret:
                self._keep(account.state, "source")
            if (numbers[key] > 1 or not account.is_secret) and not key.startswith("\0"):
                speakers.setdefault(key, "")
                speakers[key] = speakers[key] or self._made()
            authority = Authority.OFFICIAL if account.voice.is_official else Authority.UNOFFICIAL
            self.masks[account.uid] = Mask(speakers.get(key, ""), authority, account.is_secret)

    def _name(self, account: _Account) -> str:
        """The name that would get a number; "" where an office is shown, or nothing."""
        speaker, source = account.report.speaker, account.report.source
        if speaker.office or self._offices.office_of(speaker.person):
            return ""
        return fold(speaker.person or source.name)

    def _is_other(self, account: _Account, names: Mapping[str, set[str]]) -> bool:
        """Whether a speaker would be another one under a number: its name is that of an office."""
        name = self._name(account)
        if not name:
            return False
        is_known = voice.registered(name) is not None
        return is_known or len(names[account.voice.key]) > 1

    def _made(self) -> str:
        uid = identity.new_uid()
        self.made[uid] = {"person": self._next()}
        self._kept["speaker"].add(uid)
        return uid

    def _keep(self, state: Mapping[str, Any], *kinds: str) -> None:
        for kind in kinds:
            if uid := state.get(kind):
                self._kept[kind].add(uid)

    def _read_names(self) -> None:
        """Note which offices are shown, and those of persons that the register alone knows."""
        speakers = {
            uid: record_from(Speaker, state) for uid, state in records.states(self._db, "speaker")
        }
        taken = {(fold(each.person), fold(each.office)) for each in speakers.values()}
        for uid, speaker in speakers.items():
            if self.refers("speaker", uid):
                self._shown.add(fold(speaker.office))
            office = "" if speaker.office else self._offices.office_of(speaker.person)
            if office and (fold(speaker.person), fold(office)) not in taken:
                self._registered[uid] = office
