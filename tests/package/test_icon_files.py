"""The icons: in every size, the same each time, crisp and legible on light and dark."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from package import icon_files
from PIL import IcnsImagePlugin, IcoImagePlugin, Image

from kharkiv_tracker import paths

ICONS = paths.resources() / "icons"
NAMES = (icon_files.APP, icon_files.CASE_FILE)
LIGHT, DARK = "#ffffff", "#1e2226"
#: What WCAG 2.2 asks of a graphic that has to be recognised.
ENOUGH = 3.0

Colour = tuple[int, int, int]


def luminance(colour: Colour) -> float:
    """The relative luminance of WCAG 2.2."""
    shares = [value / 255 for value in colour]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shown(name: str, size: int, behind: str) -> Image.Image:
    """An icon as it is seen on a ground."""
    picture = Image.new("RGBA", (size, size), behind)
    picture.alpha_composite(icon_files.render(ICONS, size, name))
    return picture.convert("RGB")


def colours(picture: Image.Image) -> Counter[Colour]:
    """How many pixels are of each colour."""
    return Counter(
        picture.getpixel((x, y)) for x in range(picture.width) for y in range(picture.height)
    )


def inner(picture: Image.Image, left: int, top: int, right: int, bottom: int) -> Image.Image:
    """A part of a picture, in sixteenths of its size."""
    return picture.crop(tuple(n * picture.width // 16 for n in (left, top, right, bottom)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", icon_files.PNG_SIZES)
def test_a_png_has_its_size_and_clear_corners(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / "icon.png"
    icon_files.write_png(ICONS, size, path, name)
    with Image.open(path) as picture:
        assert picture.size == (size, size)
        assert picture.mode == "RGBA"
        assert picture.getpixel((0, 0))[3] < 128


@pytest.mark.parametrize("name", NAMES)
def test_an_ico_holds_every_size_drawn_by_itself(tmp_path: Path, name: str) -> None:
    path = tmp_path / "icon.ico"
    icon_files.write_ico(ICONS, path, name)
    with Image.open(path) as picture:
        assert isinstance(picture, IcoImagePlugin.IcoImageFile)
        assert picture.ico.sizes() == {(size, size) for size in icon_files.ICO_SIZES}
        for size in icon_files.ICO_SIZES:
            frame = picture.ico.getimage((size, size)).convert("RGBA")
            assert frame.tobytes() == icon_files.render(ICONS, size, name).tobytes()


@pytest.mark.parametrize("name", NAMES)
def test_an_icns_holds_every_size_drawn_by_itself(tmp_path: Path, name: str) -> None:
    path = tmp_path / "icon.icns"
    icon_files.write_icns(ICONS, path, name)
    with Image.open(path) as picture:
        assert isinstance(picture, IcnsImagePlugin.IcnsImageFile)
        sizes = picture.icns.itersizes()
        assert {width * scale for width, _height, scale in sizes} == set(icon_files.ICNS_SIZES)
        for size in sizes:
            frame = picture.icns.getimage(size)
            expected = icon_files.render(ICONS, size[0] * size[2], name)
            assert frame.tobytes() == expected.tobytes()


@pytest.mark.parametrize(
    "write",
    [
        lambda path: icon_files.write_png(ICONS, 48, path),
        lambda path: icon_files.write_ico(ICONS, path),
        lambda path: icon_files.write_icns(ICONS, path),
    ],
    ids=["png", "ico", "icns"],
)
def test_the_same_drawing_gives_the_same_bytes(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    for name in ("first", "second"):
        write(tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_small_sizes_have_a_drawing_of_their_own() -> None:
    for name in NAMES:
        for size in (16, 22, 24):
            assert icon_files.source(ICONS, size, name).name == f"{name}-small.svg"
        assert icon_files.source(ICONS, 32, name).name == f"{name}.svg"


def test_a_missing_drawing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"app\.svg"):
        icon_files.render(tmp_path, 48)


@pytest.mark.parametrize("behind", [LIGHT, DARK])
@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_the_curve_of_the_program_is_distinct_from_its_ground(size: int, behind: str) -> None:
    number = colours(inner(shown(icon_files.APP, size, behind), 2, 2, 14, 11))
    (ground, _), (curve, pixels) = number.most_common(2)
    assert contrast(curve, ground) >= ENOUGH
    # Enough of it to be seen.
    assert pixels >= 0.12 * number.total()


@pytest.mark.parametrize("behind", [LIGHT, DARK])
@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_the_curve_of_a_case_file_is_distinct_from_its_page(size: int, behind: str) -> None:
    number = colours(inner(shown(icon_files.CASE_FILE, size, behind), 4, 5, 12, 12))
    (page, _), (curve, pixels) = number.most_common(2)
    assert contrast(curve, page) >= ENOUGH
    assert pixels >= 0.12 * number.total()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("behind", [LIGHT, DARK])
def test_the_outline_is_distinct_from_light_and_dark(name: str, behind: str) -> None:
    picture = shown(name, 16, behind)
    outside = Image.new("RGB", (1, 1), behind).getpixel((0, 0))
    left = 0 if name == icon_files.APP else 2
    # Either the line around it or what is within.
    best = max(contrast(picture.getpixel((x, 8)), outside) for x in (left, left + 1))
    assert best >= ENOUGH


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256])
def test_edges_of_the_program_icon_are_on_whole_pixels(size: int) -> None:
    margin = 2 if size <= icon_files.SMALL else 3
    box = (margin, margin, 16 - margin, 16 - margin)
    picture = inner(shown(icon_files.APP, size, LIGHT), *box)
    assert len(colours(picture)) == 3


@pytest.mark.parametrize("size", [16, 32, 48, 64, 128, 256])
def test_edges_on_the_page_of_a_case_file_are_on_whole_pixels(size: int) -> None:
    curve = inner(shown(icon_files.CASE_FILE, size, LIGHT), 4, 6, 12, 12)
    assert len(colours(curve)) == 2
