"""The XML of a sheet and of the texts it shares, read as it comes, without a tree.

A document that declares entities, or any type, is refused before they mean anything.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Generic, TypeVar
from xml.parsers import expat
from zipfile import BadZipFile

from kharkiv_tracker.child_process import Problem

_CHUNK = 1 << 16


Act = TypeVar("Act")


class _Acts(dict[str, Act | None], Generic[Act]):
    """What is done by the name of an element, under any prefix of its namespace."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        super().__init__()
        self._acts = acts

    def __missing__(self, name: str) -> Act | None:
        self[name] = act = self._acts.get(name.rpartition(":")[2])
        return act


class XmlEvents:
    """What begins and ends in a document; `start` and `end` are by the name of the element.

    `text` is the text since it was last emptied, where it is collected.
    """

    def __init__(
        self,
        start: Mapping[str, Callable[[Mapping[str, str]], None]],
        end: Mapping[str, Callable[[], None]],
    ) -> None:
        self._start, self._end = _Acts(start), _Acts(end)
        self._parts: list[str] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.StartDoctypeDeclHandler = _refuse

    def collect(self) -> None:
        """Collect the text from here on."""
        self._parts = []
        self._parser.CharacterDataHandler = self._parts.append

    def text(self) -> str:
        """The text that was collected; no more is."""
        self._parser.CharacterDataHandler = None
        return "".join(self._parts)

    def feed(self, stream: IO[bytes]) -> Iterator[None]:
        """Parse the document, a piece at a time; raises Problem where it is none."""
        try:
            while chunk := stream.read(_CHUNK):
                self._parser.Parse(chunk)
                yield
            self._parser.Parse(b"", True)
            yield
        except (expat.ExpatError, BadZipFile, zlib.error, EOFError, ValueError):
            raise Problem("broken") from None
        finally:
            # They hold one another.
            self._parser.StartElementHandler = self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = None

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if act := self._start[name]:
            act(attributes)

    def _finish(self, name: str) -> None:
        if act := self._end[name]:
            act()


def _refuse(*_declaration: object) -> None:
    raise Problem("entities")
