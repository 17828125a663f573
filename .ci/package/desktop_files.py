"""What a Linux desktop reads: the entry of its menu, the kind of file, and AppStream's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from package import icon_files, product_texts
from package.product_texts import MEDIA_TYPE, NAME, SOURCE, TITLE, Texts

#: How case files end, as the program saves them.
SUFFIX = ".ktcase"
_MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: Folders of an icon theme have sizes of their own.
_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def write(share: Path, root: Path, program: str) -> None:
    """Write everything into a folder like /usr/share; `program` is the command of the entry."""
    texts = product_texts.read(root / "resources")
    releases = product_texts.releases(root / "CHANGELOG.md")
    _write(share / "applications" / f"{NAME}.desktop", entry(texts, program))
    _write(share / "mime" / "packages" / f"{NAME}.xml", media_type(texts))
    _write(share / "metainfo" / f"{NAME}.metainfo.xml", metainfo(texts, releases))
    icons = root / "resources" / "icons"
    theme = share / "icons" / "hicolor"
    names = (("apps", icon_files.APP, NAME), ("mimetypes", icon_files.CASE_FILE, icon_name()))
    for folder, drawing, name in names:
        for size in _SIZES:
            path = theme / f"{size}x{size}" / folder / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            icon_files.write_png(icons, size, path, drawing)
        path = theme / "scalable" / folder / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((icons / f"{drawing}.svg").read_bytes())


def icon_name() -> str:
    """The name of the icon of case files: that of their kind, with a dash."""
    return MEDIA_TYPE.replace("/", "-")


def entry(texts: Sequence[Texts], program: str) -> str:
    """The desktop entry, by the Desktop Entry Specification."""
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.4", f"Name={TITLE}"]
    for key, values in (
        ("GenericName", [(text, text.kind) for text in texts]),
        ("Comment", [(text, text.summary) for text in texts]),
        ("Keywords", [(text, "".join(f"{word};" for word in text.keywords)) for text in texts]),
    ):
        lines += [f"{key}{_suffix(text)}={value}" for text, value in values]
    lines += [
        f"Exec={program} open %f",
        f"Icon={NAME}",
        "Terminal=false",
        "StartupNotify=true",
        f"StartupWMClass={NAME}",
        f"MimeType={MEDIA_TYPE};",
        "Categories=Office;Database;Qt;",
    ]
    return "\n".join(lines) + "\n"


def media_type(texts: Sequence[Texts]) -> str:
    """The kind of file: any file with the suffix; encrypted ones begin with nothing known."""
    root = ElementTree.Element("mime-info", xmlns=_MIME)
    kind = ElementTree.SubElement(root, "mime-type", type=MEDIA_TYPE)
    _say(kind, "comment", [(text, text.case_file) for text in texts])
    ElementTree.SubElement(kind, "generic-icon", name=icon_name())
    ElementTree.SubElement(kind, "glob", pattern=f"*{SUFFIX}")
    return _xml(root)


def metainfo(texts: Sequence[Texts], releases: Iterable[tuple[str, str]]) -> str:
    """The page of a shop for programs, by AppStream's specification."""
    root = ElementTree.Element("component", type="desktop-application")
    for name, value in (
        ("id", product_texts.ID),
        ("metadata_license", "CC0-1.0"),
        ("project_license", product_texts.LICENCE),
        ("name", TITLE),
    ):
        ElementTree.SubElement(root, name).text = value
    _say(root, "summary", [(text, text.summary) for text in texts])
    description = ElementTree.SubElement(root, "description")
    for number in range(len(texts[0].description)):
        _say(description, "p", [(text, text.description[number]) for text in texts])
    ElementTree.SubElement(root, "launchable", type="desktop-id").text = f"{NAME}.desktop"
    developer = ElementTree.SubElement(root, "developer_name")
    developer.text = product_texts.MAINTAINER.partition(" <")[0]
    provides = ElementTree.SubElement(root, "provides")
    ElementTree.SubElement(provides, "binary").text = NAME
    ElementTree.SubElement(provides, "mediatype").text = MEDIA_TYPE
    supports = ElementTree.SubElement(root, "supports")
    for control in ("keyboard", "pointing"):
        ElementTree.SubElement(supports, "control").text = control
    ElementTree.SubElement(root, "content_rating", type="oars-1.1")
    listed = ElementTree.SubElement(root, "releases")
    for version, day in releases:
        ElementTree.SubElement(listed, "release", version=version, date=day)
    return _xml(root)


def _say(parent: ElementTree.Element, name: str, values: Iterable[tuple[Texts, str]]) -> None:
    for text, value in values:
        element = ElementTree.SubElement(parent, name)
        if text.language != SOURCE:
            element.set(_LANGUAGE, text.language)
        element.text = value


def _suffix(text: Texts) -> str:
    return "" if text.language == SOURCE else f"[{text.language}]"


def _xml(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
