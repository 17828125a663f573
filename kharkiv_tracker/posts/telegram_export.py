"""Channels exported by Telegram Desktop as JSON: a post for each message that has a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.posts.post_fields import MOST_SIGNS

#: How an export of one chat begins; messages that are not of a channel are read as well.
_CHANNEL = re.compile(
    r'\s*\{(?=.*"type"\s*:\s*"(?:\w+_(?:channel|supergroup|group|chat)|saved_messages)")'
    r'.*"messages"\s*:\s*\[',
    re.S,
)
_ACCOUNT = re.compile(r'\s*\{.*"(?:personal_information|chats)"\s*:\s*\{', re.S)
_USERNAME = re.compile(r"@?([A-Za-z]\w{3,31})", re.ASCII)
MOST_POSTS, _MOST_SIGNS = 50_000, 10 * MOST_SIGNS
#: No message has more lists and objects within one another.
_DEEPEST = 20
_MARK = b"\xef\xbb\xbf"


def is_channel(head: str) -> bool:
    """Whether a file that begins so is an exported channel; raises Problem for a whole account."""
    if _CHANNEL.match(head):
        return True
    if _ACCOUNT.match(head):
        raise Problem("account")
    return False


def channel_posts(path: Path) -> Iterator[dict[str, str]]:
    """The fields of each post, in the order of the file; raises Problem for what is not JSON."""
    import ijson

    number = signs = 0
    try:
        with path.open("rb") as stream:
            if stream.read(len(_MARK)) != _MARK:
                stream.seek(0)
            for channel, message in _messages(ijson.basic_parse(stream, use_float=True)):
                fields = _fields(message, channel)
                if not fields:
                    continue
                number += 1
                signs += len(fields["text"])
                if number > MOST_POSTS or signs > _MOST_SIGNS:
                    raise Problem("posts")
                yield fields
    except (ijson.JSONError, ValueError, OverflowError):
        raise Problem("json") from None
    if not number:
        raise Problem("no_posts")


def _messages(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each message, built when it ends, with what the file says of the channel before them."""
    about: dict[str, Any] = {}
    # What is not ended yet, from the whole file inwards, each with its name in what it is in.
    open_values: list[tuple[str, Any]] = []
    name = ""
    for event, value in events:
        if event == "map_key":
            name = value
            continue
        if event in ("start_map", "start_array"):
            if len(open_values) == _DEEPEST:
                raise Problem("json")
            open_values.append((name, {} if event == "start_map" else []))
            name = ""
            continue
        if event in ("end_map", "end_array"):
            name, value = open_values.pop()
        depth = len(open_values)
        if depth == 2 and open_values[1][0] == "messages":
            yield about, value
        elif depth == 1 and isinstance(value, str):
            about[name] = value
        elif depth > 2:
            outer = open_values[-1][1]
            if isinstance(outer, list):
                outer.append(value)
            else:
                outer[name] = value


def _fields(message: Any, channel: Mapping[str, str]) -> dict[str, str]:
    """The fields of the post that a message is; empty for one without a text of its own."""
    if not isinstance(message, dict) or message.get("type") != "message":
        return {}
    text = _text(message.get("text"))
    if not text.strip():
        return {}
    name = channel.get("name", "")
    # In a group it is the member; of a channel the one who signed; else whose post was forwarded.
    sender = _string(message.get("from"))
    author = _string(message.get("author")) or (sender if sender != name else "")
    return {
        "text": text,
        "url": _link(channel.get("username", ""), message.get("id")),
        "published": _published(message),
        "source": name,
        "author": author or _string(message.get("forwarded_from")),
    }


def _text(value: Any) -> str:
    """A text: one string, or a list of strings and of objects with the words of a link or name."""
    pieces = value if isinstance(value, list) else [value]
    return "".join(
        _string(piece.get("text") if isinstance(piece, dict) else piece) for piece in pieces
    )


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _published(message: Mapping[str, Any]) -> str:
    """The instant, where it is there: `date` is by the clock of the computer that exported."""
    try:
        instant = datetime.fromtimestamp(int(message["date_unixtime"]), UTC)
        return instant.astimezone(zone()).isoformat()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return _string(message.get("date"))


def _link(username: str, number: Any) -> str:
    match = _USERNAME.fullmatch(username)
    return f"https://t.me/{match[1]}/{number}" if match and type(number) is int else ""
