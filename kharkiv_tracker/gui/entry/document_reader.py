"""What is typed to name a document: its link, its code, words of its title, or a new one."""

from __future__ import annotations

from typing import NamedTuple

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.link_key import link_key
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange.json_shape import LONGEST_LINE
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading
from kharkiv_tracker.store import document_matches, document_titles
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_titles import DocumentTitle

#: Before a link or a title of a new document, though another has it too.
NEW = "+"
_MOST = 4


class Named(NamedTuple):
    """A recorded document by its code; or the link, or the title, of a new one."""

    code: str = ""
    url: str = ""
    title: str = ""


class WhichDocument(Question):
    """Documents that may be meant; the last answer is a new one."""

    @property
    def labels(self) -> tuple[str, ...]:
        return (*(candidate.words for candidate in self.candidates), self.unsaid.words)


def named(text: str) -> Named:
    """What a text names where nothing is asked about it."""
    typed = " ".join(text.split())
    if code := document_titles.typed_code(typed):
        return Named(code)
    typed = typed.removeprefix(NEW).strip()
    return Named(url=typed) if link_key(typed) else Named(title=typed)


class DocumentReader:
    """Reads what names a document of this case; `text` is that of the document that is begun.

    Where none `begins`, a link or a title that is not recorded is refused.
    """

    def __init__(self, case: CaseFile, begins: bool = True) -> None:
        self._case, self._begins = case, begins
        self.text = ""
        #: The documents that are like the last one looked for, which is asked about often.
        self._alike: tuple[tuple[str, str], tuple[DocumentTitle, ...]] = (("", ""), ())

    def read(self, text: str) -> Outcome:
        """The document a text names, or the question which one; Refused for an unknown code."""
        typed = " ".join(text.split())
        if len(typed) > LONGEST_LINE:
            raise Refused(_("The text is too long for one line."))
        name = named(typed)
        if name.code:
            return _recorded(document_titles.by_code(self._case, name.code))
        if not typed.removeprefix(NEW).strip():
            return Reading({})
        begun = _("new document") if name.url else _("new document with this title")
        new = Reading({}, begun, {"document": f"{NEW} {name.url or name.title}"})
        if typed.startswith(NEW):
            return new
        alike = self._like(name)
        if not alike and not self._begins:
            raise Refused(_("No document with this link or title is recorded."))
        if alike:
            words = _("Recorded before:") if name.url else _("Which document?")
            return WhichDocument(words, tuple(map(_offered, alike)), new)
        return new

    def forget(self) -> None:
        """The case has changed."""
        self._alike = (("", ""), ())

    def _like(self, name: Named) -> tuple[DocumentTitle, ...]:
        """Documents with this link, with words of this title, or with nearly the same text."""
        key = (name.url or name.title, self.text)
        if self._alike[0] != key:
            matches = document_matches.matches(self._case, Document(url=name.url, text=self.text))
            codes = [match.document.code for match in matches if not match.document.withdrawn]
            titles = [document_titles.by_code(self._case, code) for code in codes[:_MOST]]
            if name.title:
                titles += document_titles.by_words(self._case, name.title, _MOST)
            self._alike = (key, tuple(dict.fromkeys(titles))[:_MOST])
        return self._alike[1]


def description(document: DocumentTitle) -> str:
    """A document in one line: what it is called, its source, its day, how much was read from it."""
    day = labels.as_of(document.published) if document.published else ""
    records = ngettext("{count} record", "{count} records", document.taken).format(
        count=document.taken
    )
    return " · ".join(filter(None, (document.title, document.source, day, records)))


def _recorded(document: DocumentTitle) -> Reading:
    return Reading({"document": document.code}, description(document))


def _offered(document: DocumentTitle) -> Reading:
    words = _("{code} · {title}").format(code=document.code, title=description(document))
    return Reading({"document": document.code}, words, {"document": document.code})
