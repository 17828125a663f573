"""What every page of the package has: head, ways to the other pages and languages, foot."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from kharkiv_tracker import languages
from kharkiv_tracker.export.site.markup import Child, Markup, tag
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import page_frame
from kharkiv_tracker.summary.summary_data import SummaryData

STYLE, SCRIPT = "style.css", "script.js"
SUMMARY, METHOD, CHANGES, DATA = "index.html", "method.html", "changes.html", "data.html"
#: Nothing is fetched from anywhere else, and nothing runs that is not in the folder.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'"
)


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
        return posixpath.relpath(target, posixpath.dirname(self.path) or ".")

    def to(self, name: str) -> str:
        """The way to another page in the same language."""
        return self.way(f"{self.language}/{name}")

    def in_language(self, language: str) -> str:
        """The way to the same page in another language."""
        prefix = f"{self.language}/"
        name = self.path.removeprefix(prefix) if self.path.startswith(prefix) else self.path
        return self.way(f"{language}/{name}")


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of all pages in one language."""

    data: SummaryData
    languages: Sequence[str]

    @property
    def name(self) -> str:
        """What the package is called."""
        return page_frame.named(self.data)

    def page(self, place: Place, title: str, *content: Child, sorts: bool = False) -> bytes:
        """A whole page; `sorts` where it has a table that the script sorts."""
        name = self.name
        full_title = title if title == name else f"{title} · {name}"
        document = tag(
            "html",
            self._head(place, full_title, sorts),
            tag(
                "body",
                tag("a", _("Skip to the content"), href="#content", class_="skip"),
                self._header(place, name),
                tag("main", *content, id="content", tabindex=-1),
                tag("footer", tag("p", page_frame.footer(self.data))),
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
                for other in self.languages
            ],
            tag("script", src=place.way(SCRIPT), defer=True) if sorts else None,
        )

    def _header(self, place: Place, name: str) -> Markup:
        pages = {
            SUMMARY: _("Summary"),
            METHOD: _("Method"),
            CHANGES: _("Changes"),
            DATA: _("Data"),
        }
        here = place.path.rpartition("/")[2] if place.path.count("/") < 2 else ""
        links = (
            tag("li", tag("a", label, href=place.to(to), aria_current=_current(to == here)))
            for to, label in pages.items()
        )
        return tag(
            "header",
            tag("p", name, class_="name"),
            tag("nav", tag("ul", *links), aria_label=_("Pages")),
            tag("nav", tag("ul", *self._others(place)), aria_label=_("Language"), class_="tongue"),
        )

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
            for code in self.languages
        ]


def _current(is_here: bool, value: str = "page") -> str | None:
    return value if is_here else None
