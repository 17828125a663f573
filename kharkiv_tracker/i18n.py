"""The language of everything the program says: English source text, gettext translations."""

import gettext as _gettext
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import NamedTuple

from kharkiv_tracker import languages

LANGUAGES = languages.spoken()

NO_BREAK = "\u00a0"
#: Where no line may end: in all texts, between a number and what it counts, in captions.
EVERYWHERE, IN_COUNTS, IN_CAPTIONS = "everywhere", "counts", "captions"

_default = languages.SOURCE
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def activate(language: str) -> None:
    """Make this the language of the process; raise ValueError for one not in LANGUAGES."""
    global _default
    _default = _known(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language within the block, in this thread or task only."""
    token = _spoken.set(_known(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def current() -> str:
    """Return the language spoken here and now."""
    return _spoken.get() or _default


def locale() -> str:
    """Return the locale in which dates, numbers and lists are written here and now."""
    return _written(languages.known()[current()].locale)


@cache
def _written(locale: str) -> str:
    from babel import localedata

    # A language whose dates are not described is written with those of the source language.
    return locale if localedata.exists(locale) else languages.SOURCE


def _(text: str) -> str:
    """Translate a sentence into the current language."""
    return unbroken(_translations(current()).gettext(text))


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a sentence in the form that goes with the number n."""
    return unbroken(_translations(current()).ngettext(one, many, n), IN_COUNTS)


def pgettext(context: str, text: str) -> str:
    """Translate a text that means another thing, or has another form, in another context."""
    return unbroken(_translations(current()).pgettext(context, text))


def unbroken(text: str, where: str = EVERYWHERE) -> str:
    """The text with no-break spaces where no line may end in the current language.

    Where that is, its `language.json` says: everywhere, and in texts of one kind besides.
    """
    return _unbroken(current(), where, text)


@lru_cache(8192)
def _unbroken(language: str, where: str, text: str) -> str:
    patterns = languages.known()[language].unbroken
    for pattern in dict.fromkeys((*patterns.get(EVERYWHERE, ()), *patterns.get(where, ()))):
        text = re.sub(pattern, NO_BREAK, text)
    return text


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text for translation and return it as it is."""
    return text


class Label(NamedTuple):
    """A text in English and the context in which it is translated."""

    context: str
    text: str


def NP_(context: str, text: str) -> Label:  # noqa: N802
    """Mark a text for `pgettext` in this context and return both as they are."""
    return Label(context, text)


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a sentence for `ngettext` and return both of its forms as they are."""
    return one, many


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    return language


@cache
def _translations(language: str) -> _gettext.NullTranslations:
    try:
        return _gettext.translation(
            languages.CATALOGUE, languages.folder(), languages=[language], fallback=True
        )
    except (OSError, ValueError, LookupError, struct.error):
        # Damaged: `languages.damaged` names it, and that has to be said in some language.
        return _gettext.NullTranslations()
