"""The page of one incident says what is recorded of it, in the version for the team."""

from collections.abc import Iterator
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import incident_summary, incident_template
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.grammar.doors import crossing, through
from tests.grammar.names import Field
from tests.grammar.samples import FIRST, SECOND, number_of, pattern, value_of


def _texts(block: Any) -> Iterator[str]:
    """Every text of a page but its pictures."""
    match block:
        case str():
            if not block.lstrip().startswith(("<?xml", "<svg")):
                # Long words may break at marks that nobody sees.
                yield block.replace("\u200b", "").replace("\u00ad", "")
        case dict():
            for inner in block.values():
                yield from _texts(inner)
        case list() | tuple():
            for inner in block:
                yield from _texts(inner)


@pytest.fixture(scope="module")
def pages(case: CaseFile) -> dict[str, str]:
    """The text of the page of each incident."""
    wanted = {"template": Template.INCIDENT, "profile": Profile.INTERNAL}
    return {
        code: "\n".join(
            _texts(
                incident_template.page(
                    incident_summary.read(case, SummaryRequest(incident=code, **wanted))
                )
            )
        )
        for code in (FIRST, SECOND)
    }


@through("page")
def test_page(field: Field, pages: dict[str, str]) -> None:
    with crossing("page", field):
        code = SECOND if field.record == "incident" and number_of(field) == 1 else FIRST
        sought = pattern(field, value_of(field))
        assert sought.search(pages[code]), f"“{sought.pattern}” does not stand there"
