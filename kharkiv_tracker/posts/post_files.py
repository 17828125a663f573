"""Files as posts, read in a child process with limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.child_process import Child, read_object
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.posts import post_worker
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.post_fields import MOST_SIGNS, post_of
from kharkiv_tracker.posts.post_problems import problem_error

#: So many seconds an answer may take: all that the child may work, and some waiting.
PATIENCE = 2 * post_worker.SECONDS
#: The largest answer, a text of which JSON spells every sign in six or twelve, and all of a file.
_MOST, _MOST_OF_FILE = 16 * MOST_SIGNS, 64 * MOST_SIGNS


def read_file(path: Path, step: Callable[[], object] = tuple) -> Post:
    """The one post that a file is; raises CaseUnavailable or Refused with a sentence.

    `step` is called at least every 0.2 seconds; what it raises ends the child and passes through.
    """
    with PostReader(step) as reader:
        return reader.read(path, many=False)[0]


class PostReader:
    """Reads files one after another, in one child as long as none of them ends it."""

    def __init__(self, step: Callable[[], object] = tuple) -> None:
        self._step = step
        self._child: Child | None = None
        self._has_served = False

    def __enter__(self) -> PostReader:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def read(self, path: Path, many: bool = True) -> tuple[Post, ...]:
        """The posts of a file, one or, of an exported channel and if so many are wanted, all.

        Raises CaseUnavailable or Refused with a sentence; the next file can be read all the same.
        """
        # It is the child that opens the file: closing it here could end the locks on a case.
        if files.is_open(path):
            raise Refused(_("This case file is open. It cannot be read as a text."))
        has_served = self._has_served
        answers = list(self._answers(path, many))
        if answers[-1] is None and has_served:
            # It may have reached its limits by the files before.
            answers = list(self._answers(path, many))
        return gathered(answers)

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.close()
        self._child, self._has_served = None, False

    def _answers(self, path: Path, many: bool) -> Iterator[bytes | None]:
        """What a child says of a file, and None last where it ended."""
        child = self._child = self._child or Child(post_worker.serve)
        child.send({"path": os.fspath(path), "many": many})
        self._has_served, rest = True, _MOST_OF_FILE
        content: bytes | None = b""
        while content is not None and not _is_last(content):
            self._step()
            content = child.receive(_MOST, PATIENCE, self._step)
            rest -= len(content or b"")
            content = content if rest > 0 else None
            yield content
        if content is None or b'"large"' in content:
            # What it could not hold may still be in its memory.
            self.close()


def _is_last(content: bytes) -> bool:
    return bool(content) and not content.startswith(b'{"posts": ')


def gathered(answers: Iterable[bytes | None]) -> tuple[Post, ...]:
    """The posts in the answers of a child, which are not trusted; raises what is wrong."""
    posts: list[Post] = []
    for content in answers:
        answer = read_object(content) if content is not None else {"problem": "stopped"}
        match answer:
            case {"posts": list(batch)} if all(map(_is_post, batch)):
                posts += map(post_of, batch)
            case {"end": True} if posts:
                return tuple(posts)
            case {"problem": _name}:
                raise problem_error(answer)
            case _:
                break
    raise problem_error({"problem": "broken"})


def _is_post(fields: object) -> bool:
    return isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values())
