"""The command *understand*: what the form understands of a typed text; it saves nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.add_command import read_text
from kharkiv_tracker.errors import Refused, WrongCall, under
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake import field_reader, reading_json
from kharkiv_tracker.intake.outcome import Context, Outcome, Reading

#: A number typed below zero, or a dash, is text and no option.
_SETTINGS = {"ignore_unknown_options": True}


@click_words.command("understand", context_settings=_SETTINGS)
@click.argument("field", required=False)
@click.argument("text", required=False)
@click_words.option(
    "--context",
    "known",
    metavar="JSON",
    help=N_("JSON object of what is known then: now, event, year, published."),
)
@click_words.option(
    "--batch",
    type=shared_options.PATH_OR_INPUT,
    metavar="FILE",
    help=N_("File with a JSON list of objects with field, typed and context (-: standard input)."),
)
@shared_options.as_json
@shared_options.lang
def understand(
    field: str | None, text: str | None, known: str | None, batch: Path | None, as_json: bool
) -> None:
    if batch is not None:
        if field or text or known:
            raise WrongCall(_("Enter either a field and a text, or --batch, not both."))
        click.echo(json.dumps(_answers(read_text(batch)), ensure_ascii=False))
        return
    if field is None or text is None:
        raise WrongCall(_("Enter a field and a text, or --batch with a file."))
    try:
        field_reader.reader_of(field)
        with under("--context"):
            document = entry_json.parse_object(known) if known else {}
            context = reading_json.context(document, gazetteer.load())
    except Refused as refused:
        raise WrongCall(_("{problem} Nothing was read.").format(problem=refused)) from None
    if as_json:
        click.echo(json.dumps(_answer(field, text, context), ensure_ascii=False))
        return
    try:
        lines = _lines(field_reader.read(field, text, context))
    except Refused as refused:
        lines = [str(refused)]
    for line in lines:
        click.echo(line)


def _answers(text: bytes) -> list[dict[str, Any]]:
    """What each entry of a batch comes to; Refused, with its path, for one that is none."""
    places = gazetteer.load()
    entries = []
    for index, (field, typed, known) in enumerate(reading_json.batch(entry_json.parse_json(text))):
        with under(f"[{index}]"):
            with under("field"):
                field_reader.reader_of(field)
            with under("context"):
                entries.append((field, typed, reading_json.context(known, places)))
    return [_answer(field, typed, context) for field, typed, context in entries]


def _answer(field: str, text: str, context: Context) -> dict[str, Any]:
    try:
        return reading_json.document(field, field_reader.read(field, text, context))
    except Refused as refused:
        return {"refused": refused.sentence}


def _lines(outcome: Outcome) -> list[str]:
    """A reading in words; a question with its answers, each by its digit."""
    if isinstance(outcome, Reading):
        return [outcome.words or _("Nothing would be recorded from this text.")]
    return [outcome.words, *(f"{digit}  {words}" for digit, words in enumerate(outcome.labels, 1))]
