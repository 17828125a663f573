"""A save goes into the file at the path, or is refused while what was open can still be kept."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from kharkiv_tracker import files
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import drafts, engine, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.file_identity import (
    INDEX,
    JOURNAL,
    FileReplaced,
    Loss,
    beside,
    is_open_elsewhere,
)
from kharkiv_tracker.store.verification import verify

HERE = Path(__file__).parents[2]


def deleted(path: Path, _older: Path) -> None:
    path.unlink()


def renamed(path: Path, _older: Path) -> None:
    path.rename(path.with_name("moved.ktcase"))


def renamed_over(path: Path, older: Path) -> None:
    older.replace(path)


def overwritten(path: Path, older: Path) -> None:
    with path.open("r+b") as file:
        file.write(older.read_bytes())
        file.truncate(older.stat().st_size)


def overwritten_with_its_times(path: Path, older: Path) -> None:
    overwritten(path, older)
    os.utime(path, ns=(older.stat().st_atime_ns, older.stat().st_mtime_ns))


def overwritten_with_a_newer_copy(path: Path, _older: Path) -> None:
    """Another computer went on with a copy, and a sync program brings it back."""
    newer = path.with_name("newer")
    shutil.copyfile(path, newer)
    with CaseFile.open(newer) as case, case.edit("a", "b") as edit:
        edit.write("case", "case", {"title": "newer", "rule": "latest"})
    overwritten(path, newer)


def truncated(path: Path, _older: Path) -> None:
    os.truncate(path, 8192)


def zeroed(path: Path, _older: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(bytes(size))


def journal_deleted(path: Path, _older: Path) -> None:
    beside(path, JOURNAL).unlink()


def index_deleted(path: Path, _older: Path) -> None:
    beside(path, INDEX).unlink()


WAYS = {
    deleted: Loss.GONE,
    renamed: Loss.GONE,
    renamed_over: Loss.REPLACED,
    overwritten: Loss.OVERWRITTEN,
    overwritten_with_a_newer_copy: Loss.OVERWRITTEN,
    overwritten_with_its_times: Loss.OVERWRITTEN,
    truncated: Loss.OVERWRITTEN,
    zeroed: Loss.OVERWRITTEN,
    journal_deleted: Loss.JOURNAL,
    index_deleted: Loss.JOURNAL,
}


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file stays where it is")
@pytest.mark.parametrize("is_idle", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_a_save_into_what_is_not_the_open_file_any_more_is_refused(
    sample_file: Path, tmp_path: Path, way, is_idle: bool, add, strike
) -> None:
    older = tmp_path / "older"
    shutil.copyfile(sample_file, older)
    case = CaseFile.open(sample_file)
    # So long that the next save does not happen to write all its pages again: then nothing is lost.
    add(case, strike(reports=[{"killed": "1", "quote": "so it was said. " * 1000}]))
    case.checkpoint()
    add(case, strike())
    if is_idle:
        case.checkpoint()
    way(sample_file, older)
    left = sample_file.read_bytes() if sample_file.exists() else None
    for _time in range(2):
        with pytest.raises(FileReplaced) as refused:
            add(case, strike())
        assert refused.value.loss is WAYS[way]
    with pytest.raises(FileReplaced):
        drafts.save(case, "incident", {"fields": {}})
    if way is not overwritten_with_a_newer_copy:
        with pytest.raises(FileReplaced):
            case.another()
    case.close()
    assert (sample_file.read_bytes() if sample_file.exists() else None) == left
    if way is renamed:
        with CaseFile.open(sample_file.with_name("moved.ktcase")) as moved:
            assert len(incidents.ids(moved)) == 9
            assert verify(moved).ok


def test_one_replaced_in_the_middle_of_an_edit_is_not_committed_to(sample_file: Path) -> None:
    case = CaseFile.open(sample_file)

    def rename(edit: Edit) -> None:
        edit.write("case", "case", {"title": "another", "rule": "latest"})
        sample_file.unlink()

    with pytest.raises(FileReplaced), case.edit("a", "b") as edit:
        rename(edit)
    assert case.title != "another"
    case.close()


def test_one_overwritten_while_a_save_is_on_its_way_is_found_out_afterwards(
    sample_file: Path, tmp_path: Path, add, strike, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older"
    shutil.copyfile(sample_file, older)
    case = CaseFile.open(sample_file)
    # On pages of its own: those the next save writes again are in the journal, and are not lost.
    add(case, strike(reports=[{"killed": "1", "quote": "слово " * 5000}]))
    case.checkpoint()
    execute = engine.Connection.execute

    def committed(connection: engine.Connection, *args: object) -> object:
        result = execute(connection, *args)
        if args == ("COMMIT",):
            overwritten(sample_file, older)
        return result

    monkeypatch.setattr(engine.Connection, "execute", committed)
    add(case, strike())
    monkeypatch.undo()
    with pytest.raises(FileReplaced):
        case.check_identity()
    case.close()


def test_a_long_journal_is_moved_into_the_file(sample_file: Path, add, strike) -> None:
    with CaseFile.open(sample_file) as case:
        reports = [{"killed": "1", "quote": "слово " * 5000}]
        longest = 0
        for _time in range(30):
            add(case, strike(reports=reports))
            longest = max(longest, beside(sample_file, JOURNAL).stat().st_size)
        assert longest < 250 * 4096
        assert len(incidents.ids(case)) == 37
        assert verify(case).ok


def test_others_may_write_move_the_journal_in_and_touch_the_file(
    sample_file: Path, add, strike
) -> None:
    with CaseFile.open(sample_file) as one:
        for _time in range(3):
            with CaseFile.open(sample_file) as two:
                add(two, strike())
                add(one, strike())
                assert two.checkpoint()
            add(one, strike())
            sample_file.with_name("link").hardlink_to(sample_file)
            sample_file.with_name("link").unlink()
            sample_file.chmod(0o640)
            add(one, strike())
        assert len(incidents.ids(one)) == 7 + 12
        assert verify(one).ok


def test_a_save_by_another_while_the_file_is_looked_at_anew_is_no_loss(
    sample_file: Path, add, strike
) -> None:
    class Watched(CaseFile):
        def _is_continued(self, anew: Database) -> bool:
            # Another process saves just before the file is read.
            add(other, strike())
            return super()._is_continued(anew)

    with Watched.open(sample_file) as case, CaseFile.open(sample_file) as other:
        sample_file.chmod(0o640)
        case.check_identity()
        assert len(incidents.ids(case)) == 8


def test_a_plain_copy_holds_everything_once_nothing_is_in_the_journal(
    sample_file: Path, tmp_path: Path, add, strike
) -> None:
    copy = tmp_path / "stick" / "copy.ktcase"
    copy.parent.mkdir()
    with CaseFile.open(sample_file) as case:
        add(case, strike())
        assert case.checkpoint()
        child = f"import shutil; shutil.copyfile({str(sample_file)!r}, {str(copy)!r})"
        subprocess.run([sys.executable, "-c", child], check=True, cwd=HERE)  # noqa: S603 - ours
    with CaseFile.open(copy) as copied:
        assert len(incidents.ids(copied)) == 8
        assert verify(copied).ok


def test_who_has_it_open_is_known_without_reading_it(sample_file: Path) -> None:
    assert not files.is_open(sample_file)
    assert not is_open_elsewhere(sample_file)
    asks = (
        "import sys; from pathlib import Path\n"
        "from kharkiv_tracker.store.file_identity import is_open_elsewhere\n"
        "sys.exit(is_open_elsewhere(Path(sys.argv[1])))"
    )
    with CaseFile.open(sample_file):
        assert files.is_open(sample_file)
        asked = subprocess.run([sys.executable, "-c", asks, sample_file], check=False, cwd=HERE)  # noqa: S603 - ours
        assert asked.returncode == 1
    assert not files.is_open(sample_file)


def test_an_edit_that_was_refused_leaves_the_file_known(
    sample_file: Path, tmp_path: Path, add, strike
) -> None:
    older = tmp_path / "older"
    shutil.copyfile(sample_file, older)
    case = CaseFile.open(sample_file)
    add(case, strike())
    case.checkpoint()
    with pytest.raises(Refused), case.edit("a", "b") as edit:
        edit.add_person("KHT-2099-01-01-01", Person())
    overwritten(sample_file, older)
    with pytest.raises(FileReplaced):
        add(case, strike())
    case.close()
