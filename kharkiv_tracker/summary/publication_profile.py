"""What a version of the page shows of names, sources and notes: for the public or the team."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kharkiv_tracker import labels
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.summary_request import Redaction
from kharkiv_tracker.summary.text_redaction import TextRedactor

if TYPE_CHECKING:
    from kharkiv_tracker.summary.summary_data import IncidentData


@dataclass(frozen=True, slots=True)
class Redactor:
    """Redacts texts and reports for one version."""

    redaction: Redaction
    texts: TextRedactor = field(default_factory=TextRedactor, repr=False)

    @classmethod
    def of(cls, redaction: Redaction, *incidents: IncidentData) -> Redactor:
        """For texts of these incidents."""
        if redaction is not Redaction.PUBLIC:
            return cls(redaction)
        return cls(
            redaction,
            TextRedactor(
                (name for incident in incidents for name in incident.names),
                (name for incident in incidents for name in incident.confidential),
            ),
        )

    @property
    def is_public(self) -> bool:
        return self.redaction is Redaction.PUBLIC

    def text(self, typed: str) -> str:
        """A typed text; for the public without names, links and points."""
        return self.texts.redacted(typed) if self.is_public else typed

    def report(self, report: Report) -> Report:
        """The report with a speaker and a source that may be named."""
        if not self.is_public:
            open_source = replace(report.source, confidential=False, consent=None)
            return replace(report, confidential=False, source=open_source)
        if report.is_confidential:
            hidden = Source(confidential=True)
            return replace(
                report, speaker=Speaker(), source=hidden, quote="", url="", archive_url=""
            )
        return replace(
            report,
            speaker=Speaker(office=self.text(report.speaker.office)),
            source=Source(kind=report.source.kind),
            quote=self.text(report.quote),
            url="",
            archive_url="",
        )

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
        """Where it was read: a kind for the public, a name and a kind for the team."""
        printed = self.report(report).source
        kind = labels.word(printed.kind) if printed.kind else _("kind not stated")
        if self.is_public:
            return "" if report.is_confidential else kind
        rated = f" {printed.reliability.value}" if printed.reliability else ""
        return ", ".join(part for part in (printed.name, f"{kind}{rated}") if part)

    def speaks(self, speaker: Speaker, source: Source) -> str:
        """Who made an official statement: an office for the public, a person too for the team."""
        if self.is_public:
            named = self.text(speaker.office) if source.may_be_named else ""
        else:
            named = str(speaker) or source.name
        if not named and source.may_be_named and source.kind:
            named = labels.word(source.kind)
        return named or _("speaker not named")
