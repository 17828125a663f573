"""The options of the map: measure, tiles or outlines, points, and the files for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from kharkiv_tracker.charts.chart_request import MEASURES, Measure, measure_label
from kharkiv_tracker.domain.outline import Outlines, Populations
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import popups, theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, current, speaking

_TILES, _OUTLINES = "tiles", "outlines"
_MIN_WIDTH = 42
_Read = TypeVar("_Read")


class MapOptions(QWidget):
    """Sets the map options of the session; loaded files are saved for the next start."""

    def __init__(
        self, session: Session, gazetteer: Gazetteer, background: BackgroundWorker
    ) -> None:
        super().__init__()
        self._session, self._gazetteer, self._background = session, gazetteer, background
        self._is_read = False
        #: The loaded files, whether shown or not.
        self.outlines: Outlines | None = None
        self.populations: Populations | None = None
        self.measure = widgets.Choice(_("Colour shows"))
        for measure in MEASURES:
            self.measure.addItem(measure_label(measure), measure.value)
        self.ground = widgets.Choice(_("Tiles or outlines"))
        self.ground.addItem(_("Tiles"), _TILES)
        self.ground.addItem(_("Outlines"), _OUTLINES)
        for choice in (self.measure, self.ground):
            choice.setMinimumWidth(theme.px(_MIN_WIDTH))
        self.points = QCheckBox(_("Points"))
        self.points.setToolTip(
            widgets.tooltip(_("Incidents as circles (width: location uncertainty)"))
        )
        self.files = popups.DropButton(_("Files"), _("Files"), self._files)
        self.measure.activated.connect(self._choose_measure)
        self.ground.activated.connect(self._choose_ground)
        self.points.toggled.connect(self._choose_points)
        self.setLayout(widgets.row(self.measure, 8, self.ground, 8, self.points, -1, self.files))
        session.view_changed.connect(self.refresh)
        self.refresh()

    def load_saved(self) -> None:
        """Load the saved files again in the background."""
        if self._is_read:
            return
        self._is_read = True

        def job() -> tuple[Outlines | None, Populations | None]:
            from kharkiv_tracker.exchange import map_files

            places = self._gazetteer
            return map_files.load_outlines(places), map_files.load_populations(places)

        self._run(job, self._set_files)

    def refresh(self) -> None:
        """Show the current options."""
        options = self._session.options
        self.measure.setCurrentIndex(max(0, self.measure.findData(options.measure.value)))
        ground = _TILES if options.outlines is None else _OUTLINES
        self.ground.setCurrentIndex(self.ground.findData(ground))
        self.points.setEnabled(options.outlines is not None)
        self.points.blockSignals(True)
        self.points.setChecked(options.points)
        self.points.blockSignals(False)

    def load_outlines(self) -> None:
        """Ask for an outlines file and draw the map with it."""
        path = standard_dialogs.ask_map_file(
            self, _("Load outlines"), _("Outlines in GeoJSON (*.geojson *.json);;All files (*)")
        )
        if path is None:
            self.refresh()
            return
        self._load("save_outlines", path, self._set_outlines)

    def load_populations(self) -> None:
        """Ask for a populations file."""
        path = standard_dialogs.ask_map_file(
            self, _("Load populations"), _("Two-column tables (*.csv);;All files (*)")
        )
        if path is not None:
            self._load("save_populations", path, self._set_populations)

    def remove_files(self) -> None:
        """Remove both files; the map shows tiles and no rates again."""

        def job() -> None:
            from kharkiv_tracker.exchange import map_files

            map_files.remove_outlines()
            map_files.remove_populations()

        self._run(job, lambda _done: self._set_files((None, None)))

    def _set_files(self, files: tuple[Outlines | None, Populations | None]) -> None:
        self.outlines, self.populations = files
        self._set_options(outlines=self.outlines, populations=self.populations)

    def _set_outlines(self, outlines: Outlines) -> None:
        self.outlines = outlines
        self._set_options(outlines=outlines)

    def _set_populations(self, populations: Populations) -> None:
        self.populations = populations
        self._set_options(populations=populations)

    def _choose_measure(self, _index: int) -> None:
        self._set_options(measure=Measure.of(self.measure.currentData()))

    def _choose_ground(self, _index: int) -> None:
        if self.ground.currentData() == _TILES:
            self._set_options(outlines=None)
        elif self.outlines is not None:
            self._set_options(outlines=self.outlines)
        else:
            # After the list is closed: a dialog would open behind an open list.
            QTimer.singleShot(0, self, self.load_outlines)

    def _choose_points(self, _checked: int) -> None:
        self._set_options(points=self.points.isChecked())

    def _set_options(self, **changed: Any) -> None:
        self._session.set_view(options=replace(self._session.options, **changed))
        self.refresh()

    def _files(self) -> popups.Popup:
        return _Files(self)

    def _load(self, verb: str, path: Path, done: Callable[[Any], None]) -> None:
        def job() -> Any:
            # Reading shapes is loaded only when it is needed.
            from kharkiv_tracker.exchange import map_files

            return getattr(map_files, verb)(path, self._gazetteer)

        self._run(job, done)

    def _run(self, job: Callable[[], _Read], done: Callable[[_Read], None]) -> None:
        language = current()

        def spoken() -> _Read:
            with speaking(language):
                return job()

        self._background.run(spoken, done, self._fail)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, TrackerError):
            raise error
        self.refresh()
        standard_dialogs.show_message(self, str(error))


class _Files(popups.Popup):
    """The files of the map, and the buttons that load and remove them."""

    def __init__(self, options: MapOptions) -> None:
        super().__init__(options.files, _("Files"))
        self._options = options
        self.files_text = popups.hint("")
        self.load_outlines = self._button(_("Load outlines…"), options.load_outlines)
        self.load_populations = self._button(_("Load populations…"), options.load_populations)
        self.remove = self._button(_("Remove both files"), options.remove_files)
        self.setLayout(
            widgets.column(
                self.files_text,
                8,
                self.load_outlines,
                self.load_populations,
                self.remove,
                margins=(12, 12, 12, 8),
            )
        )

    def begin(self) -> None:
        outlines, populations = self._options.outlines, self._options.populations
        inner = outlines.populations if outlines else None
        effective = populations or inner
        lines = [
            _("Outlines: {whose}").format(whose=outlines.whose if outlines else _("none loaded")),
            _("Populations: {whose}").format(
                whose=effective.whose if effective else _("none loaded")
            ),
        ]
        self.files_text.setText("\n".join(lines))
        self.remove.setEnabled(bool(outlines or populations))
        self.load_outlines.setFocus()
        self.adjustSize()

    def _button(self, label: str, act: Callable[[], object]) -> QWidget:
        def close_and_act() -> None:
            self.close()
            act()

        return widgets.button(label, close_and_act, kind="choice")
