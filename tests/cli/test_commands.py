"""What each command says, on which stream, and how it ends."""

import io
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import __version__, settings
from kharkiv_tracker.store import engine
from kharkiv_tracker.store.case_file import CaseFile

HERE = Path(__file__).parent
STRIKE = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [{"killed": "7+"}]}
STATEMENT = {"area": "Kharkiv oblast", "as_of": "2022-08-07", "killed": ">1000"}
BOTH = {"incidents": [STRIKE], "statements": [STATEMENT]}


def golden(name: str, text: str) -> None:
    """Compare with the file of that name, which shows what is relied on."""
    assert text == (HERE / name).read_text(encoding="utf-8")


def anonymous(history: dict[str, Any]) -> dict[str, Any]:
    """A history without what differs each time: ids as their numbers, one time for all."""
    numbers = {revision["id"]: f"revision {revision['seq']}" for revision in history["revisions"]}
    for revision in history["revisions"]:
        assert re.fullmatch(r"[0-9a-f]{64}", revision["id"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", revision["at"])
        revision["id"] = numbers[revision["id"]]
        revision["parents"] = [numbers[parent] for parent in revision["parents"]]
        revision["at"] = "2026-11-22T10:00:00Z"
    return history


def pretty(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def test_totals_json_is_what_others_rely_on(run: Any, sample: Path) -> None:
    clock = ("--as-known-on", "2022-08-18T12:00", "--to", "2022-12-31")
    golden("totals-sample.json", pretty(run("totals", sample, "--json").document))
    golden("totals-at-noon.json", pretty(run("totals", sample, *clock, "--json").document))


def test_history_json_is_what_others_rely_on(run: Any, empty: Path, add: Any) -> None:
    assert add(empty, BOTH, "--author", "Ann", "--reason", "from the page").code == 0
    document = anonymous(run("history", empty, "--json").document)
    golden("history.json", pretty(document))
    of_code = run("history", empty, "kht-2022-08-17-01", "--json").document["revisions"]
    assert [r["record"] for r in of_code] == ["KHT-2022-08-17-01", "KHT-2022-08-17-01/1"]


def test_add_prints_the_codes_or_one_document(empty: Path, add: Any) -> None:
    assert add(empty, BOTH).out == "KHT-2022-08-17-01\nSTA-2022-08-07-01\n"
    again = add(empty, BOTH)
    assert again.out.splitlines()[2:] == [
        "KHT-2022-08-17-02 may be a duplicate of KHT-2022-08-17-01. Both were kept."
    ]
    assert add(empty, BOTH, "--json").document == {
        "incidents": ["KHT-2022-08-17-03"], "updated": [], "statements": ["STA-2022-08-07-03"],
        "joint_reports": [], "documents": [], "sources": [], "warnings": [],
        "suspected_duplicates": [
            {"code": "KHT-2022-08-17-03", "like": "KHT-2022-08-17-01"},
            {"code": "KHT-2022-08-17-03", "like": "KHT-2022-08-17-02"}],
    }  # fmt: skip


def test_add_reads_standard_input(run: Any, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(BOTH).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("add", empty, "-").code == 0
    for nothing in (io.TextIOWrapper(io.BytesIO()), None):
        monkeypatch.setattr(sys, "stdin", nothing)
        assert run("add", empty, "-").sentence.startswith("Not valid JSON")


def test_verify_says_so_in_words_and_in_json_and_in_its_exit_code(run: Any, sample: Path) -> None:
    assert run("verify", sample).out.startswith("Verified: 65 revisions")
    whole = run("verify", sample, "--json").document
    assert (whole["ok"], whole["revisions"], whole["problems"]) == (True, 65, [])
    db = engine.connect(sample)
    db.execute("UPDATE report_counts SET typed = '99' WHERE typed = '19'")
    db.close()
    result = run("verify", sample)
    assert result.code == 1
    assert re.match(r"revision \d+, KHT-2022-08-17-01/8: A record does not match", result.sentence)
    broken = run("verify", sample, "--json")
    assert (broken.code, broken.err, broken.document["ok"]) == (1, "", False)
    assert broken.document["problems"][0]["record"] == "KHT-2022-08-17-01/8"
    other = run("verify", sample, "--against", "0" * 64, "--json")
    assert other.code == 1


@pytest.mark.parametrize("command", [["verify"], ["totals"], ["history"]])
def test_json_is_all_that_stands_on_standard_output(
    run: Any, tmp_path: Path, command: list[str]
) -> None:
    picture = tmp_path / "picture.ktcase"
    picture.write_bytes(b"\x89PNG" * 1000)
    result = run(*command, picture, "--json")
    assert result.code == 1
    if command == ["verify"]:
        assert result.document["ok"] is False
    else:
        assert "is not a Kharkiv Tracker case file" in result.sentence


WRONG = [
    ["nonsense"], ["--nonsense"], ["totals"], ["new"], ["add"], ["chart"], ["summary"],
    ["totals", "CASE", "extra"], ["totals", "CASE", "--by", "moon"], ["totals", "CASE", "--from"],
    ["totals", "CASE", "--from", "2022-13-01"], ["totals", "CASE", "--from", "yesterday"],
    ["totals", "CASE", "--from", "2022-08-18", "--to", "2022-08-17"],
    ["totals", "CASE", "--district", "Saltivka"], ["totals", "CASE", "--district", ""],
    ["totals", "CASE", "--weapon", "sword"], ["totals", "CASE", "--grade", "Good"],
    ["totals", "CASE", "--state", "Final"], ["totals", "CASE", "--as-known-on", ""],
    ["totals", "CASE", "--as-known-on", "2022-08-18T24:00"], ["totals", "CASE", "--lang", "fr"],
    ["totals", "CASE", "--as-recorded-on", "9999-12-31"], ["chart", "CASE", "cumulative"],
    ["chart", "CASE", "pie", "-o", "a.png"], ["chart", "CASE", "cumulative", "-o", "a.bmp"],
    ["chart", "CASE", "cumulative", "-o", "a"], ["summary", "CASE"],
    ["chart", "CASE", "cumulative", "-o", "a.png", "--theme", "pink"],
    ["summary", "CASE", "-o", "CASE"], ["add", "CASE", "x", "--passphrase", "y"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_call_is_one_sentence_and_exit_code_2(
    run: Any, sample: Path, arguments: list[str]
) -> None:
    before = sample.read_bytes()
    result = run(*[sample if argument == "CASE" else argument for argument in arguments])
    assert (result.code, bool(result.sentence)) == (2, True), result
    assert sample.read_bytes() == before


FAILING = [
    ["totals", "MISSING"], ["history", "MISSING"], ["summary", "MISSING", "-o", "OUT"],
    ["chart", "MISSING", "cumulative", "-o", "a.png"], ["add", "MISSING", "-"],
    ["totals", "FOLDER"], ["totals", ""], ["new", "CASE"], ["sample", "CASE"], ["new", "FOLDER"],
    ["new", "FOLDER/none/case"], ["new", ""], ["history", "CASE", "KHT-1999-01-01-01"],
    ["history", "CASE", "'; --"], ["add", "CASE", "MISSING"], ["add", "CASE", "FOLDER"],
    ["add", "CASE", "CASE"], ["summary", "CASE", "-o", "FOLDER"],
    ["summary", "CASE", "-o", "FOLDER/none/page.pdf"],
    ["chart", "CASE", "cumulative", "-o", "FOLDER/none/a.png"], ["totals", "x" * 5000],
    ["new", "NEW", "--passphrase-file", "MISSING"], ["new", "NEW", "--passphrase-file", "FOLDER"],
    ["new", "NEW", "--passphrase-file", "CASE"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", FAILING, ids=lambda arguments: " ".join(arguments)[:60])
def test_a_failure_is_one_sentence_and_exit_code_1_and_leaves_nothing_behind(
    run: Any, sample: Path, tmp_path: Path, arguments: list[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    before = sample.read_bytes()
    places = {"CASE": sample, "FOLDER": folder, "MISSING": tmp_path / "missing.ktcase",
              "NEW": tmp_path / "new.ktcase", "OUT": tmp_path / "out.pdf"}  # fmt: skip
    result = run(*[
        places.get(argument) or argument.replace("FOLDER/", f"{folder}/") for argument in arguments
    ])  # fmt: skip
    assert (result.code, bool(result.sentence)) == (1, True), result
    assert sample.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "sample.ktcase"]
    assert list(folder.iterdir()) == []


def test_a_picture_is_never_written_over_the_case_under_any_name(
    run: Any, sample: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(sample)
    before = sample.read_bytes()
    assert run("chart", sample, "cumulative", "-o", link).code == 2
    assert run("summary", sample, "-o", link).code == 2
    assert sample.read_bytes() == before


def test_the_passphrase_comes_from_the_file_or_the_environment_and_never_from_an_argument(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, file = tmp_path / "case.ktcase", tmp_path / "passphrase"
    file.write_bytes("\ufeffшість слів із пробілами \r\n".encode())
    assert run("sample", case, "--passphrase-file", file).code == 0
    assert not case.read_bytes().startswith(engine.PLAIN_HEADER)
    assert "is encrypted or is not a case file" in run("totals", case).sentence
    assert run("totals", case, "--passphrase-file", file).code == 0
    monkeypatch.setenv("KHARKIV_TRACKER_PASSPHRASE", "шість слів із пробілами ")
    for command in (["totals"], ["history"], ["verify"]):
        assert run(*command, case).code == 0
    monkeypatch.setenv("KHARKIV_TRACKER_PASSPHRASE", "wrong")
    assert "The passphrase does not match" in run("totals", case).sentence
    assert run("verify", case, "--json").document["ok"] is False
    monkeypatch.setenv("KHARKIV_TRACKER_PASSPHRASE", "\udcff")
    assert "The passphrase contains characters that cannot be typed" in run("totals", case).sentence
    file.write_bytes(b"\n")
    assert "is empty" in run("totals", case, "--passphrase-file", file).sentence


def test_the_author_is_named_by_option_environment_or_settings_and_never_by_login(
    run: Any, empty: Path, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "login")
    monkeypatch.setenv("LOGNAME", "login")
    add(empty, BOTH)
    settings.save(settings.Settings(author="Settings"))
    add(empty, BOTH)
    monkeypatch.setenv("KHARKIV_TRACKER_AUTHOR", " Environment\n")
    add(empty, BOTH)
    add(empty, BOTH, "--author", "Option", "--reason", "why")
    document = run("history", empty, "--json").document["revisions"]
    authors = list(dict.fromkeys((r["author"], r["reason"]) for r in document))
    assert authors == [
        ("unnamed", "new"), ("unnamed", "add"), ("Settings", "add"), ("Environment", "add"),
        ("Option", "why"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [["totals", "CASE"], ["totals", "CASE", "--by", "weapon"], ["history", "CASE"],
                  ["verify", "CASE"], ["chart", "--kinds"],
                  ["totals", "CASE", "--district", "Марс"],
                  ["totals", "MISSING"], ["verify", "CASE", "--against", "0"]],
)  # fmt: skip
def test_every_command_speaks_ukrainian(run: Any, sample: Path, arguments: list[str]) -> None:
    result = run(*[sample if a == "CASE" else a for a in arguments], "--lang", "uk")
    assert "Traceback" not in result.err
    assert result.code in (0, 1, 2)
    if arguments[0] != "history":
        assert re.search("[а-яіїє]", result.out + result.err)


def test_totals_say_what_they_leave_out_even_where_nothing_is_left(
    run: Any, empty: Path, add: Any
) -> None:
    assert run("totals", empty).out == "None recorded.\n"
    add(empty, {"incidents": [{**STRIKE, "state": "Withdrawn"},
                              {**STRIKE, "grade": "Discounted"}]})  # fmt: skip
    assert run("totals", empty).out == ("None recorded.\nLeft out: 1 withdrawn, 1 discounted.\n")
    document = run("totals", empty, "--json").document
    assert document["groups"] == []
    assert document["total"]["killed"]["best"] is None
    assert document["left_out"] == {"withdrawn": 1, "discounted": 1, "undated": 0, "touching": 0,
                                    "remainder": 0}  # fmt: skip


def test_an_incident_of_several_days_is_left_out_of_a_period_it_only_reaches_into(
    run: Any, empty: Path, add: Any
) -> None:
    event = {"date": "2022-08-17", "precision": "range", "until": "2022-08-19"}
    assert add(empty, {"incidents": [{**STRIKE, "event": event}]}).code == 0
    within = ("totals", empty, "--from", "2022-08-18", "--to", "2022-08-18")
    document = run(*within, "--json").document
    assert document["total"]["incidents"] == 0
    assert document["left_out"]["touching"] == 1
    assert run(*within).out == "None recorded.\nLeft out: 1 that began before the period.\n"
    assert run("totals", empty, "--from", "2022-08-20", "--json").document["left_out"][
        "touching"
    ] == 0  # fmt: skip


def test_a_table_says_where_incidents_are_in_several_rows(run: Any, empty: Path, add: Any) -> None:
    add(empty, {"incidents": [{**STRIKE, "weapons": ["missile", "aerial bomb"]}]})
    assert "are counted in each of their rows" in run("totals", empty, "--by", "weapon").out
    assert "counted in each" not in run("totals", empty, "--by", "place").out


def test_a_title_is_kept_and_the_file_name_stands_in_for_it(run: Any, tmp_path: Path) -> None:
    for number, (title, item) in enumerate([(" Харків\n2022 ", "Харків 2022"), ("", "case2"),
                                            ("\udcff", "?")]):  # fmt: skip
        path = tmp_path / f"case{number + 1}.ktcase"
        assert run("new", path, "--title", title).code == 0
        with CaseFile.open(path) as case:
            assert case.title == item


def test_help_and_version_are_told(run: Any) -> None:
    assert run("--version").out.splitlines()[0] == f"kharkiv-tracker {__version__}"
    for command in ("new", "sample", "add", "totals", "chart", "summary", "history", "verify"):
        assert "Usage: kharkiv-tracker" in run(command, "--help").out


def test_settings_that_make_no_sense_change_nothing(run: Any, sample: Path, own_home: Path) -> None:
    file = own_home / "config" / "kharkiv-tracker" / "settings.json"
    file.parent.mkdir(parents=True)
    for text in ("{", "[]", '{"language": "tlh", "author": 7}', "[" * 100_000, "\0"):
        file.write_text(text)
        assert "Killed" in run("totals", sample).out
    file.write_text('{"language": "uk"}')
    assert "Загинуло" in run("totals", sample).out
    assert "Killed" in run("totals", sample, "--lang", "en").out


def test_an_interrupted_command_leaves_whole_records_and_does_not_say_that_nothing_was_done(
    run: Any, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = "Stopped. Saved data is safe. Check the history before running the command again."

    class Interrupted(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    before = sample.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    result = run("add", sample, "-")
    assert (result.code, result.err.strip()) == (130, stopped)
    assert sample.read_bytes() == before

    # Interrupted while it prints what it has done.
    class Screen(io.StringIO):
        def write(self, _text: str) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdout", Screen())
    result = run("withdraw", sample, "KHT-2022-08-17-01")
    assert (result.code, result.err.strip()) == (130, stopped)
    assert sample.read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [((), "No display available."), (("--lang", "uk"), "Дисплей недоступний.")],
)
def test_without_a_command_or_a_display_it_shows_what_it_makes(
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for sign in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(sign, raising=False)
    lines = run(*arguments).out.splitlines()
    assert lines[0].startswith(sentence)
    assert [Path(line).suffix for line in lines[1:]] == [".ktcase", ".png", ".pdf"]
    assert all(Path(line).stat().st_size for line in lines[1:])


def test_desk_06_add_warns_of_what_the_window_asks(empty: Path, add: Any) -> None:
    def odd(day: str) -> dict[str, Any]:
        return {"event": {"date": day}, "district": "Saltivskyi", "reports": [
            {"killed": "2", "office": "OVA", "as_of": "2022-08-10"}]}  # fmt: skip

    usual = [odd("2022-08-09") for _n in range(10)]
    assert add(empty, {"incidents": usual}).code == 0
    said = add(empty, {"incidents": [odd("2022-08-17"), odd("2190-01-01")]}).out.splitlines()
    assert "incidents[0].reports[0].as_of: As of: 10 Aug 2022 is before the incident." in said
    assert "incidents[1].event: The incident is dated in the future: 1 January 2190." in said
    toll = {"code": "KHT-2022-08-17-01", "reports": [
        {"killed": "400", "office": "OVA", "as_of": "2022-08-18"}]}  # fmt: skip
    (warning,) = add(empty, {"incidents": [toll]}, "--json").document["warnings"]
    assert warning["path"] == "incidents[0].killed"
    assert warning["warning"].startswith("Killed: 400 is at least 20 times the usual number")
