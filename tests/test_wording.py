"""How the program speaks: the words it never uses, in either language, and one text one wording."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import kharkiv_tracker
from kharkiv_tracker import i18n, labels
from tests.catalogues import forms, messages

#: What a person typed or read somewhere stands in quotes, and is left as it was typed or read.
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|‘[^’]*’")
FIELD = re.compile(r"\{\w*(?:!r)?\}")
#: What a docstring names of the code.
CODE = re.compile(r"`[^`]*`")

#: Patterns no English text matches, each with what is said instead.
ENGLISH = {
    r"\b(?:nobody|somebody)\b": "a passive, or no one, someone",
    r"\bthere (?:is|are) no(?:thing)?\b": "No …, … not found, Nothing to …",
    r"\b(?:is|are) no\b(?! longer| later| more| less)": "is not a …",
    r"\bstands?\b|\bstood\b": "is shown, is counted, is recorded",
    r"\btells?\b|\btold\b": "reports, shows, gives",
    r"\btaken? back\b|\bmade again\b|\btaken out\b": "undo, redo, removed",
    r"\bpurg\w+": "erase",
    r"\bjoint\b": "combined report",
    r"\bfindings?\b": "flag",
    r"\bset(?:s|ting)? (?:it |this |that )?aside\b": "dismiss",
    r"\bvoices?\b": "speaker",
    r"\btolls?\b|\bdead bodies\b|\bboost\w*": "number, total, people killed",
    r"\bbef[ae]ll\w*|\bkin\b|\bmend(?:s|ed|ing)?\b": "happened to, correct",
    r"\bsuperseded\b|\badopted\b|\bpassed over\b": "replaced, used, not used",
    r"\bpicked? out\b|\bforget\b|\bgo on\b": "highlight, clear, continue",
    r"\b(?:please|simply|just)\b": "nothing",
    r"\bupwards\b": "no upper limit",
    r"\bfrom (?:its|their) kind\b": "by kind",
    r"!|\.\.\.": "no exclamation mark; …",
    r"[\"„]": "“ ”",
    r"(?<![\d}]) [–—] | [–—] (?!Kharkiv Tracker|[\d{])|\w—\w": "two sentences, or a colon",
}
#: Those no docstring matches either: a word of the code is one there, and so is a straight quote.
DOCSTRINGS = (
    r"\b(?:nobody|somebody)\b",
    r"\bthere (?:is|are) no(?:thing)?\b",
    r"\b(?:is|are) no\b(?! longer| later| more| less)",
    r"\bstands?\b|\bstood\b",
    r"\btells?\b|\btold\b",
    r"\bset(?:s|ting)? (?:it |this |that )?aside\b",
    r"\bvoices?\b",
    r"\btolls?\b|\bdead bodies\b|\bboost\w*",
    r"\bbef[ae]ll\w*|\bkin\b|\bmend(?:s|ed|ing)?\b",
    r"\bpicked? out\b|\bforget\b|\bgo on\b",
    r"\b(?:please|simply|just)\b",
    r"\bupwards\b",
    r"\bfrom (?:its|their) kind\b",
    r"(?<![\d}]) [–—] | [–—] (?!Kharkiv Tracker|[\d{])|\w—\w",
)
#: Likewise in Ukrainian.
UKRAINIAN = {
    r"\bречник\w*|\bголос(?:и|у|ів|ами)?\b": "першоджерело",
    r"\bобра(?:ти|но|в|ла|ний|на|не|ні)\b": "вибрати",
    r"\b(?:стоїть|стоять|лежить|лежать|говорить|говорять)\b": "є, записано, показано",
    r"(?<!джерело )(?<!не )\bкаж(?:е|уть)\b": "називає, повідомляє; a source may say",
    r"\bнайкращ\w*": "основне значення",
    r"\bсправ(?:а|и|і|у|ою|ам|ами|ах)\b|\bфайл\w* справ": "база",
    r"\bзатвердж\w*|\bзатверди\w*": "схвалити",
    r"\bвідомств\w*": "установа",
    r"\bпевн(?:ість|ості|істю)\b": "достовірність",
    r"\bдіаграм\w*|\bкарт(?:а|и|і|у|ою)\b": "графік, мапа",
    r"\bпотерпіл\w*|\bвбит\w*|\bвтрат(?:а|и|у|ами|ах)\b": "поранені, загиблі, жертви",
    r"\b(?:хлопці|хлопців|дівчата|дівчат|дівчини)\b": "хлопчики, дівчатка",
    r"\b(?:являється|являються|було зроблено)\b": "—",
    r"\(-\w+\)": "a verb of no gender",
    r"\b(?:Скажіть|Назвіть|Оберіть)\b": "Вкажіть, Введіть, Виберіть",
    r"\bСкопіювати\b|\bПовернути\b(?!.* до черги)": "Копіювати, Повторити",
    r"\bспільн\w+ повідомлен\w*": "сумарне повідомлення",
    r"\b(?:заступлен|перекриваєт)\w*": "замінено",
    r"\bза Києвом\b": "за київським часом",
    r"\bпарол(?:ь|я|ю|ем|і|ів)\b": "парольна фраза",
    # An archive is one of others, which has identifiers.
    r"\bпроєкт\w*|\bархів(?:и|ом)\b": "база",
    r"(?<![\d}]) – | – (?![\d{]|Kharkiv Tracker)": "—",
    r"[\"'ʼ`]|\w’\s": "«», ’",
    r"!|\.\.\.": "no exclamation mark; …",
}
#: Fields before a word that does not go with their number, or that hold none.
HOLDING_NAMES = frozenset(
    (
        "age",
        "code",
        "day",
        "name",
        "office",
        "one",
        "option",
        "other",
        "path",
        "person",
        "possessive",
    )
)
#: English texts that mean two things, or are two forms in Ukrainian, and why.
TWO_WORDINGS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "approve",
            "copy",
            "erase name",
            "export",
            "hide",
            "merge",
            "redo",
            "reinstate",
            "split",
            "undo",
            "withdraw",
        ),
        "a command, and the reason of the change or the copy that it makes",
    ),
    **dict.fromkeys(
        ("recover data", "restore a backup", "save a copy of the case file", "search everything"),
        "a command, and the title of its dialog",
    ),
    **dict.fromkeys(
        ("affected", "injured", "killed", "missing", "rescued"),
        "a quantity, the people, and what happened to a person",
    ),
    **dict.fromkeys(("per day", "per week"), "the name of a chart, and what a column is of"),
    **dict.fromkeys(("{when}, early", "{when}, late"), "a half of a day, and of a month or year"),
    "civilian": "the field, and its value",
    "died in hospital": "how many people, and what happened to a person",
    "full name": "the field, and what may be published",
    "kept": "the record that stays after a merge, and what the next entry has from the last",
    "day": "the field, and a part of the day",
    "link": "an address, and the relation of two incidents",
    "official": "an office, and a number or total",
    "unnamed": "a source, and a person",
    "what is counted": "on a page, and a part of the method page",
    "none": "no occupation, and nothing in a list",
    "new": "a value, and the reason of a change",
}


def texts(language: str) -> Iterator[tuple[Message, str]]:
    """Every text in one language, without what is quoted and the names of fields."""
    for message in messages():
        for text in forms(message.id if language == "en" else message.string):
            yield message, text


@pytest.mark.parametrize(("language", "patterns"), [("en", ENGLISH), ("uk", UKRAINIAN)])
def test_no_text_says_what_the_guide_forbids(language: str, patterns: dict[str, str]) -> None:
    wrong = []
    for _message, text in texts(language):
        plain = FIELD.sub("{}", QUOTED.sub("", text))
        for pattern, instead in patterns.items():
            if match := re.search(pattern, plain, re.IGNORECASE):
                wrong.append(f"{text!r}: {match.group()!r}; {instead}")
    assert not wrong, "\n".join(sorted(set(wrong)))


@cache
def docstrings() -> tuple[tuple[str, str], ...]:
    """Every docstring of the package, those of fields too, with its place and without code."""
    home = Path(kharkiv_tracker.__file__).parent
    return tuple(
        (f"{path.relative_to(home)}:{line}", " ".join(CODE.sub("", text).split()))
        for path in sorted(home.rglob("*.py"))
        for line, text in _documentation(ast.parse(path.read_bytes()))
    )


def _documentation(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in getattr(node, "body", ()):
        match child:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield child.lineno, text
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.If():
                yield from _documentation(child)


@pytest.mark.parametrize("pattern", DOCSTRINGS)
def test_no_docstring_says_what_the_guide_forbids(pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    wrong = [f"{place}: {text}" for place, text in docstrings() if compiled.search(text)]
    assert not wrong, f"{ENGLISH[pattern]}\n" + "\n".join(wrong)


def test_a_number_beside_a_noun_has_a_form_for_each_number() -> None:
    for language in ("en", "uk"):
        # What changes with the number in some plural is a noun that is counted.
        nouns = {
            word
            for message in messages()
            if message.pluralizable
            for several in [forms(message.id if language == "en" else message.string)]
            for word in _counted(several[-1]) - _counted(several[0])
        }
        wrong = {
            text
            for message, text in texts(language)
            if not message.pluralizable and _counted(text) & nouns
        }
        assert not wrong, "\n".join(sorted(wrong))


def _counted(text: str) -> set[str]:
    """The words right after a field that holds a number."""
    return {
        word
        for field, word in re.findall(r"\{(\w+)\}\s([^\W\d]+)", text)
        if field not in HOLDING_NAMES
    }


def test_a_number_never_leaves_its_noun() -> None:
    with i18n.speaking("uk"):
        for message in messages():
            if message.pluralizable:
                one, many = forms(message.id)
                for n in (1, 3, 5):
                    assert not re.search(r"\{n\} \w", i18n.ngettext(one, many, n)), many
        assert labels.date(date(2022, 8, 17)) == "17\u00a0серпня 2022"
        assert labels.number(2376) == "2\u00a0376"


def test_one_text_has_one_wording() -> None:
    by_text = defaultdict(set)
    for message in messages():
        english, ukrainian = forms(message.id)[0], forms(message.string)[0]
        by_text[_core(english)].add((message.context, english, ukrainian))
    several = {
        core: sorted(entries, key=str)
        for core, entries in by_text.items()
        if len({_core(ukrainian) for _context, _english, ukrainian in entries}) > 1
    }
    assert several.keys() == TWO_WORDINGS.keys(), sorted(several.keys() ^ TWO_WORDINGS.keys())


def _core(text: str) -> str:
    """A text without what a label, a button and a sentence differ in."""
    return re.sub(r"[\s.…:]+$", "", text).casefold()
