"""Channels as Telegram Desktop exports them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.posts import telegram_export
from kharkiv_tracker.posts.post import Post
from tests.posts.post_samples import channel, message, posts, problem

PIECES = ["Загинули ", {"type": "bold", "text": "7"}, {"type": "text_link", "text": " людей",
          "href": "https://a.example"}, {"type": "custom_emoji"}, 7]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "result.json"


def test_each_message_with_a_text_is_a_post(path: Path) -> None:
    service = {"id": 3, "type": "service", "action": "pin_message", "text": "7"}
    picture = message(4, "", photo="photos/1.jpg")
    path.write_bytes(channel(message(1, "Удар"), message(2, PIECES), service, picture))
    about = {"published": "2022-08-18T09:20", "source": "Новини Харкова"}
    assert posts(path) == (Post("Удар", **about), Post("Загинули 7 людей", **about))


@pytest.mark.parametrize(
    ("others", "url"),
    [
        ({}, ""),
        ({"username": "kharkiv_news"}, "https://t.me/kharkiv_news/1"),
        ({"username": "@kharkiv_news"}, "https://t.me/kharkiv_news/1"),
        ({"username": "../evil"}, ""),
    ],
)
def test_a_link_only_where_the_file_has_the_name_of_the_channel(
    path: Path, others: dict[str, str], url: str
) -> None:
    path.write_bytes(channel(message(1, "7"), **others))
    assert posts(path)[0].url == url


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({}, "2022-08-18T09:20"),
        ({"date_unixtime": "9" * 400}, "2022-08-18T08:20"),
        ({"date_unixtime": None}, "2022-08-18T08:20"),
        ({"date_unixtime": None, "date": 7}, ""),
    ],
)
def test_the_instant_counts_before_the_clock_of_the_computer(
    path: Path, changes: dict[str, Any], published: str
) -> None:
    path.write_bytes(channel(message(1, "7", **changes)))
    assert posts(path)[0].published == published


@pytest.mark.parametrize(
    ("changes", "author"),
    [
        ({}, ""),
        ({"author": "М. Кравець"}, "М. Кравець"),
        ({"from": "Член групи"}, "Член групи"),
        ({"forwarded_from": "ОВА"}, "ОВА"),
    ],
)
def test_who_wrote_it(path: Path, changes: dict[str, Any], author: str) -> None:
    path.write_bytes(channel(message(1, "7", **changes)))
    assert posts(path)[0].author == author


def test_a_whole_account_is_not_read(path: Path) -> None:
    path.write_text(
        '{"about": "Your data.", "personal_information": {"username": "@me"}, "chats": {'
    )
    assert problem(path) == "account"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (channel(), "no_posts"),
        (channel(message(1, "7"))[:-5], "json"),
        (channel(message(1, "X")).replace(b'"X"', b"[" * 100_000), "json"),
        (channel(message(1, "X")).replace(b'"X"', b"9" * 5000), "json"),
        (channel(message(1, "X")).replace(b'"X"', b'"\\ud800 7"'), ""),
        (channel(7, None, [], message(1, "7")), ""),  # type: ignore[arg-type]
        (b"\xef\xbb\xbf" + channel(message(1, "7")), ""),
        (b'[{"killed": 7}]', "data"),
    ],
)
def test_what_is_wrong_has_its_sentence(path: Path, content: bytes, expected: str) -> None:
    path.write_bytes(content)
    assert problem(path) == expected


def test_more_than_anyone_can_work_through(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_export, "MOST_POSTS", 2)
    path.write_bytes(channel(*[message(number, "7") for number in range(3)]))
    assert problem(path) == "posts"
