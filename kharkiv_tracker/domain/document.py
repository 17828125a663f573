"""What was read: a post, article, letter or video, entered once for all that is taken from it."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, archive_link, declared, link
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _

#: A document's code begins with this: `DOC-2022-08-18-01`, `DOC-undated-01`.
CODE = "DOC"


class DocumentKind(Word):
    """What kind of thing was read."""

    POST = "post", NP_("kind of document", "post")
    ARTICLE = "article", NP_("kind of document", "article")
    PRESS_RELEASE = "press release", NP_("kind of document", "press release")
    VIDEO = "video", NP_("kind of document", "video")
    LETTER = "letter", NP_("kind of document", "letter")
    LIST = "list", NP_("kind of document", "list")
    SITE_VISIT = "site visit", NP_("kind of document", "site visit")


class Likeness(Word):
    """Why two documents, or records and a document, may be one."""

    LINK = "same link", NP_("alike documents", "same link")
    FILE = "same file", NP_("alike documents", "same file")
    TEXT = "same text", NP_("alike documents", "nearly the same text")


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `text` is whole, NFC, with one kind of newline; `text_digest` is its SHA-256.

    Records point to ranges of code points of the text. `collected` is an instant with its offset.
    """

    url: str = link()
    title: str = declared(
        Kind.LINE,
        NP_("field", "Title"),
        help=Help(
            N_("The headline, or the first words of a post."),
            N_("your own summary."),
            (N_("Dormitory in Saltivskyi district: what is known"),),
        ),
    )
    kind: DocumentKind | None = declared(
        Kind.WORD,
        NP_("field", "Kind of document"),
        default=None,
        of=DocumentKind,
        help=Help(
            N_("What was read: a post, an article, a letter."),
            N_("the outlet that published it: that is the source."),
            (N_("post"),),
        ),
    )
    source: Source = declared(
        Kind.SOURCE,
        NP_("field", "Source"),
        default=Source(),
        of="source",
        help=Help(
            N_("The channel, outlet or office that published it, or who handed it over."),
            N_("the person it quotes: that is the speaker of a report."),
            (N_("OVA Telegram"),),
        ),
    )
    author: str = declared(
        Kind.LINE,
        NP_("field", "Author"),
        help=Help(
            N_("Who wrote it, as it is signed."),
            N_("the person it quotes: that is the speaker of a report."),
            (N_("M. Kravets"),),
        ),
    )
    published: AsOf | None = declared(
        Kind.AS_OF,
        NP_("field", "Published"),
        default=None,
        help=Help(
            N_("When it was made public. Its code has this day."),
            N_("the time when you read it."),
            (N_("18.08 09:20"),),
        ),
    )
    text: str = declared(
        Kind.TEXT,
        NP_("field", "Text"),
        help=Help(
            N_("The whole text, word for word. Reports then point to their words in it."),
            N_("comments of readers, and your translation."),
            (N_("the whole post, pasted"),),
        ),
    )
    archive_url: str = archive_link()
    language: str = declared(
        Kind.LINE,
        NP_("field", "Language"),
        rare=True,
        help=Help(
            N_("The language of the text, as a two-letter code."),
            N_("the language of a translation."),
            (N_("uk, en, ru"),),
        ),
    )
    collector: str = declared(
        Kind.LINE,
        NP_("field", "Collected by"),
        rare=True,
        help=Help(N_("Who saved or received it."), N_("its author."), (N_("O. Koval"),)),
    )
    collected: str = declared(Kind.INSTANT, NP_("field", "Collected"), automatic=True)
    method: str = declared(
        Kind.LINE,
        NP_("field", "How it was collected"),
        rare=True,
        help=Help(
            N_("How it was saved or received."),
            N_("what it says."),
            (N_("copied from the channel"),),
        ),
    )
    confidential: bool = declared(
        Kind.TICK,
        NP_("field", "Confidential document"),
        default=False,
        rare=True,
        help=Help(
            N_(
                "Tick if naming it could harm someone. Numbers from it are counted; its source, "
                "link and words are not published."
            ),
            N_("a public post, even if its content is sensitive."),
            (N_("a letter from a hospital"),),
        ),
    )
    notes: str = declared(
        Kind.TEXT,
        NP_("field", "Notes"),
        rare=True,
        help=Help(
            N_("What a colleague should know about it."),
            N_("what it says about a strike: enter a report."),
            (N_("edited twice; this is the second version"),),
        ),
    )
    text_digest: str = declared(Kind.DIGEST, NP_("field", "SHA-256 of the text"), automatic=True)
    uid: str = ""
    code: str = declared(Kind.NAME, NP_("field", "Code"), automatic=True)
    withdrawn: bool = declared(Kind.TICK, NP_("field", "Withdrawn"), default=False, automatic=True)
    merged_into: str = declared(
        Kind.RECORD, NP_("field", "Merged into"), of="document", automatic=True
    )
    """The id of the document this one turned out to be the same as; "" for none."""

    @property
    def is_confidential(self) -> bool:
        """Whether it may not be named: marked here or in the source list."""
        return self.confidential or not self.source.may_be_named

    def check(self) -> None:
        """Raise Refused for a document of which nothing is recorded."""
        if not any(
            (
                self.url.strip(),
                self.title.strip(),
                self.text.strip(),
                self.source.name.strip(),
                self.author.strip(),
            )
        ):
            raise Refused(_("Enter a link, a title, a source or the text of the document."))


def is_document_code(code: str) -> bool:
    """Whether a code is that of a document."""
    return code.startswith(f"{CODE}-") and "/" not in code


#: What records take from the document they point to, where they have nothing of their own.
INHERITED = ("source", "url", "archive_url", "language", "published")
