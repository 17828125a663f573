"""Which page of a long list each incident is on, known before the incidents are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kharkiv_tracker.export.site import incident_list
from kharkiv_tracker.export.site.incident_list import ListPage
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_data import SelectionData


class ListPlan:
    """The pages of a long list, each with as many incidents as it is to have."""

    def __init__(self, pages: Sequence[ListPage]) -> None:
        self.pages = tuple(pages)
        self._by_days: dict[tuple[int | None, int | None], list[ListPage]] = {}
        for page in pages:
            self._by_days.setdefault((page.year, page.month), []).append(page)
        self._put: Counter[ListPage] = Counter()

    @classmethod
    def of(cls, case: CaseFile, data: SelectionData) -> ListPlan:
        """The plan for what is selected, by how many incidents each month has."""
        by_month = totals.totals(case, data.selection, "month", data.as_known_on, of_whom=False)
        groups = sorted(
            (group for group in by_month.groups if group.incidents),
            key=lambda group: (group.key == totals.UNDATED, group.key),
        )
        months = {incident_list.month_of(group.key): group.incidents for group in groups}
        return cls(list(incident_list.pages(months)))

    def next_page(self, day: date | None) -> ListPage:
        """The page that the next incident of a day is on."""
        year, month = (day.year, day.month) if day else (None, None)
        listed = self._by_days.get((year, month)) or self._by_days[year, None]
        page = next(page for page in listed if self._put[page] < page.incidents)
        self._put[page] += 1
        return page
