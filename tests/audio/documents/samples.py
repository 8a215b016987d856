"""The same notice as files of every kind, made by hand or by the libraries that writers use."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import docx
from PIL import Image, ImageDraw, ImageFont

SENTENCES = (
    "Ban Quản lý các khu công nghiệp thông báo về việc kiểm tra phòng cháy, chữa cháy.",
    "Đề nghị các doanh nghiệp nộp hồ sơ trước ngày 01/12/2026 tại bộ phận một cửa.",
    "Mọi vướng mắc xin liên hệ Văn phòng Ban để được hướng dẫn giải quyết.",
)
ROWS = (("Đơn vị", "Thời gian"), ("Công ty Bình Minh", "8 giờ"), ("Công ty Hòa Phát", "14 giờ"))
FLAT_ROWS = tuple(" | ".join(row) for row in ROWS)
_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
)
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H "
    b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_LETTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /DW 500 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)
_ODT_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "text", "table")
)


def docx_of(lines: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def odt_of(lines: Sequence[str], rows: Sequence[Sequence[str]] = (), dtd: str = "") -> bytes:
    table = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in rows
    )
    body = "".join(f"<text:p>{line}</text:p>" for line in lines) + (
        f"<table:table>{table}</table:table>" if rows else ""
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{dtd}<office:document-content {_ODT_SPACES}>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def rtf_of(lines: Sequence[str]) -> bytes:
    def escaped(line: str) -> str:
        return "".join(letter if letter.isascii() else rf"\u{ord(letter)}?" for letter in line)

    return (r"{\rtf1\ansi\ansicpg1252\uc1 " + r"\par ".join(map(escaped, lines)) + r"\par}").encode("ascii")


def html_of(lines: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        "<!DOCTYPE html><html><head><title>Cổng</title><style>p{}</style>"
        "<script>alert('mã độc')</script></head>"
        f"<body><nav><a href='/'>Trang chủ</a></nav>{paragraphs}<table>{table}</table>"
        "<script>document.write('quảng cáo')</script><div style='display:none'>ẩn</div>"
        "<footer>Bản quyền</footer></body></html>"
    ).encode()


def markdown_of(lines: Sequence[str]) -> bytes:
    return ("# " + lines[0] + "\n\n" + "\n\n".join(f"**{line}**" for line in lines[1:])).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for path, content in members.items():
            kind = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(path, content, kind)
    return packed.getvalue()


def wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def pdf_of(pages: Sequence[Sequence[tuple[float, float, str]]], trailer: str = "") -> bytes:
    """Write lines at places (x, y in points) with a font that maps codes to letters and is not embedded."""
    count = len(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        _FONT,
        _LETTERS,
        _stream(_to_unicode()),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        shown = "".join(
            f"BT /F 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in lines
        )
        objects.append(_stream(shown))
    return _pdf(objects, trailer)


def columned_pdf(left: Sequence[str], right: Sequence[str], title: str) -> bytes:
    """Two columns, written line by line across both as some programs do."""
    lines = [(50.0, 800.0, title)]
    for number in range(max(len(left), len(right))):
        y = 760.0 - 14 * number
        lines += [(x, y, side[number]) for x, side in ((50.0, left), (310.0, right)) if number < len(side)]
    return pdf_of([lines])


def stacked_pdf(lines: Sequence[str]) -> bytes:
    return pdf_of([[(50.0, 800.0 - 20 * number, line) for number, line in enumerate(lines)]])


ENCRYPTED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "11" * 32 + "> /U <" + "22" * 32 + "> >> "
    "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
)


def picture_of(lines: Sequence[str]) -> Image.Image | None:
    """Return a page as a scanner sees it at 300 dpi; None where no font here has Vietnamese letters."""
    path = next((font for font in _FONTS if Path(font).exists()), None)
    if path is None:
        return None
    picture = Image.new("L", (2480, 300 + 100 * len(lines)), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(path, 44)
    for number, line in enumerate(lines):
        pen.text((150, 150 + 100 * number), line, fill=0, font=font)
    return picture


def saved(picture: Image.Image, kind: str) -> bytes:
    content = BytesIO()
    picture.save(content, kind, resolution=300)
    return content.getvalue()


def _to_unicode() -> str:
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(0x100)]
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    listed = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{listed}\nendcmap end end"
    )


def _stream(text: str) -> bytes:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream".encode("ascii")


def _pdf(objects: Sequence[bytes], trailer: str) -> bytes:
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(written)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    written += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF".encode()
    )
    return bytes(written)
