"""The commands about the list of documents: a new one, gather what was entered without."""

from __future__ import annotations

from enum import Enum, auto

from kharkiv_tracker.gui.commands.command import RECORD, About, Command
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.i18n import N_


class DocumentVerb(Enum):
    """What is done to the list of documents, or to those selected in it."""

    ADD = auto()
    GATHER = auto()
    MERGE = auto()


def _command(
    name: str, text: str, verb: DocumentVerb, button: str, line: bool = False
) -> Command[CaseHost]:
    return Command(
        name,
        text,
        lambda case: case.change_documents(verb),
        about=About.CASE,
        possible=lambda case: not case.session.case.read_only,
        button=button,
        menu=RECORD,
        line=line,
    )


NEW_DOCUMENT = _command(
    "new-document", N_("New document…"), DocumentVerb.ADD, N_("New document…"), line=True
)
GATHER_DOCUMENTS = _command(
    "gather-documents", N_("Gather into documents…"), DocumentVerb.GATHER, N_("Gather…")
)
DOCUMENT_COMMANDS = (NEW_DOCUMENT, GATHER_DOCUMENTS)
