"""One draft of a form, saved in the case file within a second of typing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kharkiv_tracker import labels
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import drafts
from kharkiv_tracker.store.case_file import CaseFile

#: The form names of drafts of corrections and of pasted texts, which no form of the panel has.
CORRECTION, PASTE = "edit", "paste"
ELSEWHERE = frozenset((CORRECTION, PASTE))
#: Written when the typing rests this long, and under steady typing after the second time: on a
#: busy computer too no more than a second is lost.
_REST, _LONGEST = 400, 700
#: What fields were called by earlier versions, whose drafts may still lie in a case file.
_RETIRED = {"weapon": "weapons", "link": "url", "archive": "archive_url"}
_EXCERPT_FIELDS = ("when", "area", "where", *COUNTED, "document", "source", "quote")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft saved in the case file: its form, its incident and its fields.

    `is_remark` is one on the victims of that incident. `is_carried`: its texts were not typed but
    carried over from the last entry.
    """

    key: str
    form: str
    code: str
    fields: dict[str, str]
    pinned: tuple[str, ...]
    at: datetime
    is_remark: bool = False
    is_carried: bool = False

    @property
    def content(self) -> dict[str, Any]:
        """What is stored of it."""
        content = {"fields": self.fields, "code": self.code, "pinned": list(self.pinned)}
        marks = {"remark": self.is_remark, "carried": self.is_carried}
        return {**content, **{name: True for name, is_set in marks.items() if is_set}}

    @property
    def excerpt(self) -> str:
        """The first fields of the draft, shown when asking what to do with it."""
        texts = [" ".join(self.fields.get(name, "").split()) for name in _EXCERPT_FIELDS]
        text = " · ".join(text for text in (self.code, *texts) if text)
        return text if len(text) <= 120 else f"{text[:119]}…"

    @property
    def time(self) -> str:
        return labels.zoned(labels.date_time(self.at))


class DraftWriter(QObject):
    """Saves one form's text. `content` returns it, or None for a blank form."""

    failed = Signal(str)

    def __init__(
        self,
        case: CaseFile,
        form: str,
        content: Callable[[], dict[str, Any] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._case, self._form, self._content = case, form, content
        self._key = ""
        self._changed = False
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._longest = QTimer(self, singleShot=True, interval=_LONGEST)
        for timer in (self._rest_timer, self._longest):
            timer.timeout.connect(self.flush)

    @property
    def key(self) -> str:
        """The key of the saved draft; "" while none is saved."""
        return self._key

    def note(self) -> None:
        """Something was typed."""
        self._changed = True
        self._rest_timer.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> bool:
        """Save unsaved changes; False if that failed."""
        try:
            self.write()
        except TrackerError as error:
            self.failed.emit(_("Could not save the draft. {why}").format(why=error.brief))
            return False
        return True

    def write(self) -> None:
        """Save unsaved changes; raises TrackerError if that fails."""
        self._rest_timer.stop()
        self._longest.stop()
        if not self._changed:
            return
        content = self._content()
        if content is not None:
            self.keep(content)
        elif self._key:
            discard(self._case, self._key)
        self._changed = False

    def keep(self, content: dict[str, Any]) -> None:
        """Save this content at once."""
        self._key = self._key or f"{self._form}/{datetime.now(UTC).isoformat()}"
        drafts.save(self._case, self._key, content)

    def clear(self) -> None:
        """Delete the draft: the entry was saved or discarded."""
        self._rest_timer.stop()
        self._longest.stop()
        self._changed = False
        if self._key:
            discard(self._case, self._key)
        self._key = ""

    def discard(self) -> bool:
        """Put what is typed on the shelf of discarded entries; whether there was something."""
        content = self._content()
        if content is not None:
            shelve(self._case, self._form, content)
        self.clear()
        return content is not None

    def take_from_shelf(self, draft: Draft) -> None:
        """What the form holds now was this discarded entry."""
        self.note()
        # Only what is written elsewhere leaves the shelf.
        if self.flush():
            discard(self._case, draft.key)

    def resume(self, key: str) -> None:
        """What the form holds now is this draft."""
        self._key = key


def load_all(case: CaseFile) -> list[Draft]:
    """The drafts of the case, oldest first; unreadable ones are skipped."""
    return [draft for row in drafts.load_all(case) if (draft := _read(row))]


def load_discarded(case: CaseFile) -> list[Draft]:
    """The discarded drafts of the case, newest first."""
    return [draft for row in drafts.discarded(case) if (draft := _read(row))]


def _read(row: drafts.Draft) -> Draft | None:
    fields, pins = row.content.get("fields"), row.content.get("pinned", [])
    if not isinstance(fields, dict) or not isinstance(pins, list):
        return None
    texts = {_RETIRED.get(str(name), str(name)): str(text) for name, text in fields.items()}
    pinned = tuple(_RETIRED.get(name, name) for name in map(str, pins))
    code = str(row.content.get("code", ""))
    marks = (row.content.get(name) is True for name in ("remark", "carried"))
    return Draft(row.form, drafts.form_of(row.form), code, texts, pinned, row.at, *marks)


def form_of(key: str) -> str:
    """The form that the draft of a key is of."""
    return drafts.form_of(key)


def shelve(case: CaseFile, form: str, content: dict[str, Any]) -> None:
    """Put what a form holds on the shelf; where the file cannot be written nothing can be kept."""
    with suppress(TrackerError):
        drafts.shelve(case, form, content)


def put_aside(case: CaseFile, draft: Draft) -> None:
    """Move a draft to the shelf of discarded entries."""
    shelve(case, draft.form, draft.content)
    discard(case, draft.key)


def discarded_sentence() -> str:
    """That what was discarded can be had back, and where."""
    return _("Discarded. To have it back, choose “Discarded entries” in the menu Record.")


def discard(case: CaseFile, key: str) -> None:
    """Delete a draft; one that cannot be deleted is offered again later."""
    try:
        drafts.discard(case, key)
    except TrackerError:
        return
