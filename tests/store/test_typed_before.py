"""A case written before one reader read every field: what was recorded stays as it was."""

import shutil
from pathlib import Path

from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify

FILE = Path(__file__).parents[1] / "net" / "cases" / "typed-before.ktcase"
HROZA = "UA63080150140087701"


def test_it_opens_and_nothing_of_it_is_read_anew(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILE, tmp_path))
    with CaseFile.open(path) as case:
        assert verify(case).problems == ()
        codes = ("KHT-2023-10-05-01", "KHT-2022-08-17-01", "KHT-2022-08-18-01")
        hroza, first, second = (incidents.incident(case, code) for code in codes)
        assert (hroza.place, hroza.settlement) == ("Гроза, кафе", "")
        assert {first.event.precision, second.event.precision} == {Precision.NIGHT}
        assert incidents.figures(case, codes[0])["killed"].best == 51
