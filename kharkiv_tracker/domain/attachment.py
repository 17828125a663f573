"""A file kept as it was collected, with what is needed to vouch for it (Berkeley Protocol)."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.i18n import N_, NP_


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of an incident or a document: `size` in bytes, `collected` a local instant.

    `sha256` is that of the untouched original. It stays covered until a user uncovers it;
    `uncovered` is set where it may be shown at once. `report` is the id of the
    report it belongs to, "" for the whole incident; `origin` the address it came from.
    """

    name: str = declared(Kind.LINE, NP_("field", "File name"), automatic=True)
    type: str = declared(Kind.NAME, NP_("field", "Type"), automatic=True)
    size: int = declared(Kind.SIZE, NP_("field", "Size"), default=0, automatic=True)
    sha256: str = declared(Kind.DIGEST, NP_("field", "SHA-256"), automatic=True)
    collector: str = declared(
        Kind.LINE,
        NP_("field", "Collected by"),
        help=Help(
            N_("Who saved the file."),
            N_("the person who took the picture: put that in the notes, if it may be disclosed."),
            (N_("O. Koval"),),
        ),
    )
    collected: str = declared(Kind.INSTANT, NP_("field", "Collected"), automatic=True)
    method: str = declared(
        Kind.LINE,
        NP_("field", "How it was collected"),
        help=Help(
            N_("How and with what tool it was saved. The file is stored unchanged."),
            N_("later editing: attach the edited file separately and note the change."),
            (N_("screenshot of the post"),),
        ),
    )
    version: str = declared(
        Kind.NAME,
        NP_("field", "Tool version"),
        automatic=True,
        help=Help(N_("The version of the program it was saved with."), "", (N_("Firefox 128"),)),
    )
    origin: str = declared(
        Kind.ADDRESS,
        NP_("field", "Obtained from"),
        help=Help(
            N_("The address it was saved from, or who handed it over."),
            N_("the name of a person who must not be identified."),
            (N_("https://t.me/channel/4025"),),
        ),
    )
    notes: str = declared(Kind.TEXT, NP_("field", "Notes"))
    report: str = declared(Kind.RECORD, NP_("field", "Report"), of="report", automatic=True)
    redacted_from: str = declared(
        Kind.RECORD, NP_("field", "Redacted copy of"), of="attachment", automatic=True
    )
    """The id of the original this is a redacted copy of; "" for an original."""
    uncovered: bool = declared(
        Kind.TICK,
        NP_("field", "Always shown"),
        default=False,
        help=Help(
            N_("Tick after someone has checked that the file can be shown without a warning."),
            N_("a file that shows a killed or injured person."),
            (N_("a map, a press release"),),
        ),
    )
    uid: str = ""
    number: int = declared(Kind.NUMBER, NP_("field", "Number"), default=0, automatic=True)
    withdrawn: bool = declared(Kind.TICK, NP_("field", "Withdrawn"), default=False, automatic=True)
