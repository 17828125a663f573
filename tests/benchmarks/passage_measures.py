"""What texts in plain words take to be read, beside their words by a regular expression."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from kharkiv_tracker import gazetteer
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.intake.passages.passage_reader import read_passage
from kharkiv_tracker.posts import stack_reader
from kharkiv_tracker.posts.known_posts import KnownPosts
from kharkiv_tracker.posts.stack import StackPlace
from tests.benchmarks import process
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Pair
from tests.benchmarks.store_measures import timed

_ARTICLE = Path(__file__).with_name("article.txt")
_SIGNS, _READS = 5_000, 5
_WORD = re.compile(r"\w+")
#: So many posts are about something else than people who were hurt.
_QUIET = 0.4
_FIRST = datetime(2024, 1, 1, 8, tzinfo=UTC)
_DISTRICTS = (
    ("Saltivskyi", "Салтівський", "Салтовский"),
    ("Kyivskyi", "Київський", "Киевский"),
    ("Nemyshlianskyi", "Немишлянський", "Немышлянский"),
    ("Kholodnohirskyi", "Холодногірський", "Холодногорский"),
    ("Industrialnyi", "Індустріальний", "Индустриальный"),
)
_HURT = (
    "The {district} district was hit by a drone at {time}. {killed} people were killed and "
    "{injured} injured, among them {children} children, the mayor said. A woman of {age} is in "
    "hospital. Windows of {flats} flats are broken; the fire was put out at dawn.",
    "Ворог ударив безпілотником по {district} району о {time}. Загинуло {killed} людей, ще "
    "{injured} поранено, серед них {children} дітей, повідомив мер. Жінка {age} років у лікарні. "
    "Вибито вікна у {flats} квартирах; пожежу загасили на світанку.",
    "Враг ударил беспилотником, {district} район, в {time}. Погибли {killed} человек, ещё "
    "{injured} ранены, среди них {children} детей, сообщил мэр. Женщина {age} лет в больнице. "
    "Выбиты окна в {flats} квартирах; пожар потушили на рассвете.",
)
_CALM = (
    "The air alert in the city lasted from {time} for {age} minutes. Trams No. {killed} and "
    "{children} take another way until Sunday, and {flats} flats have water again.",
    "Повітряна тривога в місті тривала з {time} упродовж {age} хвилин. Трамваї № {killed} і "
    "{children} до неділі змінюють маршрут, а у {flats} квартирах знову є вода.",
    "Воздушная тревога в городе длилась с {time} в течение {age} минут. Трамваи № {killed} и "
    "{children} до воскресенья меняют маршрут, а в {flats} квартирах снова есть вода.",
)


@contextmanager
def article(_cases: CaseSet) -> Iterator[Pair]:
    """One article, which has been read before."""
    text = _ARTICLE.read_text(encoding="utf-8")[:_SIGNS]
    context = present(gazetteer.load())

    def check() -> None:
        assert len(text) == _SIGNS
        assert read_passage(text, context).proposals

    yield Pair(
        timed(lambda: read_passage(text, context), _READS),
        timed(lambda: _WORD.findall(text), _READS),
        check,
    )


@contextmanager
def stack(cases: CaseSet) -> Iterator[Pair]:
    """A channel from its file until the window may show the first post."""
    path = cases.home / "channel.json"
    path.write_text(json.dumps(_channel(cases.effort.posts), ensure_ascii=False), encoding="utf-8")
    context = present(gazetteer.load())

    def ours() -> float:
        began, before = process_time(), process.children_time()
        posts = stack_reader.read(StackPlace((path,)), KnownPosts(cases.case, context), context)
        assert len(posts.posts) == cases.effort.posts
        return 1000 * (process_time() - began + process.children_time() - before)

    def bare() -> None:
        messages = json.loads(path.read_text(encoding="utf-8"))["messages"]
        assert all(_WORD.findall(message["text"]) for message in messages)

    yield Pair(ours, timed(bare))


def _channel(size: int) -> dict[str, object]:
    """A made-up channel as Telegram exports it."""
    dice = random.Random(7)  # noqa: S311 - nothing here is secret
    messages = []
    for number in range(size):
        language = number % 3
        form = (_CALM if dice.random() < _QUIET else _HURT)[language]
        at = _FIRST + timedelta(hours=7 * number)
        text = form.format(
            district=dice.choice(_DISTRICTS)[language],
            time=f"{dice.randrange(24)}:{dice.randrange(10, 60)}",
            killed=dice.randrange(5, 9),
            injured=dice.randrange(10, 90),
            children=dice.randrange(2, 5),
            age=dice.randrange(20, 80),
            flats=dice.randrange(20, 500),
        )
        about = {
            "id": number,
            "type": "message",
            "date": f"{at:%Y-%m-%dT%H:%M:%S}",
            "from": "Synthetic",
        }
        messages.append({**about, "text": text})
    kind = {"name": "Synthetic", "type": "public_channel", "id": 1}
    return {**kind, "messages": messages}
