"""Where a row says it was: district, place and point, each as exact as the row is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kharkiv_tracker import city, labels, settlement_register
from kharkiv_tracker.domain.incident_words import PointPrecision
from kharkiv_tracker.domain.outline import Outlines
from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import targets
from kharkiv_tracker.imports.rows.row_draft import RowDraft
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.intake.record_part import record_part

#: What stands for no more than a settlement or a district is not a point in one of its districts.
COARSE = frozenset((PointPrecision.SETTLEMENT.value, PointPrecision.DISTRICT.value))
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:[NE]|пн|сх)?", re.IGNORECASE)
#: The digits of a number behind its point.
_DIGITS = re.compile(r"\d[.,](\d+)")
#: In degrees, about a kilometre: outlines and points are that exact.
_NEAR = 0.01
#: So many different places are remembered.
_MOST_TEXTS = 20_000
PAIR = re.compile(r"[(\[]?\s*(-?\d{1,3}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*[)\]]?")


@dataclass(frozen=True)
class PlaceCells:
    """Reads places against the districts, and points against the outlines that are loaded."""

    places: Gazetteer
    outlines: Outlines | None = None
    _read: dict[str, Document | str] = field(default_factory=dict)
    """What texts came to, or the sentence that refused them."""

    def read(self, row: RowDraft) -> Document:
        """District, place, settlement and point of an incident; Rejected where it is in none.

        The most exact of them says the district: a district by its name, the settlement or the
        address, a point that is exact within its outline; last an area of which the district is
        not known.
        """
        document: Document = {}
        point = _point(row)
        precision = row.texts.get("point_precision", "")
        if point:
            document["point"] = list(point)
        if precision:
            document["point_precision"] = precision
        refusals: list[tuple[str, Refused]] = []
        named = self._named(row, "district", refusals)
        # In a district of the city, or a settlement, an address says no more of where it was.
        is_certain = named.get("district") in self._of_city or named.get("settlement")
        address = {} if is_certain else self._named(row, "place", refusals)
        if code := row.texts.get("settlement"):
            document["settlement"] = code
        district = self._narrowest(named, address) or self._of_settlement(code)
        by_point = ""
        if point and precision not in COARSE and (not district or district in self._unknown):
            by_point = self._at(point, _rounding(row))
        if by_point:
            return {**document, "district": by_point, "place": row.texts.get("place", "")}
        if not district:
            raise self._nowhere(row, refusals, point is not None)
        if point and precision not in COARSE:
            district = self._beside(row, district, point)
        return {**document, **self._described(row, district, named, address)}

    def _described(
        self, row: RowDraft, district: str, named: Document, address: Document
    ) -> Document:
        """The district, with what the texts say beside it."""
        described = {"district": district}
        chosen = address if address.get("district") == district else {}
        settlement = chosen.get("settlement") or named.get("settlement")
        if settlement:
            described["settlement"] = settlement
        own = chosen.get("place", row.texts.get("place", ""))
        texts = dict.fromkeys(filter(None, (named.get("place", ""), own)))
        described["place"] = ", ".join(texts)
        return described

    def _narrowest(self, named: Document, address: Document) -> str:
        """The district by its name; the address, where that is more exact or the only one."""
        first, second = (str(part.get("district", "")) for part in (named, address))
        if not first or (first in self._unknown and second and second in self.places.within(first)):
            return second or first
        return first

    def _of_settlement(self, code: str | None) -> str:
        """The district a settlement is in, by its code; "" for an unknown one."""
        if self.places.get(code or ""):
            # The city has a code of its own.
            return code or ""
        settlement = settlement_register.load().get(code or "")
        return settlement.raion if settlement and self.places.get(settlement.raion) else ""

    def _named(self, row: RowDraft, target: str, refusals: list[tuple[str, Refused]]) -> Document:
        """What a text for a place comes to; nothing where it is blank or not understood."""
        text = row.texts.get(target, "")
        if not text:
            return {}
        try:
            return self._where(text)
        except Refused as refused:
            refusals.append((target, refused))
            return {}

    def _where(self, text: str) -> Document:
        """What a text comes to; tables name the same places again and again."""
        if text not in self._read:
            if len(self._read) > _MOST_TEXTS:
                self._read.clear()
            try:
                self._read[text] = self._part(text)
            except Refused as refused:
                self._read[text] = refused.sentence
        part = self._read[text]
        if isinstance(part, str):
            raise Refused(part)
        return part

    def _part(self, text: str) -> Document:
        matches = self.places.find(text)
        part: Document = {"district": matches[0].key} if len(matches) == 1 else {}
        if part and (self.places.get(text) or self.places.is_own_name(text)):
            return part
        try:
            outcome = field_reader.read("where", text, present(self.places))
            read = record_part("where", field_reader.settled(outcome).part)
        except Refused:
            if not part:
                raise
            return part
        # The spelling of a town within a district says more than the district.
        return read if not part or read.get("district") == part["district"] else part

    @cached_property
    def _of_city(self) -> frozenset[str]:
        return frozenset(
            district.key
            for district in self.places.districts
            if district.kind is DistrictKind.CITY_DISTRICT
        )

    @cached_property
    def _unknown(self) -> frozenset[str]:
        return city.load().unknown_areas

    @cached_property
    def _oblast(self) -> str:
        """The area that says no more than the oblast."""
        return next(
            district.key
            for district in self.places.districts
            if district.kind is DistrictKind.OBLAST_UNKNOWN
        )

    @cached_property
    def _areas(self) -> Mapping[str, Any]:
        """The outline of each district, made ready to be asked."""
        import shapely

        areas = {
            outline.district: shapely.MultiPolygon(
                [(rings[0], list(rings[1:])) for rings in outline.polygons]
            )
            for outline in (self.outlines.outlines if self.outlines else ())
        }
        shapely.prepare(list(areas.values()))
        return areas

    def _at(self, point: tuple[float, float], rounding: float) -> str:
        """The only district whose outline holds a point, however it was rounded; "" for none."""
        import shapely

        latitude, longitude = point
        spot = shapely.box(
            longitude - rounding, latitude - rounding, longitude + rounding, latitude + rounding
        )
        holding = [
            district for district, area in self._areas.items() if shapely.contains(area, spot)
        ]
        return holding[0] if len(holding) == 1 else ""

    def _beside(self, row: RowDraft, district: str, point: tuple[float, float]) -> str:
        """The district as the texts say it; the oblast where the point of a row of the city is not.

        A point outside the outline of what the texts say is a doubt in any case.
        """
        within = {*self.places.within(district)} - {district} or {district}
        areas = [self._areas[key] for key in within if key in self._areas]
        # Only of the city it is known that outlines are of all of its districts.
        if not within <= self._of_city or len(areas) < len(within) or self._is_near(areas, point):
            return district
        if named := self.places.get(district):
            row.doubts.append(_("The point is not in {place}.").format(place=labels.area(named)))
        return self._oblast if district in self._unknown else district

    @staticmethod
    def _is_near(areas: list[Any], point: tuple[float, float]) -> bool:
        import shapely

        spot = shapely.Point(point[1], point[0])
        return any(shapely.distance(area, spot) <= _NEAR for area in areas)

    def _nowhere(
        self, row: RowDraft, refusals: list[tuple[str, Refused]], has_point: bool
    ) -> Exception:
        if refusals:
            target, refused = refusals[0]
            return row.reject(target, refused.sentence)
        if has_point:
            sentence = _(
                "The point is in no outline, and no district is given. Load outlines on the map "
                "chart, or enter a district."
            )
            return row.reject(targets.LATITUDE, sentence)
        return row.reject("district", _("No district is given."))


def _point(row: RowDraft) -> tuple[float, float] | None:
    """Latitude and longitude of a row; Rejected where they cannot be in the oblast."""
    given = [name for name in (targets.LATITUDE, targets.LONGITUDE) if row.texts.get(name)]
    if text := row.texts.get("point", ""):
        pair = PAIR.fullmatch(text)
        if pair is None:
            raise row.reject("point", _("Enter a point as latitude and longitude: 50.0, 36.3."))
        return _checked(row, "point", float(pair[1]), float(pair[2]))
    if not given:
        return None
    if len(given) == 1:
        sentence = _("Latitude and longitude belong together; only one is given.")
        raise row.reject(given[0], sentence)
    latitude, longitude = (_degrees(row, name) for name in given)
    return _checked(row, targets.LATITUDE, latitude, longitude)


def _rounding(row: RowDraft) -> float:
    """How far the true place may be from a point, in degrees, by its digits.

    The longer of its numbers counts: programs drop zeros at the end of the other.
    """
    names = ("point", targets.LATITUDE, targets.LONGITUDE)
    digits = [_DIGITS.findall(row.texts.get(name, "")) for name in names]
    return 0.5 * 10.0 ** -max((len(text) for listed in digits for text in listed), default=0)


def _degrees(row: RowDraft, target: str) -> float:
    match = _DEGREES.fullmatch(row.texts[target].strip())
    if match is None:
        sentence = _("“{text}” is not a number of degrees.").format(text=shown(row.texts[target]))
        raise row.reject(target, sentence)
    return float(match[1].replace(",", "."))


def _checked(row: RowDraft, target: str, latitude: float, longitude: float) -> tuple[float, float]:
    west, south, east, north = city.load().bounds
    if south <= latitude <= north and west <= longitude <= east:
        return latitude, longitude
    numbers = {"latitude": latitude, "longitude": longitude}
    if south <= longitude <= north and west <= latitude <= east:
        sentence = _("Latitude and longitude are swapped: {latitude}, {longitude}.")
    else:
        sentence = _("The point {latitude}, {longitude} is not in the oblast.")
    raise row.reject(target, sentence.format(**numbers))
