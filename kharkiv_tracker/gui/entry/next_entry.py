"""What is entered next from the document of the last entry: a report, a total, a remark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.i18n import _

#: What often stays the same within a document: shown again, to be passed or typed over.
_KEPT = ("speaker", "office", "as_of")
#: All that a remark is typed in.
REMARK = ("document", "speaker", "office", "as_of", "words", "quote", "circumstances")


class NextKind(Enum):
    """Kinds of records that can be in a document."""

    INCIDENT = auto()
    TOTAL = auto()
    JOINT = auto()
    REPORT = auto()
    REMARK = auto()


@dataclass(frozen=True, slots=True)
class NextEntry:
    """The document, the incident entered last from it ("" for none), and texts that stay."""

    document: str
    incident: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[NextKind, ...]:
        """What can be entered, in the order of the digits."""
        every = tuple(NextKind)
        return every if self.incident else every[:3]

    def question(self, choose: Callable[[NextKind], None]) -> Asked:
        """Which of them it is."""
        labels = {
            NextKind.INCIDENT: _("another incident"),
            NextKind.TOTAL: _("an official total"),
            NextKind.JOINT: _("a combined report on several incidents"),
            NextKind.REPORT: _("another report on {code}").format(code=self.incident),
            NextKind.REMARK: _("a remark on the victims of {code}").format(code=self.incident),
        }
        kinds = self.kinds
        return Asked(
            _("From document {code}").format(code=self.document),
            _("What comes next?"),
            tuple(labels[kind] for kind in kinds),
            lambda number: choose(kinds[number]),
        )


def kept(texts: Mapping[str, str]) -> dict[str, str]:
    """What of an entry stays for the next one of its document."""
    return {name: texts[name] for name in _KEPT if texts.get(name, "").strip()}


def carry(form: Form, texts: Mapping[str, str]) -> None:
    """Put what stays into a form."""
    for name, text in texts.items():
        if name in form.fields and not form.fields[name].pinned:
            form.text_field(name).carry(text)
