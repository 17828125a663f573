"""Several words of a list as a reading, or as the question which of them are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kharkiv_tracker import labels
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import Label, _, pgettext
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading
from kharkiv_tracker.intake.things import closed_list
from kharkiv_tracker.intake.things.choice import MOST, Choice, Names, unique
from kharkiv_tracker.intake.things.vocabulary import Meaning, Sense

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListField:
    """A field that holds words of a list; `question` asks which of them are meant."""

    name: str
    kind: type[Word]

    def outcome(self, read: Choice, question: str) -> Outcome:
        """What a text comes to, once every word of it is understood."""
        if not read.is_open:
            return self.reading(read.sure(), read.cluster)
        readings = read.readings()
        if len(readings) > MOST:
            raise Refused(_("Too many possible meanings. Write only what is certain."))
        candidates = tuple(self.reading(names, read.cluster) for names in readings)
        unsaid = self.reading(unique((*read.sure(), _UNKNOWN)), read.cluster)
        return Question(question, candidates, unsaid)

    def reading(self, names: Names, cluster: bool = False) -> Reading:
        """These words, said and typed as the window's language has them."""
        texts = [labels.word(self.kind(name)) for name in names]
        if cluster:
            texts.append(pgettext("field", "Cluster munition"))
        text = ", ".join(texts)
        part = {self.name: list(names), **({"cluster": True} if cluster else {})}
        return Reading(part, text, {self.name: text})

    def refusal(self, read: Choice, hint: str = "") -> Refused:
        """What is not understood, and the words of the list."""
        sentence = _("“{text}” is not one of: {words}.").format(
            text=shown(read.unread), words=", ".join(map(labels.word, self.kind))
        )
        return Refused(f"{sentence} {hint}".strip())


def senses(kind: type[Word], wider: Mapping[str, Iterable[str]], level: int) -> dict[str, Sense]:
    """The sense of each word of a list; `wider` has what else its name may accompany."""
    return {
        word.value: Sense(level, (word.value,), frozenset((word.value, *wider.get(word.value, ()))))
        for word in kind
    }


def labelled(senses: Mapping[str, Sense], kind: type[Word]) -> Iterator[tuple[str, Meaning]]:
    """The labels of a list in every language, and the stored words."""
    for word in kind:
        for spelling in sorted(closed_list.spellings(word)):
            yield spelling, senses[word.value]


def labels_of(kind: type[Word]) -> tuple[Label, ...]:
    """The labels of a list, on which its vocabulary rests."""
    return tuple(word.label for word in kind)
