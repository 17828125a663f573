"""What an entry leaves open when it is to be saved: readings, the same incident?, what is odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.outcome import Question

if TYPE_CHECKING:
    from kharkiv_tracker.gui.entry.panel import EntryPanel

#: What a report may be that gives far less than its incident has, likeliest first.
_ROLES: Mapping[Role, str] = {
    Role.SETTLING: N_("a correction: it replaces earlier ones"),
    Role.PARTIAL: N_("a part only"),
    Role.RETOLD: N_("a look-back"),
    Role.UPDATE: N_("an update as it is"),
}


def of(panel: EntryPanel) -> list[Asked]:
    """Every question that is open, in the order in which they are asked."""
    asked = [
        _about_text(panel, field, question)
        for field in panel.form.open_questions
        if (question := field.question)
    ]
    if panel.form is panel.report:
        panel.update_target.update()
        asked += [*_same_incident(panel), *_kind_of_report(panel)]
    return asked


def _about_text(panel: EntryPanel, field: Field, question: Question) -> Asked:
    answers = question.answers
    return Asked(
        _("{field}: {text}").format(field=field.label, text=field.text().strip()),
        question.words,
        question.labels,
        lambda number: panel.form.answer(answers[number]),
    )


def _same_incident(panel: EntryPanel) -> Iterator[Asked]:
    offers = panel.update_target.offers
    if not offers:
        return
    updates = [
        _("an update of {title}").format(
            title=_("{when}: {title}").format(when=match.when, title=match.title)
        )
        for match, _change in offers
    ]

    def choose(number: int) -> None:
        if number < len(offers):
            panel.add_to(offers[number][0].code)
        elif number == len(offers):
            panel.make_new_incident()
        else:
            panel.update_target.decline()

    answers = (*updates, _("another strike"), _("not said: a new incident for now"))
    yield Asked(_("Report"), _("The same incident?"), answers, choose)


def _kind_of_report(panel: EntryPanel) -> Iterator[Asked]:
    falls = panel.update_target.large_falls()
    if falls:
        words = f"{' '.join(falls.values())} {_('Which kind of report is it?')}"
        roles = tuple(_ROLES)
        yield Asked(
            panel.report.fields["role"].label,
            words,
            tuple(map(_, _ROLES.values())),
            lambda number: panel.report.set_role(roles[number]),
        )
