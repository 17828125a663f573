"""The pictures of the user guide, taken from the real window with the sample case.

`make screenshots` writes them; `tests/test_guide.py` takes some anew and compares.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import sample_file, settings
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import current
from kharkiv_tracker.posts.post import Post
from tests.layouts import screens

PICTURES = Path(__file__).parents[1] / "docs" / "guide" / "pictures"
LANGUAGES = ("en", "uk")
_SIZE = (1280, 800)
_PASTED = (1200, 760)
_CHARTS = 1
#: A strike whose number killed grew from report to report.
_GREW = "KHT-2022-08-17-01"
_TYPED = {"when": "17.08.2022", "where": "saltivskyi", "killed": "8+"}

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
        shown = show(window)
        screens.rest()
        yield name, _taken(shown())
    close(window)


def _taken(widget: QWidget) -> Image.Image:
    """Its picture: 128 colours are enough for it, and a third of the file."""
    buffer = QBuffer()
    widget.grab().save(buffer, "png")
    whole = Image.open(BytesIO(bytes(buffer.data()))).convert("RGB")
    return whole.quantize(128, dither=Image.Dither.NONE)


def close(window: MainWindow) -> None:
    """Close it with what was typed in it for the pictures."""
    assert window.view is not None
    for dialog in (*window.findChildren(SummaryDialog), *window.findChildren(PasteDialog)):
        dialog.reject()
    window.view.entry.report.clear()
    window.close()


def _incident(window: MainWindow) -> Callable[[], QWidget]:
    assert window.view is not None
    window.view.show_view(0)
    window.view.open_incident(_GREW)
    return lambda: window


def _inspector(window: MainWindow) -> Callable[[], QWidget]:
    _incident(window)
    assert window.view is not None
    inspector = window.view.inspector
    return lambda: inspector


def _view(number: int) -> Callable[[MainWindow], Callable[[], QWidget]]:
    def show(window: MainWindow) -> Callable[[], QWidget]:
        assert window.view is not None
        window.view.show_view(number)
        pane = window.view.chart_pane
        while number == _CHARTS and (
            pane.figure is None or tuple(pane.figure.get_size_inches()) != pane.inches()
        ):
            QTest.qWait(50)
        return lambda: window

    return show


def _entry(window: MainWindow) -> Callable[[], QWidget]:
    _incident(window)
    assert window.view is not None
    window.view.enter()
    report = window.view.entry.report
    for name, text in _TYPED.items():
        report.fields[name].set_text(text)
    window.view.entry.update_target.update()
    return lambda: window


def _page(window: MainWindow) -> Callable[[], QWidget]:
    view = window.view
    assert view is not None
    view.entry.report.clear()
    view.entry.close_panel()
    view.exporting.page(view.session)
    (dialog,) = window.findChildren(SummaryDialog)
    while not (dialog.is_fresh and dialog.pages._drawn):
        QTest.qWait(50)
    return lambda: dialog


def _paste(window: MainWindow) -> Callable[[], QWidget]:
    view = window.view
    assert view is not None
    for dialog in window.findChildren(SummaryDialog):
        dialog.reject()
    for text, time in zip(_POSTS[current()], _POST_TIMES, strict=True):
        view.dialogs.paste_report(Post(text, published=time))
        pasted = view.findChildren(PasteDialog)[-1]
        if time is _POST_TIMES[0]:
            pasted.finish_all()
            assert pasted.recorded
    # Larger than the screen that tests have.
    pasted.setFixedSize(*_PASTED)
    return lambda: pasted


#: What is shown for each picture; it returns what is taken.
_SCENES: dict[str, Callable[[MainWindow], Callable[[], QWidget]]] = {
    "window": _incident,
    "incident": _inspector,
    "charts": _view(_CHARTS),
    "history": _view(5),
    "entry": _entry,
    "page": _page,
    "paste": _paste,
}
NAMES = tuple(_SCENES)


if __name__ == "__main__":
    sys.exit(main())
