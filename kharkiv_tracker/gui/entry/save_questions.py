"""What an entry leaves open when it is to be saved: readings, the same incident?, what is odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.forms import ReportForm
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.gui.entry.update_target import UpdateTarget
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.outcome import Question

#: What a report may be that gives far less than its incident has, likeliest first.
_ROLES: Mapping[Role, str] = {
    Role.SETTLING: N_("a correction: it replaces earlier ones"),
    Role.PARTIAL: N_("part only"),
    Role.RETOLD: N_("a look-back"),
    Role.UPDATE: N_("an ordinary update"),
}


def about_texts(form: Form) -> list[Asked]:
    """What its texts ask, in the order of their fields."""
    fields = [(field, field.question) for field in form.open_questions]
    return [_about_text(form, field, question) for field, question in fields if question]


def about_report(
    report: ReportForm,
    target: UpdateTarget,
    add_to: Callable[[str], object],
    apart: Callable[[], None],
) -> list[Asked]:
    """Whether it is an update of what is offered, and its kind after a large fall.

    `add_to` makes it an update of the incident of a code, `apart` one of a new incident.
    """
    target.update()
    return [*_same_incident(target, add_to, apart), *_kind_of_report(report, target)]


def _about_text(form: Form, field: Field, question: Question) -> Asked:
    answers = question.answers
    return Asked(
        _("{field}: {text}").format(field=field.label, text=field.text().strip()),
        question.words,
        question.labels,
        lambda number: form.answer(answers[number]),
    )


def _same_incident(
    target: UpdateTarget, add_to: Callable[[str], object], apart: Callable[[], None]
) -> Iterator[Asked]:
    offers = target.offers
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
            add_to(offers[number][0].code)
        elif number == len(offers):
            apart()
        else:
            target.decline()

    answers = (*updates, _("another strike"), _("not stated: new incident for now"))
    yield Asked(_("Report"), _("The same incident?"), answers, choose)


def _kind_of_report(report: ReportForm, target: UpdateTarget) -> Iterator[Asked]:
    falls = target.large_falls()
    if falls:
        words = f"{' '.join(falls.values())} {_('Which kind of report is it?')}"
        roles = tuple(_ROLES)
        yield Asked(
            report.fields["role"].label,
            words,
            tuple(map(_, _ROLES.values())),
            lambda number: report.set_role(roles[number]),
        )
