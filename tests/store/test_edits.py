"""An edit is whole or not at all, codes are given once, what was told is what is read."""

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.exchange import entry_json, sample_entries
from kharkiv_tracker.store import (
    entry_records,
    history,
    incidents,
    records,
    source_usage,
    statements,
)
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.verification import verify


def test_codes_are_numbered_within_their_date_and_past_ninety_nine(case, add, strike) -> None:
    first = add(case, strike("2022-08-17"), strike("2022-08-18"), strike(None)).incidents
    assert first == ("KHT-2022-08-17-01", "KHT-2022-08-18-01", "KHT-undated-01")
    many = add(case, *[strike("2022-08-17") for _number in range(99)]).incidents
    assert (many[0], many[-1]) == ("KHT-2022-08-17-02", "KHT-2022-08-17-100")
    assert add(case, strike("2022-08-17")).incidents == ("KHT-2022-08-17-101",)


def test_statements_of_a_month_are_numbered_apart_from_those_of_its_days(case, add) -> None:
    def fields(as_of: str) -> dict[str, str]:
        return {"area": "Kharkiv oblast", "as_of": as_of, "killed": "9"}

    days = [
        fields("2023-07-15"),
        fields("2023-07-15T10:00"),
        fields("2023-07"),
        fields("2023"),
        fields(""),
    ]
    assert add(case, statements=days).statements == (
        "STA-2023-07-15-01", "STA-2023-07-15-02", "STA-2023-07-01", "STA-2023-01", "STA-undated-01",
    )  # fmt: skip
    assert add(case, statements=[fields("2023-07-01")]).statements == ("STA-2023-07-01-01",)


def test_a_code_is_not_given_again_when_its_incident_was_withdrawn(case, add, strike) -> None:
    add(case, strike(state="Withdrawn"))
    assert add(case, strike()).incidents == ("KHT-2022-08-17-02",)


@pytest.mark.parametrize("failure", [RuntimeError("stop"), KeyboardInterrupt(), Refused("no")])
def test_an_exception_within_an_edit_leaves_every_row_as_it_was(
    sample_case, dump, failure: BaseException
) -> None:
    before, fingerprint = dump(sample_case), history.fingerprint(sample_case)

    def fail_half_way() -> None:
        with sample_case.edit("a", "b") as edit:
            entry_records.record(edit, sample_entries.load(gazetteer.load()))
            raise failure

    with pytest.raises(type(failure)):
        fail_half_way()
    assert dump(sample_case) == before
    assert history.fingerprint(sample_case) == fingerprint
    assert verify(sample_case).ok


def test_a_save_that_fails_half_way_says_so_and_leaves_every_row_as_it_was(
    sample_case, add, strike, dump
) -> None:
    sample_case.db.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON figure_steps WHEN NEW.quantity = 'injured' "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    before = dump(sample_case)
    with pytest.raises(CaseUnavailable, match="disk is full"):
        add(sample_case, strike(), statements=[{"area": "Kharkiv city", "killed": "1"}])
    assert dump(sample_case) == before
    sample_case.db.execute("DROP TRIGGER temp.full")
    assert add(sample_case, strike()).incidents == ("KHT-2022-08-17-02",)


def test_an_update_of_an_unknown_code_undoes_what_stood_before_it(case, add, strike, dump) -> None:
    before = dump(case)
    with pytest.raises(Refused) as refused:
        add(case, strike(), {"code": "KHT-2022-08-17-07", "reports": [{"killed": "8"}]})
    assert refused.value.path == "incidents[1].code"
    assert dump(case) == before


def test_an_update_finds_its_incident_however_the_code_is_typed(case, add, strike) -> None:
    add(case, strike(), strike(None))
    for code in (" kht-2022-08-17-01 ", "KHT-UNDATED-01"):
        add(case, {"code": code, "reports": [{"killed": "9", "as_of": "2022-08-19"}]})
    assert len(incidents.reports(case, "kht-2022-08-17-01")) == 2
    assert len(incidents.reports(case, "KHT-undated-01")) == 2


def test_an_edit_within_an_edit_is_refused_and_the_outer_one_kept(case, strike) -> None:
    with case.edit("a", "outer") as edit:
        entry_records.record(edit, entry_json.read({"incidents": [strike()]}, gazetteer.load()))
        with pytest.raises(CaseUnavailable), case.edit("b", "inner"):
            pass
    assert incidents.incident(case, "KHT-2022-08-17-01").place == ""
    assert verify(case).ok


def test_an_edit_that_changes_nothing_adds_no_revision(sample_case) -> None:
    made = history.count(sample_case)
    with sample_case.edit("a", "nothing") as edit:
        for kind in RECORDS:
            for uid, state in list(records.states(sample_case.db, kind)):
                edit.write(kind, uid, state)
    assert history.count(sample_case) == made


def test_reports_and_statements_are_read_as_they_were_told(case, add, strike) -> None:
    fields = {
        "as_of": "2022-08-18T09:00", "published": "2022-08-18T09:20", "speaker": "Oleh S.",
        "office": "OVA", "source": "Telegram", "source_kind": "military administration",
        "confidential": True, "url": "https://a.example", "archive_url": "https://b.example",
        "language": "uk", "quote": "перший рядок\nдругий", "killed": "7+", "injured": "2x killed",
        "missing": "3", "rescued": "~4", "combatants": {"killed": "4"},
        "transfer": {"injured_to_killed": 1},
        "of_whom": {"injured": {"child": "1+", "hospitalised": "4"}},
    }  # fmt: skip
    add(case, strike(reports=[fields], point=[0, 36.3]), statements=[
        {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-08-07", "killed": ">1000",
         "injured": "2x killed", "of_whom": {"killed": {"child": "50"}}}])  # fmt: skip
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    assert report == Report(
        report.uid, 1, as_of=report.as_of, published=report.published,
        speaker=Speaker("Oleh S.", "OVA"),
        source=Source("Telegram", SourceKind.MILITARY_ADMINISTRATION),
        counts={key: parse_count(typed) for key, typed in {
            "injured": "2x killed", "injured.child": "1+", "injured.hospitalised": "4",
            "killed": "7+", "missing": "3", "rescued": "~4"}.items()},
        transfer=1, combatants={"killed": parse_count("4")}, quote="перший рядок\nдругий",
        url="https://a.example", archive_url="https://b.example", language="uk",
        confidential=True,
    )  # fmt: skip
    assert incidents.incident(case, "KHT-2022-08-17-01").point == (0.0, 36.3)
    (statement,) = statements.statements(case)
    assert str(statement.count("injured")) == ">2000"
    assert str(statement.count("killed.child")) == "50"


def test_the_office_of_a_person_is_learnt_and_unlearnt_in_earlier_reports(
    case, add, strike
) -> None:
    def fields(day: str, killed: str, **who: str) -> dict[str, str]:
        return {"as_of": f"2022-08-{day}", "killed": killed, **who}

    reports = [
        fields("18", "9", speaker="Ivan", authority="official"),
        fields("19", "5", office="Police"),
    ]
    add(case, strike(reports=reports))
    assert incidents.figures(case, "KHT-2022-08-17-01")["killed"].high == 9
    add(case, strike(reports=[fields("20", "1", speaker="IVAN", office="Police")]))
    assert incidents.figures(case, "KHT-2022-08-17-01")["killed"].high == 5
    add(case, strike(reports=[fields("20", "1", speaker="Ivan", office="Council")]))
    assert incidents.figures(case, "KHT-2022-08-17-01")["killed"].high == 9
    assert verify(case).ok


def test_a_source_without_a_name_keeps_its_kind_and_one_name_gains_it(case, add, strike) -> None:
    kinds = [{"source_kind": "witness"}, {"source": "Вісник"}, {"source": "ВІСНИК "},
             {"source": "вісник", "source_kind": "media"}]  # fmt: skip
    add(case, *[strike(reports=[{"killed": "1", **kind}]) for kind in kinds])
    assert source_usage.sources(case) == (
        Source("Вісник", SourceKind.MEDIA), Source("", SourceKind.WITNESS),
    )  # fmt: skip


@pytest.mark.parametrize("table", ["revisions", "revision_parents", "payloads", "codes"])
def test_what_is_said_can_be_neither_changed_nor_removed_nor_replaced(
    sample_case, dump, table: str
) -> None:
    before = dump(sample_case)
    row = next(sample_case.db[table].rows)
    values = ", ".join(f":{column}" for column in row)
    for attempt in (
        "UPDATE {table} SET {first} = {first}",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} VALUES ({values})",
        "REPLACE INTO {table} VALUES ({values})",
        "INSERT INTO {table} VALUES ({values}) ON CONFLICT DO NOTHING",
    ):
        wording = attempt.format(table=table, first=min(row), values=values)
        with pytest.raises(DatabaseError, match="kept as they are"):
            sample_case.db.execute(wording, row)
    assert dump(sample_case) == before


def test_as_recorded_on_tells_the_record_as_each_edit_left_it(case, add, strike) -> None:
    for _number in range(3):
        add(case, strike())
    with case.as_recorded_on(parse_clock("2000-01-01")) as before:
        assert (incidents.ids(before), history.count(before)) == ([], 0)
    with case.as_recorded_on(parse_clock("2199-01-01")) as now:
        assert len(incidents.ids(now)) == 3
        assert verify(now).ok
        with pytest.raises(CaseUnavailable), now.edit("a", "b"):
            pass


def test_a_report_may_come_to_quote_a_speaker_first_recorded_after_it(case, add, strike) -> None:
    add(case, strike(reports=[{"killed": "7", "speaker": "First"}]))
    add(case, strike(reports=[{"killed": "9", "speaker": "Second"}]))
    (uid, state), (_uid, later) = records.states(case.db, "report")
    with case.edit("tester", "amend") as edit:
        edit.write("report", uid, {**state, "speaker": later["speaker"]})
    assert incidents.reports(case, "KHT-2022-08-17-01")[0].speaker == Speaker("Second")
    assert verify(case).ok
    with case.as_recorded_on(parse_clock("2199-01-01")) as then:
        assert incidents.reports(then, "KHT-2022-08-17-01")[0].speaker == Speaker("Second")
