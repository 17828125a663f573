"""The options of the chart kinds that can be drawn in several ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import MEASURES, Measure, measure_label
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.popups import DropButton, TickPopup
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import people_text

#: The options to tick, by name, in the order of the list.
_TICKED: Mapping[str, str] = {
    "raions": N_("Each raion separately"),
    "free_axes": N_("Separate axis for each panel"),
    "labelled": N_("Name the largest incidents"),
    "later": N_("Numbers known later"),
}


class ChartOptions(QWidget):
    """Shows the options that the current chart kind supports."""

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._districts = [(place.key, people_text.district(place)) for place in gazetteer.listed]
        self.picked = DropButton(_("Highlight"), _("Highlighted"), self._picking)
        self.ticked = DropButton(_("Options"), _("Options"), self._ticking)
        for button in (self.picked, self.ticked):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.measure = widgets.Choice(_("What is counted"))
        self.measure.setMinimumWidth(theme.px(90))
        for measure in MEASURES:
            # Charts have no population numbers.
            if not measure.is_rate:
                self.measure.addItem(measure_label(measure), measure.value)
        self.measure.activated.connect(self._measure)
        self.setLayout(widgets.row(self.picked, 8, self.measure, 8, self.ticked))
        session.view_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the options that the kind supports, with their current values."""
        offered, options = self._offered(), self._session.options
        self.picked.setVisible("picked" in offered)
        self.ticked.setVisible(bool(self._ticks()))
        self.measure.setVisible("measure" in offered)
        names = dict(self._districts)
        self.picked.show_chosen(", ".join(names.get(key, key) for key in options.picked))
        self.measure.setCurrentIndex(max(0, self.measure.findData(options.measure.value)))

    def _offered(self) -> frozenset[str]:
        return kinds.kind(self._session.chart).options

    def _ticks(self) -> Sequence[tuple[str, str]]:
        """The options to tick; "later" is offered only with a known-on date."""
        offered = self._offered()
        if self._session.as_known_on is None:
            offered = offered - {"later"}
        return [(name, _(label)) for name, label in _TICKED.items() if name in offered]

    def _picking(self) -> TickPopup:
        return TickPopup(
            self,
            _("Highlight districts"),
            self._districts,
            lambda: self._session.options.picked,
            lambda keys: self._set_options(picked=tuple(keys)),
        )

    def _ticking(self) -> TickPopup:
        return _Ticks(self, _("Options"), self)

    def chosen(self) -> list[str]:
        """The names of what is ticked."""
        options = self._session.options
        return [name for name, _label in self._ticks() if getattr(options, name)]

    def choose(self, names: Sequence[str]) -> None:
        """Draw with these options on and the other offered ones off."""
        self._set_options(**{name: name in names for name, _label in self._ticks()})

    def _measure(self, _index: int) -> None:
        self._set_options(measure=Measure.of(self.measure.currentData()))

    def _set_options(self, **changed: Any) -> None:
        self._session.set_view(options=replace(self._session.options, **changed))


class _Ticks(TickPopup):
    """Lists the options that the chart kind supports when it opens."""

    def __init__(self, owner: QWidget, name: str, of: ChartOptions) -> None:
        super().__init__(owner, name, of._ticks(), of.chosen, of.choose)
        self._of = of

    def begin(self) -> None:
        self._options = self._of._ticks()
        super().begin()
