"""The command *read*: what a text proposes to record; it saves nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.add_command import read_text
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf, parse_as_of, zone
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Question, present
from kharkiv_tracker.intake.passages import passage_json
from kharkiv_tracker.intake.passages.passage_reader import read_passage
from kharkiv_tracker.intake.passages.proposal import Finding, PassageReading, Proposal, Subject
from kharkiv_tracker.posts import post_files
from kharkiv_tracker.posts.post import Post

#: Longer words are shown by their beginning.
_LONGEST = 70
#: Values that have another name where they are recorded.
_FIELDS = {"when": "event"}


@click_words.command("read")
@click.argument("file", type=shared_options.PATH_OR_INPUT)
@click_words.option(
    "--as-of",
    metavar="TIME",
    help=N_("When the text was published (default: as the file says, else now)."),
)
@shared_options.as_json
@shared_options.lang
def read(file: Path, as_of: str | None, as_json: bool) -> None:
    known = present(gazetteer.load())
    at = _published(as_of, known)
    post = _post(file)
    context = _context(known, at or parse_as_of(post.published))
    reading = read_passage(post.text, context)
    if as_json:
        click.echo(json.dumps(passage_json.document(reading), ensure_ascii=False))
        return
    for line in _lines(reading):
        click.echo(line)


def _post(file: Path) -> Post:
    """The text of a file with what the file says of it; of standard input the text alone."""
    if str(file) != "-":
        return post_files.read_file(file)
    try:
        return Post(read_text(file).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(
            _("This text is not in UTF-8. Nothing was read. Save it as UTF-8, or as a file.")
        ) from None


def _published(text: str | None, known: Context) -> AsOf | None:
    """The time given; WrongCall for one that is not understood or has several meanings."""
    if not text:
        return None
    try:
        outcome = field_reader.read("published", text, known)
        if isinstance(outcome, Question):
            field_reader.settled(outcome)
            return None
        return parse_as_of(str(outcome.part["published"]))
    except Refused as refused:
        raise WrongCall(_("{problem} Nothing was read.").format(problem=refused)) from None


def _context(known: Context, published: AsOf | None) -> Context:
    """What is known of a text of that time: days count from it, and nothing is later."""
    if published is None:
        return known
    now = published.start.astimezone(zone()).replace(tzinfo=None)
    return replace(known, now=now, published=published.day)


def _lines(reading: PassageReading) -> Iterator[str]:
    """Each proposal with its values, and after each the words that give it."""
    if not reading.proposals:
        yield _("This text proposes nothing to record.")
    for number, proposal in enumerate(reading.proposals, 1):
        is_incident = proposal.subject is Subject.INCIDENT
        title = _("{number}. Incident") if is_incident else _("{number}. Official total")
        yield title.format(number=number)
        yield from _values(reading, proposal)
    if reading.unused:
        numbers = ", ".join(reading.text[one.start : one.end] for one in reading.unused)
        yield _("Numbers not used: {numbers}.").format(numbers=numbers)


def _values(reading: PassageReading, proposal: Proposal) -> Iterator[str]:
    for name, finding in proposal.findings.items():
        yield _line(reading, _label(name), finding)
    if proposal.candidates:
        names = "; ".join(labels.district(one) for one in proposal.candidates)
        yield _("  District not clear: {names}").format(names=names)
    for person in proposal.persons:
        yield _line(reading, _("Person"), person)


def _label(name: str) -> str:
    """What the field of a value is called in the forms."""
    if name in QUANTITIES:
        return labels.heading(name)
    if name == "where":
        return _("Where")
    fields = {
        one.name: one for kind in (Speaker, Incident, Report, Statement) for one in fields_of(kind)
    }
    return labels.field(fields[_FIELDS.get(name, name)])


def _line(reading: PassageReading, label: str, finding: Finding) -> str:
    quoted = " … ".join(" ".join(reading.text[a:b].split()) for a, b in finding.spans)
    text = " ".join(finding.text.split())
    if len(quoted) > _LONGEST:
        quoted = f"{quoted[:_LONGEST]}…"
    if quoted in ("", text):
        return f"  {label}: {text}"
    return f"  {label}: {text}  “{quoted}”"
