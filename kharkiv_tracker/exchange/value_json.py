"""Values in JSON other than plain text: points, ranges of characters, single counts."""

from __future__ import annotations

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.json_shape import items, text_of
from kharkiv_tracker.i18n import _


def point(value: object) -> tuple[float, float]:
    """Latitude and longitude in degrees: `[50.0, 36.3]`."""
    if not isinstance(value, list) or len(value) != 2:
        raise Refused(_("Enter a point as latitude and longitude: [50.0, 36.3]."))
    if any(isinstance(v, bool) or not isinstance(v, int | float) for v in value):
        raise Refused(_("Enter a point as latitude and longitude: [50.0, 36.3]."))
    if not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
        raise Refused(_("Not a valid point. Latitude comes first: 50.0 36.3."))
    return float(value[0]), float(value[1])


def one_count(value: object) -> Count:
    """A count other than a ratio, as it is typed: `"3+"`."""
    count = parse_count(text_of(value))
    if isinstance(count, Ratio):
        raise Refused(_("Enter a number here, not a ratio."))
    return count


def ranges(value: object) -> Ranges:
    """Ranges of characters: `[[120, 131]]`."""
    pairs = []
    for path, pair in items(value, ""):
        with under(path):
            if not isinstance(pair, list) or [type(end) for end in pair] != [int, int]:
                raise Refused(
                    _("Enter the first character and the one after the last: [120, 131].")
                )
            pairs.append((pair[0], pair[1]))
    return passage.ranges(pairs)
