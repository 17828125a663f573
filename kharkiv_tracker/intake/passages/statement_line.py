"""Sentences of an official total: whether one continues another, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.text_line import Line


def continues(text: PassageText, line: Line, last: Draft | None) -> bool:
    """Whether a sentence gives parts of the official total before it."""
    if last is None or not last.is_statement:
        return False
    near = line.sentence.paragraph - text.sentences[last.sentences[-1]].paragraph <= 2
    claims = line.claims.claims
    wholes = {one.claim.quantity: one.claim.group for one in last.placed if not one.claim.is_part}
    only_parts = all(claim.is_part and claim.of_before for claim in claims)
    known = {one.claim.quantity for one in last.placed}
    is_next = line.number - last.sentences[-1] == 1 and line.scenes[0].place is None
    is_rest = is_next and not any(
        one.group.is_single
        or (one.quantity in known and not _is_less(one.group, wholes.get(one.quantity)))
        for one in claims
    )
    is_new = any(scene.time or scene.is_another for scene in line.scenes)
    return near and not is_new and (only_parts or is_rest)


def claims_of_total(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of an official total: a number of children alone is a part of a number not said."""
    name, is_of_all = "", False
    for claim in claims:
        if claim.is_part:
            continue
        if claim.group.name:
            claim.is_part, name = True, claim.group.name
        elif name and claim.group.is_bare and not is_of_all:
            # 93 children were killed, 277 injured.
            claim.is_part, claim.group.name = True, name
        else:
            is_of_all = True
    return list(claims)


def _is_less(part: Group, whole: Group | None) -> bool:
    """Whether a class of people may be a part of a number."""
    return bool(part.name) and whole is not None and part.low < whole.low
