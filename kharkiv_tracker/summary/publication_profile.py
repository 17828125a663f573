"""What a version of the page shows of names, sources and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.open_names import OpenNames
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.summary_request import SummaryRequest

if TYPE_CHECKING:
    from kharkiv_tracker.summary.summary_data import IncidentData

#: What is shown of an account that is confidential, beside its numbers and times.
_HIDDEN: Mapping[str, Any] = {
    "speaker": Speaker(),
    "source": Source(confidential=True),
    **dict.fromkeys(("quote", "url", "archive_url"), ""),
}


@dataclass(frozen=True, slots=True)
class Redactor:
    """Redacts texts, reports and official totals for one version."""

    profile: Profile
    texts: TextRedactor = field(default_factory=TextRedactor, repr=False)
    names: OpenNames = open_names.NOTHING
    quotes: bool = False

    @classmethod
    def of(cls, request: SummaryRequest, *incidents: IncidentData) -> Redactor:
        """For texts of these incidents."""
        profile = request.profile
        if profile.is_internal:
            return cls(profile, quotes=True)
        return cls(
            profile,
            TextRedactor(
                (name for incident in incidents for name in incident.hidden_names(profile)),
                (name for incident in incidents for name in incident.hidden_sources(profile)),
            ),
            OpenNames.together(incident.names for incident in incidents),
            request.quotes and profile is Profile.OPEN,
        )

    @property
    def is_internal(self) -> bool:
        return self.profile.is_internal

    @property
    def is_open(self) -> bool:
        return self.profile is Profile.OPEN

    def text(self, typed: str) -> str:
        """A typed text; for others than the team without names, links and points."""
        return typed if self.is_internal else self.texts.redacted(typed)

    def report(self, report: Report) -> Report:
        """The report with a speaker and a source that may be named."""
        if self.is_internal:
            open_source = replace(report.source, confidential=False, consent=None)
            return replace(
                report, confidential=False, document_confidential=False, source=open_source
            )
        return replace(report, **self.cited(report))

    def cited(self, account: Report | Statement) -> dict[str, Any]:
        """The fields of a report or official total, for others, as far as it may be cited."""
        if not self.shows(account):
            return dict(_HIDDEN)
        links = self.is_open and open_names.key(account) in self.names.links
        return {
            "speaker": self._speaker(account, account.speaker),
            "source": self._source(account.source),
            "quote": self.text(account.quote) if self.quotes else "",
            "url": account.url if links else "",
            "archive_url": account.archive_url if links else "",
        }

    def shows(self, account: Report | Statement) -> bool:
        """Whether something of its source is named."""
        return open_names.is_shown(account, self.profile, self.names)

    def who(self, report: Report) -> str:
        """Whom the report quotes."""
        printed = self.report(report)
        if printed.is_confidential:
            return _("Confidential source")
        named = labels.speaker(printed.speaker)
        if report.is_confidential:
            return _("{name} (confidential)").format(name=named)
        return named

    def source(self, report: Report) -> str:
        """Where it was read: a kind, with the name where that is shown."""
        printed = self.report(report).source
        kind = labels.word(printed.kind) if printed.kind else _("kind not stated")
        if not self.is_internal:
            if not self.shows(report):
                return ""
            return ", ".join(part for part in (printed.name, kind) if part)
        rated = f" {printed.reliability.value}" if printed.reliability else ""
        return ", ".join(part for part in (printed.name, f"{kind}{rated}") if part)

    def speaks(self, statement: Statement) -> str:
        """Who made an official statement: an office, and the person where that is shown."""
        source = statement.source
        if self.is_internal:
            named = str(statement.speaker) or source.name
        else:
            shown = self.shows(statement)
            named = str(self._speaker(statement, statement.speaker)) if shown else ""
            if shown and self.is_open:
                named = named or source.name
        if not named and source.kind and (self.is_internal or self.shows(statement)):
            named = labels.word(source.kind)
        return named or _("speaker not named")

    def _speaker(self, account: Report | Statement, speaker: Speaker) -> Speaker:
        is_named = self.is_open and open_names.key(account) in self.names.speakers
        return Speaker(speaker.person if is_named else "", self.text(speaker.office))

    def _source(self, source: Source) -> Source:
        return Source(source.name if self.is_open else "", source.kind)
