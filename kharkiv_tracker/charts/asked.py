"""What a chart is asked for, the same for every kind."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.charts.choices import Options
from kharkiv_tracker.domain.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """The case by its title, what of it is looked at, and how that is to be drawn."""

    case_title: str
    view: View = View()
    options: Options = Options()
