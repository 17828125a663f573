"""What Chromium shows of a public package, from a server and from a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.languages import SOURCE
from tests.interop import page_flaws, table_keys
from tests.interop.browser import DESKTOP, PHONE, Browser, Screen, opened, served
from tests.interop.outcome import Outcome, Place
from tests.interop.samples import Format, Sample

_SCREENS = tuple(replace(size, is_dark=dark) for size in (PHONE, DESKTOP) for dark in (False, True))


def missing() -> str:
    """Why it cannot be done."""
    return ""


def run(samples: tuple[Sample, ...], place: Place) -> Iterator[Outcome]:
    """Show every page of every package; one of each kind on every screen and with the keyboard."""
    with opened() as browser:
        yield Outcome(
            "a page with every flaw", "each is seen", tuple(_unseen(browser, place.folder))
        )
        for sample in samples:
            request = sample.request
            # A package has all languages.
            if request.profile is Profile.RESTRICTED and request.language == SOURCE:
                yield from _package(browser, sample, place)


#: A page with a flaw of every kind, and how each begins where it is seen.
_PLANTED = """<!doctype html><title>x</title>
<style>a, button {outline: none} .x {position: absolute; left: -999px}</style>
<img src="http://127.0.0.1:9/pixel.png"><div style="width: 2000px">wide</div>
<a href="a.html">no ring</a> <a class="x" href="b.html">far away</a>
<button tabindex="2">later</button> <p id="p"></p>
<script>document.getElementById("p").textContent = "written by a script"</script>"""
_FLAWS = (
    *("axe image-alt", "axe html-has-lang", "the page is ", "asks for http://127.0.0.1:9/"),
    *("focus is not seen", "focus is out of sight", "Tab goes in the order"),
    "not there without scripts",
)


def _unseen(browser: Browser, folder: Path) -> Iterator[str]:
    """The flaws that a page was given and that are not seen."""
    (folder / "planted.html").write_text(_PLANTED, encoding="utf-8")
    with served(folder) as base:
        url = f"{base}planted.html"
        seen = [*_flaws(browser, url, base, PHONE), *_unscripted(browser, url)]
    browser.requests()
    for flaw in _FLAWS:
        if not any(text.startswith(flaw) for text in seen):
            yield f"not seen: {flaw}"


def _package(browser: Browser, sample: Sample, place: Place) -> Iterator[Outcome]:
    folder = sample.export(Format.PACKAGE)
    pages = sorted(path.relative_to(folder) for path in folder.rglob("*.html"))
    kinds = _of_each_kind(folder, pages)
    with served(folder) as base:
        for page in kinds:
            url = f"{base}{page}"
            for screen in _SCREENS:
                flaws = tuple(_flaws(browser, url, base, screen))
                yield Outcome(f"{sample.name} {page} {screen.name}", "axe-core, width, keys", flaws)
                if place.pictures:
                    name = f"{sample.case.stem}-{str(page).replace('/', '-')}-{screen.name}.png"
                    browser.picture(place.pictures / name)
            flaws = tuple(_unscripted(browser, url))
            yield Outcome(f"{sample.name} {page}", "without scripts", flaws)
    browser.requests()
    base = f"{folder.as_uri()}/"
    flaws = tuple(f"{page}: {flaw}" for page in pages for flaw in _opened(browser, base, page))
    yield Outcome(sample.name, f"{len(pages)} pages from the folder", flaws)


def _of_each_kind(folder: Path, pages: Sequence[Path]) -> list[Path]:
    """Every page that is alone of its kind, and of others in a folder the longest."""
    listed = [page for page in pages if len(page.parts) < 3]
    deeper: dict[Path, list[Path]] = {}
    for page in pages:
        if len(page.parts) > 2:
            deeper.setdefault(page.parent, []).append(page)
    longest = [
        max(many, key=lambda page: (folder / page).stat().st_size) for many in deeper.values()
    ]
    return [*listed, *longest]


def _flaws(browser: Browser, url: str, base: str, screen: Screen) -> Iterator[str]:
    browser.show(url, screen)
    yield from page_flaws.width(browser, screen)
    yield from page_flaws.axe(browser)
    if screen.is_dark:
        return
    yield from page_flaws.keyboard(browser)
    yield from table_keys.flaws(browser)
    yield from page_flaws.requests(browser, base)


def _opened(browser: Browser, base: str, page: Path) -> Iterator[str]:
    browser.show(f"{base}{page}", PHONE)
    yield from page_flaws.width(browser, PHONE)
    yield from page_flaws.requests(browser, base)


def _unscripted(browser: Browser, url: str) -> Iterator[str]:
    """What is not there without scripts, of what is there with them."""
    browser.show(url, DESKTOP)
    with_scripts = set(browser.texts())
    # They do nothing without scripts.
    filters = browser.ask("return document.querySelector('.filters')?.textContent ?? '';")
    browser.show(url, DESKTOP, scripts=False)
    for text in sorted(with_scripts.difference(browser.texts())):
        if text.strip() not in filters and any(map(str.isalnum, text)):
            yield f"not there without scripts: {text!a:.80}"
