"""The shape of a JSON document: objects with only known keys, lists with their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.i18n import _

Word = TypeVar("Word", bound=StrEnum)

#: Longer texts than any post or press release; what is longer was pasted by mistake.
LONGEST_LINE, LONGEST_TEXT = 2_000, 200_000


class Fields:
    """An object whose fields are read one by one; fields not read are refused as unknown."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise Refused(_("Use an object in braces."))
        self._left = dict(value)

    def pop(self, name: str) -> object:
        """The field as it is, None where it is absent."""
        return self._left.pop(name, None)

    def text(self, name: str) -> str:
        """One line of text, spaces at its ends dropped; empty where it is absent."""
        return " ".join(self._text(name, LONGEST_LINE).split())

    def long_text(self, name: str) -> str:
        """Text that keeps its lines; empty where it is absent."""
        return self._text(name, LONGEST_TEXT).strip()

    def flag(self, name: str) -> bool:
        value = self.pop(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise Refused(_("Use true or false."), path=name)

    def word(self, name: str, kind: type[Word]) -> Word | None:
        """The word of an enumeration; None where it is absent."""
        value = self.pop(name)
        with under(name):
            return None if value in (None, "") else one_of(value, kind)

    def put(self, fields: Mapping[str, object]) -> None:
        """Take in fields that are still to be read."""
        self._left.update(fields)

    def rest(self) -> dict[str, object]:
        """The fields not read yet."""
        return self._left

    def refuse_rest(self, hint: str = "") -> None:
        """Refuse the first field that was not read."""
        for name in self._left:
            sentence = _("Unknown field.")
            if hint:
                sentence = _("Unknown field here: {hint}.").format(hint=hint)
            raise Refused(sentence, path=shown(str(name)))

    def _text(self, name: str, longest: int) -> str:
        value = self.pop(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Refused(_("Use a text in quotation marks."), path=name)
        if len(value) > longest:
            raise Refused(
                _("The text has {length} characters; the limit is {longest}.").format(
                    length=len(value), longest=longest
                ),
                path=name,
            )
        return storable(value)


class NotedFields(Fields):
    """An object without fields, with the names that were read of it."""

    def __init__(self) -> None:
        super().__init__({})
        self.names: set[str] = set()

    def pop(self, name: str) -> object:
        self.names.add(name)
        return super().pop(name)


def items(value: object, name: str) -> Iterator[tuple[str, object]]:
    """The items of a list, each with its path `name[0]`; nothing where it is absent."""
    if value is None:
        return
    if not isinstance(value, list):
        raise Refused(_("Use a list in square brackets."), path=name)
    for index, item in enumerate(value):
        yield f"{name}[{index}]", item


def text_of(value: object) -> str:
    """A typed value as text; a bare whole number is accepted."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Refused(_("Use a text in quotation marks."))


@cache
def _words(kind: type[Word]) -> Mapping[str, Word]:
    """The words of an enumeration; of two that are the same in small letters, the first."""
    return {word.value.casefold(): word for word in reversed(kind)}


def one_of(value: object, kind: type[Word]) -> Word:
    """The typed word of an enumeration; upper and lower case are the same."""
    typed = text_of(value)
    word: Word | None = _words(kind).get(" ".join(typed.split()).casefold())
    if word is not None:
        return word
    raise Refused(
        _("“{text}” is not one of: {words}.").format(
            text=shown(typed), words=", ".join(word.value for word in kind)
        )
    )


def whole_number(value: object) -> int:
    """A whole number given as such or as digits in quotation marks."""
    text = text_of(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refused(_("Enter a whole number."))
    return int(text)


def known_names(names: tuple[str, ...]) -> str:
    """The hint that names the fields there are."""
    return _("use one of {names}").format(names=", ".join(names))
