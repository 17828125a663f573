"""The kind of a source, by the names of offices and outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kharkiv_tracker import labels
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.i18n import Label, _
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.things import vocabulary
from kharkiv_tracker.intake.things.choice import choice, unique
from kharkiv_tracker.intake.things.listed_words import ListField, labelled, labels_of, senses
from kharkiv_tracker.intake.things.vocabulary import Meaning, Sense, Sign, Vocabulary

#: What a channel is on which several kinds of sources write, likeliest first.
_CHANNELS: Mapping[str, tuple[SourceKind, ...]] = {
    "telegram": (SourceKind.SOCIAL_MEDIA, SourceKind.MEDIA),
    "ministry of health": (SourceKind.NATIONAL_GOVERNMENT, SourceKind.HEALTH_AUTHORITY),
    "administration": (SourceKind.MILITARY_ADMINISTRATION, SourceKind.MAYOR_OR_COUNCIL),
}
_NAME = "source_kind"
_FIELD = ListField(_NAME, SourceKind)


def read_source_kind(text: str, _context: Context) -> Outcome:
    """The kind of the outlet or office named; an office's own channel is of the office's kind."""
    read = choice(text, _vocabulary(labels_of(SourceKind)), SourceKind)
    if read.unread:
        raise _FIELD.refusal(read)
    every = unique(name for thing in read.things for name in thing)
    # “Unknown” is not a word of this list: alone it is left blank.
    kinds = {kind.value for kind in SourceKind}
    names = [name for name in every if name in kinds]
    if not names:
        return _blank()
    if len(every) == 1 and not read.doubtful:
        return _reading(names[0])
    return Question(_("Which kind of source?"), tuple(map(_reading, names)), _blank())


def _reading(name: str) -> Reading:
    label = labels.word(SourceKind(name))
    return Reading({_NAME: name}, label, {_NAME: label})


def _blank() -> Reading:
    return Reading({_NAME: ""}, "", {_NAME: ""})


@cache
def _vocabulary(_labels: tuple[Label, ...]) -> Vocabulary:
    return Vocabulary(_phrases())


def _phrases() -> Iterator[tuple[str, Meaning]]:
    classes = senses(SourceKind, {}, 2)
    yield from labelled(classes, SourceKind)
    yield from vocabulary.named("source_kinds", classes)
    yield from vocabulary.named(
        "source_channels",
        {name: Sense(0, tuple(kind.value for kind in kinds)) for name, kinds in _CHANNELS.items()},
    )
    yield from vocabulary.joints()
    yield from vocabulary.phrases("source_fillers", Sign.PLAIN)
