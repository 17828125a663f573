"""Web pages as text: whole ones, and pieces that were copied."""

from __future__ import annotations

import pytest

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.posts.clipboard_page import clipboard_post
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.post_fields import MOST_SIGNS, as_of, post_of
from kharkiv_tracker.posts.web_page import page_fields

LONG = "Seven people were killed in a strike on a dormitory. " * 5


def page(html: str) -> Post:
    return post_of(page_fields(html))


def test_of_several_articles_the_one_the_page_is_about() -> None:
    cards = "<article>Sumy: 5 killed</article>" * 3
    assert page(f"<body>{cards}<article>{LONG}</article>{cards}").text == LONG.strip()
    both = page(f"<body><article>{LONG}</article><article>{LONG}2</article>").text
    assert both.count("Seven") == 10
    assert page(f"<body>Menu<main>{LONG}</main>").text == LONG.strip()
    # A short one is a card.
    assert page("<body>Seven killed<article>Sumy</article>").text == "Seven killed\n\nSumy"


def test_a_header_that_is_never_closed_hides_nothing() -> None:
    assert page("<body><header><p>Seven killed").text == "Seven killed"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<title> Strike \n in Kharkiv </title>", "title", "Strike in Kharkiv"),
        ("<title>Site</title><body><h1>Strike</h1>", "title", "Strike"),
        ('<meta property="og:url" content="https://a.example/1">', "url", "https://a.example/1"),
        ('<meta property="og:url" content="javascript:alert(1)">', "url", ""),
        ('<link rel="canonical" href="/relative">', "url", ""),
        ("<!-- saved from url=(0019)https://a.example/2 -->", "url", "https://a.example/2"),
        ('<meta name="author" content="https://facebook.com/a">', "author", ""),
        ('<meta property="og:locale" content="ru_RU">', "language", "ru"),
        (
            '<script type="application/ld+json">{"datePublished": "2022-08-18T09:20:00+03:00"}'
            "</script>",
            "published",
            "2022-08-18T09:20",
        ),
        ('<body><time datetime="2022-08-18">18 August</time>', "published", "2022-08-18"),
        (
            '<body><time datetime="2022-08-18">a</time><time datetime="2022-08-19">b</time>',
            "published",
            "",
        ),
    ],
)
def test_what_a_page_says_of_itself(head: str, field: str, value: str) -> None:
    assert getattr(page(f"<!doctype html>{head}<body><p>Seven killed"), field) == value


def test_lang_of_the_country_is_that_of_its_language() -> None:
    assert page('<html lang="ua"><body>7').language == "uk"
    assert page('<html lang="english"><body>7').language == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-08-18T06:20:00Z", "2022-08-18T09:20"),
        ("2022-08-18T06:20:00.123+0000", "2022-08-18T09:20"),
        ("2022-08-18", "2022-08-18"),
        ("2022-08-18T09:20", "2022-08-18T09:20"),
        ("18 серпня", ""),
        ("2022-13-45", ""),
        ("PT2H", ""),
        ("", ""),
        ("9" * 5000, ""),
        ("0001-01-01T00:00:00+14:00", ""),
    ],
)
def test_times_are_by_the_clocks_of_the_city(text: str, expected: str) -> None:
    assert as_of(text) == expected


def test_nothing_of_a_page_is_fetched_or_filled_in() -> None:
    declared = "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><p>&a; 7 killed"
    assert page(declared).text.endswith("&a; 7 killed")


def test_a_page_that_is_too_deep_or_has_no_words_is_a_problem() -> None:
    with pytest.raises(Problem, match="deep"):
        page_fields("<div>" * 5000 + "7")
    with pytest.raises(Problem, match="no_text"):
        page_fields("<!-- nothing -->")


def test_the_clipboard_of_windows_names_the_page() -> None:
    head = "Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00000200\r\nStartFragment:00000131\r\n"
    html = (
        f"{head}SourceURL:https://news.example/1?utm_source=x\r\n<html><body>\r\nbefore"
        "<!--StartFragment--><p>Загинули <b>7</b></p><nav>16 поранені</nav><!--EndFragment-->"
        "after</body></html>"
    )
    # What was chosen is read whole.
    expected = Post("Загинули 7\n\n16 поранені", url="https://news.example/1?utm_source=x")
    assert clipboard_post(html) == expected


def test_the_clipboard_of_other_systems() -> None:
    html = '<meta charset="utf-8"><time datetime="2022-08-18T09:20:00+03:00">9:20</time><p>7 killed'
    assert clipboard_post(html) == Post("9:20\n\n7 killed", published="2022-08-18T09:20")
    assert clipboard_post("<img src='https://a.example/1.png'>") == Post("")
    assert clipboard_post("<p>7" + " " * MOST_SIGNS) == Post("")
    assert clipboard_post("<div>" * 5000 + "7", "7 killed") == Post("7 killed")
    assert clipboard_post("", "") == Post("")
    # What was seen is what counts; the page says where and when.
    seen = clipboard_post(html, "9:20\n7 killed", "https://news.example/1")
    assert seen == Post(
        "9:20\n7 killed", url="https://news.example/1", published="2022-08-18T09:20"
    )
