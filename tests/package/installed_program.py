"""The package in a fresh Debian: installed, opened, typed into, upgraded while open, removed."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.package import builds
from tests.package.builds import Build
from tests.package.fresh_debian import FreshDebian, call
from tests.package.screen import Screen

_CASE = "case.ktcase"
#: In the sample, before anything is typed.
_INCIDENTS = 11
#: What is typed: the field of the document is passed over, then as the fields follow.
_REPORTS = (
    ("19.08.2022 ~09:00", "salt, market", "2", "5 (1 child)", "missile", "", "Suspilne"),
    ("21.08.2022 ~10:00", "slo, school", "0", "3", "missile", "", "Suspilne"),
)
#: The button in the dialog, from its left and from its bottom.
_SAVE = (56, 40)
_STEP = 0.3


def check(build: Build, folder: Path, pictures: Path) -> Iterator[str]:
    """Every step in turn; what was not as promised."""
    place = folder / "before"
    place.mkdir()
    before = builds.make(place, before=True)
    with FreshDebian(folder / "debian") as debian, Screen() as screen:
        untouched = debian.files()
        debian.install(debian.take(before.package))
        say(f"installed {debian.as_user('kharkiv-tracker --version').splitlines()[0]}")
        debian.as_user(f"kharkiv-tracker sample {_CASE}")
        yield from missing_libraries(debian)
        yield from run_commands(debian)
        yield from open_and_type(debian, screen, pictures)
        yield from upgrade(debian, screen, pictures, build)
        yield from show_in_desktop(debian, screen, pictures)
        yield from remove(debian, untouched)


def missing_libraries(debian: FreshDebian) -> Iterator[str]:
    """Whether every binary finds all that it needs, in the bundle or in the system."""
    home = "/usr/lib/kharkiv-tracker"
    # The program tells the loader where its libraries are.
    find = f"find {home} -name '*.so*' -type f -exec ldd {{}} +"
    text = debian.run("sh", "-c", f"LD_LIBRARY_PATH={home}/_internal {find} 2>/dev/null || true")
    yield from sorted({line.strip() for line in text.splitlines() if "not found" in line})


def run_commands(debian: FreshDebian) -> Iterator[str]:
    """What needs each of the libraries: charts, pages, exports, imports, a page that is read."""
    names = [f"chart {_CASE} cumulative -o out/chart.{kind}" for kind in ("png", "svg", "pdf")]
    names += [f"summary {_CASE} -o out/page.{lang}.pdf --lang {lang}" for lang in ("en", "uk")]
    kinds = ("xlsx", "json", "geojson", "hxl", "docx")
    names += [f"export {_CASE} --format {kind} -o out/export.{kind}" for kind in kinds]
    names += [
        f"export {_CASE} --format csv -o out/tables",
        "new out/empty.ktcase",
        "import out/empty.ktcase out/export.xlsx --dry-run",
        "import out/empty.ktcase out/export.json",
        f"duplicates {_CASE}",
        f"verify {_CASE}",
        "read out/post.html",
        "read out/export.docx",
        "read out/page.uk.pdf",
    ]
    debian.as_user("mkdir out; echo '<p>Two people were killed in Kharkiv.</p>' > out/post.html")
    for name in names:
        try:
            debian.as_user(f"kharkiv-tracker {name}")
        except RuntimeError as error:
            yield str(error)
    say(f"{len(names)} commands of the command line")
    # Without a display it makes the main results, and says where they are.
    for path in debian.as_user("kharkiv-tracker").splitlines()[1:]:
        if not (debian.root / path.lstrip("/")).is_file():
            yield f"without a display {path} was not made"
    debian.as_user("rm -r out ${TMPDIR:-/tmp}/kharkiv-tracker-*")


def open_and_type(debian: FreshDebian, screen: Screen, pictures: Path) -> Iterator[str]:
    """Open the case as a double click does, type a report, export a PDF, look at charts."""
    debian.start(f"xdg-open {_CASE}", screen.name)
    screen.wait_for("Sample")
    time.sleep(2)
    screen.picture(pictures / "opened.png")
    type_report(screen, *_REPORTS[0])
    screen.press("ctrl+Return")
    time.sleep(1)
    screen.picture(pictures / "typed.png")
    screen.press("Escape")
    if (count := incidents(debian)) != _INCIDENTS + 1:
        yield f"{count} incidents after a report was typed"
    screen.press("ctrl+e")
    screen.wait_for("Export PDF")
    time.sleep(6)
    screen.picture(pictures / "preview.png")
    screen.click_button("Export PDF", *_SAVE)
    time.sleep(2)
    screen.press("ctrl+a")
    screen.type("page.pdf")
    screen.press("Return")
    page = debian.home / "page.pdf"
    wait_for(page)
    if not page.is_file():
        yield "no PDF was written"
    else:
        call("pdftoppm", "-png", "-r", "80", str(page), str(pictures / "page"))
        say(f"PDF: {page.stat().st_size} bytes")
    screen.press("Escape")
    screen.wait_for("Sample")
    screen.press("ctrl+2")
    time.sleep(4)
    screen.picture(pictures / "charts.png")
    screen.press("ctrl+1")


def upgrade(debian: FreshDebian, screen: Screen, pictures: Path, build: Build) -> Iterator[str]:
    """Upgrade while the case is open and a report half typed; save, close and open again."""
    type_report(screen, *_REPORTS[1])
    debian.install(debian.take(build.package))
    version = debian.as_user("kharkiv-tracker --version").split()[1]
    say(f"upgraded to {version} with the case open")
    if version != build.version:
        yield f"after the upgrade the version is {version}"
    # The window looks again when it becomes active.
    time.sleep(61)
    screen.picture(pictures / "upgraded.png")
    screen.press("ctrl+Return")
    time.sleep(2)
    screen.picture(pictures / "upgraded-saved.png")
    if (count := incidents(debian)) != _INCIDENTS + 2:
        yield f"{count} incidents after a report was saved in the window of the version before"
    screen.press("Escape", "ctrl+q")
    time.sleep(3)
    if screen.shows("Sample"):
        yield "the window of the version before does not close"
    debian.start(f"xdg-open {_CASE}", screen.name)
    screen.wait_for("Sample")
    time.sleep(2)
    screen.picture(pictures / "reopened.png")
    verified = debian.as_user(f"kharkiv-tracker verify {_CASE}")
    say(verified.strip())
    screen.press("ctrl+q")
    time.sleep(3)
    for path in sorted((debian.root / "tmp").iterdir()):
        if path.suffix != ".deb" and not path.name.startswith((".X11-unix", "dbus-")):
            yield f"left in the folder for what is temporary: {path.name}"


def show_in_desktop(debian: FreshDebian, screen: Screen, pictures: Path) -> Iterator[str]:
    """The entry in the menu of a desktop, and the case file in its file manager."""
    debian.start("pcmanfm $HOME", screen.name)
    screen.wait_for(debian.home.name)
    debian.start("lxpanel", screen.name)
    time.sleep(4)
    debian.start("lxpanelctl menu", screen.name)
    time.sleep(2)
    # The first group of programs, and what is in it.
    screen.press("Down", "Right")
    time.sleep(1)
    screen.picture(pictures / "menu.png")
    entry = debian.as_user("xdg-mime query default application/x-kharkiv-tracker").strip()
    if entry != "kharkiv-tracker.desktop":
        yield f"case files are opened by {entry or 'nothing'}"
    debian.end_programs()


def remove(debian: FreshDebian, untouched: set[str]) -> Iterator[str]:
    """Remove it: nothing of it stays, and everything of the user does."""
    debian.run("apt-get", "purge", "-y", "-q", "kharkiv-tracker")
    debian.run("apt-get", "autoremove", "--purge", "-y", "-q")
    # What it recommends may have been there before, and stays with what that made.
    for path in sorted(debian.files() - untouched):
        if "kharkiv" in path:
            yield f"left behind: {path}"
    # Menus, kinds of files and icons are in lists that others wrote.
    search = "grep --recursive --files-with-matches kharkiv.tracker /etc /opt /usr || true"
    for path in debian.run("sh", "-c", search).split():
        yield f"named in {path}"
    kept = sorted(path.name for path in debian.home.iterdir() if not path.name.startswith("."))
    say(f"removed; the user still has {', '.join(kept)}")
    if _CASE not in kept:
        yield "the case file is gone"


def type_report(screen: Screen, *values: str) -> None:
    """Begin a report and go through its first fields."""
    screen.press("ctrl+n")
    time.sleep(1)
    screen.press("Tab")
    for value in values:
        if value:
            screen.type(value)
        screen.press("Tab")


def incidents(debian: FreshDebian) -> int:
    """How many incidents the command line counts."""
    answer = json.loads(debian.as_user(f"kharkiv-tracker totals {_CASE} --json"))
    return int(answer["total"]["incidents"])


def wait_for(path: Path) -> None:
    """Wait some seconds for a file."""
    for _step in range(40):
        if path.is_file():
            return
        time.sleep(_STEP)


def say(line: str) -> None:
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()
