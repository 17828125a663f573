"""Commands that change a value of an incident, or of all that are chosen, after a preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kharkiv_tracker.gui.commands.command import CHANGE, About, Command
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.i18n import N_

if TYPE_CHECKING:
    from kharkiv_tracker.gui.many.many_edits import ManyEdits


def _command(
    name: str, text: str, edit: Callable[[ManyEdits, Sequence[str]], object]
) -> Command[Subject]:
    def run(record: Subject) -> object:
        return edit(record.edits.many, record.codes or (record.code,))

    return Command(
        name,
        text,
        run,
        about=About.INCIDENT,
        possible=lambda record: record.stands,
        menu=CHANGE,
        many=run,
    )


VALUE_COMMANDS = (
    _command("change-weapon", N_("Weapon…"), lambda edits, codes: edits.weapon(codes)),
    _command("change-places-hit", N_("Places hit…"), lambda edits, codes: edits.places_hit(codes)),
    _command("change-district", N_("District…"), lambda edits, codes: edits.district(codes)),
)
