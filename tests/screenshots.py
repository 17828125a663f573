"""The pictures of README and the user guide, taken from the real window with the sample case.

`make screenshots` writes them; `tests/test_guide.py` takes some anew and compares.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps
from PySide6.QtCore import QBuffer, QPoint, QRect
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from kharkiv_tracker import sample_file, settings
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.charts.figure_pane import FigurePane
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import current
from kharkiv_tracker.posts.post import Post
from tests.layouts import screens

Take = Callable[[], Image.Image]

PICTURES = Path(__file__).parents[1] / "docs" / "guide" / "pictures"
LANGUAGES = ("en", "uk")
_SIZE = (1280, 800)
_TALL = (1280, 880)
#: Narrow and high, as a chart beside a page has to be.
_CHART = (960, 930)
#: Of the window with pages, which are then made small enough to stand beside a chart.
_PAGES = (1500, 900)
#: For so long, in milliseconds, pages stay as they are once they are ready.
_READY = 600
_PASTED = (1200, 760)
#: Between the parts of a picture.
_GAP = 16
_CHARTS = 1
#: A strike whose number killed grew from report to report.
_GREW = "KHT-2022-08-17-01"
#: What is typed in the form, as a source wrote it.
TYPED = {
    "en": {
        "when": "17.08.2022 ~21:30",
        "where": "saltivskyi, dormitory",
        "killed": "at least seven",
        "injured": "16, including a child",
        "weapons": "missile",
    },
    "uk": {
        "when": "17.08.2022 ~21:30",
        "where": "салтівський, гуртожиток",
        "killed": "щонайменше семеро",
        "injured": "16, серед них дитина",
        "weapons": "ракета",
    },
}

#: Of a strike that is made up: what was recorded of it, and the later post that is pasted.
_POSTS = {
    "en": (
        "On 3 June 2024 at 14:20 a glide bomb hit a furniture market in the Kyivskyi "
        "district. Two people were killed and 9 injured, the prosecutor's office said.",
        "Fourth body found at the market\n\n"
        "The number of people killed by the strike on a furniture market in the Kyivskyi "
        "district on 3 June has risen to four, the Kharkiv Regional Prosecutor's Office "
        "said on Tuesday. At least 17 people were injured, including two children. Seven "
        "were treated for acute stress. The two-storey building of 1987 burned for 5 hours, "
        "and 25 people were evacuated.\n\n"
        "On the morning of 4 June a Shahed drone hit a yard in Derhachi, 12 km from the "
        "city. A man of 58 was wounded.\n\n"
        "Since the beginning of the year 96 civilians have been killed in Kharkiv oblast "
        "and more than 540 injured, the office added.",
    ),
    "uk": (
        "3 червня 2024 року о 14:20 керована авіабомба влучила в меблевий ринок у "
        "Київському районі. Двоє людей загинули, 9 поранено, повідомила прокуратура.",
        "На ринку знайшли четвертого загиблого\n\n"
        "Кількість загиблих унаслідок удару 3 червня по меблевому ринку в Київському районі "
        "зросла до чотирьох, повідомила у вівторок Харківська обласна прокуратура. "
        "Щонайменше 17 людей поранено, серед них двоє дітей. Ще семеро зазнали гострої "
        "реакції на стрес. Двоповерхова будівля 1987 року горіла 5 годин, 25 людей "
        "евакуйовано.\n\n"
        "Уранці 4 червня «Шахед» влучив у подвір’я в Дергачах, за 12 км від міста. Поранено "
        "чоловіка 58 років.\n\n"
        "Від початку року в Харківській області загинуло 96 цивільних і понад 540 поранено, "
        "додала прокуратура.",
    ),
}
_POST_TIMES = ("2024-06-03T16:00", "2024-06-04T18:00")


def main() -> int:
    """Take all pictures, and say where they are."""
    with TemporaryDirectory(prefix="screenshots-") as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["KHARKIV_TRACKER_THEME"] = "light"
        # The time of day of the pictures is nobody's.
        os.environ["TZ"] = "Europe/Kyiv"
        PICTURES.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            for name, picture in taken(Path(folder) / language, language):
                path = PICTURES / f"{name}.{language}.png"
                picture.save(path, optimize=True)
                sys.stdout.write(f"{path}\n")
    sys.stdout.flush()
    # Qt's own clearing away at the end of a process is none of what was asked for.
    os._exit(0)


def taken(folder: Path, language: str) -> Iterator[tuple[str, Image.Image]]:
    """Every picture by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    settings.save(settings.Settings(author="O. K.", language=language))
    app.make()
    path = folder / "sample.ktcase"
    sample_file.make(path, "O. K.").close()
    window = MainWindow()
    window.drawing.load()
    window.resize(*_SIZE)
    window.show()
    window.open_path(path)
    for name, show in _SCENES.items():
        window.resize(*_SIZE)
        take = show(window)
        screens.rest()
        # 256 colours are enough for it, and a third of the file.
        yield name, take().quantize(256, dither=Image.Dither.NONE)
    close(window)


def _grab(widget: QWidget) -> Image.Image:
    """What it shows once its charts are drawn."""
    while any(pane.figure is None for pane in widget.findChildren(FigurePane) if pane.isVisible()):
        QTest.qWait(50)
    # From the window, which has the ground on which a part of it is drawn.
    top = widget.window()
    return _image(top.grab(QRect(widget.mapTo(top, QPoint()), widget.size())))


def _image(picture: QPixmap | QImage) -> Image.Image:
    buffer = QBuffer()
    picture.save(buffer, "png")
    return Image.open(BytesIO(bytes(buffer.data()))).convert("RGB")


def _side_by_side(*pictures: Image.Image) -> Image.Image:
    """Them in a row, on white, their tops at one height."""
    width = sum(picture.width for picture in pictures) + _GAP * (len(pictures) - 1)
    row = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    x = 0
    for picture in pictures:
        row.paste(picture, (x, 0))
        x += picture.width + _GAP
    return row


def close(window: MainWindow) -> None:
    """Close it with what was typed in it for the pictures."""
    assert window.view is not None
    for dialog in (*window.findChildren(SummaryDialog), *window.findChildren(PasteDialog)):
        dialog.reject()
    window.view.entry.report.clear()
    window.close()


def _incident(window: MainWindow) -> Take:
    assert window.view is not None
    window.view.show_view(0)
    window.view.open_incident(_GREW)
    return partial(_grab, window)


def _inspector(window: MainWindow) -> Take:
    """The figure with its growth, and beside it the reports that it comes from."""
    window.resize(*_TALL)
    _incident(window)
    assert window.view is not None
    inspector = window.view.inspector

    def take() -> Image.Image:
        top = _grab(inspector)
        area = inspector.findChildren(QScrollArea)[0]
        (reports,) = (part for part in inspector.findChildren(Section) if part.name == "reports")
        area.verticalScrollBar().setValue(reports.mapTo(area.widget(), QPoint()).y())
        screens.rest()
        return _side_by_side(top, _grab(inspector))

    return take


def _view(number: int) -> Callable[[MainWindow], Take]:
    def show(window: MainWindow) -> Take:
        assert window.view is not None
        window.view.show_view(number)
        if number == _CHARTS:
            _wait_for_chart(window)
        return partial(_grab, window)

    return show


def _wait_for_chart(window: MainWindow) -> None:
    assert window.view is not None
    pane = window.view.chart_pane
    while pane.figure is None or tuple(pane.figure.get_size_inches()) != pane.inches():
        QTest.qWait(50)


def _entry(window: MainWindow) -> Take:
    window.resize(*_TALL)
    _incident(window)
    assert window.view is not None
    window.view.enter()
    report = window.view.entry.report
    for name, text in TYPED[current()].items():
        report.fields[name].set_text(text)
    window.view.entry.update_target.update()
    return partial(_grab, window)


def _page(window: MainWindow) -> Take:
    return partial(_grab, _summary(window))


def _summary(window: MainWindow) -> SummaryDialog:
    """The dialog of the PDF with its pages drawn."""
    view = window.view
    assert view is not None
    view.entry.report.clear()
    view.entry.close_panel()
    _reject(window)
    view.exporting.page(view.session)
    dialog = window.findChildren(SummaryDialog)[-1]
    _wait_for_pages(dialog)
    return dialog


def _wait_for_pages(dialog: SummaryDialog) -> None:
    """Wait until they are drawn in the size in which they are shown, and stay so."""
    pages, ready = dialog.pages, 0
    while ready < _READY:
        QTest.qWait(50)
        first = pages._drawn.get(0)
        sharp = first is not None and first.image.width() >= pages.rectangle(0).width() - 1
        ready = ready + 50 if dialog.is_fresh and sharp else 0


def _reject(window: MainWindow) -> None:
    for dialog in window.findChildren(SummaryDialog):
        dialog.reject()


def _publish(window: MainWindow) -> Take:
    """The chart of each district, and beside it the first page of the PDF."""
    dialog = _summary(window)
    dialog.resize(*_PAGES)
    _wait_for_pages(dialog)
    page = _image(dialog.pages._drawn[0].image)
    _reject(window)
    assert window.view is not None
    window.view.show_view(_CHARTS)
    window.resize(*_CHART)
    screens.rest()
    _wait_for_chart(window)
    charts = window.view.charts

    def take() -> Image.Image:
        chart = _grab(charts)
        width = round(page.width * chart.height / page.height)
        small = page.resize((width, chart.height), Image.Resampling.LANCZOS)
        return _side_by_side(chart, ImageOps.expand(small, 1, "#c8ccd2"))

    return take


def _paste(window: MainWindow) -> Take:
    view = window.view
    assert view is not None
    _reject(window)
    for text, time in zip(_POSTS[current()], _POST_TIMES, strict=True):
        view.dialogs.paste_report(Post(text, published=time))
        pasted = view.findChildren(PasteDialog)[-1]
        if time is _POST_TIMES[0]:
            pasted.finish_all()
            assert pasted.recorded
    # Larger than the screen that tests have.
    pasted.setFixedSize(*_PASTED)
    return partial(_grab, pasted)


#: What is shown for each picture; it returns what takes it.
_SCENES: dict[str, Callable[[MainWindow], Take]] = {
    "window": _incident,
    "incident": _inspector,
    "charts": _view(_CHARTS),
    "history": _view(5),
    "entry": _entry,
    "page": _page,
    "publish": _publish,
    "paste": _paste,
}
NAMES = tuple(_SCENES)


if __name__ == "__main__":
    sys.exit(main())
