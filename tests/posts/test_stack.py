"""Posts worked through: which are new, in which order, and where one was after a break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError
from kharkiv_tracker.intake import outcome
from kharkiv_tracker.intake.passages.passage_reader import read_passage
from kharkiv_tracker.posts import stack, stack_reader
from kharkiv_tracker.posts.known_posts import KnownPosts, has_equal_counts
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.stack import PostList, PostStack, PostState, StackPlace, key_of
from kharkiv_tracker.store import document_matches, document_records, drafts
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_texts import DocumentTexts
from tests import cases
from tests.posts.post_samples import ARTICLE, channel, message

CONTEXT = outcome.present(gazetteer.load())
TEXT = (
    "At 21:30 on 17 August 2022 a missile struck a dormitory in the Saltivskyi district of "
    "Kharkiv. Seven people were killed and 16 injured, the governor said on Telegram."
)
URL = "https://news.example/1"


@pytest.fixture
def case() -> Iterator[CaseFile]:
    with cases.empty_case() as empty:
        yield empty


def add(case: CaseFile, **fields: str) -> str:
    with case.edit("Olena", "test") as edit:
        uid = document_records.add(edit, Document(**fields))  # type: ignore[arg-type]
    return document_records.in_case(case.db, uid).code


def code_of(case: CaseFile, text: str, url: str = "") -> str:
    return KnownPosts(case, CONTEXT).code_of(Post(text, url=url))


def test_a_post_is_known_by_its_text(case: CaseFile) -> None:
    code = add(case, text=TEXT)
    assert code_of(case, TEXT) == code
    assert code_of(case, f"{TEXT} Subscribe to us") == code
    assert code_of(case, TEXT.replace("struck", "hit")) == code
    assert code_of(case, "Explosions") == ""


@pytest.mark.parametrize(
    ("before", "after"), [("Seven", "Eight"), ("16", "17"), ("killed", "killed, one a child,")]
)
def test_another_number_in_the_same_words_is_news(case: CaseFile, before: str, after: str) -> None:
    add(case, text=TEXT, url=URL)
    assert code_of(case, TEXT.replace(before, after)) == ""
    assert code_of(case, TEXT.replace(before, after), URL) == ""


def test_other_people_in_the_same_words_are_news(case: CaseFile) -> None:
    text = f"{TEXT} A woman died in hospital."
    add(case, text=text)
    assert code_of(case, text.replace("A woman", "A woman and a man")) == ""


def test_another_speaker_or_place_is_news_as_it_proposes_something_else(case: CaseFile) -> None:
    add(case, text=TEXT)
    other = TEXT.replace("Saltivskyi", "Kyivskyi")
    assert has_equal_counts(TEXT, other)
    assert code_of(case, other) == ""


def test_a_link_is_enough_where_no_text_was_kept(case: CaseFile) -> None:
    code = add(case, url=URL)
    assert code_of(case, TEXT, "http://www.news.example/1/?utm_source=x") == code
    assert code_of(case, TEXT, "https://news.example/2") == ""
    assert code_of(case, TEXT) == ""


@pytest.mark.parametrize("number", ["7", "seven", "семеро", "двох", "ніхто", "понад", "no"])
def test_words_that_count(number: str) -> None:
    assert not has_equal_counts("people killed", f"{number} people killed")
    assert has_equal_counts("people killed", "the people, killed!")


def test_documents_in_memory_are_compared_as_in_the_case(case: CaseFile) -> None:
    texts = [f"{TEXT} {'More words follow here. ' * length}{length}" for length in range(12)]
    codes = [add(case, text=text) for text in texts]
    known = DocumentTexts(case)
    for code, text in zip(codes, texts, strict=True):
        alike = document_matches.matches(case, Document(text=text))
        assert {match.document.code for match in alike} == {*known.nearly(text)}
        assert known.equal(text) == code
        assert known.text(code) == text
    assert known.equal("") == known.equal("none") == ""
    assert known.with_link("") == []
    assert list(known.nearly("short")) == []


def read(case: CaseFile, *sources: Path, place: StackPlace | None = None) -> PostList:
    place = place or StackPlace(sources)
    return stack_reader.read(place, KnownPosts(case, CONTEXT), CONTEXT)


def test_a_folder_is_read_by_name_and_what_cannot_be_read_is_named(
    case: CaseFile, tmp_path: Path
) -> None:
    add(case, text=TEXT)
    for name, content in {
        "post 10.txt": "Ten", "post 2.txt": "Two", "post 1.html": ARTICLE, "again.txt": "Two",
        "known.txt": TEXT, "picture.pdf": "%PDF-1.4", "photo.jpg": "x", ".hidden.txt": "x",
        "sums.csv": "x", "table.json": "[1]",
    }.items():  # fmt: skip
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    content = read(case, tmp_path)
    assert [post.text.split("\n")[0] for post in content.posts] == ["Two", "Удар по Харкову", "Ten"]
    assert content.known == 2
    assert [file.name for file in content.unread] == ["picture.pdf", "table.json"]
    assert all(file.why.endswith(".") for file in content.unread)


def test_a_channel_is_a_stack_with_a_first_look_at_each_post(
    case: CaseFile, tmp_path: Path
) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(channel(message(1, TEXT), message(2, "Доброго ранку, Харкове")))
    content = read(case, path)
    looks = [
        len(read_passage(text, CONTEXT).proposals) for text in (TEXT, "Доброго ранку, Харкове")
    ]
    assert [content.proposals[key_of(post)] for post in content.posts] == looks


def test_a_text_too_long_to_read_does_not_stop_the_others(case: CaseFile, tmp_path: Path) -> None:
    add(case, text="Загинуло двоє людей. " * 12_000)
    for name, text in {"1.txt": TEXT, "2.txt": "Загинуло двоє людей. " * 12_001}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    content = read(case, tmp_path)
    assert [content.proposals[key_of(post)] > 0 for post in content.posts] == [True, False]


def test_nothing_to_read_is_said(case: CaseFile, tmp_path: Path) -> None:
    with pytest.raises(CaseUnavailable, match="file or folder not found"):
        read(case, tmp_path / "none.json")
    with pytest.raises(Refused, match="no text, HTML, DOCX, PDF or JSON"):
        read(case, tmp_path)
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(Refused, match="The file is empty"):
        read(case, tmp_path)


def test_the_user_can_stop_at_any_time(case: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("7")
    place = StackPlace((tmp_path,))
    shares: list[float] = []

    def count(done: int = 0, of: int = 0) -> None:
        if of:
            shares.append(done / of)

    stack_reader.read(place, KnownPosts(case, CONTEXT), CONTEXT, count)
    assert shares == sorted(shares)
    assert shares[0] == 0

    class Stopped(TrackerError):
        pass

    def stop(*_share: int) -> None:
        raise Stopped("")

    with pytest.raises(Stopped):
        stack_reader.read(place, KnownPosts(case, CONTEXT), CONTEXT, stop)


POSTS = PostList(tuple(Post(text) for text in "abcd"))


def opened(case: CaseFile, content: PostList = POSTS) -> PostStack:
    place = stack.load(case) or StackPlace((Path("a"), Path("b")))
    return PostStack(case, content, place)


def test_the_place_and_every_decision_survive(case: CaseFile) -> None:
    posts = opened(case)
    assert (posts.number, len(posts), posts.left) == (1, 4, 4)
    assert posts.decide(PostState.DONE)
    assert posts.go_on()
    assert posts.decide(PostState.DISMISSED)
    assert not posts.go_on()
    assert (posts.number, posts.left) == (4, 2)
    # As after a power cut: nothing is written at the end.
    again = opened(case)
    assert (again.number, again.post, again.state) == (4, Post("d"), PostState.TO_DO)
    assert stack.load(case) == StackPlace(
        (Path("a"), Path("b")),
        key_of(Post("d")),
        {key_of(Post("a")): PostState.DONE, key_of(Post("c")): PostState.DISMISSED},
    )
    # The next to do is before it.
    assert again.decide(PostState.DONE)
    assert (again.number, again.left) == (2, 1)
    assert not again.decide(PostState.DONE)
    assert again.left == 0
    assert again.go_back()
    assert again.state is PostState.DONE
    stack.discard(case)
    assert stack.load(case) is None


def test_posts_that_propose_nothing_can_be_passed_over(case: CaseFile) -> None:
    content = replace(POSTS, proposals={key_of(Post("a")): 0, key_of(Post("c")): 2})
    posts = opened(case, content)
    posts.shorten(True)
    assert (posts.number, posts.left) == (1, 1)
    assert posts.go_on()
    assert posts.number == 3
    assert not posts.go_on()
    assert not posts.go_back()
    assert not posts.decide(PostState.DONE)
    again = opened(case, content)
    assert (again.is_short, again.left) == (True, 0)
    again.shorten(False)
    assert again.left == 3
    assert again.go_on()
    assert again.number == 4


def test_new_posts_between_move_no_decision_and_no_place(case: CaseFile) -> None:
    opened(case).decide(PostState.DONE)
    content = replace(POSTS, posts=tuple(Post(text) for text in "xabd"))
    posts = opened(case, content)
    assert (posts.post, posts.left) == (Post("b"), 3)
    gone = opened(case, PostList((Post("x"), Post("d"))))
    assert gone.post == Post("x")


def test_what_was_recorded_from_the_stack_stays_in_it(case: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("Two")
    place = stack.place_of(case, [tmp_path])
    posts = PostStack(case, read(case, place=place), place)
    add(case, text=TEXT)
    posts.decide(PostState.DONE)
    place = stack.place_of(case, [tmp_path])
    content = read(case, place=place)
    assert (len(content.posts), content.known) == (2, 0)
    assert PostStack(case, content, place).number == 2
    # Other files know what was decided on the same posts.
    other = stack.place_of(case, [tmp_path / "a.txt"])
    assert PostStack(case, read(case, place=other), other).left == 0


def test_an_empty_stack(case: CaseFile) -> None:
    posts = opened(case, PostList(()))
    assert (posts.number, posts.post, posts.left) == (0, None, 0)
    posts.shorten(True)
    assert not posts.decide(PostState.DONE)
    assert not posts.go_on()


@pytest.mark.parametrize(
    "content", [{}, {"sources": 7, "states": {}}, {"sources": [], "states": [7]}]
)
def test_a_place_that_cannot_be_read_is_none(case: CaseFile, content: dict[str, object]) -> None:
    drafts.save(case, stack.DRAFT, content)
    assert stack.load(case) is None
    drafts.save(case, stack.DRAFT, {"sources": ["a"], "states": {"k": "other"}})
    assert stack.load(case) == StackPlace((Path("a"),), "", {})
