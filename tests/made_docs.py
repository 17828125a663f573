"""What in docs/ the program makes itself: the codebook and the pictures, in every language.

`make docs` writes it; the tests compare it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kharkiv_tracker import codebook
from kharkiv_tracker.charts import chart_bytes
from kharkiv_tracker.charts.curves import incident_curve
from kharkiv_tracker.i18n import LANGUAGES, speaking
from kharkiv_tracker.sample_file import make
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

DOCS = Path(__file__).parents[1] / "docs"
#: The pictures: a strike of the sample, and what of it is drawn.
PICTURES = {
    "dormitory": ("KHT-2022-08-17-01", "killed"),
    "hypermarket": ("KHT-2024-05-25-01", "killed"),
    "buildings": ("KHT-2026-01-02-01", "injured"),
}
#: Inches.
_SIZE = (6.4, 2.4)


def page(name: str, language: str) -> Path:
    """Where a page of this name is in a language: English has no mark."""
    return DOCS / (f"{name}.md" if language == "en" else f"{name}.{language}.md")


def codebooks() -> Iterator[tuple[Path, str]]:
    """The codebook in every language, with its place."""
    for language in LANGUAGES:
        with speaking(language):
            yield page("codebook", language), codebook.document()


def pictures(case: CaseFile) -> Iterator[tuple[Path, bytes]]:
    """How figures of the sample grew, as SVG in every language, with its place."""
    for name, (code, quantity) in PICTURES.items():
        steps = incidents.steps(case, code)
        for language in LANGUAGES:
            with speaking(language):
                figure = incident_curve.draw(steps, quantity, "light", _SIZE)
                svg = chart_bytes.write(figure, "svg")
            yield DOCS / "pictures" / f"{name}.{language}.svg", svg


def main() -> None:
    """Write it all, and say where."""
    for path, text in codebooks():
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    (DOCS / "pictures").mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        make(Path(folder) / "sample.ktcase", "make docs") as case,
    ):
        for path, svg in pictures(case):
            path.write_bytes(svg)
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
