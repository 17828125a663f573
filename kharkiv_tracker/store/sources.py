"""The case's sources and speakers, those most relied on first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import records
from kharkiv_tracker.store.states import source_of, speaker_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def sources(case: CaseFile) -> tuple[Source, ...]:
    """Every source, the most used first."""
    where = "ORDER BY (SELECT count(*) FROM reports WHERE source = sources.uid) DESC, id"
    return tuple(source_of(state) for _uid, state in records.states(case.db, "source", where))


def speakers(case: CaseFile) -> tuple[Speaker, ...]:
    """Every speaker, the most quoted first."""
    where = "ORDER BY (SELECT count(*) FROM reports WHERE speaker = speakers.uid) DESC, id"
    return tuple(speaker_of(state) for _uid, state in records.states(case.db, "speaker", where))
