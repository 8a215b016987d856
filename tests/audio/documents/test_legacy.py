"""Vietnamese from before Unicode is recognised and converted, and nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.documents import legacy
from audio.documents.legacy import decode_legacy, mend_legacy
from audio.documents.open import open_text
from audio.documents.values import NoteKind

from .samples import SENTENCES

TEXT = "\n".join(SENTENCES)
TCVN3 = (
    "Ban Qu¶n lý c¸c khu c«ng nghiÖp th«ng b¸o vÒ viÖc kiÓm tra phßng ch¸y, ch÷a ch¸y.\n"
    "§Ò nghÞ c¸c doanh nghiÖp nép hå s¬ tr­íc ngµy 01/12/2026 t¹i bé phËn mét cöa.\n"
    "Mäi v­íng m¾c xin liªn hÖ V¨n phßng Ban ®Ó ®­îc h­íng dÉn gi¶i quyÕt."
).replace("lý", "l\u00fd")
VNI = (
    "Ban Quaûn lyù caùc khu coâng nghieäp thoâng baùo veà vieäc kieåm tra phoøng chaùy, chöõa chaùy.\n"
    "Ñeà nghò caùc doanh nghieäp noäp hoà sô tröôùc ngaøy 01/12/2026 taïi boä phaän moät cöûa.\n"
    "Moïi vöôùng maéc xin lieân heä Vaên phoøng Ban ñeå ñöôïc höôùng daãn giaûi quyeát."
)


@pytest.mark.parametrize(("misread", "kind"), [(TCVN3, NoteKind.FROM_TCVN3), (VNI, NoteKind.FROM_VNI)])
def test_old_fonts_in_a_file_are_converted_and_noted(misread: str, kind: NoteKind) -> None:
    text, note = mend_legacy(misread)

    assert text == TEXT
    assert note is not None
    assert (note.kind, note.count) == (kind, 3)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TCVN3.encode("latin-1"), NoteKind.FROM_TCVN3),
        (VNI.encode("latin-1"), NoteKind.FROM_VNI),
        (
            bytes(legacy._VISCII.find(c) + 0x80 if not c.isascii() else ord(c) for c in TEXT),
            NoteKind.FROM_VISCII,
        ),
    ],
    ids=["tcvn3", "vni", "viscii"],
)
def test_old_bytes_are_converted_and_noted(content: bytes, kind: NoteKind) -> None:
    opened = open_text(content, name="a.txt")

    assert opened.text == TEXT
    assert [note.kind for note in opened.notes] == [kind]


def test_the_code_of_windows_is_converted_and_noted() -> None:
    decomposed = "".join(_windows(letter) for letter in TEXT)

    opened = open_text(decomposed.encode("cp1258"), name="a.txt")

    assert opened.text == TEXT
    assert [note.kind for note in opened.notes] == [NoteKind.FROM_WINDOWS_1258]


def test_capitals_that_only_the_font_raised_are_raised() -> None:
    text, _ = mend_legacy(f"QUYÕT §ÞNH\n{TCVN3}")

    assert text.splitlines()[0] == "QUYẾT ĐỊNH"


def test_a_file_half_in_unicode_keeps_that_half_to_the_letter() -> None:
    right = "Thông báo: «Cổng số 2» đóng.\nThông báo\n"

    text, note = mend_legacy(right + TCVN3)

    assert text == right + TEXT
    assert note is not None
    assert note.count == 3


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        "Thông báo\nToà nhà",
        "Café «Münster» 25°C ± 2",
        "© 2026 ® ½ ¾",
        "abc",
    ],
)
def test_what_is_right_stays_as_it_came(text: str) -> None:
    assert mend_legacy(text) == (text, None)


@given(st.text(max_size=200))
def test_any_text_is_mended_without_losing_a_line(text: str) -> None:
    mended, note = mend_legacy(text)

    assert len(mended.splitlines()) == len(text.splitlines())
    assert note is not None or mended == text


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_not(content: bytes) -> None:
    found = decode_legacy(content)

    assert found is None or found[0]


def _windows(letter: str) -> str:
    """Write a letter as Windows-1258 does: its tone after it."""
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        parts = unicodedata.normalize("NFD", letter)
        if tone in parts:
            return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return letter
