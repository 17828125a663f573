"""Small files as they are dropped on the window, made by the programs that make them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kharkiv_tracker.posts import post_worker
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.post_files import gathered

ARTICLE = """<!doctype html><html lang="uk-UA"><head><meta charset="utf-8">
<title>Удар по Харкову — Новини</title>
<meta property="og:title" content="Удар по Харкову: що відомо">
<meta property="og:site_name" content="Новини Харкова">
<meta name="author" content="М. Кравець">
<meta property="article:published_time" content="2022-08-18T06:20:00Z">
<link rel="canonical" href="https://news.example/2022/08/18/udar">
<script>var dead = 99;</script><style>p {}</style></head>
<body><header>Головна 24/7</header><nav><ul><li>Усі 112 новин</ul></nav>
<article><h1>Удар по Харкову</h1><p>Уночі ракета влучила в <b>гуртожиток</b>
на Салтівці.<p>Загинули <em>7</em> людей, 16&nbsp;поранені.</p>
<table><tr><td>загинули<td>7</tr><tr><td>поранені<td>16</tr></table>
<ul><li>перша<li>друга</ul>Рядок<br>ще рядок<div hidden>4 приховані</div></article>
<aside>Читайте також: 50 загиблих у Сумах</aside><footer>© 2022</footer></body></html>"""


def posts(path: Path, many: bool = True) -> tuple[Post, ...]:
    """The posts of a file as the child gives them, without the child; raises what is raised."""
    return gathered(json.dumps(answer).encode() for answer in post_worker.answers(path, many))


def problem(path: Path, many: bool = True) -> str:
    """The name of the problem that a file has, "" for one that is read."""
    return str(list(post_worker.answers(path, many))[-1].get("problem", ""))


def word(path: Path, *paragraphs: str, rows: Sequence[Sequence[str]] = ()) -> Any:
    """A Word document of these paragraphs and this table; it can be changed and saved again."""
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return document


def with_part(path: Path, name: str, content: bytes) -> None:
    """Put another content in the place of a part of a ZIP file, or beside its parts."""
    with zipfile.ZipFile(path) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, data in (parts | {name: content}).items():
            package.writestr(entry, data)
    path.write_bytes(stream.getvalue())


def pdf(*pages: str, extra: str = "") -> bytes:
    """A PDF with a line of Latin letters for each line of a page; `extra` is in its catalog."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {extra}>>"]
    numbers = [4 + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, text in zip(numbers, pages, strict=True):
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.splitlines())
        stream = f"BT /F 12 Tf 50 750 Td {lines}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    content, places = "%PDF-1.4\n", []
    for index, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{index} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{content}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    ).encode()


def message(number: int, text: Any, **others: Any) -> dict[str, Any]:
    """A message of a channel as Telegram Desktop writes it."""
    return {
        "id": number,
        "type": "message",
        "date": "2022-08-18T08:20:00",
        "date_unixtime": "1660803600",
        "from": "Новини Харкова",
        "from_id": "channel1",
        "text": text,
        "text_entities": [],
        **others,
    }


def channel(*messages: Mapping[str, Any], **others: Any) -> bytes:
    """An exported channel of these messages."""
    about = {"name": "Новини Харкова", "type": "public_channel", "id": 1234, **others}
    return json.dumps({**about, "messages": messages}, ensure_ascii=False, indent=1).encode()
