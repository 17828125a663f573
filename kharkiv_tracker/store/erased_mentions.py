"""What takes the place of an erased name: in a document's text and its quotes a mask of its length.

Records point to ranges of a text. With a mask as long as the name they stay right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.fields import FREE as FREE_KINDS
from kharkiv_tracker.domain.fields import Field, Kind
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.person import NAMES, PURGED
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.store import revision_chain
from kharkiv_tracker.store.name_matches import Mentions

#: The free-text columns of each kind of record; all others contain codes and numbers.
FREE: Mapping[str, Mapping[str, Field]] = {
    kind: {column.name: column for column in record.columns if column.kind in FREE_KINDS}
    for kind, record in RECORDS.items()
}
#: Fields of a person's own records in which any word of the name, in any case, is the name.
OWN_TEXTS = ("family", "notes", "visibility_reason")
#: By record and quote, the text and the words of it that the quote is.
Passages = Mapping[tuple[str, str], tuple[str, Ranges]]
#: The sign for each letter of a masked name.
MASK = "█"


def masked(mention: str) -> str:
    """The mask of a name: as long as it is, with its gaps, so that lines break as before."""
    return "".join(sign if sign.isspace() else MASK for sign in mention)


class ErasedMentions:
    """The values of records without the mentions of a person, whose own are `persons`."""

    def __init__(
        self, persons: Collection[str], mentions: Mentions, passages: Passages, last_voice: int
    ) -> None:
        self._persons, self._mentions = persons, mentions
        self._own_texts = TextRedactor(mentions.names)
        self._passages = passages
        self._voices: dict[str, str] = {}
        self._last_voice = last_voice

    def cleaned(self, kind: str, record: str, state: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a record, or those of one side of a change, without the name."""
        clean = {name: self._clean(kind, record, name, value) for name, value in state.items()}
        text = clean.get("text")
        if kind == "document" and text and text != state["text"]:
            clean["text_digest"] = passage.digest(text)
        return clean

    def _clean(self, kind: str, record: str, name: str, value: Any) -> Any:
        if not isinstance(value, str) or name not in FREE.get(kind, ()):
            return value
        if record in self._persons and name in NAMES and value:
            return PURGED
        if record in self._persons and name in OWN_TEXTS:
            return self._own_texts.without_names(self._mentions.replaced(value, purged), PURGED)
        if name == "quote" and (record, value) in self._passages:
            return self._quote(value, *self._passages[record, value])
        by = self._voice if kind == "speaker" else purged
        if (kind, name) == ("document", "text"):
            by = masked
        if FREE[kind][name].kind is Kind.ADDRESS:
            return self._mentions.replaced_in_link(value, by)
        return self._mentions.replaced(value, by)

    def _quote(self, quote: str, text: str, words: Ranges) -> str:
        """A quote of these words of a text. Where they cut a name, only the text shows it whole."""
        clean, whole = (self._mentions.replaced(value, masked) for value in (quote, text))
        if passage.matches(whole, words, clean):
            return clean
        return self._mentions.replaced(passage.quote(whole, words), masked)

    def _voice(self, mention: str) -> str:
        """The replacement of a speaker's name: two different speakers stay different."""
        key = fold(mention)
        if key not in self._voices:
            self._last_voice += 1
            number = f" {self._last_voice}" if self._last_voice > 1 else ""
            self._voices[key] = f"{PURGED[:-1]}{number}]"
        return self._voices[key]


def purged(_mention: str) -> str:
    """The replacement of a name in any other text."""
    return PURGED


def passages(
    changes: Iterable[tuple[str, str, revision_chain.Changed]],
) -> Passages:
    """Every quote that was the words of a document; `changes` are by kind and record, in order."""
    quotes: dict[tuple[str, str], tuple[str, Ranges]] = {}
    states: dict[str, dict[str, Any]] = {}
    for kind, record, changed in changes:
        state = states.setdefault(record, {})
        known = changed if kind == "document" else changed.keys() & {"document", "words", "quote"}
        revision_chain.apply(state, {name: changed[name] for name in known})
        words = passage.parse(state.get("words") or "")
        text = states.get(state.get("document") or "", {}).get("text", "")
        if words and text and passage.matches(text, words, state.get("quote", "")):
            quotes[record, state.get("quote", "")] = text, words
    return quotes
