"""Outlines of districts out of a GeoJSON file, checked before anything is drawn by them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, union_all
from shapely import Polygon as Shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from kharkiv_tracker import city
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.outline import Outline, Outlines, Polygon, Populations, Ring
from kharkiv_tracker.domain.place import District, Gazetteer
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.exchange.json_shape import items
from kharkiv_tracker.exchange.populations import people_in, text_of
from kharkiv_tracker.i18n import _, current

#: Larger files draw coasts and rivers to the metre; no map of a page needs them.
LARGEST = 40_000_000
#: Whole numbers beyond this are not degrees in any notation.
_LARGEST_WHOLE = 10**12
#: What older files may say of how their coordinates are meant.
_WGS84 = ("CRS84", "4326", "WGS84", "WGS 84")
_OPENSTREETMAP = "© OpenStreetMap contributors (ODbL)"
_OWNER_KEYS = ("attribution", "copyright", "credit")


def read(file: Path, gazetteer: Gazetteer) -> Outlines:
    """The outlines in a file; raises CaseUnavailable or Refused with nothing taken from it."""
    text = text_of(file, LARGEST, _("{file} is too large for a map file.").format(file=file.name))
    with under(file.name):
        return parse(text, file.name, gazetteer)


def parse(text: str, name: str, gazetteer: Gazetteer) -> Outlines:
    """The outlines in a text; `name` is their owner if the text does not name one."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(_("This file is not GeoJSON. Choose a file with outlines.")) from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise Refused(_("This file is not GeoJSON. Choose a file with outlines."))
    _check_coordinates(document.get("crs"))
    outlines: dict[str, Outline] = {}
    people: dict[str, int] = {}
    owners: dict[str, None] = dict.fromkeys(_owners(document))
    others = 0
    for place, feature in items(document.get("features"), "features"):
        with under(place):
            properties, geometry = _feature(feature)
            district = _district(properties, gazetteer)
            polygons = _polygons(geometry) if district else ()
            if district is None or not polygons:
                others += 1
                continue
            _check_place(polygons)
            if district.key in outlines:
                raise Refused(
                    _("{district} has more than one outline. Keep one.").format(
                        district=district.name(current())
                    )
                )
            outlines[district.key] = Outline(district.key, polygons)
            if (number := people_in(properties.get("population"), "population")) is not None:
                people[district.key] = number
            owners.update(dict.fromkeys(_owners(properties)))
    if not outlines:
        raise Refused(
            _("No outlines of districts of {city} or nearby raions found.").format(
                city=city.text("of")
            )
        )
    owner = "; ".join(owners) or shown(name)
    populations = Populations(owner, people) if people else None
    return Outlines(owner, tuple(outlines.values()), populations, others)


def _check_coordinates(crs: object) -> None:
    """GeoJSON is in degrees; older files may say otherwise."""
    if crs is not None and not any(name in json.dumps(crs) for name in _WGS84):
        raise Refused(
            _("The coordinates are not in degrees (WGS84). Save the file in WGS84 and try again.")
        )


def _feature(feature: object) -> tuple[Mapping[str, Any], object]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise Refused(_("Use a GeoJSON Feature."))
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}, feature.get("geometry")


def _owners(properties: Mapping[str, Any]) -> Iterator[str]:
    """The owners of the outlines that this part of the file names."""
    for name in _OWNER_KEYS:
        value = properties.get(name)
        if isinstance(value, str) and value.strip():
            yield shown(storable(value), 120)
            return
    named = properties.get("@id")
    if isinstance(named, str) and named.partition("/")[0] in ("node", "way", "relation"):
        yield _OPENSTREETMAP


def _district(properties: Mapping[str, Any], gazetteer: Gazetteer) -> District | None:
    """The district meant: by a code of the register, else by a field called a name."""
    texts = {key: value for key, value in properties.items() if isinstance(value, str)}
    codes = {
        matches[0].key: matches[0]
        for value in texts.values()
        if value.strip()[:2].upper() == "UA" and len(matches := _certain(value, gazetteer)) == 1
    }
    if codes:
        return next(iter(codes.values())) if len(codes) == 1 else None
    names: dict[str, District] = {}
    for key, value in texts.items():
        if "name" in key.casefold() or key.casefold().startswith("adm"):
            names.update((match.key, match) for match in _certain(value, gazetteer))
    return next(iter(names.values())) if len(names) == 1 else None


def _certain(name: str, gazetteer: Gazetteer) -> list[District]:
    matches = gazetteer.find(name)
    return [match for match in matches if len(matches) == 1 and not match.kind.is_unknown]


def _polygons(geometry: object) -> tuple[Polygon, ...]:
    """The parts of an area; nothing for what is a point or a line."""
    if not isinstance(geometry, dict):
        return ()
    coordinates = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            parts = [("coordinates", coordinates)]
        case "MultiPolygon":
            parts = list(items(coordinates, "coordinates"))
        case _:
            return ()
    return _apart(tuple(_polygon(part, place) for place, part in parts))


def _apart(polygons: tuple[Polygon, ...]) -> tuple[Polygon, ...]:
    """The parts as they are, or as one area where they overlap."""
    shapes = [Shape(rings[0], rings[1:]) for rings in polygons]
    if MultiPolygon(shapes).is_valid:
        return polygons
    union = union_all(shapes)
    parts = union.geoms if isinstance(union, MultiPolygon) else [union]
    return tuple(_rings(part) for part in parts)


def _rings(shape: BaseGeometry) -> Polygon:
    return tuple(
        tuple((float(x), float(y)) for x, y in ring.coords)
        for ring in (shape.exterior, *shape.interiors)
    )


def _polygon(rings: object, place: str) -> Polygon:
    read_rings = tuple(_ring(ring, at) for at, ring in items(rings, place))
    if not read_rings:
        raise Refused(_("An outline must have at least 3 different points."), path=place)
    shape = Shape(read_rings[0], read_rings[1:])
    if not shape.is_valid:
        raise Refused(
            _("This outline crosses itself ({why}). Correct it in a map program.").format(
                why=explain_validity(shape)
            ),
            path=place,
        )
    return read_rings


def _ring(positions: object, place: str) -> Ring:
    ring = tuple(_position(position, at) for at, position in items(positions, place))
    if len(set(ring)) < 3:
        raise Refused(_("An outline must have at least 3 different points."), path=place)
    return ring if ring[0] == ring[-1] else (*ring, ring[0])


def _position(position: object, place: str) -> tuple[float, float]:
    if isinstance(position, list) and len(position) >= 2:
        longitude, latitude = position[0], position[1]
        if _is_degrees(longitude) and _is_degrees(latitude):
            return float(longitude), float(latitude)
    raise Refused(_("Enter longitude and latitude in degrees."), path=place)


def _is_degrees(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    # An int of four hundred digits does not fit a float; comparing it needs none.
    return math.isfinite(value) if isinstance(value, float) else abs(value) <= _LARGEST_WHOLE


def _check_place(polygons: tuple[Polygon, ...]) -> None:
    """An outline elsewhere is of another city, or has its axes swapped."""
    west, south, east, north = city.load().bounds
    for longitude, latitude in (point for polygon in polygons for point in polygon[0]):
        if not (west <= longitude <= east and south <= latitude <= north):
            raise Refused(
                _(
                    "This outline is outside {area}. Check whether longitude and latitude "
                    "are swapped, or the outline is of another place."
                ).format(area=city.text("outside"))
            )
