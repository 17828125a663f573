"""What befalls a record after it was entered, told as it happens in an office."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ask = Callable[..., Any]
SALTIVKA = "KHT-2022-08-17-01"
OVA = {"speaker": "Oleh Syniehubov", "office": "Kharkiv OVA"}


def strike(*reports: dict[str, Any], day: str = "2023-03-04", **fields: Any) -> dict[str, Any]:
    return {"event": {"date": day}, "district": "Kyivskyi", "reports": list(reports), **fields}


def said(killed: str, as_of: str, office: str, **fields: Any) -> dict[str, Any]:
    return {"killed": killed, "as_of": as_of, "office": office, **fields}


@pytest.fixture
def toll(ask: Ask) -> Ask:
    """What a case comes to: low, best and high of the killed, or of another quantity."""

    def coming_to(case: Path, quantity: str = "killed", **options: str) -> list[int | None]:
        named = [part for name, value in options.items() for part in (f"--{name}", value)]
        total = ask("totals", case, *(each.replace("_", "-") for each in named))["total"]
        return [total[quantity][end] for end in ("low", "best", "high")]

    return coming_to


def test_a_late_correction_is_in_todays_figure_and_not_in_what_was_known_then(
    empty_case: Path, tell: Ask, toll: Ask
) -> None:
    told = said("5", "2023-03-04", "Police", published="2023-03-04T20:00")
    tell(empty_case, {"incidents": [strike(told)]})
    late = said("6", "2023-03-05", "Police", published="2023-03-20T10:00")
    tell(empty_case, {"incidents": [{"code": "KHT-2023-03-04-01", "reports": [late]}]})
    assert toll(empty_case) == [6, 6, 6]
    assert toll(empty_case, as_known_on="2023-03-19") == [5, 5, 5]
    assert toll(empty_case, as_known_on="2023-03-20") == [6, 6, 6]


def test_a_typing_mistake_is_amended_and_the_figure_as_recorded_then_stays_reachable(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    tell(empty_case, {"incidents": [strike(said("72", "2023-03-04", "Police"))]})
    ask("amend", empty_case, "KHT-2023-03-04-01/1", "--set", "killed=27", "--reason", "misread")
    assert toll(empty_case) == [27, 27, 27]
    (*_earlier, last) = ask("history", empty_case, "KHT-2023-03-04-01")["revisions"]
    assert last["changes"]["killed"] == ["72", "27"]
    assert last["reason"] == "misread"


def test_an_office_mistyped_and_corrected_leaves_no_second_office_behind(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    reports = [
        {"killed": "7", "as_of": "2023-03-04", "speaker": "Petrenko", "office": "Polise"},
        {"killed": "5", "as_of": "2023-03-05", "speaker": "Petrenko"},
        {"killed": "5", "as_of": "2023-03-05", "speaker": "Petrenko", "office": "Police"},
    ]
    tell(empty_case, {"incidents": [strike(*reports)]})
    assert toll(empty_case)[2] == 7
    ask("amend", empty_case, "KHT-2023-03-04-01/1", "--set", "office=Police")
    assert toll(empty_case) == [5, 5, 5]
    assert ask("verify", empty_case)["ok"]


def test_a_speaker_who_corrects_downwards_is_believed(
    empty_case: Path, tell: Ask, toll: Ask
) -> None:
    reports = [said("9", "2023-03-04T10:00", "Police"), said("8", "2023-03-05T10:00", "Police")]
    tell(empty_case, {"incidents": [strike(*reports)]})
    assert toll(empty_case) == [8, 8, 8]


def test_a_death_in_hospital_told_by_two_speakers_moves_one_person_and_perhaps_two(
    empty_case: Path, tell: Ask, toll: Ask
) -> None:
    died = {"transfer": {"injured_to_killed": 1}}
    reports = [
        said("2", "2023-03-04", "Police", injured="10"),
        {"as_of": "2023-03-06T09:00", "office": "Health department", **died},
        {"as_of": "2023-03-06T11:00", "office": "Prosecutor", **died},
    ]
    tell(empty_case, {"incidents": [strike(*reports)]})
    assert toll(empty_case) == [3, 3, 4]
    assert toll(empty_case, "injured") == [8, 9, 9]


def test_five_outlets_quoting_one_governor_are_one_voice(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    outlets = [
        {"killed": "7", "as_of": f"2023-03-04T1{n}:00", **OVA, "source": f"Outlet {n}"}
        for n in range(5)
    ]
    tell(empty_case, {"incidents": [strike(*outlets)]})
    assert toll(empty_case) == [7, 7, 7]
    assert SINGLE in {one["kind"] for one in ask("queue", empty_case)["findings"]}
    other = {"incidents": [{"code": "KHT-2023-03-04-01", "reports": [
        said("7", "2023-03-05", "Police")]}]}  # fmt: skip
    tell(empty_case, other)
    assert SINGLE not in {one["kind"] for one in ask("queue", empty_case)["findings"]}


SINGLE = "single speaker"


def test_two_records_of_one_strike_are_merged_and_taken_apart_again_by_undo(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    one = strike(said("3", "2023-03-04T10:00", "Police"))
    other = strike(said("4", "2023-03-04T18:00", "Prosecutor"), district="Kharkiv city")
    kept, gone = tell(empty_case, {"incidents": [one, other]})["incidents"]
    assert toll(empty_case) == [7, 7, 7]
    ask("merge", empty_case, kept, gone, "--reason", "one strike")
    assert toll(empty_case) == [4, 4, 4]
    tell(empty_case, {"incidents": [{"code": gone, "reports": [
        said("5", "2023-03-05", "Prosecutor")]}]})  # fmt: skip
    assert toll(empty_case) == [5, 5, 5]
    assert ask("history", empty_case, gone)["revisions"]
    ask("undo", empty_case)
    ask("undo", empty_case)
    assert toll(empty_case) == [7, 7, 7]
    assert ask("verify", empty_case)["ok"]


def test_what_was_counted_twice_is_split(empty_case: Path, tell: Ask, ask: Ask, toll: Ask) -> None:
    reports = [
        said("3", "2023-03-04T10:00", "Police"),
        said("8", "2023-03-04T12:00", "Mayor", quote="another street, another strike"),
    ]
    tell(empty_case, {"incidents": [strike(*reports)]})
    assert toll(empty_case) == [8, 8, 8]
    ask(
        "split", empty_case, "KHT-2023-03-04-01", "--report", "2", "--set", "district=Industrialnyi"
    )
    assert toll(empty_case) == [11, 11, 11]
    assert toll(empty_case, district="Industrialnyi") == [8, 8, 8]


def test_a_withdrawn_incident_counts_again_once_it_is_reinstated(
    sample_case: Path, ask: Ask, toll: Ask
) -> None:
    ask("withdraw", sample_case, SALTIVKA, "--reason", "is it civilian?")
    assert toll(sample_case) == [32, 32, 32]
    ask("reinstate", sample_case, SALTIVKA)
    assert toll(sample_case) == [51, 51, 51]


def test_another_counting_rule_shows_what_it_would_change_before_it_does(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    reports = [said("54", "2023-03-04", "Mayor"), said("44+", "2023-03-05", "Police")]
    tell(empty_case, {"incidents": [strike(*reports)]})
    told = ask("rule", empty_case, "range of all speakers", "--dry-run")
    assert [one["code"] for one in told["differences"]] == ["KHT-2023-03-04-01"]
    assert toll(empty_case) == [54, 54, 54]
    ask("rule", empty_case, "range of all speakers", "--reason", "as Airwars does")
    assert toll(empty_case) == [44, 54, 54]
    ask("choose", empty_case, "KHT-2023-03-04-01/2", "--reason", "the list of names")
    assert toll(empty_case) == [44, 44, None]
    ask("undo", empty_case)
    ask("undo", empty_case)
    assert toll(empty_case) == [54, 54, 54]


def test_where_a_second_name_is_wanted_an_approval_ends_with_what_was_approved(
    empty_case: Path, tell: Ask, ask: Ask
) -> None:
    tell(empty_case, {"incidents": [strike(said("5", "2023-03-05", "Police"))]})
    ask("rule", empty_case, "--second-name")
    code = "KHT-2023-03-04-01"
    ask("approve", empty_case, code, "--author", "second")
    update = {"incidents": [{"code": code, "reports": [said("6", "2023-03-06", "Police")]}]}
    tell(empty_case, update)
    assert _states(ask, empty_case) == ["Ready for review"]
    ask("undo", empty_case)
    assert _states(ask, empty_case) == ["Approved"]
    ask("amend", empty_case, code, "--set", "place=market", "--author", "second")
    assert _states(ask, empty_case) == ["Ready for review"]
    assert ask("verify", empty_case)["ok"]


def _states(ask: Ask, case: Path) -> list[str]:
    return [group["key"] for group in ask("totals", case, "--by", "state")["groups"]]


def test_a_figure_called_final_is_superseded_all_the_same(
    empty_case: Path, tell: Ask, toll: Ask
) -> None:
    reports = [
        said("5", "2023-03-05T12:00", "State Emergency Service", quote="The search is over."),
        said("6", "2023-03-06T12:00", "State Emergency Service"),
    ]
    tell(empty_case, {"incidents": [strike(*reports)]})
    assert toll(empty_case, as_known_on="2023-03-05") == [5, 5, 5]
    assert toll(empty_case) == [6, 6, 6]


def test_a_joint_report_is_checked_against_the_sum_and_never_added(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    one, other = (
        strike(said("12", "2023-03-04", "Police")),
        strike(said("5", "2023-03-04", "Police"), district="Slobidskyi"),
    )
    codes = tell(empty_case, {"incidents": [one, other]})["incidents"]
    agreeing = {"incidents": codes, "killed": "17", "as_of": "2023-03-05", "source": "An agency"}
    tell(empty_case, {"joint_reports": [agreeing]})
    assert toll(empty_case) == [17, 17, 17]
    assert not _joint(ask, empty_case)
    tell(empty_case, {"joint_reports": [{**agreeing, "killed": "21"}]})
    assert toll(empty_case) == [17, 17, 17]
    (found,) = _joint(ask, empty_case)
    assert found["code"].startswith("JNT-2023-03-05")


def _joint(ask: Ask, case: Path) -> list[Any]:
    return [f for f in ask("queue", case)["findings"] if f["kind"] == "joint contradiction"]


def test_a_person_named_in_two_incidents_is_pointed_out(
    empty_case: Path, tell: Ask, ask: Ask
) -> None:
    one = strike(said("3", "2023-03-04", "Police"), persons=[{"name": "Олена Т’яга", "age": "34"}])
    other = strike(
        said("1", "2023-03-05", "Police"), day="2023-03-05",
        persons=[{"name": "олена т'яга", "sex": "female"}],
    )  # fmt: skip
    tell(empty_case, {"incidents": [one, other]})
    found = [f for f in ask("queue", empty_case)["findings"] if f["kind"] == "same person"]
    assert {f["code"] for f in found} == {"KHT-2023-03-04-01", "KHT-2023-03-05-01"}


def test_a_purged_name_is_gone_and_the_history_stays_whole(
    empty_case: Path, tell: Ask, ask: Ask, toll: Ask
) -> None:
    told = said("3", "2023-03-04", "Police", quote="Олена Т’яга was among the dead")
    tell(empty_case, {"incidents": [strike(told, persons=[{"name": "Олена Т’яга"}])]})
    before = ask("verify", empty_case)
    ask("purge", empty_case, "KHT-2023-03-04-01/P1", "--yes", "--reason", "the family asked")
    after = ask("verify", empty_case, "--against", before["fingerprint"])
    assert after["ok"]
    assert after["revisions"] == before["revisions"] + 1
    assert "Т’яга" not in json.dumps(ask("history", empty_case), ensure_ascii=False)
    assert "Т’яга".encode() not in b"".join(
        file.read_bytes() for file in empty_case.parent.glob(f"{empty_case.name}*")
    )
    assert toll(empty_case) == [3, 3, 3]
