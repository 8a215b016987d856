"""Documents and web addresses become notices: the original as it came, the text that was taken."""

from pathlib import Path

import pytest

from audio.documents.values import Format, OpenedDocument
from audio.errors import EncryptedDocumentError
from controller.entries import Fetched
from controller.errors import WrongInputError
from controller.flow import intake
from tests.controller.belt import Belt, make_belt

PDF = b"%PDF-1.7 \x00\xff"


class FakeDocuments:
    """Opens everything as the same text; refuses what is named so."""

    def open(self, content: bytes, name: str) -> OpenedDocument:
        if name.startswith("secret"):
            raise EncryptedDocumentError(name)
        return OpenedDocument(text="THÔNG BÁO\nKiểm tra an toàn." * len(content[:1]), format=Format.PDF)


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
