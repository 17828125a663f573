"""A case as a folder or a zip for any web server: pages in every language, data, checksums."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kharkiv_tracker import __version__, i18n, paths
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.export import csv_folder, output_draft, present_json, published_records
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.site import (
    change_page,
    overview,
    package_changes,
    package_files,
    reference_pages,
)
from kharkiv_tracker.export.site.curve_images import CurveImages
from kharkiv_tracker.export.site.edition import Edition
from kharkiv_tracker.export.site.incident_pages import IncidentPages
from kharkiv_tracker.export.site.package_files import PackageFile, PackageFiles
from kharkiv_tracker.export.site.page_shell import CHANGES, DATA, METHOD, SCRIPT, STYLE
from kharkiv_tracker.i18n import _, speaking
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import page_frame, second_count, summary_data
from kharkiv_tracker.summary.extent import Extent
from kharkiv_tracker.summary.summary_data import Progress, no_progress
from kharkiv_tracker.summary.summary_request import SummaryRequest

#: The version of the package, and the file that says that a folder is one.
FORMAT, MARK = 1, "package.json"
ZIP = ".zip"
_DATA, _JSON = "data", "data/case.json"
#: As many incidents are counted a second time, from what was recorded of each.
_MOST_COUNTED = 5_000
#: How often the incidents are read: for tables, for JSON, for pages.
_READINGS = 3


def write(
    case: CaseFile,
    request: SummaryRequest,
    target: Path,
    progress: Progress = no_progress,
    languages: Sequence[str] = i18n.LANGUAGES,
    since: int | None = None,
) -> tuple[Extent, int]:
    """Write a folder, or a zip where the name of the target ends so, whole or not at all.

    Returns how far its incidents reach, and the number of the revision it was made of.

    `since` is the last revision in the package before this one. `progress` may raise to stop it.
    Raises Refused for the internal version and for an open one of which something is undecided,
    Disagreement where two ways of counting differ, WrongCall where something is in the way.
    """
    if request.profile.is_internal:
        raise Refused(
            _(
                "A package for the public cannot be the internal version. Nothing was written. "
                "Choose the restricted or the open version."
            )
        )
    with published_records.opened(case, request) as source_case:
        package = _Package(source_case, request, languages, since, _in_own_words(progress))
        if target.suffix.casefold() != ZIP:
            with output_draft.folder(target, MARK) as folder:
                return package.fill(folder)
        with output_draft.file(target) as path:
            folder = path.with_name("content")
            folder.mkdir()
            written = package.fill(folder)
            package_files.pack(folder, path, package.step)
            return written


def _in_own_words(progress: Progress) -> Progress:
    """Progress in the language of who waits for it, whatever language a page is in."""
    language = i18n.current()

    def say(done: int, of: int) -> None:
        with speaking(language):
            progress(done, of)

    return say


class _Package:
    """What is put into one package."""

    def __init__(
        self,
        case: CaseFile,
        request: SummaryRequest,
        languages: Sequence[str],
        since: int | None,
        progress: Progress,
    ) -> None:
        self._case, self._request, self._since = case, request, since
        self._languages, self._progress = tuple(languages), progress
        self._done = self._of = 0

    def step(self) -> None:
        """Let the work be stopped between two files."""
        self._progress(self._done, self._of)

    def fill(self, folder: Path) -> tuple[Extent, int]:
        """Write every file; returns how far its incidents reach, and of which revision."""
        self._count_again()
        with package_files.filled(folder) as files:
            downloads = self._data(folder, files)
            editions = [
                Edition.of(self._case, self._request, language, self._languages)
                for language in self._languages
            ]
            records = PublishedRecords(self._case, self._request)
            pages = IncidentPages(self._case, records, editions, files)
            pages.write(self._reading(2))
            second_count.same(
                editions[0].data.totals.total.incidents,
                records.extent.incidents,
                _("total"),
                "incidents",
            )
            # What is withheld of official totals counts too.
            list(records.statements())
            changes = None
            if self._since is not None:
                changes = package_changes.read(self._case, self._request, self._since, self.step)
            for edition in editions:
                with speaking(edition.language):
                    self._write_edition(
                        edition.reaching(records.extent, self._languages),
                        files,
                        pages,
                        records,
                        changes,
                        downloads,
                    )
            for name in (STYLE, SCRIPT):
                files.write(name, (paths.resources() / "site" / name).read_bytes())
            files.write(MARK, self._description(editions[0], records))
        return records.extent, editions[0].data.revisions

    def _count_again(self) -> None:
        """Compare with a second count, as before a page is printed."""
        selection = summary_data.selected(self._request)
        self._of = incidents.number(self._case, selection)
        if self._of <= _MOST_COUNTED:
            data = summary_data.gather(self._case, self._request, self._wait)
            second_count.check(self._case, data, self._wait)

    def _wait(self, _done: int, _of: int) -> None:
        """A step of what is not a share of the progress."""
        self.step()

    def _data(self, folder: Path, files: PackageFiles) -> list[PackageFile]:
        """The tables and the JSON, in the first language."""
        with speaking(self._languages[0]):
            (folder / _DATA).mkdir()
            records = PublishedRecords(self._case, self._request)
            csv_folder.write(records, folder / _DATA, self._reading(0))
            listed = [
                files.add(f"{_DATA}/{path.name}") for path in sorted((folder / _DATA).iterdir())
            ]
            records = PublishedRecords(self._case, self._request)
            listed.append(files.write(_JSON, present_json.text(records, self._reading(1))))
        return listed

    def _reading(self, part: int) -> Progress:
        """The progress of one of several readings, as a share of all of them."""

        def say(done: int, of: int) -> None:
            self._done, self._of = (part * of + done) // _READINGS, of
            self.step()

        return say

    def _write_edition(
        self,
        edition: Edition,
        files: PackageFiles,
        pages: IncidentPages,
        records: PublishedRecords,
        changes: package_changes.PackageChanges | None,
        downloads: Sequence[PackageFile],
    ) -> None:
        self.step()
        images = CurveImages(files, edition.data, edition.language)
        for place in pages.overviews(edition):
            rows = pages.rows(place)
            page = overview.page(edition, self._case, images, place, rows, pages.listed)
            files.write(place.path, page)
        withheld = records.withheld.sentences()
        made = {
            METHOD: reference_pages.method(edition, withheld),
            CHANGES: change_page.page(edition, self._case, changes),
            DATA: reference_pages.data(edition, downloads),
        }
        for name, page in made.items():
            files.write(edition.place(name).path, page)

    def _description(self, edition: Edition, records: PublishedRecords) -> bytes:
        """What the package is of: nothing of who made it, where or when."""
        data = edition.data
        clock = data.clock
        with speaking(edition.language):
            title = page_frame.named(data)
        described: dict[str, Any] = {
            "format": FORMAT,
            "version": __version__,
            "title": title,
            "profile": self._request.profile.value,
            "selection": records.selection_shown,
            "as_of": clock.isoformat() if clock else None,
            "revision": data.revisions,
            "fingerprint": data.fingerprint,
            "languages": list(self._languages),
        }
        return f"{json.dumps(described, ensure_ascii=False, indent=1)}\n".encode()
