"""The sentence on a file that cannot be read; what its child answers is not trusted."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError, shown
from kharkiv_tracker.i18n import N_, _

#: What is wrong with files of any kind, by the name of the problem.
_COMMON: Mapping[str, str] = {
    "broken": N_(
        "The file is damaged and cannot be read. It was not changed. Open it in the program it "
        "comes from and save it again."
    ),
    "empty": N_("The file is empty."),
    "missing": N_(
        "Cannot read this file: a part of the program is missing. Reinstall the program."
    ),
}


def problem_error(
    answer: Mapping[str, Any], sentences: Mapping[str, str], **values: int | str
) -> TrackerError:
    """The error on a problem, by the sentences of a kind of file or those of all kinds.

    `values` are filled in; any other problem is that the file is damaged.
    """
    name = str(answer["problem"])
    if name == "unreadable":
        reason = number(answer, "reason")
        text = files.reason(OSError(reason, os.strerror(min(reason, 1 << 16))))
        return CaseUnavailable(_("Cannot read the file: {reason}.").format(reason=text))
    sentence = sentences.get(name) or _COMMON.get(name) or _COMMON["broken"]
    return Refused(_(sentence).format(**values))


def number(answer: Mapping[str, Any], name: str) -> int:
    """A number that a child gives, 0 for what is not one."""
    value = answer.get(name)
    return value if type(value) is int and 0 <= value < 1 << 40 else 0


def word(answer: Mapping[str, Any], name: str) -> str:
    """A short text that a child gives, as it can be shown."""
    return shown(str(answer.get(name, "")))
