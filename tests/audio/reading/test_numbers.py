import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.reading.numbers import DIGITS, cardinal, month, ordinal, roman, written


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("0", "không"),
        ("5", "năm"),
        ("08", "tám"),
        ("10", "mười"),
        ("15", "mười lăm"),
        ("20", "hai mươi"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("55", "năm mươi lăm"),
        ("101", "một trăm linh một"),
        ("115", "một trăm mười lăm"),
        ("1005", "một nghìn không trăm linh năm"),
        ("24016", "hai mươi tư nghìn không trăm mười sáu"),
        ("1000000", "một triệu"),
        ("101030000", "một trăm linh một triệu không trăm ba mươi nghìn"),
        ("2000000001", "hai tỷ không trăm linh một"),
        ("1500000000000", "một nghìn năm trăm tỷ"),
        ("007", "không không bảy"),
    ],
)
def test_a_cardinal_is_said_as_people_say_it(figures: str, said: str) -> None:
    assert cardinal(figures) == said


def test_a_dot_is_thousands_and_a_comma_is_decimal() -> None:
    assert written("1.283") == "một nghìn hai trăm tám mươi ba"
    assert written("1,527") == "một phẩy năm hai bảy"
    assert written("16.414,5") == "mười sáu nghìn bốn trăm mười bốn phẩy năm"
    assert written("98,83") == "chín mươi tám phẩy tám mươi ba"
    assert written("0,05") == "không phẩy không năm"


def test_two_groups_after_commas_are_foreign_thousands() -> None:
    assert written("1,500,000") == "một triệu năm trăm nghìn"


def test_the_fourth_month_and_place_are_tu_and_the_first_place_is_nhat() -> None:
    assert (month("04"), ordinal("4"), ordinal("1"), ordinal("24")) == ("tư", "tư", "nhất", "hai mươi tư")


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("XIII", 13), ("XL", 40), ("LXXXIX", 89)]
)
def test_a_roman_numeral_has_its_value(numeral: str, value: int) -> None:
    assert roman(numeral) == value


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IC", "MIX"])
def test_what_only_looks_like_a_roman_numeral_has_none(numeral: str) -> None:
    assert roman(numeral) is None


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_a_cardinal_can_be_counted_back(value: int) -> None:
    assert _counted(cardinal(str(value))) == value


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=10**12))
def test_two_amounts_never_sound_the_same(one: int, other: int) -> None:
    assert (cardinal(str(one)) == cardinal(str(other))) == (one == other)


def _counted(said: str) -> int:
    """Count a spoken number the slow way, from its words alone."""
    ones = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "linh": 0}
    total = group = held = 0
    for word in said.split():
        match word:
            case "trăm":
                group, held = held * 100, 0
            case "mươi":
                group, held = group + held * 10, 0
            case "mười":
                group, held = group + 10, 0
            case "nghìn" | "triệu":
                total += (group + held) * {"nghìn": 1000, "triệu": 10**6}[word]
                group = held = 0
            case "tỷ":
                total, group, held = (total + group + held) * 10**9, 0, 0
            case _:
                held = ones[word]
    return total + group + held
