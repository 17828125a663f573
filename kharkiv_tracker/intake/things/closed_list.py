"""Words of a closed list as they are typed: whole or begun, in any language there is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from kharkiv_tracker import codebook, i18n, labels, languages
from kharkiv_tracker.domain.document import DocumentKind
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.incident_words import Answer, PointPrecision
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.person import Occupation, Visibility
from kharkiv_tracker.domain.source import Consent, Reliability
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import Label, _, pgettext
from kharkiv_tracker.intake.outcome import Context, Outcome, Reader, Reading
from kharkiv_tracker.intake.typed_text import normal

_Word = TypeVar("_Word", bound=Word)
#: Lists whose words have other names than their labels.
_SECTIONS: Mapping[type[Word], str] = {Role: "roles", Authority: "authority"}


def read_word(text: str, kind: type[_Word]) -> _Word:
    """The one word of a list that is meant; Refused, naming them, where none or several are."""
    matches = begun(text, kind)
    if len(matches) == 1:
        return matches[0]
    raise Refused(
        _("“{text}” is not one of: {words}.").format(
            text=shown(text.strip()), words=", ".join(map(labels.word, matches or kind))
        )
    )


def begun(text: str, kind: type[_Word]) -> list[_Word]:
    """The words that are typed whole; else those that begin so, else those with a part so begun."""
    typed = fold(text)
    whole = [word for word in kind if typed in spellings(word)]
    return (
        whole[:1]
        or starting(text, kind)
        or [word for word in kind if any(f" {typed}" in name for name in spellings(word))]
    )


def starting(text: str, kind: type[_Word]) -> list[_Word]:
    """The words one of whose names begins so."""
    typed = fold(text)
    return [word for word in kind if any(name.startswith(typed) for name in spellings(word))]


def spellings(word: Word) -> frozenset[str]:
    """A word as it is stored, as every language spoken has it, and by its other names."""
    return _spellings(word.value, word.label, _SECTIONS.get(type(word), ""))


@cache
def _spellings(value: str, label: Label, section: str) -> frozenset[str]:
    names = [value, label.text]
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            names.append(pgettext(*label))
    return frozenset(map(fold, (*names, *languages.table(section).get(value, ()))))


def _reader(field: str, kind: type[Word]) -> Reader:
    def read(text: str, _context: Context) -> Outcome:
        typed = normal(text)
        if not typed:
            return Reading({field: ""})
        word = read_word(typed, kind)
        return Reading({field: word.value}, _words(word), {field: labels.word(word)})

    return read


def _words(word: Word) -> str:
    """The label; of grades and review states also what they mean."""
    name = labels.word(word)
    if not isinstance(word, Grade | ReviewState):
        return name
    return f"{name}. {codebook.definition(word)}"


#: The readers of fields that hold one word of a list without names of its own.
READERS: Mapping[str, Reader] = {
    field: _reader(field, kind)
    for field, kind in {
        "grade": Grade,
        "state": ReviewState,
        "role": Role,
        "authority": Authority,
        "point_precision": PointPrecision,
        "reliability": Reliability,
        "consent": Consent,
        "kind": DocumentKind,
        "responsible_answer": Answer,
        "occupation": Occupation,
        "visibility": Visibility,
    }.items()
}
