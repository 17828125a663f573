"""What is covered cannot be had from the copy: not as text, not as pixels, not beside them."""

import io
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.redaction import flat_file, page_reader, redacted_copy
from kharkiv_tracker.redaction.box import Box, parse_box
from kharkiv_tracker.redaction.page_reader import PageReader
from kharkiv_tracker.redaction.page_worker import PDF
from tests.redaction import documents
from tests.redaction.documents import NAME, PLACE

BOX = parse_box(PLACE)
JPEG, PNG = "image/jpeg", "image/png"


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_redacted_picture_is_pixels_only_and_black_where_it_was_covered() -> None:
    original = documents.picture()
    assert NAME.encode() in original
    copy = redacted_copy.make(original, JPEG, [BOX])
    assert (copy.type, copy.ending) == (PNG, "png")
    assert [*dict.fromkeys(flat_file.png_chunks(copy.content))] == [b"IHDR", b"IDAT", b"IEND"]
    assert NAME.encode() not in copy.content
    image = opened(copy.content)
    assert (image.mode, image.size, image.info, dict(image.getexif())) == (
        "RGB",
        (400, 200),
        {},
        {},
    )
    assert image.crop((40, 40, 280, 80)).getextrema() == ((0, 0),) * 3
    # All the letters were under the box, and nothing else is.
    seen = opened(original).convert("RGB")
    for side in ((0, 0, 40, 200), (0, 0, 400, 40), (280, 0, 400, 200), (0, 80, 400, 200)):
        assert image.crop(side).tobytes() == seen.crop(side).tobytes()
        assert min(low for low, _high in image.crop(side).getextrema()) > 200


def test_a_redacted_pdf_has_no_text_no_layer_and_no_metadata(tmp_path: Path) -> None:
    original = documents.pdf()
    copy = redacted_copy.make(original, PDF, [BOX, Box(2, *_place(BOX))])
    with (
        pikepdf.open(io.BytesIO(original)) as before,
        pikepdf.open(io.BytesIO(copy.content)) as pdf,
    ):
        assert "/OCProperties" in before.Root
        assert {*pdf.Root.keys()} == {"/Type", "/Pages"}
        assert {*pdf.trailer.keys()} == {"/Size", "/Root"}
        assert not pdf.attachments
        for page in pdf.pages:
            assert {*page.keys()} == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
            assert {*page.Resources.keys()} == {"/XObject"}
            (image,) = page.Resources.XObject.values()
            pixels = pikepdf.PdfImage(image).as_pil_image()
            left, top, right, bottom = BOX.pixels(*pixels.size)
            assert pixels.crop((left, top, right, bottom)).getextrema() == ((0, 0),) * 3
            assert (
                min(min(band) for band in pixels.crop((0, bottom, *pixels.size)).getextrema()) > 250
            )
            assert [round(float(side)) for side in page.MediaBox] == [0, 0, *documents.PAGE]
    assert NAME.encode() not in copy.content
    if shutil.which("pdftotext"):
        for content, text in ((original, f"{NAME}\n\n\f" * 2), (copy.content, "\f\f")):
            (tmp_path / "a.pdf").write_bytes(content)
            run = ["pdftotext", str(tmp_path / "a.pdf"), "-"]
            output = subprocess.run(run, capture_output=True, check=True).stdout  # noqa: S603
            assert output.decode() == text


def test_the_pages_of_the_copy_look_as_the_original_does() -> None:
    corner = Box(1, 90, 90, 10, 10)
    copy = redacted_copy.make(documents.pdf(), PDF, [corner], pages=[2, 1])
    with PageReader(documents.pdf(), PDF) as before, PageReader(copy.content, PDF) as after:
        assert after.count == 2
        seen, shown = before.picture(1), after.picture(1)
        half = (0, 0, min(seen.width, shown.width), seen.height // 2)
        # The name is where it was, and the right way up.
        assert seen.crop(half).getextrema() != ((255, 255),) * 3
        difference = ImageChops.difference(seen.crop(half), shown.crop(half)).convert("L")
        assert sum(difference.histogram()[64:]) < 2000


def _place(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.width, box.height


def test_what_is_seen_is_what_is_covered() -> None:
    """A picture is turned as its camera says; what is transparent hides nothing."""
    image = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    image.putpixel((0, 0), (0, 0, 255, 255))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned clockwise
    stream = io.BytesIO()
    image.save(stream, "PNG", exif=exif)
    copy = opened(redacted_copy.make(stream.getvalue(), PNG, [Box(1, 0, 50, 100, 50)]).content)
    assert (copy.size, copy.mode) == ((20, 40), "RGB")
    assert copy.getpixel((19, 0)) == (0, 0, 255)
    assert copy.crop((0, 1, 20, 20)).getextrema() == ((255, 255),) * 3
    assert copy.crop((0, 20, 20, 40)).getextrema() == ((0, 0),) * 3


@pytest.mark.parametrize(
    ("content", "media_type", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", PNG, "is damaged"),
        (documents.picture()[:900], JPEG, "is damaged"),
        (documents.picture(), PNG, "is damaged"),
        (b"%PDF-1.7\n", PDF, "is damaged"),
        (documents.pdf(locked=True), PDF, "locked with a password"),
        (documents.pdf(pages=101), PDF, "too many pages"),
        (documents.bomb(10_000, 5_001), PNG, "too large to be redacted. Limit: 50 mega"),
        (b"", "video/mp4", "Only images"),
    ],
)
def test_what_cannot_be_redacted_is_a_sentence(
    content: bytes, media_type: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        redacted_copy.make(content, media_type, [Box(1, 0, 0, 10, 10)])
    assert not multiprocessing.active_children()


def test_a_child_that_ends_or_says_what_it_should_not_is_a_sentence() -> None:
    with PageReader(documents.picture(), JPEG) as reader:
        for sides in ([40, 2], ["40", 20], [0, 0], [1 << 30, 1 << 30], None):
            reader._read = lambda sides=sides: {"size": sides}  # type: ignore[method-assign]
            with pytest.raises(Refused, match="is damaged"):
                reader.picture(1)
    with PageReader(documents.picture(), JPEG) as reader:
        reader._child.kill()
        with pytest.raises(Refused, match="is damaged"):
            reader.picture(1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_child_has_limits_and_an_answer_that_does_not_come_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with PageReader(documents.picture(), JPEG) as reader:
        limits = Path(f"/proc/{reader._child.pid}/limits").read_text(encoding="ascii")
        values = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()}
        for limit in ("Max address space", "Max cpu time", "Max file size", "Max core file size"):
            assert values[limit].isdigit()
        assert reader._child.pid is not None
        os.kill(reader._child.pid, signal.SIGSTOP)
        monkeypatch.setattr(page_reader, "PATIENCE", 0.01)
        with pytest.raises(Refused, match="is damaged"):
            reader.picture(1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not a box"),
        ("1:1,2,3", "is not a box"),
        ("1:-1,2,3,4", "is not a box"),
        ("1:nan,2,3,4", "is not a box"),
        ("1:90,0,20,5", "is not on the page"),
        ("1:0,0,0,5", "is not on the page"),
    ],
)
def test_a_box_is_on_its_page(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        parse_box(text)


def test_a_box_covers_every_pixel_it_touches() -> None:
    assert parse_box("2: 0, 0, 100, 100%") == Box(2, 0, 0, 100, 100)
    assert Box(1, 33.3, 33.3, 0.01, 0.01).pixels(10, 10) == (3, 3, 4, 4)
    assert Box(1, 0, 0, 100, 100).pixels(7, 3) == (0, 0, 7, 3)
    assert Box(1, 99.99, 99.99, 0.01, 0.01).pixels(7, 3) == (6, 2, 7, 3)
    assert Box(1, 10, 10, 20, 20).pixels(10, 10) == (1, 1, 3, 3)


def test_boxes_are_needed_and_on_pages_that_exist() -> None:
    with pytest.raises(Refused, match="at least one box"):
        redacted_copy.make(documents.pdf(), PDF, [])
    with PageReader(documents.pdf(), PDF) as reader:
        for boxes, pages, sentence in (
            ([Box(3, 0, 0, 1, 1)], (), "pages 1 to 2"),
            ([Box(1, 0, 0, 1, 1)], (1, 3), "pages 1 to 2"),
            ([Box(1, 0, 0, 1, 1)], (2,), "not among the chosen pages"),
        ):
            with pytest.raises(Refused, match=sentence):
                redacted_copy.copy_of(reader, PDF, boxes, pages)


def test_a_copy_that_holds_more_than_its_pixels_is_not_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading it again is no formality: what a writer leaves in is noticed."""
    plain_png, plain_pdf = flat_file.png, flat_file.pdf

    def commented(picture: Image.Image) -> bytes:
        stream = io.BytesIO()
        picture.save(stream, "PNG", exif=Image.Exif(), dpi=(72, 72))
        return stream.getvalue()

    def signed(pages: list[flat_file.FlatPage]) -> bytes:
        with pikepdf.open(io.BytesIO(plain_pdf(pages))) as pdf:
            pdf.docinfo.Author = NAME
            stream = io.BytesIO()
            pdf.save(stream, compress_streams=False)
            return stream.getvalue()

    def lighter(picture: Image.Image) -> bytes:
        return plain_png(picture.point(lambda value: value or 1))

    for name, writer, content, media_type in (
        ("png", commented, documents.picture(), JPEG),
        ("png", lighter, documents.picture(), JPEG),
        ("pdf", signed, documents.pdf(1), PDF),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(flat_file, name, writer)
            with pytest.raises(Refused, match="showed more than its pixels"):
                redacted_copy.make(content, media_type, [BOX])
