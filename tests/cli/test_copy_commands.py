"""Copies, backups, restored and salvaged case files by command: a document or a sentence."""

import shutil
from pathlib import Path

import pytest

from kharkiv_tracker import settings
from kharkiv_tracker.store import copies, engine
from kharkiv_tracker.store.case_file import CaseFile

PASSPHRASE = "пароль"  # noqa: S105 - of no case outside


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "encrypted.ktcase"
    CaseFile.create(path, passphrase=PASSPHRASE).close()
    (tmp_path / "key").write_text(PASSPHRASE, encoding="utf-8")
    return path


def test_a_copy_is_made_once(run, sample):
    result = run("copy", sample, "copy.ktcase")
    assert (result.code, result.out) == (0, "Created: copy.ktcase.\n")
    assert run("verify", "copy.ktcase").code == 0
    again = run("copy", sample, "copy.ktcase")
    assert again.code == 1
    assert "already exists and was not changed" in again.sentence
    assert run("copy", sample, "b.ktcase", "--json").document == {"copy": "b.ktcase"}


def test_what_leaves_the_file_is_noted_in_it(run, sample, tmp_path):
    written = {
        "copy.ktcase": ("copy", sample, tmp_path / "copy.ktcase"),
        "page.pdf": ("summary", sample, "-o", tmp_path / "page.pdf", "--profile", "internal"),
        "days.csv": ("chart", sample, "cumulative", "-o", tmp_path / "days.csv"),
        "case.json": ("export", sample, "--format", "json", "-o", tmp_path / "case.json"),
    }
    for call in written.values():
        assert run(*call).code == 0
    with CaseFile.open(sample) as case:
        noted = {copy.place.name: (copy.kind, copy.profile) for copy in copies.noted(case.db)}
    assert noted == {
        "copy.ktcase": ("copy", "internal"),
        "page.pdf": ("summary", "internal"),
        "days.csv": ("chart", "restricted"),
        "case.json": ("export", "internal"),
    }


def test_a_backup_goes_where_it_is_said_or_chosen(run, sample, tmp_path):
    assert "No folder for backups chosen" in run("backup", sample).sentence
    assert "Backup folder not found: " in run("backup", sample, "stick").sentence
    (tmp_path / "chosen").mkdir()
    settings.save(settings.Settings(backups=str(tmp_path / "chosen")))
    result = run("backup", sample)
    assert result.code == 0
    (made,) = (tmp_path / "chosen").iterdir()
    assert result.out == f"{made}\n"
    assert "on the same disk" in result.err
    (tmp_path / "other").mkdir()
    document = run("backup", sample, "other", "--json").document
    assert document["same_disk"] is True
    assert document["synced"] is None
    (tmp_path / "Dropbox").mkdir()
    synced = run("backup", sample, "Dropbox", "--json")
    assert synced.document["synced"] == "Dropbox"
    assert "can be read by whoever has access" in synced.err
    assert run("verify", document["backup"]).code == 0


def test_a_backup_is_looked_at_and_restored(run, sample, tmp_path):
    (tmp_path / "b").mkdir()
    backup = run("backup", sample, "b", "--json").document["backup"]
    assert run("withdraw", sample, "KHT-2022-08-17-01", "--reason", "x").code == 0
    looked = run("restore", backup, sample, "--dry-run")
    assert looked.out.splitlines()[2:] == [
        "Only in the current case file: 1 revision.",
        "Only in the backup: 0 revisions.",
        "Incidents in these changes: KHT-2022-08-17-01.",
    ]
    assert "killed 32, injured 178" in looked.out
    assert "killed 51, injured 198" in looked.out
    document = run("restore", backup, sample, "--dry-run", "--json").document
    assert (document["restored"], document["kept"], document["only_now"]) == (False, None, 1)
    assert document["now"]["killed"]["best"] == 32
    done = run("restore", backup, sample, "--json").document
    assert done["kept"] == str(tmp_path / "sample.replaced-1.ktcase")
    assert run("totals", sample, "--json").document["total"]["killed"]["best"] == 51
    assert run("totals", done["kept"], "--json").document["total"]["killed"]["best"] == 32
    sample.unlink()
    assert "Restored from the backup" in run("restore", backup, sample).out
    assert run("verify", sample).code == 0


def test_a_damaged_file_is_salvaged(run, sample):
    whole = sample.read_bytes()
    sample.write_bytes(whole[:8192] + bytes(4096 * 30) + whole[8192 + 4096 * 30 :])
    result = run("salvage", sample, "saved.ktcase")
    assert result.code == 0
    assert "Created: saved.ktcase." in result.out
    assert "Recovered: 7 incidents, 26 reports, 6 official totals, 12 sources." in result.out
    assert run("verify", "saved.ktcase").code == 0
    document = run("salvage", sample, "again.ktcase", "--json").document
    assert document["salvaged"] == "again.ktcase"
    assert document["saved"]["incident"] == 7
    assert run("totals", "again.ktcase", "--json").document["total"]["killed"]["best"] == 51
    for lines in (["--lang", "uk"], []):
        assert run("salvage", sample, "saved.ktcase", *lines).code == 1


def test_encrypted_files_take_the_passphrase_and_keep_it(run, encrypted, tmp_path, monkeypatch):
    key = ("--passphrase-file", "key")
    (tmp_path / "b").mkdir()
    for arguments in (
        ("copy", encrypted, "c.ktcase"),
        ("backup", encrypted, "b"),
        ("salvage", encrypted, "s.ktcase"),
        ("check", encrypted),
    ):
        refused = run(*arguments)
        assert refused.code == 1
        assert "passphrase" in refused.sentence
        assert run(*arguments, *key).code == 0
    (backup,) = (tmp_path / "b").iterdir()
    assert "passphrase" in run("restore", backup, encrypted).sentence
    assert run("restore", backup, encrypted, *key).code == 0
    monkeypatch.setenv("KHARKIV_TRACKER_PASSPHRASE", "falsch")
    assert "passphrase" in run("restore", backup, encrypted).sentence
    CaseFile.create(tmp_path / "plain.ktcase").close()
    looked = run("restore", "plain.ktcase", encrypted, "--dry-run", *key)
    assert looked.out.startswith(
        "The backup is not encrypted, so the restored case file will not be encrypted.\n"
    )
    for name in ("c.ktcase", "s.ktcase", backup, encrypted, "encrypted.replaced-1.ktcase"):
        assert run("verify", name, *key).code == 0
        assert not (tmp_path / name).read_bytes().startswith(engine.PLAIN_HEADER)


def test_figures_that_were_changed_are_found_and_derived_again(run, sample):
    assert run("check", sample).out == "No problems found in this case file.\n"
    again = run("check", sample, "--rebuild")
    assert (again.code, again.out.splitlines()[0]) == (
        0,
        "All figures were recalculated. No differences found.",
    )
    db = engine.connect(sample)
    db.execute(
        "UPDATE figure_steps SET best = 1000, high = 1000 WHERE best = 19 AND incident = "
        "(SELECT id FROM incidents WHERE code = 'KHT-2022-08-17-01')"
    )
    db.execute("UPDATE day_sums SET best = best + 1 WHERE best > 0")
    db.close()
    broken = run("check", sample, "--json")
    assert broken.code == 1
    assert not broken.document["ok"]
    assert any(p["record"] == "KHT-2022-08-17-01" for p in broken.document["problems"])
    assert "KHT-2022-08-17-01: A stored figure" in run("check", sample).out
    mended = run("check", sample, "--rebuild", "--json")
    assert mended.code == 1
    assert mended.document["ok"]
    assert mended.document["rebuilt"]["incidents"] == ["KHT-2022-08-17-01"]
    assert mended.document["rebuilt"]["days"] > 0
    assert run("check", sample, "--rebuild").code == 0
    assert run("totals", sample, "--json").document["total"]["killed"]["best"] == 51


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + bytes(8176), bytes(8192)])
@pytest.mark.parametrize("lang", ["en", "uk"])
def test_whatever_the_file_is_there_is_a_sentence(run, sample, tmp_path, content, lang):
    (tmp_path / "x.ktcase").write_bytes(content)
    (tmp_path / "b").mkdir()
    for arguments in (
        ("copy", "x.ktcase", "c.ktcase"),
        ("backup", "x.ktcase", "b"),
        ("restore", "x.ktcase", sample),
        ("salvage", "x.ktcase", "s.ktcase"),
        ("check", "x.ktcase"),
        ("copy", "nowhere.ktcase", "c.ktcase"),
        ("salvage", "nowhere.ktcase", "s.ktcase"),
        ("restore", "nowhere.ktcase", sample),
    ):
        result = run(*arguments, "--lang", lang)
        assert result.code == 1
        assert result.sentence
    assert not run("check", "x.ktcase", "--json").document["ok"]
    # What is no case file can be replaced, and is kept.
    shutil.copyfile(sample, tmp_path / "backup.ktcase")
    assert run("restore", "backup.ktcase", "x.ktcase").code == 0
    assert (tmp_path / "x.replaced-1.ktcase").read_bytes() == content
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()
