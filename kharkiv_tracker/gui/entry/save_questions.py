"""What an entry leaves open when it is to be saved: readings, the same incident?, what is odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.forms import ReportForm
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.gui.entry.update_matches import Match
from kharkiv_tracker.gui.entry.update_target import UpdateTarget
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.outcome import Question, Reading

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
    return [
        about_text(field.label, field.text(), question, form.answer)
        for field, question in fields
        if question
    ]


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
    asked = same_incident(target.offers, add_to, apart, target.decline)
    return [
        *asked,
        *kind_of_report(report.fields["role"].label, target.large_falls(), report.set_role),
    ]


def about_text(
    label: str, text: str, question: Question, answer: Callable[[Reading], None]
) -> Asked:
    """What the text of a field asks; `answer` gets the reading that is chosen."""
    answers = question.answers
    return Asked(
        _("{field}: {text}").format(field=label, text=text.strip()),
        question.words,
        question.labels,
        lambda number: answer(answers[number]),
    )


def same_incident(
    offers: Sequence[tuple[Match, str]],
    add_to: Callable[[str], object],
    apart: Callable[[], object],
    decline: Callable[[], object],
    with_changes: bool = False,
) -> Iterator[Asked]:
    """Whether a report is an update of one of these incidents; `with_changes` says what of them."""
    if not offers:
        return
    updates = []
    for match, change in offers:
        title = _("{when}: {title}").format(when=match.when, title=match.title)
        if with_changes:
            text = _("an update of {title}: {change}").format(title=title, change=change)
        else:
            text = _("an update of {title}").format(title=title)
        updates.append(text)

    def choose(number: int) -> None:
        if number < len(offers):
            add_to(offers[number][0].code)
        elif number == len(offers):
            apart()
        else:
            decline()

    answers = (*updates, _("another strike"), _("not stated: new incident for now"))
    yield Asked(_("Report"), _("The same incident?"), answers, choose)


def kind_of_report(
    label: str, falls: Mapping[str, str], set_role: Callable[[Role], None]
) -> Iterator[Asked]:
    """Which kind of report gives so much less than the incident has."""
    if falls:
        words = f"{' '.join(falls.values())} {_('Which kind of report is it?')}"
        roles = tuple(_ROLES)
        yield Asked(
            label, words, tuple(map(_, _ROLES.values())), lambda number: set_role(roles[number])
        )
