"""Every translation is complete: all the program can say, with the same fields, compiled."""

import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from kharkiv_tracker import languages
from tests.catalogues import catalogue as read
from tests.catalogues import forms, written

ROOT = Path(__file__).parent.parent
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
}
TRANSLATED = [code for code in languages.spoken() if code != languages.SOURCE]
#: A field by its name; only English needs quotes written by Python around what was typed.
FIELD = r"{(\w*)(?:!r)?}"
#: The context of a text, "" where it has none, and the text or its forms.
Text = tuple[str, str | tuple[str, ...]]


def said() -> set[Text]:
    """Every text marked for translation in the package."""
    found = extract_from_dir(str(ROOT / "kharkiv_tracker"), keywords=KEYWORDS)
    return {(context or "", message) for _file, _line, message, _comments, context in found}


@pytest.fixture(
    scope="module", params=[one for one in languages.spoken() if one != languages.SOURCE]
)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(language: str) -> Catalog:
    return read(language)


def told(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_every_text_is_translated_and_nothing_is_left_over(catalogue: Catalog) -> None:
    translated = {
        (message.context or "", message.id if isinstance(message.id, str) else tuple(message.id))
        for message in told(catalogue)
        if all(forms(message.string)) and not message.fuzzy
    }
    assert said() - translated == set()
    assert translated - said() == set()


def test_plurals_have_all_their_forms(catalogue: Catalog) -> None:
    for message in told(catalogue):
        if message.pluralizable:
            assert len(forms(message.string)) == catalogue.num_plurals, message.id


def test_fields_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    for message in told(catalogue):
        allowed = {field for text in forms(message.id) for field in re.findall(FIELD, text)}
        for text in forms(message.string):
            fields = set(re.findall(FIELD, text))
            # A singular may leave its number out; no form may name a field that is not given.
            assert fields <= allowed, message.id
            if not message.pluralizable:
                assert fields == allowed, message.id


def test_the_compiled_catalogue_is_the_written_one(language: str, catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    expected = gettext.GNUTranslations(compiled)
    with written(language).with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    for message in told(catalogue):
        first, *plural = forms(message.id)
        if message.context:
            same = found.pgettext(message.context, first)
            assert same == expected.pgettext(message.context, first)
            continue
        assert found.gettext(first) == expected.gettext(first)
        for number in (1, 2, 5, 11, 21):
            for many in plural:
                assert found.ngettext(first, many, number) == expected.ngettext(first, many, number)
