"""Which fields do not go through which doors: those not meant to, and those that are forgotten."""

from __future__ import annotations

#: Doors, patterns of fields, and why.
Table = tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]

_JSON = ("out to JSON and in", "added by the command", "amended by the command")
#: Not typed in the form.
_FORMS = ("typed", "shown in the edit form", "edited")
_NUMBERS = ("report.number", "person.number", "attachment.number")
_COLLECTED = tuple(
    f"attachment.{name}"
    for name in ("name", "type", "size", "sha256", "collected", "version", "report")
)
_POINTING = ("report", "statement", "joint", "person")

#: Each is tried all the same: one that does go through its door fails.
NOT_MEANT: Table = (
    (_JSON, ("*.uid", "*.code", *_NUMBERS), "the program gives it"),
    (_JSON, ("*.withdrawn",), "withdraw and reinstate are verbs of their own"),
    (_JSON, ("incident.chosen*", "incident.merged_into"), "choose and merge are verbs"),
    ((*_JSON, *_FORMS), ("incident.approved_changes",), "the program counts it"),
    (_JSON, _COLLECTED, "an attached file cannot be changed"),
    (_JSON, ("attachment.redacted_from", "document.merged_into"), "redact and merge are verbs"),
    (_JSON, ("document.collected", "document.text_digest"), "the program gives it"),
    (_JSON, ("note.author", "note.written", "*.subject"), "the program gives it"),
    (_FORMS, ("*.uid", "*.code", "report.number"), "the program gives it"),
    (("typed", "edited"), ("*.words",), "the quote is sought in the text of the document"),
    (_FORMS, ("report.died",), "it is chosen where the person is recorded"),
    (_FORMS, ("*.withdrawn",), "it is withdrawn in its menu, with a reason"),
    (_FORMS, ("incident.chosen*", "incident.merged_into"), "choosing and merging have dialogs"),
    (_FORMS, ("incident.point", "incident.point_precision"), "there is no map in the form"),
    (("edited",), ("incident.state",), "its box in the inspector has rules of its own"),
    (("history in words",), ("*.uid",), "it is the name of the record and no field of a change"),
    (("history in words",), ("override.key",), "only the program reads it"),
    (("inspector",), ("override.key",), "only the program reads it"),
    (("inspector",), ("attachment.uncovered",), "the picture itself stands there uncovered"),
    (("inspector", "report line", "page"), ("*.words",), "the quote is these words"),
    (
        ("page",),
        ("incident.debris", "incident.strikes", "incident.circumstances", "incident.responsible*"),
        "printed only where it is chosen",
    ),
    (("report line",), ("report.document",), "in the window it is a link of the line"),
    (("inspector",), ("person.family",), "like a name, it is shown on request"),
    (("page",), ("report.language",), "the quote itself shows it"),
    (("page",), ("person.name_*",), "the page has the one name that is read"),
    (("page",), ("person.withdrawn",), "who was withdrawn is not printed"),
    (("codebook",), ("*.uid", *_NUMBERS, "incident.approved_changes"), "the program gives it"),
    (("codebook",), ("*.withdrawn", "incident.merged_into"), "a verb does it"),
    (("codebook",), ("document.merged_into", "document.text_digest"), "the program gives it"),
    (("codebook",), ("*.subject", "note.written"), "the program gives it"),
    (("codebook",), ("document.collected", "attachment.redacted_from"), "the program gives it"),
    (("codebook",), ("clearance.decision",), "a dialog does it"),
    (("codebook",), ("link.one", "link.other", "override.subject"), "the record in hand is meant"),
    (("codebook",), ("override.key", "case.sample", "case.edition"), "the program gives it"),
    (
        ("codebook",),
        ("attachment.type", "attachment.size", "attachment.sha256", "attachment.collected"),
        "the program reads it off the file",
    ),
    (
        ("purged",),
        (
            *("*.uid", "*.code", "incident.district", "incident.settlement", "statement.area"),
            *("link.one", "link.other"),
            *(
                "incident.chosen",
                "incident.merged_into",
                "person.report",
                "person.same_as",
                "attachment.report",
                "attachment.redacted_from",
            ),
            *(f"{record}.document" for record in _POINTING),
            *("document.text_digest", "document.merged_into", "document.collected"),
            *("*.subject", "note.author", "note.written"),
            *("attachment.type", "attachment.sha256", "attachment.collected"),
            *("attachment.version", "override.kind", "case.rule", "case.stress"),
        ),
        "the program gives it; nobody can write a name there",
    ),
)
#: What is recorded and lost at a door today; each turns into a failure when it is mended.
FORGOTTEN: Table = ()
