"""A file is opened for what it is: foreign ones are refused, newer and locked ones only read."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import run

import pytest
from sqlite_utils import Database, Migrations

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import (
    engine,
    history,
    incidents,
    open_checks,
    schema,
    table_scripts,
    totals,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify

HERE = Path(__file__).parents[2]


def another_database(path: Path) -> None:
    db = engine.Database(engine.sqlcipher3.connect(path), execute_plugins=False)
    db["reports"].insert({"killed": 7})
    db.conn.commit()
    db.close()


def borrowed_mark(path: Path) -> None:
    another_database(path)
    db = engine.connect(path)
    db.execute(f"PRAGMA application_id = {engine.APPLICATION_ID}")
    db.close()


FOREIGN = {
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "an empty file": lambda path: path.write_bytes(b""),
    "a text": lambda path: path.write_text("SQLite format 3"),
    "a header and nothing else": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "noise the size of pages": lambda path: path.write_bytes(os.urandom(8192)),
    "noise of another size": lambda path: path.write_bytes(os.urandom(5000)),
    "a folder": lambda path: path.mkdir(),
    "another database": another_database,
    "another database under our mark": borrowed_mark,
    "a dangling link": lambda path: path.symlink_to("nowhere"),
    "nothing": lambda path: path,
}


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("passphrase", [None, "a guess"])
def test_what_is_no_case_file_is_refused_in_one_sentence_and_left_alone(
    tmp_path: Path, what: str, passphrase: str | None
) -> None:
    path = tmp_path / "case.ktcase"
    FOREIGN[what](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CaseUnavailable) as refused:
        CaseFile.open(path, passphrase)
    assert str(path) in refused.value.sentence
    assert "\n" not in refused.value.sentence
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [file.name for file in tmp_path.iterdir()] in ([path.name], [])


@pytest.mark.parametrize("size", [1, 99, 100, 2000, 4096, 8192, 40960, -4096, -1])
def test_a_truncated_case_is_refused_or_found_out(sample_file: Path, dump, size: int) -> None:
    with CaseFile.open(sample_file) as case:
        dumped = dump(case)
    whole = sample_file.read_bytes()
    sample_file.write_bytes(whole[:size])
    with suppress(CaseUnavailable), CaseFile.open(sample_file) as case:
        # The very last byte belongs to a page with room to spare.
        assert not verify(case).ok or dump(case) == dumped
    assert sample_file.read_bytes() == whole[:size]


@pytest.mark.parametrize(
    "name", ["a b.ktcase", "a#b?c%20d&mode=ro.ktcase", "справа «Салтівка».ktcase", "'\";--.ktcase",
             "no suffix", ".hidden", "=1+1.ktcase",
             pytest.param("\udcff.ktcase", marks=pytest.mark.skipif(
                 sys.platform != "linux", reason="names are text there"))]
)  # fmt: skip
def test_a_case_may_have_any_name(tmp_path: Path, name: str, add, strike) -> None:
    path = tmp_path / name
    with CaseFile.create(path) as case:
        add(case, strike())
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208 - bytes that are no text stay visible
    with CaseFile.open(path) as case:
        assert len(incidents.ids(case)) == 1


def test_making_a_case_overwrites_nothing_and_leaves_nothing_half_made(
    tmp_path: Path, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample_file.read_bytes()
    for item in (sample_file, tmp_path):
        with pytest.raises(CaseUnavailable, match="already exists and was not changed"):
            CaseFile.create(item)
    for hopeless in (tmp_path / "no folder" / "a", tmp_path / ("a" * 300), Path("a\0b")):
        with pytest.raises(CaseUnavailable, match="Choose another place"):
            CaseFile.create(hopeless)
    monkeypatch.setattr(table_scripts, "FIRST", "CREATE TABLE broken (")
    with pytest.raises(CaseUnavailable, match="Choose another place"):
        CaseFile.create(tmp_path / "failed.ktcase")
    assert sample_file.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [sample_file.name]


def test_a_case_of_a_newer_version_is_read_and_not_a_byte_of_it_changed(sample_file: Path) -> None:
    with CaseFile.open(sample_file) as case:
        case.db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
                        "VALUES ('kharkiv_tracker', 'of_the_future', '2030-01-01')")  # fmt: skip
        case.db.execute("ALTER TABLE incidents ADD COLUMN moon_phase TEXT")
    before = sample_file.read_bytes()
    with CaseFile.open(sample_file) as case:
        assert case.read_only
        assert "newer version" in case.notice
        assert totals.totals(case).total.toll["killed"].best == 51
        assert ["newer version" in p.problem for p in verify(case).problems] == [True]
        with pytest.raises(CaseUnavailable, match="newer version"), case.edit("a", "b"):
            pass
    assert sample_file.read_bytes() == before
    assert [file.name for file in sample_file.parent.iterdir()] == [sample_file.name]


def test_a_case_of_an_older_version_is_copied_aside_and_renewed(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Migrations("kharkiv_tracker")
    for migration in schema.migrations.pending(Database(memory=True)):
        later(name=migration.name)(migration.fn)
    later(name="moon")(lambda db: db.execute("CREATE TABLE moon (phase TEXT) STRICT"))
    monkeypatch.setattr(schema, "migrations", later)
    before = sample_file.read_bytes()
    with CaseFile.open(sample_file) as case:
        assert "sample.before-1.ktcase" in case.notice
        assert not case.read_only
        assert verify(case).ok
    assert sample_file.read_bytes() != before
    copy = sample_file.with_name("sample.before-1.ktcase")
    monkeypatch.undo()
    with CaseFile.open(copy) as case:
        assert (case.notice, totals.totals(case).total.toll["killed"].best) == ("", 51)


def test_two_names_of_one_file_share_its_locks(sample_file: Path, add, strike) -> None:
    """Looking into a file through another name would drop the locks SQLite holds on it."""
    link, hard = sample_file.with_name("link"), sample_file.with_name("hard")
    link.symlink_to(sample_file)
    hard.hardlink_to(sample_file)
    code = (
        "import sys; from pathlib import Path\n"
        "from kharkiv_tracker.store.case_file import CaseFile\n"
        "case = CaseFile.open(Path(sys.argv[1])); case.db.execute('PRAGMA busy_timeout = 50')\n"
        "with case.edit('other', 'other') as edit: print('came in')\n"
    )
    with CaseFile.open(sample_file) as case:
        with case.edit("a", "b"):
            with CaseFile.open(link) as other:
                assert len(incidents.ids(other)) == 7
            tried = run([  # noqa: S603 - our own words
                sys.executable, "-c", code, sample_file], capture_output=True,
                        text=True, cwd=HERE, check=False)  # fmt: skip
            assert "came in" not in tried.stdout
            assert "Nothing was saved" in tried.stderr
        with CaseFile.open(link) as other:
            assert add(other, strike()).incidents == ("KHT-2022-08-17-02",)
        assert len(incidents.ids(case)) == 8
        case.close()
        case.close()


READING = """
import sys
from contextlib import suppress
from pathlib import Path
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
case = CaseFile.open(Path(sys.argv[1]))
killed = totals.totals(case).total.toll["killed"]
print(case.read_only, "cannot be written" in case.notice, killed.best)
case.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_what_may_not_be_written_is_read_and_stays_as_it_is(
    sample_file: Path, file: int, folder: int
) -> None:
    home = sample_file.parent / "archive"
    home.mkdir()
    path = Path(shutil.copy(sample_file, home))
    before = path.read_bytes()
    path.chmod(file)
    home.chmod(folder)
    # Root may write anywhere; somebody else has to try.
    someone = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("nobody but root is here to try it")
        for parent in (home, *home.parents[:-1]):
            parent.chmod(parent.stat().st_mode | 0o055)
    tried = run([  # noqa: S603 - our own words
        *(someone if os.geteuid() == 0 else []), sys.executable, "-B", "-c", READING,
                 path], capture_output=True, text=True, cwd=HERE, check=False)  # fmt: skip
    home.chmod(0o777)
    assert tried.stdout.split() == ["True", "True", "51"], tried.stderr
    assert path.read_bytes() == before


def test_a_case_cannot_be_told_to_do_more_by_what_is_searched_for(sample_case) -> None:
    """Whatever is typed is looked for as it is, and however much of it there is."""
    for text in ("'; DROP TABLE incidents; --", "%", "a%z", "\\", "NULL", "*", "\0", "OR 7=7",
                 "(" * 2000, " ".join(map(str, range(5000))), "a" * 1_000_000):  # fmt: skip
        assert incidents.ids(sample_case, Selection(text=text)) == []
    assert len(incidents.ids(sample_case, Selection(text="DORMITORY"))) == 2


def test_a_selection_may_name_a_thousand_districts_and_a_page_any_number_of_rows(
    sample_case,
) -> None:
    districts = tuple(f"UA{number}" for number in range(300_000))
    assert incidents.ids(sample_case, Selection(districts=districts)) == []
    both = (*districts, "UA63120270010315719")
    assert totals.totals(sample_case, Selection(districts=both)).total.toll["killed"].best == 19
    ids = incidents.ids(sample_case)
    assert len(incidents.rows(sample_case, [*range(10**6, 10**6 + 300_000), *ids])) == 7


@pytest.mark.parametrize("clock", ["1900-01-01", "2199-12-31"])
def test_clocks_before_and_after_everything_tell_nothing_and_all(sample_case, clock: str) -> None:
    result = totals.totals(sample_case, as_known_on=parse_clock(clock))
    assert result.total.toll["killed"].best == (None if clock < "2000" else 51)
    with sample_case.as_recorded_on(parse_clock(clock)) as then:
        assert history.count(then) == (0 if clock < "2000" else history.count(sample_case))
        assert verify(then).ok


def test_a_new_case_takes_no_name_beside_which_changes_lie(tmp_path: Path) -> None:
    left = tmp_path / "case.ktcase-wal"
    left.write_bytes(b"changes")
    with pytest.raises(CaseUnavailable, match="-wal contains changes to an earlier case"):
        CaseFile.create(tmp_path / "case.ktcase")
    assert left.read_bytes() == b"changes"
    assert [file.name for file in tmp_path.iterdir()] == [left.name]


@pytest.mark.parametrize("key", [None, "key"])
def test_damage_of_the_first_page_or_the_end_is_called_damage(
    tmp_path: Path, key: str | None
) -> None:
    path = tmp_path / "case.ktcase"
    CaseFile.create(path, passphrase=key).close()
    whole = path.read_bytes()
    # A plain file one byte short is read as if its last byte were 0, and verified.
    for content in (bytes(4096) + whole[4096:], *([whole[:-1]] if key else [])):
        path.write_bytes(content)
        with pytest.raises(open_checks.CaseDamaged):
            CaseFile.open(path, key)


def test_a_link_to_a_case_is_the_case(sample_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "link").symlink_to(sample_file)
    folder.chmod(0o500)
    with CaseFile.open(folder / "link") as case:
        assert not case.read_only
    folder.chmod(0o700)
