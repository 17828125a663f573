"""Commands for the counting rule and the review of a case."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words, difference_output, renewal_output, shared_options
from kharkiv_tracker.cli.edit_options import changing, on_record, print_codes
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.store import renewed_figures, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.rule_choice import Difference, Review

_RULES = [rule.value for rule in Rule if rule is not Rule.CHOSEN]


@click_words.command("choose")
@shared_options.case_path
@click.argument("code")
@click_words.option("--none", "ended", is_flag=True, help=N_("Return to the counting rule."))
@on_record
def choose(
    case: Path,
    code: str,
    ended: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    with changing(case, passphrase_file, author, reason or "choose") as (_opened, edit):
        if ended:
            rule_choice.unchoose(edit, code)
        else:
            rule_choice.choose(edit, code, reason)
    print_codes((code,), as_json)


@click_words.command("rule")
@shared_options.case_path
@click.argument("rule", type=click.Choice(_RULES), required=False)
@difference_output.dry_run
@click_words.option(
    "--second-name/--no-second-name",
    default=None,
    help=N_("Require approval by a second person."),
)
@click_words.option(
    "--quiet-days",
    type=click_words.WholeNumber(),
    metavar="N",
    help=N_("Flag incidents after this many days without an update."),
)
@click_words.option(
    "--stress",
    type=click.Choice([stress.value for stress in Stress]),
    help=N_("Count acute stress apart, or as injured."),
)
@click_words.option(
    "--renewal", is_flag=True, help=N_("Only show which figures the file update changed.")
)
@on_record
def rule(
    case: Path,
    rule: str | None,
    dry_run: bool,
    second_name: bool | None,
    quiet_days: int | None,
    stress: str | None,
    renewal: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if renewal:
        with shared_options.opened(case, passphrase_file) as opened:
            renewal_output.print_all(renewed_figures.renewed(opened), as_json)
        return
    new_rule = Rule(rule) if rule else None
    new_stress = Stress(stress) if stress else None
    if dry_run or (rule, stress, second_name, quiet_days) == (None, None, None, None):
        with shared_options.opened(case, passphrase_file) as opened:
            counted = new_rule or opened.rule, new_stress or opened.stress
            differences = rule_choice.differences(opened, *counted)
            _print_rule(*counted, rule_choice.review(opened), differences, as_json)
        return
    with changing(case, passphrase_file, author, reason or "rule") as (opened, edit):
        counted = new_rule or opened.rule, new_stress or opened.stress
        differences = rule_choice.differences(opened, *counted)
        if new_rule:
            rule_choice.set_rule(edit, new_rule)
        if new_stress:
            rule_choice.set_stress(edit, new_stress)
        review = _review(opened, second_name, quiet_days)
        rule_choice.set_review(edit, review.second_name, review.quiet_days)
    _print_rule(*counted, review, differences, as_json)


def _review(case: CaseFile, second_name: bool | None, quiet_days: int | None) -> Review:
    """How the case is reviewed, but for what was named."""
    now = rule_choice.review(case)
    return Review(
        now.second_name if second_name is None else second_name,
        now.quiet_days if quiet_days is None else quiet_days,
    )


def _print_rule(
    rule: Rule, stress: Stress, review: Review, differences: tuple[Difference, ...], as_json: bool
) -> None:
    if as_json:
        document = {
            "rule": rule.value,
            "stress": stress.value,
            "second_name": review.second_name,
            "quiet_days": review.quiet_days,
            "differences": difference_output.documents(differences),
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(_("Counting rule: {rule}.").format(rule=labels.word(rule)))
    click.echo(_("Acute stress is counted {how}.").format(how=labels.word(stress)))
    if review.second_name:
        click.echo(_("Approval by a second person is required."))
    click.echo(
        ngettext(
            "Incidents are flagged after {n} day without an update.",
            "Incidents are flagged after {n} days without an update.",
            review.quiet_days,
        ).format(n=labels.number(review.quiet_days))
    )
    difference_output.print_lines(differences)
