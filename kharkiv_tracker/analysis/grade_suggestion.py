"""The grade suggested from the speakers of the reports; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Reliability, SourceKind
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_

#: Reliability at which a source by itself establishes nothing.
_UNRELIABLE = frozenset({Reliability.D, Reliability.E})
_SEVERAL = 2


class Basis(Word):
    """What a suggestion rests on."""

    SEVERAL_SPEAKERS = (
        "two or more independent speakers",
        NP_("suggestion", "two or more independent speakers"),
    )
    ONE_SPEAKER = "a single speaker", NP_("suggestion", "a single speaker")
    NOBODY_NAMED = "nobody is named who says so", NP_("suggestion", "no speaker named")
    NOTHING_REPORTED = (
        "nothing is reported",
        NP_("suggestion", "no reports, or only from unreliable sources"),
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The suggested grade, None where nothing is suggested, and the speakers.

    Only Fair and Weak are ever suggested: who is responsible, whether anyone denies it and whether
    those harmed were civilians is for a person to judge.
    """

    grade: Grade | None
    speakers: tuple[str, ...]
    basis: Basis


def suggest(reports: Iterable[Report], offices: Offices) -> Suggestion:
    """A grade from the number of independent speakers; reports with the offices the case knows.

    An office is one speaker however many outlets quote it, and under all its names. Two official
    offices suggest Fair, and so do an office and a witness; witnesses among themselves, people of
    no known office, unofficial offices such as those of another party, and posts whose author
    speaks only for themselves do not make a second speaker. Without a named speaker nothing is
    suggested. Sources of reliability D or E establish nothing.
    """
    reliable = [
        report
        for report in reports
        if not report.withdrawn and report.source.reliability not in _UNRELIABLE
    ]
    official: dict[str, str] = {}
    others: dict[str, str] = {}
    for report in reliable:
        speaker, voice = report.speaker, offices.voice(report)
        if speaker.office and voice.is_official:
            official.setdefault(voice.key, speaker.office)
        elif name := speaker.office or speaker.person:
            others.setdefault(voice.key, name)
    has_witness = any(
        report.source.kind is SourceKind.WITNESS and not report.speaker.office
        for report in reliable
    )
    speakers = tuple({**official, **others, **official}.values())
    if len(official) + (has_witness and bool(official)) >= _SEVERAL:
        return Suggestion(Grade.FAIR, speakers, Basis.SEVERAL_SPEAKERS)
    if speakers or has_witness:
        return Suggestion(Grade.WEAK, speakers, Basis.ONE_SPEAKER)
    return Suggestion(None, (), Basis.NOBODY_NAMED if reliable else Basis.NOTHING_REPORTED)
