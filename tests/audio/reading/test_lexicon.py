import pytest

from audio.errors import LexiconError
from audio.reading.lexicon import Entry, Lexicon, official_lexicon, read_lexicon
from audio.reading.read import read


def test_the_official_list_is_there_and_speakable() -> None:
    assert official_lexicon().alone("KCN") == "khu công nghiệp"


def test_the_longest_entry_that_fits_is_taken() -> None:
    lexicon = Lexicon.of(
        [
            Entry(abbreviation="TN", spoken="tài nguyên"),
            Entry(abbreviation="TN&MT", spoken="tài nguyên môi trường"),
        ]
    )

    assert read("Sở TN&MT, TN.", lexicon=lexicon).spoken == "Sở tài nguyên môi trường, tài nguyên"


def test_an_entry_holds_only_in_its_context() -> None:
    lexicon = read_lexicon("abbreviation,spoken,where,before,after\nQL,quốc lộ,,,[0-9]\nQL,quản lý,,,\n")

    assert read("QL3 và QL đất", lexicon=lexicon).spoken == "quốc lộ ba và quản lý đất"


def test_an_entry_is_not_found_inside_a_longer_word() -> None:
    lexicon = Lexicon.of([Entry(abbreviation="TT", spoken="trung tâm")])

    assert read("TTHC", lexicon=lexicon).spoken == "tê tê hát xê"


def test_own_entries_go_before_those_of_the_list(lexicon: Lexicon) -> None:
    own = lexicon.with_entries([Entry(abbreviation="KCN", spoken="khu của chúng ta")])

    assert read("KCN", lexicon=own).spoken == "khu của chúng ta"


@pytest.mark.parametrize("spoken", ["", "khu 2", "tám %", "a  b"])
def test_an_entry_that_would_bring_signs_to_the_voice_is_refused(spoken: str) -> None:
    with pytest.raises(LexiconError):
        Lexicon.of([Entry(abbreviation="X", spoken=spoken)])


def test_a_broken_condition_is_refused() -> None:
    with pytest.raises(LexiconError):
        read_lexicon("abbreviation,spoken,where,before,after\nQL,quốc lộ,,,[0-9\n")
