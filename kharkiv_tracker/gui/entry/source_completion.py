"""Completion of sources, offices and persons from the records of the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.intake.name_completion import Names
from kharkiv_tracker.intake.name_phrases import name_phrases
from kharkiv_tracker.store import source_usage
from kharkiv_tracker.store.case_file import CaseFile

_T = TypeVar("_T")
_WHO = ("speaker", "office")


class SourceCompletion:
    """Names to complete from, and the fields that follow from a name or a link."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._sources = [row.source for row in source_usage.listed(case)]
        self._speakers = list(source_usage.speakers(case))
        self._hosts: dict[str, str] = {}
        #: The people and offices that the document of each form names, by the name of the form.
        self._in_text: dict[str, tuple[str, ...]] = {}
        self._arrange()

    def add(self, entries: Entries) -> None:
        """Add the sources and speakers of saved entries as the last used."""
        for report in (report for incident in entries.incidents for report in incident.reports):
            self._add(report.source, report.speaker, report.url)
        for statement in entries.statements:
            self._add(statement.source, statement.speaker, statement.url)
        for entry in entries.documents:
            self._add(entry.document.source, Speaker(), entry.document.url)
        self._arrange()

    def _add(self, source: Source, speaker: Speaker, link: str) -> None:
        if source.name and source not in self._sources:
            self._sources.insert(0, source)
        if str(speaker) and speaker not in self._speakers:
            self._speakers.insert(0, speaker)
        if host := host_of(link):
            self._hosts[host] = source.name

    def source(self, name: str) -> Source | None:
        """The source with this name, None unless it is the only one."""
        matches = self._by_name.get(fold(name), [])
        return matches[0] if len(matches) == 1 else None

    def office_of(self, person: str) -> str:
        return _alone(self._offices.get(fold(person), ()))

    def person_of(self, office: str) -> str:
        return _alone(self._persons.get(fold(office), ()))

    def source_of(self, link: str) -> str:
        """The source that links to this host were most often taken from."""
        host = host_of(link)
        if host and host not in self._hosts:
            self._hosts[host] = source_usage.of_host(self._case, host)
        return self._hosts.get(host, "")

    def names(self, name: str) -> Names | None:
        """The names that a field completes; None where it completes none."""
        return self._names.get(name)

    def complete(self, form: Form) -> None:
        """Set the names that the fields of a form complete."""
        in_text = self._in_text.get(form.name, ())
        for name, names in self._names.items():
            if name in form.fields:
                more = in_text if name in _WHO else ()
                form.text_field(name).set_names(names.followed_by(more) if more else names)

    def read(self, form: Form, text: str) -> None:
        """Complete speakers and offices from those in the text of the document, too."""
        phrases = name_phrases(text)
        if phrases != self._in_text.get(form.name, ()):
            self._in_text[form.name] = phrases
            self.complete(form)

    def fill(self, form: Form, changed: str) -> None:
        """Prefill the fields that follow from the changed one."""
        text = form.fields[changed].text().strip()
        if changed == "source":
            source = self.source(text)
            kind = labels.word(source.kind) if source and source.kind else ""
            form.text_field("source_kind").fill(kind)
        elif changed == "speaker":
            form.text_field("office").fill(self.office_of(text))
        elif changed == "office" and not form.text_field("office").prefilled:
            form.text_field("speaker").fill(self.person_of(text))
        elif changed in ("url", "document") and (name := self.source_of(text)):
            form.text_field("source").fill(name)

    def _arrange(self) -> None:
        self._by_name = _grouped(
            (fold(source.name), source) for source in self._sources if source.name
        )
        self._offices = _grouped((fold(s.person), s.office) for s in self._speakers if s.person)
        self._persons = _grouped((fold(s.office), s.person) for s in self._speakers if s.office)
        used = [source.kind for source in self._sources if source.kind]
        self._names = {
            "source": Names(source.name for source in self._sources),
            "source_kind": Names(map(labels.word, (*used, *SourceKind))),
            "speaker": Names(speaker.person for speaker in self._speakers),
            "office": Names(speaker.office for speaker in self._speakers),
            "language": Names(languages.of_sources()),
        }


def host_of(link: str) -> str:
    """The host of a link; "" where it is not a link."""
    try:
        return urlsplit(link.strip()).netloc.casefold()
    except ValueError:
        return ""


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        if value not in groups.setdefault(key, []):
            groups[key].append(value)
    return groups


def _alone(names: Iterable[str]) -> str:
    values = list(names)
    return values[0] if len(values) == 1 else ""
