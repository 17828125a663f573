"""The command line in Ukrainian: help, what is wrong with a call, and what commands print."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from kharkiv_tracker import i18n, process_privacy
from kharkiv_tracker.cli import click_words, office_commands, shared_options
from kharkiv_tracker.cli.root_command import commands
from tests.catalogues import catalogue

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
#: Formats, sizes of paper, keys of JSON and of CSV, and the names that the help gives things.
WORDS = {
    *("JSON", "GeoJSON", "CSV", "PDF", "png", "svg", "pdf", "csv", "manifest", "json", "null"),
    *("A4", "A5", "A", "B", "KHT", "P1", "OFFICE", "kharkiv", "tracker", "T09", "early"),
    *("A1", "ARCHIVE", "ID", "NOTE", "PAGE", "LEFT", "TOP", "WIDTH", "HEIGHT", "T4P", "value"),
    *("OWNER", "UTF", "zip", "Word", "XLSX", "DOCX", "HTML", "cp1251"),
    *("who", "checked", "licence", "counted", "sources", "judged", "changes"),
    *("now", "event", "year", "published", "field", "typed", "context", "district", "population"),
}
#: Codes, instants and fingerprints are the same in every language.
CODES = re.compile(
    r"\b(?:KHT|STA|JNT)-[\w-]+(?:/\w+)?|\d{4}-\d\d-\d\dT[\d:]+Z|[0-9a-f]{4}(?: [0-9a-f]{4}){2}"
)


def tree() -> Iterator[click.Context]:
    """The whole program and every command of it, with lines of any length."""
    settings: dict[str, Any] = {
        **commands.context_settings, "terminal_width": 10_000, "max_content_width": 10_000,
    }  # fmt: skip
    root = click.Context(commands, info_name="kharkiv-tracker", **settings)
    yield root
    for name, command in commands.commands.items():
        yield click.Context(command, info_name=name, parent=root, **settings)


def latin_of_the_tree() -> set[str]:
    """Every Latin word that a person types: commands, options, their metavars and choices."""
    typed = [process_privacy.PASSPHRASE, shared_options.AUTHOR, *office_commands.MARKS]
    for context in tree():
        typed.append(str(context.info_name))
        for param in context.command.get_params(context):
            typed += [*param.opts, *param.secondary_opts, param.make_metavar(context)]
            typed += [param.human_readable_name, str(param.default)]
    return {word for text in typed for word in LATIN.findall(text)}


CONTEXTS = {context.command_path: context for context in tree()}


@pytest.fixture(autouse=True)
def click_asks_us() -> None:
    click_words.translate_click()


@pytest.mark.parametrize("path", CONTEXTS)
def test_help_in_ukrainian_has_no_english_word(path: str) -> None:
    context = CONTEXTS[path]
    with i18n.speaking("uk"):
        text = context.command.get_help(context)
    assert text.startswith("Використання: kharkiv-tracker")
    assert "Параметри:" in text
    assert set(LATIN.findall(text)) - latin_of_the_tree() - WORDS == set()
    # The list of commands cuts none of their sentences.
    assert "..." not in text.replace("]...", "").replace("E...", "")
    assert context.command.get_help(context).startswith("Usage: kharkiv-tracker")


def test_every_command_and_option_has_help_and_every_help_a_translation() -> None:
    for context in CONTEXTS.values():
        options = [
            param
            for param in context.command.get_params(context)
            if isinstance(param, click.Option)
        ]
        for part in (context.command, *options):
            # click adds the option --help, in the language spoken.
            english = getattr(part, "english", click_words.HELP)
            assert english, (context.command_path, part.name)
            message = catalogue().get(english)
            assert message is not None, english
            assert message.string, english


def test_all_that_is_listed_of_click_is_what_click_says() -> None:
    source = "".join(
        re.sub(r'"\s*\n\s*"', "", file.read_text(encoding="utf-8"))
        for file in Path(click.__file__).parent.glob("*.py")
    )
    for text in click_words.CLICK_TEXTS:
        for form in (text,) if isinstance(text, str) else text:
            assert json.dumps(form) in source


@pytest.mark.parametrize(
    ("call", "english", "ukrainian"),
    [
        ("totals", "Missing argument 'CASE'", "Бракує аргументу CASE."),
        ("revert x y", "Missing option '--to'", "Бракує параметра --to."),
        ("totalz x", "No such command 'totalz'. Did you", "Невідома команда: totalz. Можливо"),
        ("totals x --bye day", "No such option '--bye'.", "Невідомий параметр: --bye."),
        ("totals x --distric", "Did you mean '--district'?", "Можливо, --district?"),
        ("totals x --fro a", "(Did you mean", "Можливо, "),
        ("totals x y", "Got unexpected extra argument (y)", "Зайвий аргумент (y)"),
        ("totals x y z", "Got unexpected extra arguments (y z)", "Зайві аргументи (y z)"),
        ("totals x --by", "Option '--by' requires an argument.", "Параметр --by потребує значення"),
        ("totals x --json=1", "does not take a value", "Параметр --json не приймає значення."),
        (
            "totals x --by sort",
            "'sort' is not one of 'district'",
            "«sort» — не одне з: district",
        ),
        (
            "set-aside x y",
            "Choose from: joint contradiction",
            "KIND. Виберіть одне з: joint",
        ),
        ("revert x y --to z", "“z” is not a whole number.", "«z» — не ціле число."),
        ("duplicates x --most 0", "0 is less than 1.", "0 менше за 1."),
        ("totals x --from z", "“z”", "«z»"),
        ("totals x --weapon sword", "“sword”", "«sword»"),
    ],
)
def test_a_wrong_call_is_refused_in_the_language_spoken(
    run: Any, call: str, english: str, ukrainian: str
) -> None:
    assert english in run(*call.split()).sentence
    result = run(*call.split(), "--lang", "uk")
    assert result.code == 2
    if call.endswith("--by"):
        # What needs a value takes the next word for it.
        result = run("--lang", "uk", *call.split())
    assert ukrainian in result.sentence
    plain = re.sub(r"[«(']\S*[»)']|\S*--[a-z]+\S*", "", result.sentence)
    assert set(LATIN.findall(plain)) - latin_of_the_tree() - WORDS <= set(call.split())


def test_the_language_is_that_of_the_settings_and_before_it_that_of_the_call(
    run: Any, own_home: Path
) -> None:
    usages = ("Usage:", "Використання:")
    for call in (
        ("--lang", "uk", "totals", "--help"),
        ("totals", "--lang", "uk", "--help"),
        ("totals", "--help", "--lang", "uk"),
        ("totals", "-h", "--lang=uk"),
        ("--lang=uk", "--help"),
    ):
        assert run(*call).out.startswith(usages[1]), call
    file = own_home / "config" / "kharkiv-tracker" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"language": "uk"}')
    assert run("totals", "--help").out.startswith(usages[1])
    assert run("totals").sentence.startswith("Бракує аргументу")
    assert run("totals", "--help", "--lang", "en").out.startswith(usages[0])
    assert run("totals", "--lang", "tlh").sentence.startswith("Хибне значення для --lang:")
    # Behind -- nothing is an option.
    assert run("--lang", "en", "understand", "killed", "--", "--lang=uk").code == 0


ENTRIES = {
    "incidents": [
        {
            "event": {"date": "2022-08-17", "time": "21:30", "precision": "approximate"},
            "district": "Салтівський", "place": "гуртожиток", "weapons": ["missile"],
            "places_hit": ["residential"], "grade": "Fair", "summary": "Удар по гуртожитку",
            "persons": [{"name": "Іван Незабутній", "age": "8", "sex": "male",
                         "status": "killed", "civilian": "civilian"}],
            "reports": [
                {"as_of": "2022-08-18T09:00", "office": office, "source": "Суспільне",
                 "source_kind": "media", "killed": killed, "injured": "16",
                 "of_whom": {"injured": {"child": "1+"}}}
                for office, killed in (("ДСНС", "7+"), ("Лікарня", "9"), ("ДСНС", "5"))
            ],
        },
        {"event": {"precision": "unknown"}, "district": "Київський", "reports": [{"killed": "1"}]},
    ],
    "statements": [
        {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-09-07",
         "office": "Обласна прокуратура", "source": "Суспільне", "killed": ">1000"}
    ],
}  # fmt: skip
PRINTED = (
    "totals", "totals --by weapon", "totals --by state", "totals --by hour", "gaps", "queue",
    "duplicates", "persons", "persons --names", "sources", "office", "rule", "rule --renewal",
    "rule --dry-run --stress injured", "history", "verify", "check", "check --rebuild",
    "undo --author Оля", "redo --author Оля", "withdraw KHT-undated-01 --author Оля",
    "history KHT-undated-01", "undo --author Оля",
)  # fmt: skip


def test_what_commands_print_in_ukrainian_has_no_english_word(
    run: Any, add: Any, tmp_path: Path
) -> None:
    case = tmp_path / "база"
    assert run("new", case, "--title", "Харків", "--author", "Оля", "--lang", "uk").code == 0
    assert add(case, ENTRIES, "--author", "Оля", "--lang", "uk").code == 0
    for call in PRINTED:
        verb, *options = call.split()
        result = run(verb, case, *options, "--lang", "uk")
        assert result.code == 0, result.err
        text = CODES.sub("", (result.out + result.err).replace(str(case), ""))
        assert LATIN.findall(text) == [], call


def test_names_for_programs_have_plain_spaces(run: Any, add: Any, empty: Path) -> None:
    strike = {"event": {"date": "2022-08-17"}, "district": "м. Харків", "reports": [{"killed": 1}]}
    assert add(empty, {"incidents": [strike]}).code == 0
    (group,) = run("totals", empty, "--json", "--lang", "uk").document["groups"]
    assert group["name"] == "м. Харків, район невідомий"


def test_a_flag_and_a_word_of_a_list_are_typed_as_they_are_shown(
    run: Any, add: Any, empty: Path
) -> None:
    assert add(empty, ENTRIES).code == 0
    kinds = ("undated", "Undated"), ("без дати",)
    for language, names in zip(("en", "uk"), kinds, strict=True):
        for name in names:
            listed = run("queue", empty, "--kind", name, "--lang", language).out
            assert listed.startswith("KHT-undated-01"), name
    for grade in ("обґрунтовано", "Fair"):
        selected = run("totals", empty, "--grade", grade, "--lang", "uk", "--json").document
        assert selected["total"]["incidents"] == 1
        assert selected["selection"]["grades"] == ["Fair"]


def test_what_the_system_refuses_is_said_in_the_language(
    run: Any, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "тека").mkdir()
    (tmp_path / "хиба").write_text('{"incidents": [}')
    for call, sentence in (
        (("add", sample, "тека"), "це тека"),
        (("add", sample, "хиба"), "помилка в рядку 1, позиція 16"),
        (("add", sample, "немає"), "не знайдено"),
        (("add", sample, "хиба/тут"), "частина шляху — не тека"),
    ):
        assert sentence in run(*call, "--lang", "uk").sentence
