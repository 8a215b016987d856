"""Real-shaped pages are heard without their debris, and whole."""

import pytest

from audio.documents.open import open_text
from audio.documents.spoken import spoken_places
from audio.reading.plain import plain

from .portals import PAGES
from .test_legacy import TCVN3, VNI

_MENU = {
    TCVN3: ("Trang chñ\nTin tøc\n", "\nL­ît xem: 1.234\nTin liªn quan\nHéi thao mïa thu"),
    VNI: ("Trang chuû\nTin töùc\n", "\nLöôït xem: 1.234\nTin lieân quan\nHoäi thao muøa thu"),
}


def heard(text: str) -> tuple[str, ...]:
    """Return the paragraphs that are read of a page, each with single spaces."""
    page = plain(text, kept=spoken_places(text).kept)
    return tuple(" ".join(line.split()) for line in page.text.split("\n") if line.strip())


@pytest.mark.parametrize(("text", "expected"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_page_is_heard_without_what_it_carries_along(text: str, expected: tuple[str, ...]) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize("font", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_a_page_in_an_old_font_loses_its_debris_too(font: str) -> None:
    above, below = _MENU[font]

    text = open_text((above + font + below).encode(), name="a.txt").text

    assert heard(text) == heard(open_text(font.encode(), name="a.txt").text)
