"""The verbs of commands on records: what each of them takes, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NoReturn

import click

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import codes
from kharkiv_tracker.store.case_file import CaseFile

#: What a verb takes: its arguments in the order they are typed. One in brackets is optional, one
#: with dots after it repeatable.
Verbs = Mapping[str, tuple[str, ...]]


def check(command: str, verbs: Verbs, verb: str, arguments: Sequence[str]) -> None:
    """Refuse a call with too few or too many arguments."""
    taken = verbs[verb]
    least = sum(not argument.startswith("[") for argument in taken)
    most = inf if any(argument.endswith("...") for argument in taken) else len(taken)
    if not least <= len(arguments) <= most:
        call = " ".join((command, "CASE", verb, *taken))
        raise click.UsageError(_("Call it as: {call}.").format(call=call))


def check_set(verb: str, named: Sequence[str], setting: Sequence[str] = ("set",)) -> None:
    """Refuse --set with a verb that sets nothing, and one of the `setting` verbs without it."""
    if (verb in setting) is not bool(named):
        refuse_set(setting)


def refuse_set(setting: Sequence[str]) -> NoReturn:
    """Refuse --set with all but these verbs."""
    sentence = _("Use --set FIELD=VALUE with {verbs}, and with no other verb.")
    raise click.UsageError(sentence.format(verbs=", ".join(setting)))


def refuse_other(case: CaseFile, code: str, kind: str, sentence: str) -> None:
    """Raise Refused with this sentence where the code is of another kind of record."""
    if codes.find(case.db, code)[0] != kind:
        raise Refused(sentence.format(code=code_of(code)))
