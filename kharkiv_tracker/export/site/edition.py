"""The package in one language: its data with the words of that language, its pages and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.site.page_shell import Place, Shell
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import summary_data
from kharkiv_tracker.summary.extent import Extent
from kharkiv_tracker.summary.summary_data import SelectionData, SummaryData
from kharkiv_tracker.summary.summary_request import SummaryRequest


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of the package."""

    language: str
    data: SelectionData
    """The sums of all, with the official totals as the profile shows them, and no incident."""
    frame: SummaryData
    """What is known of the case itself, for the page of an incident."""
    shell: Shell

    @classmethod
    def of(
        cls, case: CaseFile, request: SummaryRequest, language: str, codes: Sequence[str]
    ) -> Edition:
        """Texts are redacted in the language, so each edition reads them itself."""
        own_request = replace(request, language=language)
        with speaking(language):
            data = summary_data.summed(case, own_request)
            published = PublishedRecords(case, own_request).statements()
            by_code = {statement.code: statement for statement in published}
            listed = tuple(
                replace(comparison, statement=by_code[comparison.statement.code])
                for comparison in data.statements
            )
            data = replace(data, statements=listed)
            frame = SummaryData(
                **{field.name: getattr(data, field.name) for field in fields(SummaryData)}
            )
            return cls(language, data, frame, Shell(data, codes))

    def reaching(self, extent: Extent, codes: Sequence[str]) -> Edition:
        """The same once all incidents were read, so that pages say how many are drafts."""
        data = replace(self.data, extent=extent)
        with speaking(self.language):
            return replace(self, data=data, shell=Shell(data, codes))

    def place(self, name: str) -> Place:
        """The place of a page of this language."""
        return Place.of(self.language, name)
