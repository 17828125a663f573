"""By which rule a case and each incident is counted, and what another rule would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Stress, derive
from kharkiv_tracker.domain.figure import Figure, both_with_affected
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.match_key import is_blank, storable
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures, incidents, records
from kharkiv_tracker.store.case_settings import LONGEST_QUIET
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.corrections import refuse_merged
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: What an incident `i` needs for acute stress to matter.
_TELLS_OF_STRESS = (
    "EXISTS (SELECT 1 FROM reports AS r JOIN report_counts AS c ON c.record = r.uid "
    "WHERE r.incident = i.uid AND c.quantity IN ('stress', 'affected', 'injured.stress', "
    "'affected.stress'))"
)
#: What an incident `i` needs for two rules to give different figures.
_MAY_DIFFER = "(SELECT count(*) FROM reports WHERE incident = i.uid AND withdrawn = 0) > 1"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one incident as it is, and as it would be."""

    code: str
    quantity: str
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Review:
    """How a case is reviewed: by a second name or not, and after how many quiet days again."""

    second_name: bool
    quiet_days: int


def differences(case: CaseFile, rule: Rule, stress: Stress | None = None) -> tuple[Difference, ...]:
    """Every figure that another rule would change, by code; nothing is written.

    Figures that would stay the same for other reasons are left out.
    """
    _refuse_chosen(rule)
    stress = stress or case.stress
    may_differ = [
        condition
        for condition, differs in (
            (f"i.chosen IS NULL AND {_MAY_DIFFER}", rule is not case.rule),
            (_TELLS_OF_STRESS, stress is not case.stress),
        )
        if differs
    ]
    if not may_differ:
        return ()
    rows = case.db.execute(
        "SELECT i.uid, i.code FROM incidents AS i "
        f"WHERE {' OR '.join(f'({condition})' for condition in may_differ)} ORDER BY i.code"
    ).fetchall()
    return tuple(
        difference
        for uid, code in rows
        for difference in changes(
            case, code, derive(_counted_by(derived_figures.grounds(case.db, uid), rule, stress))
        )
    )


def _counted_by(grounds: Grounds, rule: Rule, stress: Stress) -> Grounds:
    """The grounds under another rule, but for incidents counted by a chosen report."""
    rule = grounds.rule if grounds.rule is Rule.CHOSEN else rule
    return replace(grounds, rule=rule, stress_counts=stress is Stress.INJURED)


def changes(case: CaseFile, code: str, after: Mapping[str, Figure]) -> Iterator[Difference]:
    """Every stored figure of an incident that is another after."""
    now, then = both_with_affected(incidents.figures(case, code), after)
    for quantity in dict.fromkeys((*now, *then)):
        was, would_be = now.get(quantity) or Figure(), then.get(quantity) or Figure()
        if _bounds(was) != _bounds(would_be):
            yield Difference(code, quantity, was, would_be)


def set_rule(edit: Edit, rule: Rule) -> None:
    """Count the whole case by another rule, but for incidents counted by a chosen report."""
    _refuse_chosen(rule)
    _set(edit, {"rule": rule.value})


def set_stress(edit: Edit, stress: Stress) -> None:
    """Count those with acute stress as injured in the whole case, or apart."""
    _set(edit, {"stress": None if stress is Stress.APART else stress.value})


def review(case: CaseFile) -> Review:
    """How the case is reviewed."""
    row = case.db.execute("SELECT second_name, quiet_days FROM cases").fetchone()
    return Review(bool(row[0]), int(row[1]))


def set_review(edit: Edit, second_name: bool, quiet_days: int) -> None:
    """Set whether approval requires a second person, and after how many days to look again."""
    if not 1 <= quiet_days <= LONGEST_QUIET:
        raise Refused(
            _("Days without an update: enter a number from 1 to {most}.").format(most=LONGEST_QUIET)
        )
    default = records.columns_of("case")["quiet_days"]
    _set(
        edit,
        {
            "second_name": True if second_name else None,
            "quiet_days": None if quiet_days == default else quiet_days,
        },
    )


def set_title(edit: Edit, title: str) -> None:
    """Call the case something else; the file keeps its name."""
    line = " ".join(storable(title).split())
    if is_blank(line):
        raise Refused(_("Enter a title for the case file."), path="title")
    _set(edit, {"title": line})


def choose(edit: Edit, code: str, reason: str) -> None:
    """Count an incident by one of its reports, `KHT-…-01/3`, instead of the rule; say why."""
    kind, uid = find(edit.db, code)
    report = records.read(edit.db, kind, uid) or {}
    why = " ".join(storable(reason).split())
    if kind != "report":
        raise Refused(_("{code} is not a report.").format(code=code_of(code)))
    if is_blank(why):
        raise Refused(_("Enter a reason for choosing this report."))
    if report.get("withdrawn"):
        raise Refused(_("{code} is withdrawn. Reinstate it first.").format(code=code_of(code)))
    if report.get("role") == Role.RETOLD.value:
        raise Refused(
            _("{code} is a look-back and is not counted. Change its kind first.").format(
                code=code_of(code)
            )
        )
    if not any(name.partition(".")[0] in QUANTITIES for name in report):
        raise Refused(_("{code} gives no number of people.").format(code=code_of(code)))
    state = records.read(edit.db, "incident", report["incident"]) or {}
    edit.write("incident", report["incident"], {**state, "chosen": uid, "chosen_reason": why})


def unchoose(edit: Edit, code: str) -> None:
    """Count an incident by the case's rule again."""
    kind, uid = find(edit.db, code)
    state = records.read(edit.db, kind, uid) or {}
    if kind != "incident":
        raise Refused(_("{code} is not an incident.").format(code=code_of(code)))
    refuse_merged(edit.db, code, state)
    if not state.get("chosen"):
        raise Refused(_("No report is chosen for {code}.").format(code=code_of(code)))
    edit.write(
        "incident",
        uid,
        {name: value for name, value in state.items() if name not in ("chosen", "chosen_reason")},
    )


def _refuse_chosen(rule: Rule) -> None:
    if rule is Rule.CHOSEN:
        raise Refused(
            _("Choose a report for each incident separately, not for the whole case file.")
        )


def _set(edit: Edit, changed: State) -> None:
    state = {**(records.read(edit.db, "case", "case") or {}), **changed}
    edit.write("case", "case", {name: value for name, value in state.items() if value is not None})


def _bounds(figure: Figure) -> tuple[object, ...]:
    return (figure.low, figure.best, figure.high, figure.about)
