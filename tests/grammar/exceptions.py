"""Which fields do not go through which doors: those not meant to, and those that are forgotten."""

from __future__ import annotations

#: Doors, patterns of fields, and why.
Table = tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]

_COMMANDS = ("added by the command", "amended by the command")
_JSON = ("out to JSON and in", *_COMMANDS)

NOT_MEANT: Table = (
    (
        _JSON,
        ("*.uid", "report.number", "person.number", "attachment.number", "*.code"),
        "the program gives it, and no JSON can",
    ),
    (_JSON, ("*.withdrawn",), "withdraw and reinstate are verbs of their own"),
    (
        _JSON,
        ("incident.chosen", "incident.chosen_reason", "incident.merged_into"),
        "choose and merge are verbs of their own",
    ),
    (
        _JSON,
        tuple(
            f"attachment.{one}"
            for one in (*("name", "type", "size", "sha256", "collected", "version", "report"),)
        ),
        "a file is kept as it was collected",
    ),
)
FORGOTTEN: Table = ()
