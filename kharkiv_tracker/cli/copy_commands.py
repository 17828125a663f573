"""Commands for whole case files: copied, backed up, restored, salvaged and checked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import labels, settings
from kharkiv_tracker.cli import click_words, shared_options, verification_bar
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.store import (
    backups,
    case_copy,
    copies,
    figure_rebuild,
    open_checks,
    restoration,
    salvage_text,
    synced_folder,
    verification,
)
from kharkiv_tracker.store import salvage as store_salvage
from kharkiv_tracker.store.case_comparison import Comparison, Side
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.store.figure_rebuild import Rebuilt
from kharkiv_tracker.store.record_checks import Problem
from kharkiv_tracker.store.salvage import Salvaged

#: So many codes are named on one line; all of them are in the JSON.
_NAMED = 20

_destination = click.argument("dest", type=shared_options.PATH)


@click_words.command("copy")
@shared_options.case_path
@_destination
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def copy(case: Path, dest: Path, passphrase_file: Path | None, as_json: bool) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        case_copy.copy(opened, dest)
        copies.note(opened, CopyKind.COPY, Profile.INTERNAL, dest)
    _print(as_json, {"copy": str(dest)}, _("Created: {path}.").format(path=dest))


@click_words.command("backup")
@shared_options.case_path
@click.argument("dest", type=shared_options.PATH, required=False)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def backup(case: Path, dest: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    chosen = settings.load().backups
    folder = dest or (Path(chosen) if chosen else None)
    if folder is None:
        raise TrackerError(
            _(
                "No folder for backups chosen. Enter one after the case file, or choose one in "
                "the window."
            )
        )
    with shared_options.opened(case, passphrase_file) as opened:
        made = backups.make(opened, folder)
        warning = synced_folder.backup_warning(folder, opened.is_encrypted)
    is_on_same_disk = backups.is_on_same_disk(folder, case)
    service = synced_folder.service_of(folder) or None
    document = {"backup": str(made.path), "same_disk": is_on_same_disk, "synced": service}
    _print(as_json, document, str(made.path))
    if is_on_same_disk:
        click.echo(
            _(
                "The backup is on the same disk as the case file. Keep another one on a "
                "different disk."
            ),
            err=True,
        )
    if warning:
        click.echo(warning, err=True)


@click_words.command("restore")
@click.argument("backup", type=shared_options.PATH)
@shared_options.case_path
@click_words.option(
    "--dry-run", is_flag=True, help=N_("Show what would change and change nothing.")
)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def restore(
    backup: Path, case: Path, dry_run: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    def work(passphrase: str | None) -> tuple[Comparison, Path | None]:
        comparison = restoration.compare(backup, case, passphrase)
        kept = None if dry_run else restoration.restore(backup, case, passphrase)
        return comparison, kept

    comparison, kept = shared_options.with_passphrase(work, passphrase_file)
    document = {
        "restored": not dry_run,
        "kept": str(kept) if kept else None,
        "same_case": comparison.is_same_case,
        "problem": comparison.problem,
        "notice": comparison.notice,
        "now": _side_document(comparison.now) if comparison.now else None,
        "backup": _side_document(comparison.then),
        "only_now": comparison.only_now,
        "only_backup": comparison.only_then,
        "incidents": list(comparison.incidents),
    }
    lines = list(_differences(comparison))
    if not dry_run:
        lines.append(_("Restored from the backup: {path}.").format(path=case))
    if kept:
        lines.append(_("The previous case file was kept as {path}.").format(path=kept))
    _print(as_json, document, "\n".join(lines))


@click_words.command("salvage")
@shared_options.case_path
@_destination
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def salvage(case: Path, dest: Path, passphrase_file: Path | None, as_json: bool) -> None:
    passphrase = shared_options.read_passphrase(passphrase_file)
    if not passphrase and sys.stdin.isatty() and _may_be_encrypted(case):
        passphrase = click.prompt(_("Passphrase"), hide_input=True, err=True)
    salvaged = store_salvage.salvage(case, passphrase or None, dest)
    lines = [_("Created: {path}.").format(path=dest), *salvage_text.lines(salvaged)]
    _print(as_json, _salvaged_document(dest, salvaged), "\n".join(lines))


@click_words.command("check")
@shared_options.case_path
@click_words.option(
    "--rebuild",
    is_flag=True,
    help=N_("Recalculate all figures, texts, flags and sums from the reports."),
)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
@click.pass_context
def check(
    context: click.Context,
    case: Path,
    rebuild: bool,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    rebuilt = None
    try:
        with shared_options.opened(case, passphrase_file, checked=False) as opened:
            if rebuild:
                rebuilt = figure_rebuild.rebuild(opened, shared_options.author_named(""))
            verified = verification_bar.verified(opened, quiet=as_json)
    except CaseUnavailable as unavailable:
        if not as_json:
            raise
        problem = Problem(None, "", unavailable.sentence)
        verified = verification.Verification(False, 0, "", (problem,))
    problems = [
        {"seq": problem.seq, "record": problem.record, "problem": problem.problem}
        for problem in verified.problems
    ]
    document = {
        "ok": verified.ok,
        "problems": problems,
        "rebuilt": {"incidents": list(rebuilt.incidents), "days": rebuilt.days}
        if rebuilt
        else None,
    }
    lines = [_rebuilt_line(rebuilt)] if rebuilt else []
    lines += [f"{p.record}: {p.problem}" if p.record else p.problem for p in verified.problems]
    lines.append(
        _("No problems found in this case file.")
        if verified.ok
        else _("Restore a backup, or recover the data with salvage.")
    )
    _print(as_json, document, "\n".join(lines))
    context.exit(0 if verified.ok and not (rebuilt and (rebuilt.incidents or rebuilt.days)) else 1)


def _print(as_json: bool, document: dict[str, Any], text: str) -> None:
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else text)


def _may_be_encrypted(case: Path) -> bool:
    try:
        open_checks.check_header(case, None)
    except open_checks.PassphraseNeeded:
        return True
    except CaseUnavailable:
        return False
    return False


def _differences(comparison: Comparison) -> list[str]:
    """What restoring changes, line by line."""
    lines = [line for line in (comparison.problem, comparison.notice) if line]
    if comparison.now:
        lines.append(_("Current case file: {side}").format(side=_side_text(comparison.now)))
    lines.append(_("Backup: {side}").format(side=_side_text(comparison.then)))
    if not comparison.now:
        return lines
    if not comparison.is_same_case:
        lines.append(_("The backup belongs to another case file."))
    lines.append(
        _("Only in the current case file: {revisions}.").format(
            revisions=salvage_text.revisions(comparison.only_now)
        )
    )
    only_then = salvage_text.revisions(comparison.only_then)
    lines.append(_("Only in the backup: {revisions}.").format(revisions=only_then))
    if comparison.incidents:
        lines.append(
            _("Incidents in these changes: {codes}.").format(
                codes=salvage_text.named(comparison.incidents)
            )
        )
    return lines


def _side_text(side: Side) -> str:
    figures = (
        f"{labels.of_people(name)} {labels.figure_text(side.total.toll[name])}"
        for name in ("killed", "injured")
    )
    return ", ".join((salvage_text.revisions(side.revisions), side.last, *figures))


def _side_document(side: Side) -> dict[str, Any]:
    return {
        "revisions": side.revisions,
        "last": side.last,
        "incidents": side.total.incidents,
        **{name: _total(side.total.toll[name]) for name in ("killed", "injured")},
    }


def _total(total: Total) -> dict[str, Any]:
    return {"low": total.low, "best": total.best, "high": total.high, "unknown": total.unknown}


def _salvaged_document(dest: Path, salvaged: Salvaged) -> dict[str, Any]:
    return {
        "salvaged": str(dest),
        "whole": salvaged.is_whole,
        "revisions": salvaged.revisions,
        "of_revisions": salvaged.of_revisions,
        "saved": dict(salvaged.saved),
        "uncertain": list(salvaged.uncertain),
        "lost": [
            {"kind": loss.kind, "record": loss.code, "problem": _(loss.reason)}
            for loss in salvaged.lost
        ],
    }


def _rebuilt_line(rebuilt: Rebuilt) -> str:
    incidents, days = len(rebuilt.incidents), rebuilt.days
    if not incidents and not days:
        return _("All figures were recalculated. No differences found.")
    return _("All figures were recalculated. Corrected: {incidents}, {days}.").format(
        incidents=ngettext("{n} incident", "{n} incidents", incidents).format(
            n=labels.number(incidents)
        ),
        days=ngettext("{n} daily sum", "{n} daily sums", days).format(n=labels.number(days)),
    )
