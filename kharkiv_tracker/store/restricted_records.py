"""What the restricted version keeps of each record of a case, as it is now and as it was.

Beside what the version shows it keeps what decides which records belong together and what counts.
A field that is declared later is left out until it is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kharkiv_tracker.domain import coarse_point
from kharkiv_tracker.domain.incident_words import PointPrecision
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.person import PURGED
from kharkiv_tracker.domain.record import POINT, RECORDS
from kharkiv_tracker.domain.shown_fields import CONFIDENTIAL, SHOWN
from kharkiv_tracker.store.hidden_texts import HiddenTexts
from kharkiv_tracker.store.masked_voices import MaskedVoices
from kharkiv_tracker.store.states import State

#: What no restricted version cites of an account, though other versions may.
_CITED = ("quote", "url", "archive_url")
_REFERENCES = ("speaker", "source")
#: By kind of record, what is kept beside what is shown; of a kind that is not here, nothing is.
_KEPT: Mapping[str, tuple[str, ...]] = {
    "case": ("title", "rule", "stress", "second_name", "quiet_days", "sample", "edition"),
    "speaker": ("person", "office"),
    "source": ("name", "kind"),
    "office": ("name", "same_as", "authority"),
    "incident": ("chosen", "merged_into", "approved_changes"),
    "report": ("incident", "died", "withdrawn", "confidential"),
    "statement": ("withdrawn",),
    "joint": ("speaker", "withdrawn"),
    "person": ("incident", "report", "same_as", "withdrawn"),
    "link": ("one", "other", "relation"),
    "method": ("who", "counted", "sources", "judged", "checked", "licence", "changes"),
}
#: Of an account that is confidential, what figures hang on is kept beside what is shown.
_SECRET = CONFIDENTIAL | {"transfer"}
_SECRETS = {
    "report": _SECRET,
    "statement": _SECRET,
    # Which incidents and days it is about decides what counts beside them.
    "joint": _SECRET | SHOWN[JointReport],
}


class RestrictedRecords:
    """Gives every state of every record without what the restricted version leaves out."""

    def __init__(self, voices: MaskedVoices, texts: HiddenTexts) -> None:
        self._voices, self._texts = voices, texts
        self._redactor = "", texts.elsewhere
        self._secret = {
            kind: RECORDS[kind].stored({*fields - {"source"}, *_KEPT[kind]})
            for kind, fields in _SECRETS.items()
        }
        self._kept = {kind: _stored(kind) for kind in _KEPT}

    def state(self, kind: str, uid: str, state: State) -> State:
        """The state of a record (by uid), or {} where nothing of it is kept."""
        if not state or kind not in self._kept:
            return {}
        kept = {name: value for name, value in state.items() if name in self._kept[kind]}
        return _RESTRICTED[kind](self, uid, kept) if kind in _RESTRICTED else kept

    def _case(self, _uid: str, state: State) -> State:
        return _replaced(state, self._texts.title.redacted, "title")

    def _speaker(self, uid: str, state: State) -> State:
        return self._voices.speaker(uid, state)

    def _source(self, uid: str, state: State) -> State:
        return self._voices.source(uid, state)

    def _office(self, _uid: str, state: State) -> State:
        return self._voices.office(state)

    def _incident(self, uid: str, state: State) -> State:
        if self._redactor[0] != uid:
            self._redactor = uid, self._texts.of_incident(uid)
        state = _replaced(state, self._redactor[1].redacted, "place", "summary")
        degrees = {column.name for column in POINT} & state.keys()
        state |= {name: coarse_point.rounded(state[name]) for name in degrees}
        if degrees:
            precision = state.get("point_precision")
            of_point = PointPrecision(precision) if precision else None
            state["point_precision"] = coarse_point.precision(of_point).value
        return state

    def _report(self, uid: str, state: State) -> State:
        state = self._account("report", uid, state)
        mask = self._voices.masks.get(uid)
        return {**state, "confidential": True} if mask and mask.is_secret else state

    def _joint(self, uid: str, state: State) -> State:
        return self._account("joint", uid, state)

    def _statement(self, uid: str, state: State) -> State:
        if uid not in self._voices.secret:
            return self._referring(state)
        return {name: value for name, value in state.items() if name in self._secret["statement"]}

    def _account(self, kind: str, uid: str, state: State) -> State:
        """An account that counts: where its speaker is left out, with what is in its place."""
        mask = self._voices.masks.get(uid)
        if mask is None:
            return self._referring(state)
        if mask.is_secret:
            state = {name: value for name, value in state.items() if name in self._secret[kind]}
        state.pop("speaker", None)
        state["authority"] = mask.authority.value
        if mask.speaker:
            state["speaker"] = mask.speaker
        return self._referring(state)

    def _referring(self, state: State) -> State:
        """A state without references to speakers and sources that are left out."""
        return {
            name: value
            for name, value in state.items()
            if name not in _REFERENCES or self._voices.refers(name, value)
        }

    def _person(self, _uid: str, state: State) -> State:
        return {**state, "name": PURGED} if state.get("name") else state

    def _method(self, _uid: str, state: State) -> State:
        texts = self._texts.elsewhere
        return _replaced(state, lambda text: texts.without_names(text, PURGED), *state)


def _replaced(state: State, by: Callable[[str], str], *names: str) -> State:
    return {
        name: by(value) if name in names and isinstance(value, str) else value
        for name, value in state.items()
    }


def _stored(kind: str) -> frozenset[str]:
    shown = SHOWN.get(RECORDS[kind].dataclass, frozenset()) - set(_CITED)
    return RECORDS[kind].stored({*shown, *_KEPT[kind]})


_RESTRICTED: Mapping[str, Callable[[RestrictedRecords, str, State], State]] = {
    "case": RestrictedRecords._case,
    "speaker": RestrictedRecords._speaker,
    "source": RestrictedRecords._source,
    "office": RestrictedRecords._office,
    "incident": RestrictedRecords._incident,
    "report": RestrictedRecords._report,
    "joint": RestrictedRecords._joint,
    "statement": RestrictedRecords._statement,
    "person": RestrictedRecords._person,
    "method": RestrictedRecords._method,
}
