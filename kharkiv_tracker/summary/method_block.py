"""The method page of the case at the end of every summary, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SummaryData

#: Links and addresses, which are there to be reached; without the signs after them.
_ADDRESS = re.compile(r"((?:[a-z][a-z0-9+.-]*://|www\.|[^\s@]+@)\S*[^\s.,;:!?)])", re.I)


def method_page(data: SummaryData) -> list[Block]:
    """Every part of the method page; what is not written is said to be missing."""
    heading = blocks.heading(_("Method page of this case file"))
    if not any(page != Method() for page in data.method.values()):
        return [heading, blocks.note(_("Not written yet."))]
    items: list[tuple[str, str]] = []
    for title, text in printed_parts(data):
        # Each line is a paragraph of its own; the first has the title.
        lines = [line for line in text.splitlines() if line.strip()]
        items += zip((title, *("" for _line in lines[1:])), lines, strict=True)
    return [heading, blocks.terms(items)]


def printed_parts(data: SummaryData) -> Iterator[tuple[str, str]]:
    """Every part of the method page, with its title, as this version may print it."""
    redactor = Redactor(data.request.profile, data.texts)
    for field in fields_of(Method):
        title, text = _part(data.method, field.name, labels.field(field))
        yield title, "\n".join(_without_names(line, redactor) for line in text.splitlines())


def _part(pages: Mapping[str, Method], name: str, title: str) -> tuple[str, str]:
    """The title and the text of a part; that of another language where only it is written."""
    for language, text in _texts(pages, name):
        if language != current():
            title = _("{title} (in {language})").format(
                title=title, language=languages.called(language, current())
            )
        return title, text
    return title, _("Not written yet.")


def _texts(pages: Mapping[str, Method], name: str) -> Iterator[tuple[str, str]]:
    """The texts of a part, by language, that of the page first."""
    for language in sorted(pages, key=lambda code: (code != current(), code)):
        if text := getattr(pages[language], name).strip():
            yield language, text


def _without_names(text: str, redactor: Redactor) -> str:
    """The text as this version may print it, with the addresses in it."""
    parts = _ADDRESS.split(text)
    return "".join(
        part if at % 2 else redactor.text(part) if part.strip() else part
        for at, part in enumerate(parts)
    )
