"""The verbs of commands on records: what each of them takes, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import codes
from kharkiv_tracker.store.case_file import CaseFile

#: What a verb takes: its arguments in the order they are typed; the last in brackets is optional.
Verbs = Mapping[str, tuple[str, ...]]


def check(verbs: Verbs, verb: str, arguments: Sequence[str], named: Sequence[str] = ()) -> None:
    """Refuse a call with too few or too many arguments, or with --set where nothing is set."""
    taken = verbs[verb]
    needed = sum(not argument.startswith("[") for argument in taken)
    if not needed <= len(arguments) <= len(taken):
        raise click.UsageError(_("Use: {command}.").format(command=" ".join((verb, *taken))))
    if (verb == "set") is not bool(named):
        raise click.UsageError(_("Use --set FIELD=VALUE with set, and with no other verb."))


def refuse_other(case: CaseFile, code: str, kind: str, sentence: str) -> None:
    """Raise Refused with this sentence where the code is of another kind of record."""
    if codes.find(case.db, code)[0] != kind:
        raise Refused(sentence.format(code=code_of(code)))
