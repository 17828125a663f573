"""What the bundle leaves out: what listens on the network, other languages, what a system has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from package import bundle_content

LANGUAGES = {"en", "uk", "en_GB", "uk_UA"}
PLUGINS = "PySide6/Qt/plugins"
KEPT = [
    f"{PLUGINS}/platforms/libqxcb.so",
    f"{PLUGINS}/platforms/libqwayland.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6\\plugins\\platforms\\qwindows.dll",
    f"{PLUGINS}/platforms/libqcocoa.dylib",
    f"{PLUGINS}/imageformats/libqsvg.so",
    f"{PLUGINS}/imageformats/libqjpeg.so",
    f"{PLUGINS}/iconengines/libqsvgicon.so",
    f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
    f"{PLUGINS}/printsupport/libcupsprintersupport.so",
    f"{PLUGINS}/wayland-shell-integration/libxdg-shell.so",
    "PySide6/Qt/translations/qtbase_uk.qm",
    "PySide6/Qt/lib/libQt6Core.so.6",
    "babel/locale-data/root.dat",
    "babel/locale-data/uk.dat",
    "babel/locale-data/uk_UA.dat",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
    "matplotlib/mpl-data/matplotlibrc",
    "docx/templates/default.docx",
    "kharkiv_tracker/resources/gazetteer.json",
]
LEFT_OUT = [
    f"{PLUGINS}/platforms/libqoffscreen.so",
    f"{PLUGINS}/platforms/libqvnc.so",
    f"{PLUGINS}/platforms/libqeglfs.so",
    f"{PLUGINS}/platforms/libqlinuxfb.so",
    f"{PLUGINS}/platformthemes/libqgtk3.so",
    f"{PLUGINS}/tls/libqopensslbackend.so",
    f"{PLUGINS}/tls/libqcertonlybackend.so",
    f"{PLUGINS}/networkinformation/libqnetworkmanager.so",
    f"{PLUGINS}/generic/libqtuiotouchplugin.so",
    f"{PLUGINS}/imageformats/libqpdf.so",
    f"{PLUGINS}/sqldrivers/libqsqlite.so",
    "PySide6/plugins/tls/qschannelbackend.dll",
    "PySide6\\plugins\\tls\\qschannelbackend.dll",
    "PySide6/Qt/translations/qtbase_fr.qm",
    "PySide6/Qt/translations/designer_uk.qm",
    "babel/locale-data/fr.dat",
    "babel/locale-data/ru.dat",
    "matplotlib/mpl-data/fonts/ttf/cmr10.ttf",
    "matplotlib/mpl-data/fonts/afm/cmex10.afm",
    "matplotlib/mpl-data/sample_data/README.txt",
    "matplotlib/backends/web_backend/tests/x.js",
    "typst/__init__.pyi",
    "lxml/isoschematron/resources/rng/iso-schematron.rng",
]
OF_SYSTEM = [
    "libGL.so.1",
    "libEGL.so.1",
    "libX11.so.6",
    "libxcb.so.1",
    "libwayland-client.so.0",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libglib-2.0.so.0",
    "libdbus-1.so.3",
    "libcups.so.2",
    "libstdc++.so.6",
    "libgcc_s.so.1",
    "libcrypto.so.3",
    "libz.so.1",
]
OF_BUNDLE = [
    "libQt6Core.so.6",
    "libpython3.11.so.1.0",
    "libxcb-cursor.so.0",
    "libxkbcommon.so.0",
    "libicudata.so.73",
    "libpyside6.abi3.so.6.12",
    # That of a wheel has another name than that of the system.
    "libxcb-9065bb12.so.1.1.0",
    "libzstd-40ad5e7e.so.1.5.7",
    "libz3.so.4",
    "libGLU.so.1",
]
NAMES = st.sampled_from("abcdefghij")
NEEDS = st.dictionaries(NAMES, st.lists(NAMES, max_size=4))


@pytest.mark.parametrize("name", KEPT)
def test_what_the_window_and_the_page_need_is_kept(name: str) -> None:
    assert bundle_content.is_kept(name, LANGUAGES)


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_nothing_here_needs_is_left_out(name: str) -> None:
    assert not bundle_content.is_kept(name, LANGUAGES)


def test_the_languages_are_those_that_the_program_speaks() -> None:
    spoken = bundle_content.spoken()
    assert {"en", "uk"} <= spoken
    assert "ru" not in spoken


@pytest.mark.parametrize("name", OF_SYSTEM)
def test_what_every_desktop_keeps_up_to_date_is_of_the_system(name: str) -> None:
    assert bundle_content.is_of_system(name)


@pytest.mark.parametrize("name", OF_BUNDLE)
def test_what_the_program_was_tested_with_is_of_the_bundle(name: str) -> None:
    assert not bundle_content.is_of_system(name)


@given(st.sets(NAMES), NEEDS)
def test_what_is_reachable_is_the_least_that_has_all_it_needs(
    roots: set[str], needs: dict[str, list[str]]
) -> None:
    result = bundle_content.reachable(roots, needs)
    assert roots <= result
    assert all(need in result for name in result for need in needs.get(name, ()))
    # Each is a root or is needed by another, and one less root gives no more.
    for name in result - roots:
        assert any(name in needs.get(other, ()) for other in result - {name})
    for root in roots:
        assert bundle_content.reachable(roots - {root}, needs) <= result


@given(st.sets(NAMES), NEEDS)
def test_what_is_reached_from_there_is_already_reached(
    roots: set[str], needs: dict[str, list[str]]
) -> None:
    result = bundle_content.reachable(roots, needs)
    assert bundle_content.reachable(result, needs) == result
