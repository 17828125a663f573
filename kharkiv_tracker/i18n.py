"""The language of everything the program says: English source text, gettext translations."""

import gettext as _gettext
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import NamedTuple

from kharkiv_tracker import languages

LANGUAGES = languages.spoken()

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

    # A language nobody has described the dates of is written with those of the source language.
    return locale if localedata.exists(locale) else languages.SOURCE


def _(text: str) -> str:
    """Translate a sentence into the current language."""
    return _translations(current()).gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a sentence in the form that goes with the number n."""
    return _translations(current()).ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """Translate a text that means another thing, or has another form, in another context."""
    return _translations(current()).pgettext(context, text)


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
