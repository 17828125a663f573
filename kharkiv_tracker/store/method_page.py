"""The method page of a case: how the project works, in its own words, a page for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker import city, labels, languages
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.i18n import LANGUAGES, speaking
from kharkiv_tracker.labels import date_manner
from kharkiv_tracker.store import field_merge, identity, records, rule_choice
from kharkiv_tracker.store.states import record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile
    from kharkiv_tracker.store.edit import Edit

KIND = "method"
#: The parts of a page, in the order they are printed in.
PARTS = tuple(field.name for field in fields_of(Method))
#: Where a language has the texts that are offered.
_OFFERED = "method.json"


def page(db: Database, language: str) -> Method:
    """The page in a language; every part that is not written is empty."""
    return record_from(Method, records.read(db, KIND, _uid(language)) or {})


def pages(case: CaseFile) -> Mapping[str, Method]:
    """The pages by language, of all languages."""
    return {language: page(case.db, language) for language in LANGUAGES}


def write(edit: Edit, language: str, method: Method) -> None:
    """Write the page in a language; parts that did not change leave no trace."""
    parts = {name: storable(getattr(method, name)).strip() for name in PARTS}
    edit.write(KIND, _uid(language), state_of(replace(method, **parts)))


def amend(edit: Edit, language: str, before: Method, typed: Method) -> None:
    """Write what was typed over what the page was before, keeping what was changed meanwhile.

    Raises Refused where one part was changed to something else meanwhile.
    """
    write(edit, language, field_merge.merged(before, typed, page(edit.db, language)))


def completed(case: CaseFile, language: str, method: Method) -> Method:
    """A page whose empty parts have the text that is offered for a case with these settings."""
    offered = first_text(case, language)
    empty = {name: offered[name] for name in PARTS if not getattr(method, name)}
    return replace(method, **empty)


def first_text(case: CaseFile, language: str) -> Mapping[str, str]:
    """The text offered for each part: what the settings of the case say, and blanks to fill in."""
    texts = languages.texts(_OFFERED, language)
    review = rule_choice.review(case)
    with speaking(language), date_manner.for_file():
        day = _first_day(case.db)
        values = {
            "area": city.text("whole"),
            "since": texts["since"].format(day=labels.date(day)) if day else "",
            "stress": texts["stress"].get(case.stress.value, ""),
            "rule": texts["rule"].get(case.rule.value, ""),
            "today": labels.date(identity.now().astimezone(zone()).date()),
        }
        checked = texts["checked"]["two" if review.second_name else "one"]
        parts: dict[str, Any] = {**texts, "checked": checked}
        return {name: parts[name].format(**values) for name in PARTS}


def _first_day(db: Database) -> date | None:
    """The day of the earliest incident that is recorded."""
    (day,) = db.execute("SELECT min(date) FROM incidents").fetchone()
    return date.fromisoformat(day) if day else None


def _uid(language: str) -> str:
    return f"{KIND}-{language}"
