"""Resources are found in a checkout and in an installation; the rest belongs to the user."""

import sys

import pytest

from kharkiv_tracker import paths


def test_a_checkout_keeps_the_resources_beside_the_package():
    assert (paths.resources() / "fonts" / "OFL.txt").is_file()


def test_an_installation_keeps_them_inside(tmp_path, monkeypatch):
    inside = tmp_path / "kharkiv_tracker" / "resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(inside.parent / "paths.py"))
    assert paths.resources() == inside


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not take these from HOME")
@pytest.mark.parametrize("folder", [paths.config_dir, paths.cache_dir, paths.log_dir])
def test_each_folder_is_the_users_own_and_is_not_made_by_asking(folder, own_home):
    assert folder().is_relative_to(own_home)
    assert "kharkiv-tracker" in folder().parts
    assert not folder().exists()
    assert {path.name for path in own_home.iterdir()} == {"runtime"}


def test_the_fonts_carry_their_licence():
    fonts = paths.resources() / "fonts"
    licence = (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert {path.name for path in fonts.glob("*.otf")} == {
        "Inter-Regular.otf",
        "Inter-SemiBold.otf",
    }
    assert "The Inter Project Authors" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
