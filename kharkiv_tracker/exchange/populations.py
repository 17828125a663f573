"""How many people live in each district, out of a file that the user has."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

from kharkiv_tracker.domain.outline import Populations
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import CaseUnavailable, Refused, shown, under
from kharkiv_tracker.i18n import _, current

_LARGEST = 1_000_000
#: More than live in the whole country.
_MOST = 50_000_000
_COLUMNS = ("district", "population")
_PARTING = str.maketrans("", "", " \u00a0\u202f'’")


def read(file: Path, gazetteer: Gazetteer) -> Populations:
    """The populations in a CSV file; raises CaseUnavailable or Refused, nothing was taken."""
    text = text_of(
        file, _LARGEST, _("{file} is too large for a population file.").format(file=file.name)
    )
    with under(file.name):
        return parse(text, file.name, gazetteer)


def parse(text: str, name: str, gazetteer: Gazetteer) -> Populations:
    """The populations in a text of two columns, `district` and `population`."""
    head = text.partition("\n")[0]
    try:
        table = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
        columns = {str(heading).strip().casefold(): heading for heading in table.fieldnames or ()}
        headings = [columns[heading] for heading in _COLUMNS]
        rows = [
            dict(zip(_COLUMNS, (row[heading] for heading in headings), strict=True))
            for row in table
        ]
    except (KeyError, csv.Error):
        raise Refused(
            _("The first line must contain the column names district and population.")
        ) from None
    people: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        with under(_("line {n}").format(n=number)):
            if not row["district"] and not row["population"]:
                continue
            district = gazetteer.resolve(row["district"] or "")
            if district.kind.is_unknown:
                # Deaths in an unknown district per inhabitant of the whole city are not a rate.
                raise Refused(
                    _("{district} cannot have a population. Remove this line.").format(
                        district=district.name(current())
                    )
                )
            if district.key in people:
                raise Refused(
                    _("{district} has more than one population. Keep one.").format(
                        district=district.name(current())
                    )
                )
            number_of_people = people_in(row["population"])
            if number_of_people is not None:
                people[district.key] = number_of_people
    if not people:
        raise Refused(_("No populations found."))
    return Populations(shown(name), people)


def text_of(file: Path, largest: int, too_large: str) -> str:
    """The text of a file for the map; raises CaseUnavailable, or Refused where it is too large."""
    try:
        status = file.stat()
        if status.st_size > largest:
            raise Refused(too_large)
        # A pipe may never end, and a device never does.
        if stat.S_ISREG(status.st_mode):
            return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        pass
    raise CaseUnavailable(_("Could not read {file}. The map was not changed.").format(file=file))


def people_in(value: object, path: str = "") -> int | None:
    """A population as given, None where it is empty; it may part its thousands with spaces."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    digits = str(value).translate(_PARTING) if isinstance(value, (int, str)) else ""
    if digits.isascii() and digits.isdigit() and 0 < int(digits.lstrip("0")[:12] or 0) <= _MOST:
        return int(digits)
    raise Refused(_("Enter the population as a whole number, at least 1."), path=path)
