"""Flags that a person confirmed when saving: dismissed in the same edit, with the reason given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.store import work_queue
from kharkiv_tracker.store.edit import Edit

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was odd and is right: the kinds of its flags, and why, in words."""

    kinds: frozenset[FindingKind]
    reason: str


class Confirmed:
    """Begun before an edit writes anything, so that what was flagged already stays flagged.

    `corrected` is the id of the report that the edit corrects: what was flagged of it is past.
    """

    def __init__(
        self,
        case: CaseFile,
        confirmation: Confirmation,
        codes: Collection[str],
        corrected: str = "",
    ) -> None:
        self._case, self._confirmation, self._corrected = case, confirmation, corrected
        self._before = {code: self._flags(code) for code in codes}

    def dismiss(self, edit: Edit, codes: Collection[str]) -> None:
        """Dismiss what the edit newly raises about these incidents, as far as it was confirmed."""
        if not self._confirmation.kinds:
            return
        # The flags are those of what is written so far.
        edit.finish()
        for code in codes:
            before = self._before.get(code, [])
            keys = {flag.key for flag in before}
            open_reports = {uid for flag in before if not flag.aside for uid in _reports(flag)}
            open_reports.discard(self._corrected)
            for flag in self._flags(code):
                if not flag.aside and flag.key not in keys and not open_reports & _reports(flag):
                    work_queue.set_aside(edit, code, flag.kind, flag.key, self._confirmation.reason)

    def _flags(self, code: str) -> list[Finding]:
        flags = work_queue.findings(self._case, code, aside=True)
        return [flag for flag in flags if flag.kind in self._confirmation.kinds]


def _reports(flag: Finding) -> set[str]:
    return set(flag.content.get("reports", ()))
