"""Persons as the command line prints them; names are hidden until they are asked for."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.person import PURGED, Person
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.errors import shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.labels.person_name import other_forms, romanised
from kharkiv_tracker.store.person_records import ListedPerson

_FORMS = ("uk", "ru", "en")


def summary(listed: ListedPerson, names: bool) -> dict[str, Any]:
    """A person as `persons` has always printed them."""
    person, name = listed.person, _name(listed.person, names)
    return {
        "code": listed.code,
        "name": name,
        "covered": name is None,
        "cleared": person.is_named,
        "age": str(person.age),
        "sex": person.sex.value if person.sex else None,
        "status": person.status.value if person.status else None,
        "civilian": person.civilian.value,
        "same_as": listed.same_as or None,
        "report": listed.report or None,
        "notes": person.notes if names else None,
        "withdrawn": person.withdrawn,
    }


def document(listed: ListedPerson, names: bool, apart: dict[str, str]) -> dict[str, Any]:
    """All that is recorded of a person; `apart` are the records of others, with the reasons."""
    person = listed.person
    is_visible = _name(person, names) is not None
    forms = {code: getattr(person, f"name_{code}") for code in _FORMS}
    return {
        **{name: value for name, value in summary(listed, names).items() if name != "cleared"},
        "names": {code: form for code, form in forms.items() if form} if is_visible else None,
        "romanised": (romanised(person) or None) if is_visible else None,
        "status_on": person.status_on.isoformat() if person.status_on else None,
        "occupation": person.occupation.value if person.occupation else None,
        "family": (person.family or None) if names else None,
        "visibility": person.shown_as.value,
        "visibility_reason": person.visibility_reason or None,
        "cleared_by": person.cleared_by or None,
        "document": person.document or None,
        "apart": sorted(apart),
    }


def line(listed: ListedPerson, names: bool) -> str:
    """A person in one line, by code."""
    person, name = listed.person, _name(listed.person, names)
    parts = [
        _("name hidden") if name is None else shown(name) or _("no one is named"),
        "" if person.age.is_unknown else _("age {age}").format(age=labels.age(person.age)),
        labels.word(person.sex) if person.sex else "",
        people_text.status(person),
        labels.word(person.occupation) if person.occupation else "",
        people_text.civilian(person.civilian),
        _("same person as {code}").format(code=listed.same_as) if listed.same_as else "",
        listed.report,
        people_text.shown_as(person),
        _("withdrawn") if person.withdrawn else "",
    ]
    return f"{listed.code}  {', '.join(part for part in parts if part)}"


def forms(listed: ListedPerson, names: bool) -> str:
    """The other forms of a name, where it may be shown: the romanised one last."""
    if _name(listed.person, names) is None:
        return ""
    return shown(other_forms(listed.person))


def lines(listed: ListedPerson, names: bool, apart: dict[str, str]) -> list[str]:
    """All that is recorded of a person, a line for each."""
    person = listed.person
    texts = [line(listed, names), forms(listed, names)]
    if names:
        texts += [
            _titled("family", person.family),
            _titled("notes", person.notes),
        ]
    texts += [
        _titled("visibility", labels.word(person.shown_as)),
        _titled("visibility_reason", person.visibility_reason),
        _titled("cleared_by", person.cleared_by),
        _titled("document", person.document),
    ]
    texts += [
        _("not the same person as {code}: {reason}").format(code=code, reason=reason)
        for code, reason in apart.items()
    ]
    first, *rest = [text for text in texts if text]
    return [first, *(f"    {text}" for text in rest)]


def _titled(field: str, value: str) -> str:
    """A field of a person under its title."""
    return f"{labels.field(RECORDS['person'].by_name[field])}: {shown(value)}" if value else ""


def _name(person: Person, names: bool) -> str | None:
    """The name where it may be shown; None where it is covered."""
    shown_at_once = names or person.is_named or not person.name or person.name == PURGED
    return person.name if shown_at_once else None
