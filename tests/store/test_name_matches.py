"""A name is found in any hand, and a part of a longer word is no mention of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.store.name_matches import Mentions, is_sought

NAMES = st.text(
    st.sampled_from("аеіїОрсуЯбйґҐёЁaeiocxyKMT'’ʼ\"\\-. ()[]*+?^$|{}\n%_"), min_size=1, max_size=14
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Мар'яна Ткаченко", "Загинула МАР’ЯНА ТКАЧЕНКО, 34 роки."),
        ("Мар'яна Ткаченко", "Маряна  ткаченко"),
        ("Маряна Ткаченко", "Марʼяна\nТкаченко"),
        ("Мар'яна Ткаченко", "Ткаченко Мар'яна"),
        ("Сергій Йовенко", "Сергіи\u0306 И\u0306овенко"),
        ("Сергій Йовенко", "Сергі́й Йо́венко"),
        ("Сергій Йовенко", "Cepгiй Йовенко"),
        ("Пётр Семёнов", "петр семенов"),
        ("Петр Семенов", "Пётр Семёнов"),
        ("Ivan O'Brien", "photo-ivan_OBrien2.jpg"),
        ("Anna-Maria Koval", "(Anna Maria Koval)"),
        ('Ivan "Vania" Ko', "it was Ivan Vania Ko"),
        ("Ko (the elder)", "ko (THE ELDER)!"),
        ("a.b*c[d]", "a.b*c[d]"),
        ("Ann\\Lee", "ANN\\LEE"),
    ],
)
def test_a_mention_is_found(name: str, text: str) -> None:
    mentions = Mentions([name])
    assert mentions.occurs_in(text)
    assert not mentions.occurs_in(mentions.replaced(text, lambda _mention: "[purged]"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Іван", "Іванівка"),
        ("Ivan", "Ivanenko and Mivan"),
        ("a.b*c[d]", "aXbbbcd"),
        ("Ann Lee", "Ann and Lee"),
        ("Ko", "Ko"),
        ("''' -- \"\"\"", "anything ''' -- at all"),
        ("", "anything"),
    ],
)
def test_what_is_no_mention_stays(name: str, text: str) -> None:
    assert not Mentions([name]).occurs_in(text)


def test_a_name_in_an_address_is_found_behind_its_percent_signs() -> None:
    mentions = Mentions(["Іван Ко"])
    link = "https://example.org/%D0%86%D0%B2%D0%B0%D0%BD-%D0%9A%D0%BE?page=2"
    address = mentions.replaced_in_link(link, lambda _mention: "[purged]")
    assert address == "https://example.org/[purged]?page=2"
    other = "https://example.org/%D0%86%D0%B2%D0%B0?page=2"
    assert mentions.replaced_in_link(other, lambda _mention: "[purged]") == other


@given(name=NAMES, before=st.sampled_from(["", " ", "(", "“", "7"]), also=NAMES)
def test_whatever_the_name_it_is_found_where_it_stands_and_gone_when_replaced(
    name: str, before: str, also: str
) -> None:
    mentions = Mentions([name, also])
    text = f"{before}{name}; {name.upper()}, {name.swapcase()}"
    clean = mentions.replaced(text, lambda _mention: "·")
    if is_sought(name):
        assert name.strip() not in clean
        assert name.strip().casefold() not in clean.casefold()
    assert not mentions.occurs_in(clean)
