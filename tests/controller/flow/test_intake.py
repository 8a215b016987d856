"""Documents and web addresses become notices: the original as it came, the text that was taken."""

from pathlib import Path

import pytest

from audio.documents.values import Format, Note, NoteKind, OpenedDocument
from audio.errors import EncryptedDocumentError
from controller.entries import Fetched
from controller.errors import WrongInputError
from controller.flow import intake
from controller.flow.editions import edition
from tests.controller.belt import Belt, make_belt

PDF = b"%PDF-1.7 \x00\xff"


class FakeDocuments:
    """Opens everything as the same text; refuses what is named so."""

    def open(self, content: bytes, name: str) -> OpenedDocument:
        if name.startswith("secret"):
            raise EncryptedDocumentError(name)
        return OpenedDocument(text="THÔNG BÁO\nKiểm tra an toàn." * len(content[:1]), format=Format.PDF)


SCANNED = "THÔNG BÁO\nCổng số 3 đóng từ 7 giờ đến 9 giờ.\nXin cảm ơn."
RECOGNISED = (Note(kind=NoteKind.RECOGNISED, count=3),)


class FakeScanner:
    """Recognises the letters of every picture; typed text is what it is."""

    def open(self, content: bytes, name: str) -> OpenedDocument:
        if name == "notice.txt":
            return OpenedDocument(text=content.decode(), format=Format.TEXT)
        return OpenedDocument(text=SCANNED, format=Format.PDF, notes=RECOGNISED)


class FakeWeb:
    def fetch(self, url: str) -> Fetched:
        return Fetched(url=f"{url}/thong-bao.aspx?id=1", content=PDF, content_type="application/pdf")


@pytest.fixture
def belt(tmp_path: Path) -> Belt:
    return make_belt(tmp_path)


def document(name: str = "a.pdf") -> intake.Manuscript:
    return intake.Manuscript(original=PDF, file_name=name)


def test_the_original_is_kept_and_the_text_is_what_was_taken(belt: Belt) -> None:
    name = intake.take_in(belt.ledger, document(), now=belt.now, documents=FakeDocuments())

    with belt.ledger.reading() as unit:
        notice = unit.notices.get(name)
    assert notice.original == PDF
    assert notice.text == "THÔNG BÁO\nKiểm tra an toàn."
    assert notice.title == "Thông báo: Kiểm tra an toàn."


def test_a_document_that_does_not_open_is_no_notice_and_says_why(belt: Belt) -> None:
    with pytest.raises(WrongInputError, match="password") as refused:
        intake.take_in(belt.ledger, document("secret.pdf"), now=belt.now, documents=FakeDocuments())

    assert isinstance(refused.value.__cause__, EncryptedDocumentError)
    with belt.ledger.reading() as unit:
        assert unit.notices.all() == []


def test_a_document_can_take_the_place_of_a_text(belt: Belt) -> None:
    name = belt.take_in()
    with belt.ledger.reading() as unit:
        seen = intake.edition(unit.notices.get(name))

    intake.change(belt.ledger, name, document(), seen=seen, documents=FakeDocuments())

    with belt.ledger.reading() as unit:
        assert unit.notices.get(name).original == PDF


def test_what_would_be_taken_can_be_looked_at_before() -> None:
    assert intake.opened(document(), FakeDocuments()).format is Format.PDF


def test_what_stands_at_a_web_address_names_its_source_and_its_kind() -> None:
    found = intake.manuscript_at(FakeWeb(), "https://example.vn")

    assert found == intake.Manuscript(
        original=PDF, file_name="thong-bao.pdf", source_document="https://example.vn/thong-bao.aspx?id=1"
    )


def test_a_notice_keeps_what_was_done_to_get_its_text(belt: Belt) -> None:
    scanned = intake.take_in(belt.ledger, document(), now=belt.now, documents=FakeScanner())
    typed = belt.take_in()

    with belt.ledger.reading() as unit:
        assert unit.notices.get(scanned).notes == RECOGNISED
        assert unit.notices.get(typed).notes == ()


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (SCANNED.replace("số 3", "số 8"), RECOGNISED),
        (SCANNED.replace("Xin cảm ơn.", "Xin trân trọng cảm ơn."), RECOGNISED),
        ("Bản tin khác hẳn, do cán bộ viết lại từ đầu.", ()),
    ],
    ids=["a letter", "a line", "written anew"],
)
def test_notes_stay_while_a_text_is_mended_by_hand(belt: Belt, text: str, notes: tuple[Note, ...]) -> None:
    name = intake.take_in(belt.ledger, document(), now=belt.now, documents=FakeScanner())
    with belt.ledger.reading() as unit:
        seen = edition(unit.notices.get(name))
    mended = intake.Manuscript(original=text.encode(), file_name="notice.txt")

    intake.change(belt.ledger, name, mended, seen=seen, documents=FakeScanner())

    with belt.ledger.reading() as unit:
        assert unit.notices.get(name).notes == notes


def test_a_document_is_called_what_it_calls_itself_below_its_letterhead(belt: Belt) -> None:
    text = "CHÍNH PHỦ\nSố: 1/2026/NĐ-CP\n\nNGHỊ ĐỊNH\nQuy định mức hỗ trợ thuê nhà\n\nCăn cứ Luật Nhà ở;"

    name = belt.take_in(text)

    with belt.ledger.reading() as unit:
        assert unit.notices.get(name).title == "Nghị định: Quy định mức hỗ trợ thuê nhà"


def test_a_notice_that_only_names_its_kind_is_called_by_its_first_words(belt: Belt) -> None:
    name = belt.take_in("THÔNG BÁO\nBan quản lý nghỉ lễ từ ngày mai, mời mọi người chú ý.")

    with belt.ledger.reading() as unit:
        assert unit.notices.get(name).title.startswith("Thông báo: Ban quản lý nghỉ lễ")
