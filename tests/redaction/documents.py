"""Files that hold a name in every place where such files can hold one."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

NAME = "Olena Petrenko"
#: Where the name is on the page of both, in percent.
PLACE = "10,20,60,20"
#: The size of a page in points.
PAGE = (297, 210)


def picture(file_format: str = "JPEG", size: tuple[int, int] = (400, 200)) -> bytes:
    """A picture of the name, in grey, with the name and a place in its metadata."""
    image = Image.new("RGB", size, "#e0e0e0")
    ImageDraw.Draw(image).text((size[0] * 0.15, size[1] * 0.25), NAME, "black", font_size=28)
    exif = Image.Exif()
    exif[0x010E] = NAME
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 0.0, 0.0), 3: "E", 4: (36.0, 15.0, 0.0)})
    stream = io.BytesIO()
    image.save(stream, file_format, exif=exif, comment=NAME.encode())
    return stream.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""
    small = picture("PNG")
    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


def pdf(pages: int = 2, locked: bool = False) -> bytes:
    """A PDF with the name in text, a layer, an annotation, a field, a file, XMP and Info."""
    made = pikepdf.new()
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String(NAME)))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    text = f"/OC /L BDC BT /F 24 Tf 36 150 Td ({NAME}) Tj ET EMC"
    for _page in range(pages):
        page = made.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(Font=Dictionary(F=font), Properties=Dictionary(L=layer))
        page.Contents = made.make_stream(text.encode())
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([40, 130, 55, 145]),
            Contents=String(NAME),
        )  # fmt: skip
        page.Annots = Array([made.make_indirect(note)])
    made.attachments["names.txt"] = NAME.encode()
    made.docinfo.Author = String(NAME)
    with made.open_metadata() as xmp:
        xmp["dc:title"] = NAME
    stream = io.BytesIO()
    made.save(stream, encryption=pikepdf.Encryption(user=NAME, owner=NAME) if locked else False)
    return stream.getvalue()
