"""Every kind of document gives the same words, or a clear reason why not."""

import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from audio.documents.readers import open_document
from audio.documents.values import Format, Limits, NoteKind, OpenedDocument
from audio.errors import (
    BrokenDocumentError,
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    Measure,
    RecogniserMissingError,
    UnknownFormatError,
)
from tests.audio.conftest import absent

from . import samples
from .samples import FLAT_ROWS, ROWS, SENTENCES
from .test_legacy import TCVN3

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENCRYPTING = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b"<manifest:encryption-data/></manifest:manifest>"
)
SAME_WORDS = {
    "notice.txt": ("\n".join(SENTENCES).encode(), Format.TEXT),
    "notice.md": (samples.markdown_of(SENTENCES), Format.MARKDOWN),
    "notice.html": (samples.html_of(SENTENCES), Format.HTML),
    "notice.docx": (samples.docx_of(SENTENCES), Format.DOCX),
    "notice.odt": (samples.odt_of(SENTENCES), Format.ODT),
    "notice.rtf": (samples.rtf_of(SENTENCES), Format.RTF),
    "notice.pdf": (samples.stacked_pdf(SENTENCES), Format.PDF),
}


def opened(content: bytes, name: str = "a") -> OpenedDocument:
    return open_document(content, name=name)


def lines(document: OpenedDocument) -> list[str]:
    text = unicodedata.normalize("NFC", document.text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def kinds(document: OpenedDocument) -> list[NoteKind]:
    return [note.kind for note in document.notes]


@pytest.fixture
def tesseract() -> None:
    program = shutil.which("tesseract")
    told = subprocess.run([program, "--list-langs"], capture_output=True, check=False) if program else None
    if told is None or b"vie" not in told.stdout:
        absent("tesseract-ocr-vie")


def scanned() -> Image.Image:
    picture = samples.picture_of(SENTENCES)
    if picture is None:
        absent("a font with Vietnamese letters")
    assert picture is not None
    return picture


@pytest.mark.parametrize("name", SAME_WORDS)
def test_every_kind_gives_the_same_words(name: str) -> None:
    content, format_ = SAME_WORDS[name]

    document = opened(content, name)

    assert document.format is format_
    assert lines(document) == list(SENTENCES)


@pytest.mark.parametrize("name", [name for name in SAME_WORDS if not name.endswith(".md")])
def test_the_kind_is_told_by_content_whatever_the_name(name: str) -> None:
    content, format_ = SAME_WORDS[name]

    assert opened(content, "scan0001.dat").format is format_


@pytest.mark.parametrize(
    "content",
    [
        samples.docx_of(SENTENCES, ROWS),
        samples.odt_of(SENTENCES, ROWS),
        samples.html_of(SENTENCES, ROWS),
    ],
    ids=["docx", "odt", "html"],
)
def test_a_row_of_a_table_becomes_a_line(content: bytes) -> None:
    document = opened(content)

    assert lines(document) == [*SENTENCES, *FLAT_ROWS]
    assert NoteKind.TABLES_FLATTENED in kinds(document)


def test_the_numbers_that_word_draws_are_taken() -> None:
    document = docx.Document()
    for line in SENTENCES:
        document.add_paragraph(line, style="List Number")
    content = BytesIO()
    document.save(content)

    assert lines(opened(content.getvalue())) == [f"{n}. {line}" for n, line in enumerate(SENTENCES, start=1)]


def test_tracked_changes_are_taken_as_if_accepted() -> None:
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {W}><w:r><w:t>Nộp trước </w:t></w:r>"
            "<w:del><w:r><w:delText>ngày 1</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>ngày 2</w:t></w:r></w:ins></w:p>"
        ),
    )
    content = BytesIO()
    document.save(content)

    found = opened(content.getvalue())

    assert lines(found) == ["Nộp trước ngày 2"]
    assert NoteKind.DELETIONS_LEFT_OUT in kinds(found)


@pytest.mark.parametrize("make", [samples.docx_of, samples.stacked_pdf, samples.rtf_of, samples.html_of])
def test_old_fonts_in_a_file_of_any_kind_are_converted(make: Callable[[Sequence[str]], bytes]) -> None:
    found = opened(make(TCVN3.splitlines()))

    assert lines(found) == list(SENTENCES)
    assert NoteKind.FROM_TCVN3 in kinds(found)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = samples.wrapped(" ".join([*SENTENCES, *SENTENCES]), 44)
    right = samples.wrapped("Doanh nghiệp báo cáo. " + " ".join(SENTENCES[::-1]) + " " + SENTENCES[0], 44)

    found = opened(
        samples.columned_pdf(left, right, "THÔNG BÁO CỦA BAN QUẢN LÝ VỀ KIỂM TRA AN TOÀN TRONG CÁC KHU")
    )

    assert lines(found)[1:] == [*left, *right]
    assert kinds(found) == [NoteKind.COLUMNS_IN_ORDER]


def test_a_table_in_a_pdf_is_read_row_by_row() -> None:
    places = [
        (50.0 + 260 * c, 800.0 - 20 * r, text) for r, row in enumerate(ROWS * 3) for c, text in enumerate(row)
    ]

    assert lines(opened(samples.pdf_of([places]))) == list(FLAT_ROWS * 3)


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_letters_in_a_picture_are_recognised(kind: str) -> None:
    document = opened(samples.saved(scanned(), kind))

    assert " ".join(lines(document)) == " ".join(SENTENCES)
    assert kinds(document) == [NoteKind.RECOGNISED]


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_without_a_recogniser_a_picture_names_the_package(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(RecogniserMissingError, match="tesseract-ocr-vie"):
        opened(samples.saved(Image.new("L", (400, 300), 255), kind))


def test_without_a_recogniser_pages_with_text_are_taken_and_the_others_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    both = pdfium.PdfDocument(samples.stacked_pdf(SENTENCES))
    both.import_pages(pdfium.PdfDocument(samples.saved(Image.new("L", (400, 300), 255), "PDF")))
    content = BytesIO()
    both.save(content)

    found = opened(content.getvalue())

    assert lines(found) == list(SENTENCES)
    assert kinds(found) == [NoteKind.PAGES_WITHOUT_TEXT]


@pytest.mark.parametrize(
    "content",
    [
        samples.pdf_of([[(50, 800, "bí mật")]], trailer=samples.ENCRYPTED),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        samples.zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": ENCRYPTING,
                "content.xml": b"\x8f\x01",
            }
        ),
    ],
    ids=["pdf", "docx", "odt"],
)
def test_what_a_password_protects_is_refused_as_such(content: bytes) -> None:
    with pytest.raises(EncryptedDocumentError):
        opened(content)


@pytest.mark.parametrize("name", ["notice.docx", "notice.odt", "notice.rtf", "notice.pdf"])
def test_what_was_cut_off_is_refused_as_damaged(name: str) -> None:
    content, _ = SAME_WORDS[name]

    with pytest.raises(BrokenDocumentError):
        opened(content[: len(content) // 3], name)


def test_a_picture_cut_off_is_refused_as_damaged() -> None:
    content = samples.saved(Image.effect_noise((600, 600), 90), "PNG")

    with pytest.raises(BrokenDocumentError):
        opened(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 .doc", "old Office"),
        (samples.zipped({"a.txt": b"a"}), "zip"),
        (b"GIF89a", "GIF"),
    ],
)
def test_what_is_of_another_kind_is_refused_by_its_name(content: bytes, kind: str) -> None:
    with pytest.raises(UnknownFormatError, match=kind):
        opened(content)


def test_a_zip_bomb_is_stopped_by_what_comes_out_of_it() -> None:
    bomb = samples.zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 3_000_000})

    with pytest.raises(DocumentTooLargeError) as refused:
        open_document(bomb, name="a.docx", limits=Limits(inflated_bytes=1_000_000))

    assert refused.value.measure is Measure.INFLATED_BYTES


def test_a_zip_that_lies_about_its_sizes_is_stopped_all_the_same() -> None:
    bomb = bytearray(
        samples.zipped(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b" " * 3_000_000}
        )
    )
    size = (3_000_000).to_bytes(4, "little")
    lie = bytes(bomb).replace(size, (10).to_bytes(4, "little"))

    with pytest.raises((DocumentTooLargeError, BrokenDocumentError)):
        open_document(lie, name="a.odt", limits=Limits(inflated_bytes=1_000_000))


def test_entities_that_multiply_are_refused() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

    with pytest.raises(BrokenDocumentError, match="entities"):
        opened(samples.odt_of(["&b;"], dtd=laughs))


def test_entities_from_files_are_refused() -> None:
    with pytest.raises(BrokenDocumentError, match="entities"):
        opened(samples.odt_of(["&x;"], dtd='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))


@pytest.mark.parametrize(
    ("content", "limits", "measure"),
    [
        (b"a" * 50_000_000, Limits(), Measure.BYTES),
        (samples.pdf_of([[(50, 800, "a")]] * 3), Limits(pages=2), Measure.PAGES),
        (samples.saved(Image.new("L", (400, 300)), "PNG"), Limits(pixels=100_000), Measure.PIXELS),
    ],
    ids=["bytes", "pages", "pixels"],
)
def test_what_is_over_a_limit_is_refused_and_names_it(
    content: bytes, limits: Limits, measure: Measure
) -> None:
    with pytest.raises(DocumentTooLargeError) as refused:
        open_document(content, name="a", limits=limits)

    assert refused.value.measure is measure


def test_a_page_of_scripts_alone_is_empty() -> None:
    with pytest.raises(EmptyDocumentError):
        opened(b"<!doctype html><html><body><script>document.write('a')</script></body></html>")


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(DocumentError):
        opened(b"<html><body>" + b"<div>" * 100_000 + b"a")


def test_a_member_of_a_zip_under_a_password_is_refused() -> None:
    content = bytearray(samples.docx_of(SENTENCES))
    with zipfile.ZipFile(BytesIO(content)) as package:
        first = package.infolist()[0]
    central = bytes(content).index(b"PK\1\2")
    content[first.header_offset + 6] |= 1
    content[central + 8] |= 1

    with pytest.raises(EncryptedDocumentError):
        opened(bytes(content))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_opened_or_refused_in_words(content: bytes) -> None:
    _open_or_refuse(content)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
@given(st.sampled_from(sorted(SAME_WORDS)), st.data())
def test_any_damage_is_opened_or_refused_in_words(name: str, data: st.DataObject) -> None:
    content = bytearray(SAME_WORDS[name][0])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    _open_or_refuse(bytes(content[data.draw(st.integers(0, 20)) :]))


def _open_or_refuse(content: bytes) -> None:
    try:
        document = open_document(content, name="a", limits=Limits(characters=10_000))
    except DocumentError:
        return
    assert document.text.strip()
    assert len(document.text) <= 10_000
    document.text.encode("utf-8")
