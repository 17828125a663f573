"""Why a file is not read as posts, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.file_checks import file_refusal
from kharkiv_tracker.file_checks.file_refusal import number, word
from kharkiv_tracker.i18n import N_
from kharkiv_tracker.posts.pdf_words import MOST_PAGES
from kharkiv_tracker.posts.post_fields import MOST_SIGNS
from kharkiv_tracker.posts.post_worker import MOST_BYTES
from kharkiv_tracker.posts.telegram_export import MOST_POSTS

_PROBLEMS: Mapping[str, str] = {
    "account": N_(
        "This is an export of a whole Telegram account, with private messages. It was not read. "
        "Export one channel as JSON."
    ),
    "binary": N_("The file is not a text. Choose a text, HTML, DOCX or PDF file."),
    "bomb": N_(
        "The document is packed in a way that could harm the computer, and was not unpacked. Open "
        "it in a text editor and save it as text."
    ),
    "case": N_("This is a case file. Open it instead of reading it."),
    "channel": N_("This is an exported channel. Work through its posts instead."),
    "data": N_("This is JSON and not a text. Import it instead."),
    "database": N_("This is a database and not a text. Export what you need as text."),
    "deep": N_("The page is nested too deeply. Copy its text and paste it."),
    "device": N_("This is not a file. Choose a text, HTML, DOCX or PDF file."),
    "encoding": N_(
        "Line {line} cannot be read as {encoding}. Open the file in a text editor and save it as "
        "UTF-8."
    ),
    "folder": N_("This is a folder. Work through its posts, or choose a file in it."),
    "json": N_("The file is not valid JSON, or its end is missing. Export the channel again."),
    "large": N_(
        "The file is too large. Limit: {most_megabytes} MB. Copy the text you need and paste it."
    ),
    "locked": N_(
        "The file is locked with a password. Save a copy without the password, or copy its text."
    ),
    "long": N_(
        "The text is too long. Limit of characters: {most_signs}. Copy the part you need and paste "
        "it."
    ),
    "no_posts": N_("The exported channel has no messages with text."),
    "no_text": N_("The file has no text."),
    "old": N_(
        "This is a document of an old format, or it has a password. Save it as DOCX without a "
        "password."
    ),
    "opendocument": N_("This is an OpenDocument or Pages file. Save it as DOCX."),
    "pages": N_(
        "The PDF has too many pages. Limit: {most_pages}. Save the pages you need in a file of "
        "their own."
    ),
    "pages_of_channel": N_(
        "This is a Telegram channel exported as HTML. Export it as JSON and work through its posts."
    ),
    "pictures": N_(
        "This PDF contains only pictures, so it has no text to read. Enter what it says by hand, "
        "and attach the file."
    ),
    "posts": N_("The channel has too many posts. Limit: {most_posts}. Export a shorter period."),
    "rtf": N_("This is an RTF document. Save it as DOCX."),
    "slides": N_("This is a presentation. Copy its text and paste it."),
    "stopped": N_(
        "Reading the file needs more time or memory than is allowed. Copy the text you need and "
        "paste it."
    ),
    "table": N_("This is a workbook and not a text. Import it instead."),
    "web_archive": N_(
        "This is a web archive or an e-mail. Save the page as HTML, or copy its text."
    ),
    "zip": N_("This is a ZIP file and not a document. Unpack it and choose a file in it."),
}


def problem_error(answer: Mapping[str, Any]) -> TrackerError:
    """The error that says what the child found wrong; the words it gives are not trusted."""
    return file_refusal.problem_error(
        answer,
        _PROBLEMS,
        line=labels.number(number(answer, "line")),
        encoding=word(answer, "encoding"),
        most_megabytes=MOST_BYTES // 1024**2,
        most_pages=MOST_PAGES,
        most_posts=labels.number(MOST_POSTS),
        most_signs=labels.number(MOST_SIGNS),
    )
