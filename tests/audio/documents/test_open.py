import pytest

from audio.documents.open import open_text
from audio.documents.values import Limits
from audio.errors import (
    BinaryDocumentError,
    DocumentError,
    DocumentTooLongError,
    EmptyDocumentError,
    WrongEncodingError,
)


def test_a_text_is_given_back_as_it_came() -> None:
    decomposed = "Thông báo\r\n\tngày 1"

    assert open_text(decomposed.encode(), name="a.txt").text == decomposed


def test_a_byte_order_mark_is_no_text() -> None:
    assert open_text("\ufeffThông báo".encode(), name="a.txt").text == "Thông báo"


@pytest.mark.parametrize("content", [b"", b" \n\t ", "\ufeff".encode()])
def test_nothing_or_only_white_space_is_empty(content: bytes) -> None:
    with pytest.raises(EmptyDocumentError):
        open_text(content, name="a.txt")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7\n\x01", b"abc\x00"])
def test_a_binary_file_named_txt_is_refused(content: bytes) -> None:
    with pytest.raises(BinaryDocumentError):
        open_text(content, name="a.txt")


def test_bytes_of_which_no_encoding_makes_vietnamese_are_refused_at_the_first_wrong_one() -> None:
    with pytest.raises(WrongEncodingError) as refused:
        open_text(b"abc k\xd7\xf7 x\xf0\xfe", name="a.txt")

    assert refused.value.offset == 5


def test_a_text_over_the_limit_is_refused_and_one_at_it_is_not() -> None:
    assert open_text(b"a" * 200_000, name="a.txt", limits=Limits(characters=200_000))
    with pytest.raises(DocumentTooLongError) as refused:
        open_text(b"a" * 300_000, name="a.txt", limits=Limits(characters=200_000))

    assert (refused.value.length, refused.value.limit) == (300_000, 200_000)


def test_every_refusal_names_the_file() -> None:
    with pytest.raises(DocumentError, match=r"notice\.txt"):
        open_text(b"", name="notice.txt")
