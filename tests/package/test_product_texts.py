"""What menus and shops say of the product: the same in every language that the program speaks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from package import product_texts

import kharkiv_tracker
from kharkiv_tracker import languages, paths
from kharkiv_tracker.cli import command_list

ROOT = Path(__file__).parents[2]
FOLDER = paths.resources() / "locale"
SPOKEN = languages.spoken()


def content(language: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((FOLDER / language / "product.json").read_text("utf-8"))
    return result


def shape(value: object) -> object:
    """The keys and the lengths of lists, without the texts; keywords may be any number."""
    if isinstance(value, dict):
        return {key: "" if key == "keywords" else shape(part) for key, part in value.items()}
    return [shape(part) for part in value] if isinstance(value, list) else ""


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    assert isinstance(value, str)
    return [value]


def test_every_language_that_is_spoken_has_them_the_source_language_first() -> None:
    names = [text.language for text in product_texts.read(paths.resources())]
    assert names[0] == product_texts.SOURCE
    assert sorted(names) == sorted(SPOKEN)


def test_the_source_language_is_first_whatever_others_are_called(tmp_path: Path) -> None:
    for language in ("uk", "de", "en"):
        path = tmp_path / "locale" / language / "product.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content("en")), "utf-8")
    assert [text.language for text in product_texts.read(tmp_path)] == ["en", "de", "uk"]


@pytest.mark.parametrize("language", SPOKEN)
def test_each_says_the_same_things(language: str) -> None:
    assert shape(content(language)) == shape(content(product_texts.SOURCE))


@pytest.mark.parametrize("language", SPOKEN)
def test_no_text_is_empty_or_breaks_a_line_of_an_entry(language: str) -> None:
    for text in texts(content(language)):
        assert text.strip() == text != ""
        assert not re.search(r"[\n\r\t\\]", text), text
    assert not [word for word in content(language)["keywords"] if ";" in word]
    # AppStream and desktops cut what is longer.
    assert len(content(language)["summary"]) <= 80


@pytest.mark.parametrize("language", SPOKEN)
def test_the_name_of_the_command_is_put_into_the_manual(language: str) -> None:
    more = content(language)["manual"]["more"]
    assert re.findall(r"\{(\w*)\}", more) == ["command"]


def test_the_manual_lists_every_command_in_the_language_of_the_page() -> None:
    from package import manual_page

    pages = {
        text.language: manual_page.of(text, "1.2.3", "2026-11-27")
        for text in product_texts.read(paths.resources())
    }
    for page in pages.values():
        assert set(re.findall(r"^\.TP\n\.B (.+)$", page, re.MULTILINE)) == {
            name.replace("-", r"\-") for name in command_list.HELP
        }
    assert r"Open the window, with the case file" in pages["en"]
    assert r"Open the window, with the case file" not in pages["uk"]


def test_releases_are_the_dated_headings_of_the_changelog(tmp_path: Path) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## [Unreleased]\n\n- Not [0.0.1] - 2020-01-01\n\n"
        "## [1.1.0-rc.1] - 2026-11-27\n\n## [1.0.0] - 2026-10-01\n",
        "utf-8",
    )
    assert product_texts.releases(changelog) == [
        ("1.1.0-rc.1", "2026-11-27"),
        ("1.0.0", "2026-10-01"),
    ]


def test_every_heading_of_our_changelog_is_read() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    releases = product_texts.releases(ROOT / "CHANGELOG.md")
    assert len(releases) == len([line for line in headings if "Unreleased" not in line])
    days = [day for _version, day in releases]
    assert days == sorted(days, reverse=True)


def test_the_name_is_that_of_the_project() -> None:
    assert product_texts.NAME.replace("-", "_") == kharkiv_tracker.__name__
    assert product_texts.SOURCE == languages.SOURCE
