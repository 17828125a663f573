"""The child process that reads files which may be hostile and gives back the posts in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kharkiv_tracker.child_process import Problem, limit, problem_of, send
from kharkiv_tracker.file_checks import character_set, file_head
from kharkiv_tracker.posts import telegram_export
from kharkiv_tracker.posts.post_fields import MOST_SIGNS

#: In bytes and seconds; what reaches them is stopped by the system.
MEMORY, SECONDS = 1024**3, 60
MOST_BYTES = 200 * 1024**2
#: So many posts of a channel are sent at once.
_BATCH = 200
_RTF, _WEB_ARCHIVE = "{\\rtf", re.compile(r"(?:[\w-]+:.*\r?\n)*?MIME-Version:", re.I)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\[\"\d])")
_CHARSET = re.compile(r"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.I)
#: What Telegram Desktop calls a channel that it exports as pages.
_EXPORTED = re.compile(r"<title>\s*Exported Data\s*</title>", re.I)


def serve(pipe: Connection) -> None:
    """Answer each request until the pipe closes: the posts of a file, or the problem it has."""
    limit(MEMORY, SECONDS)
    with suppress(EOFError, OSError):
        while True:
            request = json.loads(pipe.recv_bytes())
            for answer in answers(Path(request["path"]), bool(request["many"])):
                send(pipe, answer)


def answers(path: Path, many: bool) -> Iterator[dict[str, Any]]:
    """The posts of a file in batches, and that it ended; or the problem it has."""
    try:
        posts = map(_checked, _posts(path, many))
        while batch := list(islice(posts, _BATCH)):
            yield {"posts": batch}
        yield {"end": True}
    except Exception as error:
        yield problem_of(error)


def _checked(fields: dict[str, str]) -> dict[str, str]:
    """The fields of a post; raises Problem for one without a text, or with too long a one."""
    if not fields["text"].strip():
        raise Problem("no_text")
    if len(fields["text"]) > MOST_SIGNS:
        raise Problem("long")
    return fields


def _posts(path: Path, many: bool) -> Iterator[dict[str, str]]:
    head = file_head.checked_head(path, MOST_BYTES)
    if head.startswith(file_head.ZIP):
        from kharkiv_tracker.posts import word_words

        yield word_words.word_fields(path)
    elif head.startswith(file_head.PDF):
        from kharkiv_tracker.posts import pdf_words

        yield pdf_words.pdf_fields(path)
    elif file_head.is_binary(head):
        raise Problem("binary")
    else:
        yield from _written(path, head, many)


def _written(path: Path, head: bytes, many: bool) -> Iterator[dict[str, str]]:
    encoding = character_set.find(path)
    start = head[encoding.first :].decode(encoding.codec, "ignore")
    if start.startswith(_RTF):
        raise Problem("rtf")
    if _WEB_ARCHIVE.match(start):
        raise Problem("web_archive")
    if _JSON.match(start):
        if not telegram_export.is_channel(start):
            raise Problem("data")
        if not many:
            raise Problem("channel")
        yield from telegram_export.channel_posts(path)
    elif file_head.MARKUP.match(start) or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        from kharkiv_tracker.posts import web_page

        if _EXPORTED.search(start):
            raise Problem("pages_of_channel")
        charset = _CHARSET.search(start)
        if encoding.is_guess and charset and (name := character_set.encoding_name(charset[1])):
            encoding = character_set.find(path, name)
        yield web_page.page_fields(character_set.whole_text(path, encoding))
    else:
        yield {"text": character_set.whole_text(path, encoding)}
