"""The offices known beforehand, under all their names."""

from collections import Counter

import pytest

from kharkiv_tracker import office_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.voice import Offices, registered


def _repeated(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_no_name_belongs_to_two_offices_or_twice_to_one() -> None:
    offices = office_register.load()
    assert len(offices) > 70
    names = [fold(name) for office in offices for name in office.names]
    assert _repeated(names) == []
    people = [fold(person) for office in offices for person in office.people]
    assert _repeated(people) == []
    assert set(names).isdisjoint(people)
    assert all(name == " ".join(name.split()) for office in offices for name in office.names)


@pytest.mark.parametrize(
    ("names", "authority"),
    [
        (
            ("Kharkiv OVA", "ОВА", "ХОВА", "голова ХОВА", "Харьковская ОВА", "Head of Kharkiv OVA"),
            Authority.OFFICIAL,
        ),
        (("State Emergency Service", "SES", "ДСНС", "ГУ ДСНС у Харківській області", "ГСЧС"), ...),
        (("National Police in Kharkiv oblast", "ГУНП", "поліція Харківщини", "полиция"), ...),
        (("Kharkiv Regional Prosecutor’s Office", "Харківська обласна прокуратура"), ...),
        (("OHCHR", "УВКПЛ", "ММПЛУ", "HRMMU", "УВКПЧ"), ...),
        (("Mayor of Kharkiv", "мер Харкова", "мэр Харькова"), ...),
        (
            ("Russian Ministry of Defence", "Міноборони РФ", "Минобороны России", "МО РФ"),
            Authority.UNOFFICIAL,
        ),
        (("Kharkiv VGA", "Харківська ВЦА", "ВГА Харьковской области"), Authority.UNOFFICIAL),
        (("FSB", "ФСБ", "ФСБ России"), Authority.UNOFFICIAL),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_office_is_one_under_all_its_names(names: tuple[str, ...], authority: Authority) -> None:
    offices = Offices()
    assert len({offices.key(name) for name in names}) == 1
    expected = Authority.OFFICIAL if authority is ... else authority
    assert {offices.authority(name) for name in names} == {expected}


def test_offices_that_speak_for_themselves_are_apart() -> None:
    offices = Offices()
    apart = (
        "Kharkiv City Council",
        "Mayor of Kharkiv",
        "Kharkiv OVA",
        "Kharkiv Regional Prosecutor's Office",
        "Prosecutor General's Office",
        "Ministry of Defence of Ukraine",
        "Russian Ministry of Defence",
        "National Police of Ukraine",
        "National Police in Kharkiv oblast",
        "UN",
        "OHCHR",
    )
    assert len({offices.key(name) for name in apart}) == len(apart)


@pytest.mark.parametrize("name", ["Ukrainian officials", "Hospital No. 4", "Press", ""])
def test_who_is_nobody_in_particular_is_not_listed(name: str) -> None:
    assert registered(name) is None


@pytest.mark.parametrize(
    ("spellings", "office"),
    [
        (("Oleh Syniehubov", "Олег Синєгубов", "Олег Синегубов"), "ОВА"),
        (("Ihor Terekhov", "Ігор Терехов", "Игорь Терехов"), "Mayor of Kharkiv"),
        (("Serhii Bolvinov", "Сергій Болвінов", "Сергей Болвинов"), "ГУНП"),
    ],
)
def test_who_is_known_speaks_for_their_office(spellings: tuple[str, ...], office: str) -> None:
    offices = Offices()
    assert {offices.key(offices.office_of(name)) for name in spellings} == {offices.key(office)}
