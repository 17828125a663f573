"""Posts that are documents of the case already.

What is nearly the same but has another number, or proposes something else, is news and not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from kharkiv_tracker.domain.match_key import fold, words_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.count_numbers import amount_at, number_at
from kharkiv_tracker.intake.counts.count_words import book, count_tokens, parts, words
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.passage_reader import LONGEST, read_passage
from kharkiv_tracker.intake.typed_text import Token
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_texts import DocumentTexts

#: The lists of words for people and for what happened to them; of numbers all but “to” and “or”.
_COUNTED = (
    "count_beside", "count_man_or_people", "count_men_or_people", "count_occupations",
    "count_people", "count_person", "quantities",
)  # fmt: skip
_JOINING = "between"


class KnownPosts:
    """The documents of a case, to compare many posts with."""

    def __init__(self, case: CaseFile, context: Context) -> None:
        self._documents, self._context = DocumentTexts(case), context

    def code_of(self, post: Post) -> str:
        """The document that a post is, "" for a new one.

        It has the same text, nearly the same without any news, or the same link and no text.
        """
        if code := self._documents.equal(post.text):
            return code
        for code in self._documents.with_link(post.url):
            if not self._documents.text(code):
                return code
        for code in self._documents.nearly(post.text):
            if self._is_no_news(post.text, self._documents.text(code)):
                return code
        return ""

    def _is_no_news(self, text: str, other: str) -> bool:
        is_read = max(len(text), len(other)) <= LONGEST
        is_equal = is_read and has_equal_counts(text, other)
        return is_equal and self._proposed(text) == self._proposed(other)

    def _proposed(self, text: str) -> list[object]:
        return [
            (
                proposal.subject,
                {name: finding.text for name, finding in proposal.findings.items()},
                [person.text for person in proposal.persons],
            )
            for proposal in read_passage(text, self._context).proposals
        ]


def has_equal_counts(text: str, other: str) -> bool:
    """Whether the words in which two texts differ neither count nor name people."""
    words, others = (Counter(words_of(text).split()) for text in (text, other))
    return not any(map(_is_counted, [*(words - others), *(others - words)]))


@lru_cache(maxsize=10_000)
def _is_counted(word: str) -> bool:
    if any(map(str.isdigit, word)) or word in _people():
        return True
    try:
        tokens = count_tokens(word)
        return bool(amount_at(tokens, 0) or number_at(tokens, 0) or _qualifies(tokens))
    except Refused:
        return True


def _qualifies(tokens: Sequence[Token]) -> bool:
    match = book("counts").at(tokens, 0)
    return match is not None and match[0] != _JOINING


@cache
def _people() -> frozenset[str]:
    return frozenset(map(fold, parts())).union(*map(words, _COUNTED))
