"""A case that is not known on this computer: open read-only, on a private copy of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import case_identity, journal_recovery, private_copy
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.open_checks import CaseDamaged, PassphraseNeeded

Step = Callable[[], object]


class StrangerCase:
    """The `case` of a file at `origin`, which is not changed, not locked and not opened itself."""

    def __init__(self, origin: Path, passphrase: str | None, step: Step = tuple) -> None:
        """Copy and open it; raises CaseUnavailable, which names the file itself."""
        self.origin = origin.absolute()
        self._copy = private_copy.PrivateCopy(self.origin, step)
        try:
            with self._named():
                self.case = self._opened(passphrase, step)
        except BaseException:
            self._copy.remove()
            raise

    def has_changed(self, step: Step = tuple) -> bool:
        """Whether the file, or its journal, is another than when it was copied."""
        return private_copy.digest_of(self.origin, step) != self._copy.digest

    def make_known(self) -> None:
        """Note that it was taken over: from now on its file is opened itself."""
        case_identity.make_known(self.case.db)

    def remove(self) -> None:
        """Remove the copy, once the case is closed."""
        self._copy.remove()

    def _opened(self, passphrase: str | None, step: Step) -> CaseFile:
        copy = self._copy.path
        reason = _(
            "This case file is new on this computer. It is open read-only, on a copy, until you "
            "check it and take it over."
        )
        if recovery := journal_recovery.recover(copy, passphrase, read_only=False, step=step):
            if recovery.notice:
                without = _("Changes next to this case file do not match it and are not shown.")
                reason = f"{reason} {without}"
            else:
                # To close it puts the journal into the copy.
                connect(copy, passphrase).close()
        return CaseFile.open(copy, passphrase, step=step, reason=reason)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """What is said of the copy is said of the file."""
        try:
            yield
        except CaseDamaged as damaged:
            raise CaseDamaged(self.origin, damaged.what) from None
        except CaseUnavailable as error:
            kind = PassphraseNeeded if isinstance(error, PassphraseNeeded) else CaseUnavailable
            sentence = error.sentence.replace(str(self._copy.path), str(self.origin))
            raise kind(sentence) from None
