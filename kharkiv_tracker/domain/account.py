"""The counts of a source at one time: what reports and official totals have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker.domain.count import UNKNOWN, Count, Ratio
from kharkiv_tracker.domain.fields import Help, Kind, archive_link, declared, link
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.i18n import N_, NP_

#: The fields by which an account points to a document: no figure and no approval is about them.
UNCOUNTED = ("document", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Speaker, source and counts. A count that is absent is unknown.

    `counts` are by quantity: `killed`, `injured.child`. `document` is the code of the document
    it was read in, and `words` are ranges of code points of that document's text.
    """

    document: str = declared(
        Kind.RECORD,
        NP_("field", "Document"),
        of="document",
        help=Help(
            N_(
                "The document it was read in, by its link, code or title. Source, link, archive "
                "link, language and time of publication are taken from it where the report has "
                "none of its own."
            ),
            N_("a document that only links to the one you read."),
            (N_("DOC-2022-08-18-01"),),
        ),
    )
    as_of: AsOf | None = declared(
        Kind.AS_OF,
        NP_("field", "As of"),
        default=None,
        help=Help(
            N_(
                "The time to which the numbers refer. A date is the whole day; early and "
                "late are its first and second half; a time is that moment."
            ),
            N_("the time of publication, if the report gives another: “as of 9:00” is 9:00."),
            (
                N_("18.08 09:00"),
                N_("18.08 early: “in the morning”"),
            ),
        ),
    )
    published: AsOf | None = declared(
        Kind.AS_OF,
        NP_("field", "Published"),
        default=None,
        help=Help(
            N_("When it was made public, if known. “As known on” includes it from then on."),
            N_("the time when you read it."),
            (N_("18.08 09:20"),),
        ),
    )
    speaker: Speaker = declared(
        Kind.SPEAKER,
        NP_("field", "Speaker"),
        default=Speaker(),
        of="speaker",
        help=Help(
            N_("The person quoted."),
            N_("the journalist who quotes them, or an office: use the Office field."),
            (N_("Oleh Syniehubov"),),
        ),
    )
    source: Source = declared(
        Kind.SOURCE,
        NP_("field", "Source"),
        default=Source(),
        of="source",
        help=Help(
            N_("Where you read or heard it: the channel, outlet, page or person."),
            N_("the person or office it quotes: that is the speaker."),
            (
                N_("OVA Telegram"),
                N_(
                    "Suspilne, quoting the prosecutor: source Suspilne, office Regional "
                    "Prosecutor's Office"
                ),
            ),
        ),
    )
    counts: Mapping[str, Count | Ratio] = declared(Kind.COUNTS, default={}, of=COUNTED)
    withdrawn: bool = declared(Kind.TICK, NP_("field", "Withdrawn"), default=False, automatic=True)
    quote: str = declared(
        Kind.TEXT,
        NP_("field", "Quote"),
        help=Help(
            N_("The sentences that give the numbers, word for word, in the original language."),
            N_("your translation, and names of killed or injured people who need not be named."),
            (N_("“As of 9 a.m., seven people were killed and sixteen injured.”"),),
        ),
    )
    words: Ranges = declared(
        Kind.RANGES,
        NP_("field", "Words in the document"),
        default=(),
        help=Help(
            N_("Which characters of the document's text the quote is, counted from 0."),
            N_("words that are not in the text of the document."),
            (N_("120-131"),),
        ),
    )
    url: str = link()
    archive_url: str = archive_link()
    language: str = declared(
        Kind.LINE,
        NP_("field", "Language"),
        rare=True,
        help=Help(
            N_("The language of the quote, as a two-letter code."),
            N_("the usual language of the source, if the quote is in another."),
            (N_("uk, en, ru"),),
        ),
    )

    document_confidential: bool = False
    """Whether its document may not be named; read with the document, not a field."""

    @property
    def is_confidential(self) -> bool:
        """Whether speaker and source may not be named: by its document or in the source list."""
        return self.document_confidential or not self.source.may_be_named

    def count(self, quantity: str) -> Count:
        """Its count of a quantity, ratios resolved; UNKNOWN for none."""
        return resolved(self.counts, quantity)


def resolved(counts: Mapping[str, Count | Ratio], quantity: str) -> Count:
    """The count of a quantity with its ratio, if it is one, worked out."""
    count = counts.get(quantity, UNKNOWN)
    if not isinstance(count, Ratio):
        return count
    base = counts.get(count.of, UNKNOWN)
    return UNKNOWN if isinstance(base, Ratio) else count.resolve(base)
