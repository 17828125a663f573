"""Edits of a person: each opens its dialog if needed, makes one edit, or shows why not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.dialogs.person_dialog import PersonContext
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, person_groups, person_pairs, person_records
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.name_erasure import PurgeResult, purge
from kharkiv_tracker.store.person_records import ListedPerson


class PersonEdits:
    """Each method takes the code of an incident or of a person, `KHT-…-01/P1`."""

    def __init__(self, session: Session, gazetteer: Gazetteer, parent: QWidget) -> None:
        self._session, self._gazetteer, self._parent = session, gazetteer, parent

    def run_edit(self, reason: str, change: Callable[[Edit], object]) -> bool:
        """Make one edit; if it is refused, show why and that nothing was changed."""
        try:
            self._session.edit(reason, change)
        except TrackerError as error:
            standard_dialogs.show_message(
                self._parent, _("{problem} Nothing was changed.").format(problem=error.brief)
            )
            return False
        return True

    def add_person(self, code: str) -> None:
        """Add a person to an incident."""
        context = self._person_context(code)
        answer = prompts.ask_person(self._parent, _("Add person"), Person(), context)
        if answer is None:
            return

        def add(edit: Edit) -> None:
            person = person_records.add(edit, code, answer.person)
            if answer.death_report:
                person_records.set_death_report(edit, person, answer.death_report)

        self.run_edit("person", add)

    def edit_person(self, code: str) -> None:
        """Correct the details of a person."""
        known = person_records.person(self._session.case, code)
        title = _("Edit {code}").format(code=code)
        context = self._person_context(code.partition("/")[0], code)
        answer = prompts.ask_person(self._parent, title, known, context)
        death = context.death_report
        if answer is None or (
            answer.person == known.as_published() and answer.death_report == death
        ):
            return

        def amend(edit: Edit) -> None:
            person_records.amend(edit, code, answer.person, known)
            if answer.death_report != death:
                person_records.set_death_report(edit, code, answer.death_report)

        self.run_edit("amend", amend)

    def join_person(self, code: str, other: str = "") -> None:
        """Join two records of one person; the other is chosen unless it is given."""
        if not other:
            own = self._listed(code.partition("/")[0])
            others = [*own, *self._suggested(code)]
            others = [listed for listed in others if listed.code != code]
            if not others:
                standard_dialogs.show_message(
                    self._parent,
                    _(
                        "No other record may be of the same person. To join any two records, "
                        "choose both in the register of names."
                    ),
                )
                return
            other = prompts.ask_same_person(self._parent, code, others) or ""
        if other:
            self.run_edit("join", lambda edit: person_groups.join(edit, code, other))

    def part_person(self, code: str) -> None:
        """Let a person be counted apart from the records it was joined with."""
        self.run_edit("apart", lambda edit: person_groups.part(edit, code))

    def mark_different(self, code: str, other: str) -> None:
        """Note for good that two records are of different people, with a reason."""
        reason = prompts.ask_reason(
            self._parent,
            _("Different people"),
            _("{one} and {other} are not suggested as the same person again.").format(
                one=code, other=other
            ),
            _("Mark as different"),
        )
        if reason is not None:
            self.run_edit(reason, lambda edit: person_groups.mark_different(edit, code, other))

    def unmark_different(self, code: str, other: str) -> None:
        """Let two records be suggested as one person again."""
        self.run_edit("take up", lambda edit: person_groups.unmark_different(edit, code, other))

    def purge_name(self, code: str) -> None:
        """Erase a person's name from every text of the case, including the history."""
        reason = prompts.ask_reason(
            self._parent,
            _("Erase name of {code}").format(code=code),
            _(
                "The name is erased from every text in the case file, including the history. "
                "This cannot be undone. The erasure itself stays recorded."
            ),
            _("Erase name"),
        )
        purged: list[PurgeResult] = []
        if reason is not None:
            self.run_edit(reason, lambda edit: purged.append(purge(edit, code)))
        if purged and purged[0].still:
            sentence = _("The name remains in places that cannot be erased: {places}.")
            standard_dialogs.show_message(
                self._parent, sentence.format(places="; ".join(purged[0].still))
            )

    def _person_context(self, incident: str, code: str = "") -> PersonContext:
        """What a person of an incident may refer to; `code` is that of one to be corrected."""
        case = self._session.case
        known = person_records.person(case, code) if code else Person()
        reports = tuple(r for r in incidents.reports(case, incident) if not r.withdrawn)
        same = {listed.person.uid: listed for listed in self._listed(incident)}
        for listed in self._suggested(code) if code else ():
            same.setdefault(listed.person.uid, listed)
        if known.same_as and known.same_as not in same:
            same |= {listed.person.uid: listed for listed in self._of([known.same_as])}
        documents = dict.fromkeys(filter(None, (known.document, *(r.document for r in reports))))
        return PersonContext(
            reports,
            tuple(listed for uid, listed in same.items() if uid != known.uid),
            person_records.death_report(case, known.uid) if code else "",
            incidents.incident(case, incident).event,
            tuple(documents),
            self._session.author,
        )

    def _listed(self, incident: str) -> tuple[ListedPerson, ...]:
        listed = person_records.listed(self._session.case, incident)
        return tuple(entry for entry in listed if not entry.person.withdrawn)

    def _suggested(self, code: str) -> tuple[ListedPerson, ...]:
        """The records of other incidents that may be of the same person."""
        incident = code_of(code).partition("/")[0]
        case = self._session.case
        uid = person_records.person(case, code).uid
        others = self._of(person_pairs.suggested(case.db).get(uid, []))
        return tuple(listed for listed in others if not listed.code.startswith(f"{incident}/"))

    def _of(self, uids: list[str]) -> list[ListedPerson]:
        return person_records.of_uids(self._session.case, uids)
