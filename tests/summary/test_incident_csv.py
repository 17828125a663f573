"""A list too long for paper goes beside the page, and the page says so."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.store import totals
from kharkiv_tracker.summary import incident_csv, pdf, summary_data
from kharkiv_tracker.summary.summary_request import SummaryRequest


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_csv, "LONGEST", 3)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def end(text: str) -> int | None:
    return int(text) if text else None


def test_the_table_beside_adds_up_to_the_page(case: Any) -> None:
    lines = rows(incident_csv.to_csv(summary_data.gather(case, SummaryRequest())))
    total = totals.totals(case).total
    assert len(lines) == total.incidents
    for whole in COUNTED:
        stored = total.toll[whole]
        ends = [[end(row[f"{whole}_{name}"]) for name in ("low", "best", "high")] for row in lines]
        known = [bounds for bounds in ends if bounds[0] is not None]
        assert sum(low or 0 for low, _best, _high in known) == stored.low
        assert sum(best or 0 for _low, best, _high in known) == stored.best
        assert len(ends) - len(known) == stored.unknown
        assert isinstance(stored, Total)


@pytest.mark.usefixtures("long")
def test_a_long_list_is_written_beside_and_named_on_the_page(
    case: Any, tmp_path: Path, text_of: Any
) -> None:
    page, table = pdf.write(case, tmp_path / "page.pdf")
    assert (page.name, table.name) == ("page.pdf", "page-incidents.csv")
    assert len(rows(table.read_bytes())) == 7
    text = text_of(page.read_bytes())
    digest = short(hashlib.sha256(table.read_bytes()).hexdigest())
    assert "All 7 incidents are in the accompanying table" in text
    assert digest in text


def test_a_short_list_has_nothing_beside(case: Any, tmp_path: Path) -> None:
    assert pdf.write(case, tmp_path / "page.pdf") == [tmp_path / "page.pdf"]
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_points_are_for_the_team_alone(made: Any, strike: Any) -> None:
    case = made(strike(point=[50.031, 36.331], point_precision="exact"))
    public = incident_csv.to_csv(summary_data.gather(case, SummaryRequest()))
    internal = incident_csv.to_csv(
        summary_data.gather(case, SummaryRequest(profile=Profile.INTERNAL))
    )
    assert b"50.031" not in public
    assert b"50.031,36.331,exact" in internal
