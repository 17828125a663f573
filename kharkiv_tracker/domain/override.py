"""The reason for which a flag was dismissed."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.i18n import N_, NP_


@dataclass(frozen=True, slots=True)
class Override:
    """Why a doubt about a record is looked at no longer; `key` names the very doubt."""

    subject: str = declared(Kind.RECORD, NP_("field", "Record"), automatic=True)
    kind: FindingKind | None = declared(
        Kind.WORD, NP_("field", "Flag"), default=None, of=FindingKind, automatic=True
    )
    key: str = declared(Kind.LINE, automatic=True)
    reason: str = declared(
        Kind.LINE,
        NP_("field", "Reason"),
        help=Help(
            N_("Why something is changed, for later readers of the history."),
            N_("what was changed: the history shows it."),
            (N_("the OVA corrected itself on 20 August"),),
        ),
    )
