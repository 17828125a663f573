"""Posts to work through, in order, with what was decided on each and where one is.

What is kept in the case file are the paths of the files, a digest of each post that was worked on,
and the place: no text. The files are read again when the stack is opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.store import drafts
from kharkiv_tracker.store.case_file import CaseFile

#: The name of its draft, which is of no form.
DRAFT = "posts"
#: Two of a million posts have one digest by chance once in thirty million stacks.
_LENGTH = 16


class PostState(StrEnum):
    """What was decided on a post; the value is stored."""

    TO_DO = "to do"
    DONE = "done"
    DISMISSED = "dismissed"


def key_of(post: Post) -> str:
    """By which a post is found again, whatever file it is in and wherever that is."""
    content = json.dumps([post.text, post.url], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:_LENGTH]


@dataclass(slots=True)
class StackPlace:
    """How far one is with some files: the post one is at, and what was decided, by key."""

    sources: tuple[Path, ...]
    key: str = ""
    states: dict[str, PostState] = field(default_factory=dict)
    is_short: bool = False
    """Whether posts that propose nothing are passed over."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that was not read, and the sentence on why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class PostList:
    """The posts of some files that are not in the case, and what was left out."""

    posts: tuple[Post, ...]
    known: int = 0
    """How many were left out because they are documents already, or the same as one before."""
    unread: tuple[UnreadFile, ...] = ()
    proposals: Mapping[str, int] = field(default_factory=dict)
    """How many records each post proposes, by key."""


class PostStack:
    """The posts of a list with a place among them; every step is written to the case file."""

    def __init__(self, case: CaseFile, content: PostList, place: StackPlace) -> None:
        self._case, self._place = case, place
        self.content = content
        self._keys = [key_of(post) for post in content.posts]
        self._at = self._begin()

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def number(self) -> int:
        """Which post one is at, from 1; 0 without any."""
        return self._at + 1 if self._keys else 0

    @property
    def post(self) -> Post | None:
        """The post one is at."""
        return self.content.posts[self._at] if self._keys else None

    @property
    def state(self) -> PostState:
        """What was decided on it."""
        return self._state(self._at)

    @property
    def left(self) -> int:
        """How many posts are to do."""
        return sum(map(self._is_to_do, range(len(self))))

    @property
    def is_short(self) -> bool:
        """Whether posts that propose nothing are passed over."""
        return self._place.is_short

    def shorten(self, is_short: bool) -> None:
        """Pass over posts that propose nothing, or over none; one stays where one is."""
        self._place.is_short = is_short
        self.keep()

    def go_on(self) -> bool:
        """Move to the next post; whether there is one."""
        return self._go(range(self._at + 1, len(self)))

    def go_back(self) -> bool:
        """Move to the post before; whether there is one."""
        return self._go(range(self._at - 1, -1, -1))

    def _go(self, places: range) -> bool:
        following = next(filter(self._is_shown, places), None)
        if following is not None:
            self._move(following)
        return following is not None

    def keep(self) -> None:
        """Write to the case file where one is."""
        if self._keys:
            self._place.key = self._keys[self._at]
            save(self._case, self._place)

    def decide(self, state: PostState) -> bool:
        """Note what was decided on this post and move to the next to do; whether there is one."""
        if not self._keys:
            return False
        self._place.states[self._keys[self._at]] = state
        following = self._next(self._at + 1)
        self._move(self._at if following is None else following)
        return following is not None

    def _state(self, at: int) -> PostState:
        key = self._keys[at] if self._keys else ""
        return self._place.states.get(key, PostState.TO_DO)

    def _move(self, at: int) -> None:
        self._at = at
        self.keep()

    def _begin(self) -> int:
        """The post one was at; if it is decided or gone, the first to do."""
        at = self._keys.index(self._place.key) if self._place.key in self._keys else 0
        following = self._next(at)
        return at if following is None else following

    def _next(self, begin: int) -> int | None:
        """The next post to do, from there on, else from the beginning."""
        after = (*range(begin, len(self)), *range(begin))
        return next(filter(self._is_to_do, after), None)

    def _is_to_do(self, at: int) -> bool:
        return self._state(at) is PostState.TO_DO and self._is_shown(at)

    def _is_shown(self, at: int) -> bool:
        return not self.is_short or self.content.proposals.get(self._keys[at], 0) > 0


def load(case: CaseFile) -> StackPlace | None:
    """The place that is kept in a case; None without one that can be read."""
    draft = drafts.load(case, DRAFT)
    if draft is None:
        return None
    sources, key, states = map(draft.content.get, ("sources", "key", "states"))
    if not isinstance(sources, list) or not isinstance(states, dict):
        return None
    known = {state.value: state for state in PostState}
    decided = {str(one): known[state] for one, state in states.items() if state in known}
    paths = tuple(map(Path, map(str, sources)))
    is_short = draft.content.get("short") is True
    return StackPlace(paths, key if isinstance(key, str) else "", decided, is_short)


def save(case: CaseFile, place: StackPlace) -> None:
    """Keep a place in the case; there is one."""
    content = {
        "sources": [str(path) for path in place.sources],
        "key": place.key,
        "states": {key: state.value for key, state in place.states.items()},
        "short": place.is_short,
    }
    drafts.save(case, DRAFT, content)


def discard(case: CaseFile) -> None:
    """Keep no place any more."""
    drafts.discard(case, DRAFT)


def place_of(case: CaseFile, sources: Sequence[Path]) -> StackPlace:
    """Where to begin with some files: what was decided on their posts before stays decided."""
    return replace(load(case) or StackPlace(()), sources=tuple(sources))
