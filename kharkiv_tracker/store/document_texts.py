"""The links and texts of all documents of a case, read once to compare many posts with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.link_key import link_key
from kharkiv_tracker.store import document_matches

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


class DocumentTexts:
    """Compares as `document_matches` does, in memory; documents are named by their code."""

    def __init__(self, case: CaseFile) -> None:
        rows = case.db.execute("SELECT code, text, link_key, text_digest FROM documents").fetchall()
        self._texts = sorted(((code, text) for code, text, *_keys in rows if text), key=_length)
        self._lengths = [len(text) for _code, text in self._texts]
        self._by_link, self._by_digest = defaultdict[str, list[str]](list), dict[str, str]()
        self._by_code = dict(self._texts)
        for code, _text, link, digest in rows:
            self._by_link[link].append(code)
            self._by_digest.setdefault(digest, code)

    def text(self, code: str) -> str:
        """The text of a document, "" without one."""
        text: str = self._by_code.get(code, "")
        return text

    def with_link(self, url: str) -> list[str]:
        """The documents with this link."""
        key = link_key(url)
        return self._by_link.get(key, []) if key else []

    def equal(self, text: str) -> str:
        """A document with this very text, "" for none."""
        digest = passage.digest(text)
        return self._by_digest.get(digest, "") if digest else ""

    def nearly(self, text: str) -> Iterator[str]:
        """The documents with nearly the same text."""
        return document_matches.nearly(text, self._between)

    def _between(self, least: int, most: int) -> list[tuple[str, str]]:
        return self._texts[bisect_left(self._lengths, least) : bisect_right(self._lengths, most)]


def _length(row: tuple[str, str]) -> int:
    return len(row[1])
