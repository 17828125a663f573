"""What lies beside a case file is taken in only where it continues that very file."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker.store import history, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.file_identity import JOURNAL, beside
from kharkiv_tracker.store.open_checks import CaseDamaged, PassphraseNeeded
from kharkiv_tracker.store.verification import verify

HERE = Path(__file__).parents[2]
KEYS = pytest.mark.parametrize("key", [None, "пароль"])


@pytest.fixture
def died(tmp_path: Path, add, strike) -> Callable[..., Path]:
    """A case file as a killed program leaves it: the last incidents in its journal alone."""

    def leave(key: str | None = None, name: str = "case.ktcase", journal: int = 3) -> Path:
        made, path = tmp_path / "made" / name, tmp_path / name
        made.parent.mkdir(exist_ok=True)
        with CaseFile.create(made, passphrase=key) as case:
            for _time in range(4):
                add(case, strike())
            case.checkpoint()
            for _time in range(journal):
                add(case, strike())
            shutil.copyfile(made, path)
            shutil.copyfile(beside(made, JOURNAL), beside(path, JOURNAL))
        shutil.rmtree(made.parent)
        return path

    return leave


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


@KEYS
def test_what_a_killed_program_left_is_taken_in(died, key: str | None) -> None:
    path = died(key)
    with CaseFile.open(path, key) as case:
        assert (len(incidents.ids(case)), case.notice) == (7, "")
        assert verify(case).ok
    assert names(path) == ["case.ktcase"]


def test_an_older_copy_is_opened_without_the_later_changes_beside_it(
    tmp_path: Path, add, strike
) -> None:
    """Each copy of the file made after a save and a checkpoint, put back beside the last -wal."""
    made = tmp_path / "made.ktcase"
    copies = []
    with CaseFile.create(made) as case:
        for number in range(4):
            copies.append(made.with_name(f"copy-{number}"))
            case.checkpoint()
            shutil.copyfile(made, copies[-1])
            # Long texts, so that what one save writes holds nothing of those before it.
            reports = [{"killed": "7", "quote": f"{number} слів. " * 400}]
            add(case, *(strike(reports=reports) for _time in range(3)))
        shutil.copyfile(beside(made, JOURNAL), tmp_path / "journal")
    for number, copy in enumerate(copies):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        path = folder / "case.ktcase"
        shutil.copyfile(copy, path)
        shutil.copyfile(tmp_path / "journal", beside(path, JOURNAL))
        with CaseFile.open(path) as case:
            is_last = number == len(copies) - 1
            assert len(incidents.ids(case)) == 3 * (4 if is_last else number)
            assert ("kept as case.set-aside-1.ktcase" in case.notice) is not is_last
            assert verify(case).ok
            add(case, strike())
        kept = [] if is_last else ["case.set-aside-1.ktcase", "case.set-aside-1.ktcase-wal"]
        assert names(path) == ["case.ktcase", *kept]
        with CaseFile.open(path) as case:
            assert case.notice == ""


@pytest.mark.parametrize(
    ("what", "key"),
    [("another case", None), ("another case", "key"), ("noise", None), ("text", None)],
)
def test_a_foreign_journal_is_set_aside(died, what: str, key: str | None) -> None:
    path, other = died(key), died(key, "other.ktcase", journal=5)
    own = beside(path, JOURNAL).stat().st_size
    match what:
        case "another case":
            beside(other, JOURNAL).replace(beside(path, JOURNAL))
        case "noise":
            beside(path, JOURNAL).write_bytes(bytes(range(256)) * (own // 256))
        case "text":
            beside(path, JOURNAL).write_text("nothing of ours")
    with CaseFile.open(path, key) as case:
        assert len(incidents.ids(case)) == 4
        assert verify(case).ok


def test_reading_takes_the_changes_from_a_copy_and_touches_nothing(died) -> None:
    for key in (None, "key"):
        path = died(key)
        before = {file: (path.parent / file).read_bytes() for file in names(path)}
        with CaseFile.open(path, key, reading=True) as case:
            assert "A read-only copy with these changes is shown" in case.notice
            assert case.read_only
            with case.another() as other:
                assert len(incidents.ids(case)) == len(incidents.ids(other)) == 7
        assert {file: (path.parent / file).read_bytes() for file in names(path)} == before
        path.unlink()


def test_a_wrong_passphrase_touches_nothing(died) -> None:
    path = died("right")
    before = {file: (path.parent / file).read_bytes() for file in names(path)}
    with pytest.raises(PassphraseNeeded):
        CaseFile.open(path, "wrong")
    assert {file: (path.parent / file).read_bytes() for file in names(path)} == before


def test_a_journal_of_the_other_kind_is_never_played_back(sample_file: Path) -> None:
    with CaseFile.open(sample_file) as case:
        fingerprint = history.fingerprint(case)
    db = connect(sample_file)
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE cases SET title = 'half done'")
    db.execute("PRAGMA cache_size = 1")
    rollback = sample_file.with_name("sample.ktcase-journal")
    left = rollback.read_bytes() if rollback.exists() else b"\xd9\xd5\x05\xf9 \xa1c\xd7" * 100
    db.execute("ROLLBACK")
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    rollback.write_bytes(left)
    with CaseFile.open(sample_file) as case:
        assert history.fingerprint(case) == fingerprint
        assert "kept as sample.set-aside-1.ktcase" in case.notice
    assert names(sample_file) == [
        "sample.ktcase", "sample.set-aside-1.ktcase", "sample.set-aside-1.ktcase-journal"
    ]  # fmt: skip


def test_a_file_that_is_whole_neither_way_is_left_as_it_lies(died) -> None:
    path = died()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    path.write_bytes(data)
    beside(path, JOURNAL).write_bytes(b"no journal" * 50)
    before = {file: (path.parent / file).read_bytes() for file in names(path)}
    with pytest.raises(CaseDamaged):
        CaseFile.open(path)
    assert {file: (path.parent / file).read_bytes() for file in names(path)} == before


def test_what_another_program_has_open_is_read_as_it_goes_on(sample_file: Path) -> None:
    saving = (
        "import sys; from pathlib import Path\n"
        "from kharkiv_tracker.store.case_file import CaseFile\n"
        "with CaseFile.open(Path(sys.argv[1])) as case:\n"
        "    for title in sys.stdin:\n"
        "        with case.edit('a', 'b') as edit:\n"
        "            edit.write('case', 'case', {'title': title.strip(), 'rule': 'latest'})\n"
        "        print(case.title, flush=True)\n"
    )
    child = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", saving, sample_file],
        cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdin
    assert child.stdout
    with child:
        child.stdin.write("one\n")
        child.stdin.flush()
        assert child.stdout.readline() == "one\n"
        with CaseFile.open(sample_file, reading=True) as case:
            assert case.title == "one"
            child.stdin.write("two\n")
            child.stdin.flush()
            assert child.stdout.readline() == "two\n"
            assert case.title == "two"
        child.stdin.close()
    assert child.returncode == 0


@KEYS
def test_a_file_torn_while_its_journal_was_moved_into_it_is_whole(died, key: str | None) -> None:
    """The power failed: the last page of the file is there in part, its journal has all of it."""
    path = died(key)
    with path.open("ab") as file:
        file.write(bytes(1536))
    with CaseFile.open(path, key) as case:
        assert (len(incidents.ids(case)), case.notice) == (7, "")
        assert verify(case).ok


def test_behind_a_link_the_changes_beside_the_file_itself_are_looked_at(died, tmp_path) -> None:
    path, other = died(), died(name="other.ktcase", journal=5)
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.ktcase"
    link.symlink_to(path)
    beside(other, JOURNAL).replace(beside(path, JOURNAL))
    with CaseFile.open(link) as case:
        assert len(incidents.ids(case)) == 4
        assert "case.set-aside-1.ktcase" in case.notice
    assert names(link) == [link.name]
    assert "case.set-aside-1.ktcase" in names(path)
