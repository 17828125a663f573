"""The JSON of a person, read and written: `{"name": "…", "age": "34", "report": 1}`."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.entry import PersonEntry
from kharkiv_tracker.domain.person import Person, Status, Visibility
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.attached_json import read_identifiers
from kharkiv_tracker.exchange.json_shape import Fields, known_names, whole_number
from kharkiv_tracker.exchange.record_json import document_of, read_record, spoken
from kharkiv_tracker.i18n import _

#: Other words for what happened to a person.
_STATUSES = {"died in hospital": Status.DIED_LATER, "found": Status.RESCUED}
#: The languages of `names`; the first that is given is the name that is read.
_LANGUAGES = ("uk", "en", "ru")


def read_person(document: object, path: str = "", own: bool = False) -> PersonEntry:
    """A person from the fields of the JSON of `add`; a report is named by its number."""
    fields = Fields(document)
    local, same_as = fields.text("id"), fields.text("same_as")
    report = fields.pop("report")
    with under("report"):
        number = 0 if report is None else whole_number(report)
        if report is not None and not number:
            raise Refused(_("Report numbers start at 1."))
    fields.put(_names(fields))
    fields.put(_of_older_files(fields))
    identifiers = read_identifiers(fields, own)
    person = read_record(Person, fields.rest(), own=own)
    return PersonEntry(person, number, path, local, same_as, identifiers)


def person_document(
    person: Person, report: int = 0, same_as: str = "", own: bool = False
) -> dict[str, Any]:
    """The fields of a person, only what is recorded.

    The report that names them goes by its number, the person they are by its code.
    """
    document = document_of(person.as_published(), own)
    names = spoken({language: document.pop(f"name_{language}", "") for language in _LANGUAGES})
    if names and document.get("name") == _read_name(names):
        del document["name"]
    return spoken({"names": names, **document, "report": report or None, "same_as": same_as})


def _of_older_files(fields: Fields) -> dict[str, object]:
    """The fields under which older files, and people, give what is stored under another word."""
    read: dict[str, object] = {}
    if fields.flag("cleared") and not fields.rest().get("visibility"):
        read["visibility"] = Visibility.FULL.value
    status = fields.rest().get("status")
    if isinstance(status, str) and (stored := _STATUSES.get(" ".join(status.casefold().split()))):
        read["status"] = stored.value
    return read


def _names(fields: Fields) -> dict[str, object]:
    """What `names` says, as the fields it is kept in; one `name` may be given beside it."""
    value = fields.pop("names")
    if value is None:
        return {}
    with under("names"):
        languages = Fields(value)
        names = {language: languages.text(language) for language in _LANGUAGES}
        languages.refuse_rest(known_names(_LANGUAGES))
    name = fields.text("name") or _read_name(names)
    # A field of its own says more than what is given of all together: a correction of one form.
    own = fields.rest().keys()
    forms = {f"name_{language}": text for language, text in names.items()}
    return {"name": name, **{field: text for field, text in forms.items() if field not in own}}


def _read_name(names: dict[str, str]) -> str:
    return next((names[language] for language in _LANGUAGES if names.get(language)), "")
