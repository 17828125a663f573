"""The posts of a folder, of an exported channel or of several files, looked at for the first time.

Everything takes long: it is called in a thread, and what `step` raises ends it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kharkiv_tracker import files
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.passage_reader import LONGEST, read_passage
from kharkiv_tracker.posts import post_sources
from kharkiv_tracker.posts.known_posts import KnownPosts
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.post_fields import MOST_SIGNS
from kharkiv_tracker.posts.post_files import PostReader
from kharkiv_tracker.posts.post_problems import problem_error
from kharkiv_tracker.posts.stack import PostList, StackPlace, UnreadFile, key_of
from kharkiv_tracker.posts.telegram_export import MOST_POSTS

_MOST_SIGNS = 10 * MOST_SIGNS
_NUMBER = re.compile(r"(\d+)")


class Step(Protocol):
    """Called again and again, with how much is done of how much where that is known."""

    def __call__(self, done: int = 0, of: int = 0, /) -> object: ...


def no_step(_done: int = 0, _of: int = 0) -> None:
    """For work that is not watched."""


#: The share of each part of the work, in steps.
_WHOLE = 1000


def read(place: StackPlace, known: KnownPosts, context: Context, step: Step = no_step) -> PostList:
    """The posts of the files of a place that are not in the case, or were decided on before.

    A file that cannot be read is named; the only one raises its Refused or CaseUnavailable.
    """
    unread: list[UnreadFile] = []
    posts = list(_posts(_files(place.sources), unread, _part(step, 0)))
    new = _new(posts, known, place.states, _part(step, 1))
    looks = first_look(new.values(), context, _part(step, 2))
    numbers = dict(zip(new, looks, strict=True))
    return PostList(tuple(new.values()), len(posts) - len(new), tuple(unread), numbers)


def first_look(posts: Collection[Post], context: Context, step: Step = no_step) -> Iterator[int]:
    """How many records each post proposes; 0 of one too long to read, which says so when opened."""
    for number, post in enumerate(posts):
        step(number, len(posts))
        published = parse_as_of(post.published)
        day = published.day if published else None
        is_read = len(post.text) <= LONGEST
        yield (
            len(read_passage(post.text, replace(context, published=day)).proposals)
            if is_read
            else 0
        )


def _files(sources: Iterable[Path]) -> list[Path]:
    """The files themselves, and those of folders by name; raises CaseUnavailable, Refused."""
    paths: list[Path] = []
    for source in sources:
        if not source.is_dir():
            paths.append(source)
            continue
        try:
            inner = [path for path in source.iterdir() if _is_text(path)]
        except OSError as error:
            sentence = _("Cannot read {path}: {reason}.")
            raise CaseUnavailable(
                sentence.format(path=source, reason=files.reason(error))
            ) from None
        paths += sorted(inner, key=_order)
    if not paths:
        raise Refused(_("The folder has no text, HTML, DOCX, PDF or JSON files."))
    return paths


def _is_text(path: Path) -> bool:
    is_hidden = path.name.startswith(".")
    return post_sources.ending(path) in post_sources.ENDINGS and not is_hidden and path.is_file()


def _order(path: Path) -> list[tuple[int, str]]:
    """By name, and 2 before 10."""
    parts = _NUMBER.split(path.name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _posts(paths: Sequence[Path], unread: list[UnreadFile], step: Step) -> Iterator[Post]:
    number = signs = 0
    with PostReader(step) as reader:
        for at, path in enumerate(paths):
            step(at, len(paths))
            try:
                posts = reader.read(path)
            except (CaseUnavailable, Refused) as error:
                if len(paths) == 1:
                    raise
                unread.append(UnreadFile(path.name, str(error)))
                continue
            number += len(posts)
            signs += sum(len(post.text) for post in posts)
            if number > MOST_POSTS or signs > _MOST_SIGNS:
                raise problem_error({"problem": "posts"})
            yield from posts


def _new(
    posts: Sequence[Post], known: KnownPosts, states: Container[str], step: Step
) -> dict[str, Post]:
    """The posts by key: each once, and no document of the case."""
    new: dict[str, Post] = {}
    for number, post in enumerate(posts):
        step(number, len(posts))
        key = key_of(post)
        # What was recorded from here is a document by now, and stays in its place.
        if key in states or not known.code_of(post):
            new.setdefault(key, post)
    return new


def _part(step: Step, part: int) -> Step:
    """A step that counts one of three parts of the work."""

    def count(done: int = 0, of: int = 0) -> None:
        if of:
            step(part * _WHOLE + done * _WHOLE // of, 3 * _WHOLE)
        else:
            step()

    return count
