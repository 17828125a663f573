"""What is odd about an entry: asked once before it is saved, and saved as typed with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import entry_doubts
from kharkiv_tracker.intake.entry_doubts import Doubt
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.confirmed_doubts import Confirmation


class OddValues:
    """`label` names a field, and `go_to` goes back to it, given its name."""

    def __init__(self, label: Callable[[str], str], go_to: Callable[[str], object]) -> None:
        self._label, self._go_to = label, go_to
        self._confirmed: frozenset[Doubt] = frozenset()
        self._reason = ""
        #: The field of what is asked about first; "" before anything is.
        self.first = ""

    def ask_about(self, case: CaseFile, entries: Entries) -> list[Asked]:
        """One question about all that is odd in these entries, as `ask`."""
        return self.ask([doubt for _path, doubt in entry_doubts.of_entries(case, entries)])

    def ask(self, doubts: Sequence[Doubt]) -> list[Asked]:
        """One question about all that is odd and not confirmed; none for nothing."""
        if self._confirmed.issuperset(doubts):
            # What was corrected since is not odd any more.
            self._confirmed &= set(doubts)
            return []
        self.first = doubts[0].field
        fields = list(dict.fromkeys(doubt.field for doubt in doubts))
        corrections = [_("correct “{field}”").format(field=self._label(name)) for name in fields]

        def choose(number: int) -> bool:
            if number < len(fields):
                self._go_to(fields[number])
                return True
            self._confirmed = frozenset(doubts)
            return False

        return [
            Asked(
                _("Unusual"),
                "\n".join(dict.fromkeys(doubt.sentence for doubt in doubts)),
                (*corrections, _("save as typed")),
                choose,
                self._keep_reason,
            )
        ]

    @property
    def confirmation(self) -> Confirmation | None:
        """What was confirmed and why; None where nothing was asked."""
        if not self._confirmed:
            return None
        # Sorted, since it is stored.
        sentences = sorted({doubt.sentence for doubt in self._confirmed})
        checked = _("Checked: {what}").format(what=" ".join(sentences))
        kinds = frozenset(doubt.flag for doubt in self._confirmed if doubt.flag)
        return Confirmation(kinds, self._reason or checked)

    def reason(self, usual: str) -> str:
        """The reason of the edit that saves it: that of the confirmation, else the usual one."""
        return self.confirmation.reason if self.confirmation else usual

    def start_next(self) -> None:
        """Nothing is confirmed of the next entry."""
        self._confirmed, self._reason = frozenset(), ""

    def _keep_reason(self, words: str) -> None:
        self._reason = words
