"""Settings come back as they were saved, and a broken file is as good as none."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import paths, settings
from kharkiv_tracker.settings import Settings

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not take the user's folders from HOME"
)


def file():
    return paths.config_dir() / "settings.json"


def write(text):
    file().parent.mkdir(parents=True, exist_ok=True)
    file().write_text(text, encoding="utf-8")


def test_without_a_file_everything_is_the_default():
    assert settings.load() == Settings(
        author="",
        unnamed=False,
        language="",
        theme="system",
        text_size=100,
        rows="compact",
        dates="words",
        profile="restricted",
        recent=(),
        backups="",
        export_format="",
        export_language="",
        export_approved=False,
    )


@given(
    st.builds(
        Settings,
        author=st.text(),
        unnamed=st.booleans(),
        language=st.sampled_from(["", "en", "uk"]),
        theme=st.sampled_from(settings.THEMES),
        text_size=st.sampled_from(settings.TEXT_SIZES),
        rows=st.sampled_from(settings.ROWS),
        dates=st.sampled_from(settings.DATES),
        profile=st.sampled_from(settings.PROFILES),
        recent=st.lists(st.text(), max_size=3).map(tuple),
        backups=st.text(),
        export_format=st.text(),
        export_language=st.sampled_from(["", "en", "uk"]),
        export_approved=st.booleans(),
    )
)
def test_what_is_saved_is_loaded(chosen):
    settings.save(chosen)
    assert settings.load() == chosen


def test_a_path_that_is_no_text_survives():
    chosen = Settings(recent=("/srv/\udcff.ktcase",))
    settings.save(chosen)
    assert settings.load() == chosen


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"x"', "[" * 100_000, "\ufeff{}", '{"author": 1e999}']
)
def test_a_broken_file_is_as_good_as_none(text):
    write(text)
    assert settings.load() == Settings()


def test_a_file_of_other_bytes_is_as_good_as_none():
    write("")
    file().write_bytes(b"\xff\xfe\x00")
    assert settings.load() == Settings()


def test_what_can_be_used_is_used():
    write(
        json.dumps(
            {
                "author": "Олена",
                "language": "fr",
                "theme": ["dark"],
                "recent": ["a.ktcase", 7],
                "from_a_later_version": True,
            }
        )
    )
    assert settings.load() == Settings(author="Олена", recent=("a.ktcase",))


def test_a_save_that_fails_leaves_the_old_settings_and_no_litter(monkeypatch):
    settings.save(Settings(author="Before"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(author="After"))
    assert settings.load() == Settings(author="Before")
    assert [path.name for path in file().parent.iterdir()] == ["settings.json"]
