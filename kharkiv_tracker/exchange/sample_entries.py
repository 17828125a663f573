"""The sample case: eleven real strikes and six official totals, as they were reported.

A text is there in each language, side by side (`{"en": …, "uk": …}`), a name that comes again once
in `names`. Offices are called as the list of offices calls them.
"""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker import city, office_register, paths
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.i18n import current
from kharkiv_tracker.languages import SOURCE


def load(gazetteer: Gazetteer) -> Entries:
    """The sample's entries in the language spoken, read by the same rules as anyone's."""
    document = entry_json.parse_object((paths.resources() / "sample" / "sample.json").read_bytes())
    pairs = [office.titles for office in office_register.load()] + document.pop("names", [])
    names = {pair[SOURCE]: city.in_language(pair, current()) for pair in pairs}
    return entry_json.read(_in_language(document, names), gazetteer)


def _in_language(value: object, names: Mapping[str, str]) -> object:
    """A value with the texts of the language spoken in the place of those of all."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_in_language(entry, names) for entry in value]
    if isinstance(value, dict) and SOURCE in value:
        return city.in_language(value, current())
    if isinstance(value, dict):
        return {key: _in_language(entry, names) for key, entry in value.items()}
    return value
