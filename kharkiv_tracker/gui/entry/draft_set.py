"""The drafts of both forms: saved while typing, offered when the case is opened again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.form_draft import Draft, DraftWriter
from kharkiv_tracker.gui.entry.forms import ReportForm
from kharkiv_tracker.store.case_file import CaseFile

#: Answers to the question what to do with a draft; any other leaves it for later.
RESTORE, DISCARD = "restore", "discard"


class DraftSet(QObject):
    """`code_of` returns the code of the incident a form updates; it is saved with the draft.

    `update` makes the report one of the incident of a code.
    """

    failed = Signal(str)

    def __init__(
        self,
        case: CaseFile,
        forms: tuple[Form, ...],
        code_of: Callable[[Form], str],
        update: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._case, self._forms = case, forms
        self._code_of, self._update = code_of, update
        self._drafts = {
            form.name: DraftWriter(case, form.name, partial(self.content, form), self)
            for form in forms
        }
        for draft in self._drafts.values():
            draft.failed.connect(self.failed)
        for form in forms:
            form.edited.connect(self._drafts[form.name].note)
            for field in form.fields.values():
                field.window_left.connect(self._drafts[form.name].flush)

    def note(self, form: Form) -> None:
        """Note a change that is not in a field."""
        self._drafts[form.name].note()

    def flush(self) -> bool:
        """Save all unsaved drafts; False if one could not be saved."""
        written = [draft.flush() for draft in self._drafts.values()]
        return all(written)

    def clear(self, form: Form) -> None:
        """Delete the draft: the entry was saved or discarded."""
        self._drafts[form.name].clear()

    def take_over(self, previous: DraftSet) -> None:
        """Continue with the texts and the drafts of forms that are replaced."""
        previous.flush()
        for form, old_form in zip(self._forms, previous._forms, strict=True):
            form.restore(old_form.texts(), old_form.pinned)
            self._drafts[form.name].resume(previous._drafts[old_form.name].key)
            if not form.is_blank():
                # It may be another case file.
                self.note(form)
            form.is_remark = old_form.is_remark

    def offer(self, ask: Callable[[str, str], str]) -> list[Form]:
        """Ask about every draft of the case; returns the forms restored, each from one draft."""
        restored: list[Form] = []
        for draft in map(_with_document, form_draft.load_all(self._case)):
            form = next((form for form in self._forms if form.name == draft.form), None)
            if form is None or form in restored or not form.is_blank():
                continue
            answer = ask(draft.time, draft.excerpt)
            if answer == DISCARD:
                form_draft.put_aside(self._case, draft)
            elif answer == RESTORE:
                self._restore(form, draft)
                self._drafts[form.name].resume(draft.key)
                restored.append(form)
        return restored

    def keep(self) -> frozenset[str]:
        """Save all that is in the forms, also what was only carried over; the keys of the drafts.

        Raises TrackerError where that cannot be done.
        """
        for form, draft in zip(self._forms, self._drafts.values(), strict=True):
            draft.write()
            if form.is_blank() and any(form.texts().values()):
                draft.keep({**self._content(form), "carried": True})
        return frozenset(draft.key for draft in self._drafts.values()) - {""}

    def resume(self, keys: Collection[str]) -> None:
        """Continue with these drafts, each in its form, which is blank."""
        for draft in map(_with_document, form_draft.load_all(self._case)):
            if draft.key in keys and draft.form in self._drafts:
                form = self.form_of(draft)
                self._restore(form, draft)
                if draft.is_carried:
                    form.carry()
                    form_draft.discard(self._case, draft.key)
                else:
                    self._drafts[form.name].resume(draft.key)

    def discard(self, form: Form) -> bool:
        """Put what is typed on the shelf of discarded entries; whether there was something."""
        return self._drafts[form.name].discard()

    def form_of(self, draft: Draft) -> Form:
        """The form that a draft is of."""
        return next(form for form in self._forms if form.name == draft.form)

    def bring_back(self, draft: Draft) -> None:
        """Type a discarded entry again in its form, which is blank."""
        form = self.form_of(draft)
        self._restore(form, draft)
        self._drafts[form.name].take_from_shelf(draft)

    def content(self, form: Form) -> dict[str, Any] | None:
        """The content of a draft of this form; None for a blank form."""
        return None if form.is_blank() else self._content(form)

    def _content(self, form: Form) -> dict[str, Any]:
        content = {
            "fields": form.texts(),
            "code": self._code_of(form),
            "pinned": list(form.pinned),
        }
        return {**content, "remark": True} if form.is_remark else content

    def _restore(self, form: Form, draft: Draft) -> None:
        form.restore(draft.fields, draft.pinned)
        form.is_remark = draft.is_remark
        if draft.code and isinstance(form, ReportForm):
            self._update(draft.code)


def _with_document(draft: Draft) -> Draft:
    """A draft of a version before documents: its link is where the form begins now."""
    fields = dict(draft.fields)
    if link := fields.get("url", ""):
        fields["document"] = fields.get("document") or link
        fields["url"] = ""
    return replace(draft, fields=fields)
