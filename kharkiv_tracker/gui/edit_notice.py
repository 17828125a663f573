"""What an edit made here did, in one sentence: the record, and its figures before and after."""

from __future__ import annotations

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.edit_step import EditStep
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import edit_text, people_text, revision_text
from kharkiv_tracker.store import edit_steps, incidents
from kharkiv_tracker.store.case_file import CaseFile


def of(case: CaseFile, changes: Changes) -> tuple[str, bool]:
    """What the edit did, and whether it can be undone; "" where it wrote nothing.

    `Saved KHT-…: Saltivskyi killed 7+ → 12`, `Grade of KHT-…: Fair → Confirmed`.
    """
    step = edit_steps.of(case, changes.edit)
    text = _sentence(case, changes, step) if step.revisions else ""
    return text, edit_text.may_be_undone(step)


def _sentence(case: CaseFile, changes: Changes, step: EditStep) -> str:
    moved = [code for code, figures in changes.moves.items() if edit_text.moves(figures)]
    codes = _entered(step)
    if codes and len(codes) == 1:
        text = _figures(case, changes, codes[0]) or _("figures unchanged")
        return _("Saved {code}: {figures}").format(code=codes[0], figures=text)
    name = people_text.capital(edit_text.what(step))
    if edit_text.is_entry(step):
        name = _("Saved: {what}").format(what=edit_text.what(step))
    value = edit_text.value(step, gazetteer.load())
    if not value and len(moved) == 1:
        value = _figures(case, changes, moved[0])
    elif len(moved) > 1:
        sentence = ngettext(
            "figures of {n} incident changed", "figures of {n} incidents changed", len(moved)
        )
        value = sentence.format(n=labels.number(len(moved)))
    return _("{what}: {change}").format(what=name, change=value) if value else name


def _entered(step: EditStep) -> list[str]:
    """The incidents that got new reports."""
    if not edit_text.is_entry(step):
        return []
    codes = (revision_text.code(r) for r in step.revisions if r.kind == "report")
    return list(dict.fromkeys(code.partition("/")[0] for code in codes))


def _figures(case: CaseFile, changes: Changes, code: str) -> str:
    """The district and the figures of an incident; "" where none changed."""
    figures = edit_text.moves(changes.moves.get(code, {}))
    if not figures:
        return ""
    place = gazetteer.load().get(incidents.incident(case, code).district)
    district = people_text.district(place) if place else ""
    return " ".join(filter(None, (district, figures)))
