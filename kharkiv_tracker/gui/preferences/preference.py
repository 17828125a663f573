"""A preference chosen from a list: its label, its choices, and its value in the settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kharkiv_tracker import settings
from kharkiv_tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Preference:
    """`name` is the attribute of the settings, `label` marks its access key with `&`.

    `choices` returns pairs of value and text in the current language. A `variable` of the
    environment decides instead if it is set to one of the values. `note` is below the box.
    """

    name: str
    label: str
    choices: Callable[[], Sequence[tuple[Any, str]]]
    variable: str = ""
    note: str = ""

    @property
    def decided(self) -> Any:
        """The value set by the environment; None without one."""
        value = os.environ.get(self.variable, "") if self.variable else ""
        return value if value and value in [value_ for value_, _text in self.choices()] else None

    @property
    def value(self) -> Any:
        """What is in force now."""
        value = self.decided
        return getattr(settings.load(), self.name) if value is None else value

    def hint(self) -> str:
        """The sentence below the box."""
        if self.decided is not None:
            return _("Set by the environment variable {name}.").format(name=self.variable)
        return _(self.note) if self.note else ""
