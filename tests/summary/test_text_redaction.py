"""What the public must not read is nowhere in the bytes of a page or of the table beside it."""

import io
import json
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.store import corrections, history, merge_split, rule_choice
from kharkiv_tracker.summary import incident_csv, pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

CODE = "KHT-2022-08-17-01"
HIDDEN = ("Oksana", "Nezabutnia", "Ward seven", "Nurse", "Hospital 99", "secret.example", "50.031")


@pytest.mark.parametrize(
    ("name", "typed", "left"),
    [
        ("Oksana Nezabutnia", "with OKSANA NEZABUTNIA, 34", "with [name], 34"),
        ("Oksana Nezabutnia", "Oksana’s flat, Nezabutnia", "[name] flat, [name]"),
        ("Oksana Nezabutnia", "_Oksana_ O\u200bksana Oksa\u0301na", "_[name]_ [name]"),
        ("Oksana Nezabutnia", "Nezabutnia-Oksana", "[name]"),
        ("Мар'яна Коваль", "дім Мар’яни Коваль", "дім [name]"),
        ("Оксана Незабутня", "квартира Оксани Незабутньої", "квартира [name]"),
        ("Ольга Кравець", "разом з Ольгою; Ользі й Кравцю", "разом з [name]; [name] й [name]"),
        ("Яна Лі", "Яна, Лі та яна", "[name], [name] та яна"),
        ("Андрій Шевченко", "Шевченківський район", "Шевченківський район"),
        ("Сергій Ткач", "тіло Сергія Ткача", "тіло [name]"),
        ("unknown woman from Saltivka", "unknown, from Saltivka", "unknown, from [name]"),
        ("", "see https://t.me/x/1, and www.a.example", "see [link] and [link]"),
        ("", "at 50.0312, 36.3311.", "at [point]."),
        ("", "at 50°01'52\"N 36°19'51\"E", "at [point] [point]"),
        ("", "2022-08-17 21:45, 1.5 km, 3,000 people", "2022-08-17 21:45, 1.5 km, 3,000 people"),
    ],
)  # fmt: skip
def test_a_name_is_hidden_in_every_form(name: str, typed: str, left: str) -> None:
    assert TextRedactor([name]).redacted(typed) == left


def test_a_source_is_hidden_as_a_whole() -> None:
    hiding = TextRedactor(others=["Hospital 99"])
    assert hiding.redacted("By HOSPITAL  99, not a hospital") == "By [name], not a hospital"
    assert hiding.redacted("Hospital 991, Hospital 9") == "Hospital 991, Hospital 9"


@pytest.mark.parametrize(
    ("name", "typed", "left"),
    [
        ("Захар Таємниченко", "за словами Захара Таємниченка", "за словами [name]"),
        ("Оксана Лікарка", "Оксани Лікарки; Оксано Лікарко!", "[name]; [name]!"),
        ("Оксана Лікарка", "Оксана й Лікарка, лікарка", "Оксана й Лікарка, лікарка"),
        ("сусід згори", "від сусіда згори", "від [name]"),
        ("Яна Лі", "бачила Яну Лі", "бачила [name]"),
    ],
)
def test_a_whole_name_is_hidden_in_any_case(name: str, typed: str, left: str) -> None:
    assert TextRedactor(others=[name]).redacted(typed) == left


def secrets(made: Any, strike: Any, **more: Any) -> Any:
    names = (
        "Oksana Nezabutnia told Nurse N. of Hospital 99, 50.03120, 36.33110, https://secret.example"
    )
    report = {
        "quote": "Oksana Nezabutnia died",
        "office": "City Council",
        "url": "https://secret.example",
    }
    hidden = {
        "as_of": "2022-08-19", "killed": "8", "quote": names, "source": "Nurse N.",
        "speaker": "Ward seven", "office": "Hospital 99", "confidential": True,
    }  # fmt: skip
    known = {"as_of": "2022-08-18", "killed": "7", "source": "Press", **report}
    return made(
        strike(
            reports=[known, hidden],
            persons=[{"name": "Oksana Nezabutnia", "age": "34", "notes": "of Ward seven"}],
            place="home of Oksana Nezabutnia, 50.03120, 36.33110",
            summary=names,
            point=[50.031, 36.331],
            point_precision="exact",
            **more,
        ),
        title="The strike on Oksana Nezabutnia",
    )


def everything(prepared: Any, text_of: Any) -> str:
    """Whatever can be read in a page: text, names, alternatives, and the files that go with it."""
    data = prepared.pdf()
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        strings = [str(value) for entry in opened.objects for value in _strings(entry)]
        strings.append(str(opened.docinfo))
        xmp = opened.Root.Metadata.read_bytes().decode()
    beside = [made.decode() for made in prepared.extra_files.values()]
    return "\n".join([text_of(data), *strings, xmp, *beside])


def _strings(node: Any) -> list[str]:
    if not isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    return [str(value) for value in node.values() if isinstance(value, pikepdf.String)]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("template", list(Template))
def test_no_secret_is_in_any_byte_for_the_public(
    made: Any, strike: Any, text_of: Any, monkeypatch: Any, template: Template, language: str
) -> None:
    monkeypatch.setattr(incident_csv, "LONGEST", 0 if template is Template.PERIOD else 9)
    case = secrets(made, strike)
    with case.edit("a", "later") as edit:
        corrections.set_grade(edit, CODE, Grade.FAIR)
    view = View(Selection(text="Oksana"))
    request = SummaryRequest(view, template, language, incident=CODE, since="1")
    text = everything(pdf.prepare(case, request), text_of)
    assert not [secret for secret in HIDDEN if secret in text]
    internal = everything(pdf.prepare(case, replace(request, profile=Profile.INTERNAL)), text_of)
    assert "Oksana Nezabutnia" in internal
    assert history.count(case) >= 2


def test_an_analysts_reason_is_for_the_team(made: Any, strike: Any) -> None:
    case = secrets(made, strike)
    with case.edit("a", "chosen") as edit:
        rule_choice.choose(edit, f"{CODE}/1", "Nurse N. is sure")
    pages = {
        profile: json.dumps(json.loads(pdf.prepare(case, SummaryRequest(
            template=Template.INCIDENT, incident=CODE, profile=profile
        )).data), ensure_ascii=False)
        for profile in (Profile.RESTRICTED, Profile.INTERNAL)
    }  # fmt: skip
    assert "Nurse N. is sure" in pages[Profile.INTERNAL]
    assert "is sure" not in pages[Profile.RESTRICTED]
    assert "Oksana" not in pages[Profile.RESTRICTED]


def test_the_page_of_a_merged_incident_hides_whom_it_named(made: Any, strike: Any) -> None:
    named = strike(place="home of Oksana Nezabutnia", persons=[{"name": "Oksana Nezabutnia"}])
    case = made(strike(), named)
    other = "KHT-2022-08-17-02"
    before = str(history.count(case))
    with case.edit("a", "the same") as edit:
        merge_split.merge(edit, CODE, other)
    for template in (Template.INCIDENT, Template.CHANGES):
        data = pdf.prepare(
            case, SummaryRequest(template=template, incident=other, since=before)
        ).data
        assert "home of [" in data
        assert "Nezabutnia" not in data
