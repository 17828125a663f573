"""What a Linux desktop reads: entry, kind of file and page agree with each other."""

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from package import desktop_files, icon_files, product_texts
from package.product_texts import ID, MEDIA_TYPE, NAME, TITLE
from PIL import Image

from kharkiv_tracker import files, languages

ROOT = Path(__file__).parents[2]
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OTHERS = [language for language in languages.spoken() if language != languages.SOURCE]
TEXTS = product_texts.read(ROOT / "resources")


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desktop") / "usr" / "share"
    desktop_files.write(folder, ROOT, NAME)
    return folder


def entry(share: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(share / "applications" / f"{NAME}.desktop", "utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


def kind(share: Path) -> ElementTree.Element:
    root = ElementTree.parse(share / "mime" / "packages" / f"{NAME}.xml").getroot()  # noqa: S314
    (element,) = root.findall(f"{MIME}mime-type")
    return element


def page(share: Path) -> ElementTree.Element:
    path = share / "metainfo" / f"{NAME}.metainfo.xml"
    return ElementTree.parse(path).getroot()  # noqa: S314


def test_the_entry_opens_the_file_that_was_chosen(share: Path) -> None:
    assert shlex.split(entry(share)["Exec"]) == [NAME, "open", "%f"]
    assert entry(share)["Type"] == "Application"
    assert entry(share)["Name"] == TITLE


@pytest.mark.parametrize("key", ["GenericName", "Comment", "Keywords"])
def test_the_entry_is_in_every_language(share: Path, key: str) -> None:
    values = [entry(share)[key], *(entry(share)[f"{key}[{language}]"] for language in OTHERS)]
    assert len(set(values)) == len(values)
    if key == "Keywords":
        assert all(value.endswith(";") for value in values)


def test_entry_kind_and_page_name_the_same_kind_of_file(share: Path) -> None:
    assert entry(share)["MimeType"] == f"{MEDIA_TYPE};"
    assert kind(share).get("type") == MEDIA_TYPE
    assert page(share).findtext("provides/mediatype") == MEDIA_TYPE


def test_the_pattern_is_how_the_program_saves_case_files(share: Path) -> None:
    (pattern,) = kind(share).findall(f"{MIME}glob")
    assert pattern.get("pattern") == f"*{files.CASE_SUFFIX}"


@pytest.mark.parametrize(
    ("folder", "name"), [("apps", NAME), ("mimetypes", MEDIA_TYPE.replace("/", "-"))]
)
def test_there_is_an_icon_of_every_size(share: Path, folder: str, name: str) -> None:
    theme = share / "icons" / "hicolor"
    for size in (16, 22, 24, 32, 48, 64, 128, 256):
        with Image.open(theme / f"{size}x{size}" / folder / f"{name}.png") as picture:
            assert picture.size == (size, size)
    assert b"<svg" in (theme / "scalable" / folder / f"{name}.svg").read_bytes()


def test_the_icons_that_are_named_are_there(share: Path) -> None:
    icons = {path.stem for path in share.rglob("icons/**/*.png")}
    generic = kind(share).find(f"{MIME}generic-icon")
    assert generic is not None
    assert {entry(share)["Icon"], generic.get("name")} == icons
    assert {icon_files.APP, icon_files.CASE_FILE}.isdisjoint(icons)


@pytest.mark.parametrize("language", OTHERS)
def test_kind_and_page_are_in_every_language(share: Path, language: str) -> None:
    (texts,) = (text for text in TEXTS if text.language == language)
    (comment,) = _in(kind(share).findall(f"{MIME}comment"), language)
    assert comment.text == texts.case_file
    (summary,) = _in(page(share).findall("summary"), language)
    assert summary.text == texts.summary
    paragraphs = _in(page(share).findall("description/p"), language)
    assert tuple(paragraph.text for paragraph in paragraphs) == texts.description


def _in(elements: list[ElementTree.Element], language: str) -> list[ElementTree.Element]:
    return [element for element in elements if element.get(LANGUAGE) == language]


def test_the_page_leads_to_the_entry_and_lists_the_releases(share: Path) -> None:
    assert page(share).findtext("id") == ID
    assert page(share).findtext("launchable") == f"{NAME}.desktop"
    assert page(share).findtext("provides/binary") == NAME
    listed = [(one.get("version"), one.get("date")) for one in page(share).iter("release")]
    assert listed == product_texts.releases(ROOT / "CHANGELOG.md")


def test_signs_of_xml_in_a_text_are_no_markup() -> None:
    hostile = [
        product_texts.Texts("en", "a & b", "<b>", ("1 < 2",), ("x",), '"&amp;"', {}),
    ]
    root = ElementTree.fromstring(desktop_files.metainfo(hostile, [("1.0", "2026-11-27")]))  # noqa: S314
    assert root.findtext("summary") == "<b>"
    assert root.findtext("description/p") == "1 < 2"
    kinds = ElementTree.fromstring(desktop_files.media_type(hostile))  # noqa: S314
    assert kinds.findtext(f"{MIME}mime-type/{MIME}comment") == '"&amp;"'


@pytest.mark.skipif(
    not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed"
)
def test_the_validator_of_freedesktop_accepts_the_entry(share: Path) -> None:
    _run("desktop-file-validate", str(share / "applications" / f"{NAME}.desktop"))


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_the_validator_of_appstream_accepts_the_page(share: Path) -> None:
    path = share / "metainfo" / f"{NAME}.metainfo.xml"
    _run("appstreamcli", "validate", "--no-net", "--no-color", str(path))


@pytest.mark.skipif(
    not shutil.which("update-mime-database"), reason="shared-mime-info is not installed"
)
def test_the_desktop_knows_a_case_file_by_its_name(share: Path, tmp_path: Path) -> None:
    shutil.copytree(share / "mime", tmp_path / "mime")
    _run("update-mime-database", str(tmp_path / "mime"))
    globs = (tmp_path / "mime" / "globs2").read_text("utf-8")
    assert f"50:{MEDIA_TYPE}:*{files.CASE_SUFFIX}\n" in globs


def _run(*command: str) -> None:
    result = subprocess.run(  # noqa: S603 - tools of the system
        command, check=False, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
