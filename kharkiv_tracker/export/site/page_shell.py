"""What every page of the package has: head, ways to the other pages and languages, foot."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.export.site.markup import Child, Markup, tag
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import page_frame
from kharkiv_tracker.summary.summary_data import SummaryData

STYLE, SCRIPT = "style.css", "script.js"
_PAGES = SUMMARY, METHOD, CHANGES, DATA = "index.html", "method.html", "changes.html", "data.html"
#: Nothing is fetched from anywhere else, and nothing runs that is not in the folder.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'"
)


@cache
def _way(here: str, folder: str) -> str:
    """The way from a folder to another; a package has few."""
    return posixpath.relpath(folder, here)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the package a page is: its path there, and its language."""

    path: str
    language: str

    @classmethod
    def of(cls, language: str, name: str) -> Place:
        """The page of that name in a language."""
        return cls(f"{language}/{name}", language)

    def way(self, target: str) -> str:
        """The way from here to another file of the package."""
        above, _slash, name = target.rpartition("/")
        way = _way(posixpath.dirname(self.path) or ".", above or ".")
        return name if way == "." else f"{way}/{name}"

    def to(self, name: str) -> str:
        """The way to another page in the same language."""
        return self.way(f"{self.language}/{name}")

    def in_language(self, language: str) -> str:
        """The way to the same page in another language."""
        prefix = f"{self.language}/"
        name = self.path.removeprefix(prefix) if self.path.startswith(prefix) else self.path
        return self.way(f"{language}/{name}")


class Shell:
    """The frame of all pages in one language, which has to be spoken when it is made."""

    def __init__(self, data: SummaryData, codes: Sequence[str]) -> None:
        self.name = page_frame.named(data)
        """What the package is called."""
        self._footer = page_frame.footer(data)
        self._codes = tuple(codes)
        self._ways: dict[tuple[str, str], Markup] = {}

    def page(self, place: Place, title: str, *content: Child, sorts: bool = False) -> bytes:
        """A whole page; `sorts` where it has a table that the script sorts."""
        full_title = title if title == self.name else f"{title} · {self.name}"
        document = tag(
            "html",
            self._head(place, full_title, sorts),
            tag(
                "body",
                tag("a", _("Skip to the content"), href="#content", class_="skip"),
                self._header(place),
                tag("main", *content, id="content", tabindex=-1),
                tag("footer", tag("p", self._footer)),
            ),
            lang=place.language,
        )
        return f"<!DOCTYPE html>\n{document}\n".encode()

    def _head(self, place: Place, title: str, sorts: bool) -> Markup:
        return tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", title),
            tag("link", rel="stylesheet", href=place.way(STYLE)),
            [
                tag("link", rel="alternate", hreflang=other, href=place.in_language(other))
                for other in self._codes
            ],
            tag("script", src=place.way(SCRIPT), defer=True) if sorts else None,
        )

    def _header(self, place: Place) -> Markup:
        above, _slash, here = place.path.rpartition("/")
        key = above, here if here in _PAGES else ""
        if key not in self._ways:
            self._ways[key] = self._pages(place, key[1])
        languages_here = tag("ul", *self._others(place))
        return tag(
            "header",
            tag("p", self.name, class_="name"),
            self._ways[key],
            tag("nav", languages_here, aria_label=_("Language"), class_="tongue"),
        )

    def _pages(self, place: Place, here: str) -> Markup:
        """The ways to the other pages, which are the same from every page of a folder."""
        names = (_("Summary"), _("Method"), _("Changes"), _("Data"))
        links = (
            tag("li", tag("a", label, href=place.to(to), aria_current=_current(to == here)))
            for to, label in zip(_PAGES, names, strict=True)
        )
        return tag("nav", tag("ul", *links), aria_label=_("Pages"))

    def _others(self, place: Place) -> list[Markup]:
        return [
            tag(
                "li",
                tag(
                    "a",
                    languages.known()[code].name,
                    href=place.in_language(code),
                    lang=code,
                    hreflang=code,
                    aria_current=_current(code == place.language, "true"),
                ),
            )
            for code in self._codes
        ]


def _current(is_here: bool, value: str = "page") -> str | None:
    return value if is_here else None
