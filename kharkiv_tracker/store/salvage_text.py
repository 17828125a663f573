"""What was saved of a damaged case file, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kharkiv_tracker import labels
from kharkiv_tracker.errors import shown
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store.salvage import Salvaged

#: So many codes are named on one line.
_NAMED = 20


def lines(salvaged: Salvaged) -> list[str]:
    """What was saved, what is to be looked at, and a line for each record that was not saved."""
    sentences = [_history(salvaged)]
    sentences.append(_("Recovered: {records}.").format(records=", ".join(counts(salvaged.saved))))
    if salvaged.uncertain:
        codes = named(salvaged.uncertain)
        sentences.append(_("Needs attention: {codes}.").format(codes=codes))
    sentences += [
        _("Not recovered: {record}. {problem}").format(
            record=shown(revision_text.named(loss.kind, loss.code), 200), problem=_(loss.reason)
        )
        for loss in salvaged.lost
    ]
    return sentences


def named(codes: tuple[str, ...]) -> str:
    """The first codes, and how many more there are."""
    text = ", ".join(shown(code, 100) for code in codes[:_NAMED])
    more = len(codes) - _NAMED
    return f"{text} … +{labels.number(more)}" if more > 0 else text


def revisions(count: int) -> str:
    """How many revisions: `212 revisions`."""
    return ngettext("{n} revision", "{n} revisions", count).format(n=labels.number(count))


def _history(salvaged: Salvaged) -> str:
    if salvaged.is_whole:
        return _("The whole history was read. All figures were recalculated from it.")
    if not salvaged.revisions:
        return _(
            "The history could not be read. The records that could be read were entered "
            "again, and all figures were recalculated."
        )
    return _(
        "The history was kept up to revision {kept} of at least {all}. The rest was entered "
        "again from what could be read, and all figures were recalculated."
    ).format(kept=labels.number(salvaged.revisions), all=labels.number(salvaged.of_revisions))


def counts(saved: Mapping[str, int]) -> list[str]:
    """How many there are, by kind, of what people count."""
    texts: dict[str, Callable[[int], str]] = {
        "incident": lambda n: ngettext("{n} incident", "{n} incidents", n),
        "report": lambda n: ngettext("{n} report", "{n} reports", n),
        "statement": lambda n: ngettext("{n} official total", "{n} official totals", n),
        "joint": lambda n: ngettext("{n} combined report", "{n} combined reports", n),
        "document": lambda n: ngettext("{n} document", "{n} documents", n),
        "person": lambda n: ngettext("{n} record of a person", "{n} records of people", n),
        "attachment": lambda n: ngettext("{n} attachment", "{n} attachments", n),
        "source": lambda n: ngettext("{n} source", "{n} sources", n),
        "note": lambda n: ngettext("{n} note", "{n} notes", n),
        "identifier": lambda n: ngettext("{n} identifier", "{n} identifiers", n),
    }
    numbers = [(text, saved.get(kind, 0)) for kind, text in texts.items()]
    return [text(number).format(n=labels.number(number)) for text, number in numbers if number]
