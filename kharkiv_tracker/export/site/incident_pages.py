"""The pages of all incidents and of the lists of them, written as they are read."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.site import incident_list, incident_story
from kharkiv_tracker.export.site.edition import Edition
from kharkiv_tracker.export.site.incident_list import ListPage
from kharkiv_tracker.export.site.list_plan import ListPlan
from kharkiv_tracker.export.site.markup import Markup, tag
from kharkiv_tracker.export.site.package_files import PackageFiles
from kharkiv_tracker.export.site.page_shell import SUMMARY, Place
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_data import Progress


class IncidentPages:
    """Writes a page for each incident in every language.

    Of a long list no more than the rows of a page or two are held.
    """

    def __init__(
        self,
        case: CaseFile,
        records: PublishedRecords,
        editions: Sequence[Edition],
        files: PackageFiles,
    ) -> None:
        self._records, self._editions, self._files = records, editions, files
        number = editions[0].data.totals.total.incidents
        self._plan = ListPlan.of(case, editions[0].data) if incident_list.is_long(number) else None
        self._rows: dict[Place, list[Markup]] = {}

    @property
    def listed(self) -> Sequence[ListPage]:
        """The pages of a long list; empty where all incidents are on the first page."""
        return self._plan.pages if self._plan else ()

    def rows(self, place: Place) -> Sequence[Markup]:
        """The rows of the table on a page."""
        return self._rows.get(place, ())

    def overviews(self, edition: Edition) -> Sequence[Place]:
        """Where the first page is: in its folder, and of the first language also above it."""
        place = edition.place(SUMMARY)
        is_first = edition.language == self._editions[0].language
        return (Place(SUMMARY, edition.language), place) if is_first else (place,)

    def write(self, progress: Progress) -> None:
        """Read all incidents once, and write what is about each."""
        for data in self._records.read(progress):
            page = self._plan.next_page(data.row.event.date) if self._plan else None
            name = page.name if page else SUMMARY
            for edition in self._editions:
                with speaking(edition.language):
                    incident = self._records.published(data)
                    story = incident_story.page(edition, incident, name)
                    path = edition.place(incident_list.page_name(incident.code)).path
                    self._files.write(path, story)
                    places = [edition.place(name)] if page else self.overviews(edition)
                    for place in places:
                        row = incident_list.row(incident, place)
                        self._rows.setdefault(place, []).append(row)
                    if page and len(self._rows[places[0]]) == page.incidents:
                        self._write_list(edition, page)

    def _write_list(self, edition: Edition, page: ListPage) -> None:
        place, title = edition.place(page.name), page.title
        back = tag("a", edition.shell.name, href=place.to(SUMMARY))
        content = edition.shell.page(
            place,
            title,
            tag("p", back, class_="over"),
            tag("h1", title),
            incident_list.table(self._rows.pop(place), title),
            sorts=True,
        )
        self._files.write(place.path, content)
