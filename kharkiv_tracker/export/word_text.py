"""Runs and paragraphs of a Word document as XML; what people typed is text and never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

#: The ids of styles, in `resources/word/word/styles.xml`.
QUIET, TERM, STRONG = "Quiet", "Term", "Strong"
NOTE = "Note"

BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
#: What no address may contain; a `%` may where it writes a character.
_NOT_IN_ADDRESS = re.compile(
    r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\"<>\\^`{|}]|%(?![\da-fA-F]{2})"
)


def run(text: str, style: str = "") -> str:
    """A piece of text in a style for characters; an empty text gives an empty one."""
    if not text:
        return ""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "", *, keep: bool = False, right: bool = False) -> str:
    """A paragraph of runs; `keep` holds it on one page with the next."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" * keep + '<w:jc w:val="right"/>' * right
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def field(name: str) -> str:
    """A number that Word counts itself, as PAGE."""
    return f"<w:fldSimple w:instr={quoteattr(f' {name} ')}>{run('1')}</w:fldSimple>"


def lines(parts: Iterable[str]) -> str:
    """Those that are not empty, below one another in one paragraph."""
    return BREAK.join(part for part in parts if part)


def address(url: str) -> str:
    """The address as a document may hold it; empty where no program could follow it."""
    typed = _NOT_IN_ADDRESS.sub(lambda sign: quote(sign[0], safe="", errors="replace"), url)
    try:
        parts = urlsplit(typed)
        is_address = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    return typed if is_address else ""
