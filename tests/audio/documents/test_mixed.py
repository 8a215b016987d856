"""What is left once persons are held out still reads as sentences, and what is public is left."""

import re

import pytest

from audio.documents.spoken import spoken_places

from .mixed import GUARDED


def heard(text: str) -> str:
    """What is spoken, with its gaps closed as the reader closes them."""
    words = " ".join(" ".join(span.of(text) for span in spoken_places(text).kept).split())
    return re.sub(r"\s+(?=[,.;])", "", words)


@pytest.mark.parametrize(("text", "left"), [one[1:] for one in GUARDED], ids=[one[0] for one in GUARDED])
def test_what_remains_beside_persons_is_whole(text: str, left: str) -> None:
    assert heard(text) == left
