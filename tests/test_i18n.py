"""One language for the process, another for a block or a thread, English where none is known."""

import gettext
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kharkiv_tracker import i18n, paths
from kharkiv_tracker.i18n import N_, _, ngettext

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
"&& (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "district"
msgstr "район"

msgid "{n} report"
msgid_plural "{n} reports"
msgstr[0] "{n} повідомлення"
msgstr[1] "{n} повідомлення (кілька)"
msgstr[2] "{n} повідомлень"
"""


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A small Ukrainian catalogue in the place of the shipped one."""
    folder = tmp_path / "locale" / "uk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "kharkiv_tracker.mo").open("wb") as file:
        write_mo(file, read_po(BytesIO(CATALOGUE.encode()), locale="uk"))
    _use(tmp_path, monkeypatch)
    yield
    i18n._translations.cache_clear()


@pytest.fixture
def no_catalogue(tmp_path, monkeypatch):
    _use(tmp_path, monkeypatch)
    yield
    i18n._translations.cache_clear()


def _use(folder, monkeypatch):
    monkeypatch.setattr(paths, "resources", lambda: folder)
    i18n._translations.cache_clear()


@pytest.mark.usefixtures("catalogue")
def test_the_process_speaks_the_language_activated():
    assert (i18n.current(), _("district")) == ("en", "district")
    i18n.activate("uk")
    assert (i18n.current(), _("district")) == ("uk", "район")


@pytest.mark.usefixtures("catalogue")
def test_ukrainian_has_three_forms_of_number():
    with i18n.speaking("uk"):
        said = [ngettext("{n} report", "{n} reports", n).format(n=n) for n in (1, 3, 5, 11, 21)]
    assert said == [
        "1\u00a0повідомлення",
        "3\u00a0повідомлення (кілька)",
        "5\u00a0повідомлень",
        "11\u00a0повідомлень",
        "21\u00a0повідомлення",
    ]
    assert ngettext("{n} report", "{n} reports", 1) == "{n} report"


@pytest.mark.usefixtures("catalogue")
def test_a_block_speaks_another_language_and_gives_it_back_even_when_it_fails():
    with i18n.speaking("uk"):
        with i18n.speaking("en"):
            assert _("district") == "district"
        assert _("district") == "район"
    with pytest.raises(ZeroDivisionError), i18n.speaking("uk"):
        raise ZeroDivisionError
    assert i18n.current() == "en"


@pytest.mark.usefixtures("catalogue")
def test_a_block_is_heard_in_its_own_thread_only():
    with i18n.speaking("uk"), ThreadPoolExecutor(1) as other:
        assert other.submit(_, "district").result() == "district"
        assert _("district") == "район"


@pytest.mark.usefixtures("no_catalogue")
def test_english_where_no_catalogue_is_found():
    with i18n.speaking("uk"):
        assert i18n.current() == "uk"
        assert _("district") == "district"
        assert ngettext("{n} report", "{n} reports", 2) == "{n}\u00a0reports"


def test_marking_changes_nothing():
    with i18n.speaking("uk"):
        assert N_("district") == "district"


@pytest.mark.parametrize("language", ["", "ru", "EN", "uk_UA"])
def test_an_unknown_language_is_a_mistake_of_the_caller(language):
    with pytest.raises(ValueError, match="no such language"):
        i18n.activate(language)
    with pytest.raises(ValueError, match="no such language"), i18n.speaking(language):
        pass
    assert i18n.current() == "en"


def test_the_language_of_the_machine_has_no_say(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "uk")
    i18n._translations.cache_clear()
    assert isinstance(i18n._translations("en"), gettext.NullTranslations)
    assert _("district") == "district"
