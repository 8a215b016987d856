import secrets
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.errors import WrongInputError
from controller.flow.credentials import (
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    fit_password,
    generate_password,
    shown_name,
    sign_in_name,
)

NAMES = ("nguyễn thị hoa", "Bà Hoa")


@pytest.mark.parametrize("typed", ["Nguyễn Thị Hoa", "NGUYỄN THỊ HOA", "  nguyễn  thị\thoa "])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_sign_in_name_is_the_same_however_it_is_typed(typed: str, form: str) -> None:
    assert sign_in_name(unicodedata.normalize(form, typed)) == "nguyễn thị hoa"


@pytest.mark.parametrize(
    "typed", ["", "   ", "a" * (LONGEST_NAME + 1), "hoa\x00", "ho\u200ba", "ho\u202ea", "\ud83d"]
)
def test_a_name_that_is_empty_too_long_or_unseen_is_refused(typed: str) -> None:
    with pytest.raises(WrongInputError) as refused:
        sign_in_name(typed)

    assert refused.value.field == "name"


def test_a_shown_name_keeps_its_capitals_and_loses_its_edges() -> None:
    assert shown_name("  Bà  Hoa ", "display_name") == "Bà Hoa"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=LONGEST_NAME))
def test_writing_a_sign_in_name_again_changes_nothing(typed: str) -> None:
    try:
        written = sign_in_name(typed)
    except WrongInputError:
        return

    assert sign_in_name(written) == written


@pytest.mark.parametrize("password", ["loa kêu to", "mười chữ ạ", "x" * 10 + "y", "🔊📢🔔🎺🎷🥁🎸🎻🪕🎹"])
def test_any_ten_characters_will_do(password: str) -> None:
    assert fit_password(password, names=NAMES) == unicodedata.normalize("NFKC", password)


def test_a_password_is_the_same_from_keyboards_that_compose_letters_differently() -> None:
    composed = "Thông báo ngừng cấp nước"

    assert fit_password(unicodedata.normalize("NFD", composed), names=NAMES) == composed


@pytest.mark.parametrize("length", [0, SHORTEST_PASSWORD - 1, LONGEST_PASSWORD + 1])
def test_a_password_that_is_too_short_or_too_long_is_refused(length: int) -> None:
    with pytest.raises(WrongInputError, match="10 to 256") as refused:
        fit_password("x" * length, names=NAMES)

    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    ["nguyễn thị hoa", "NGUYỄN THỊ HOA", "NguyễnThịHoa", "1234567890", "Mat Khau 123", "PASSWORD123"],
)
def test_what_is_tried_first_is_refused_and_not_repeated(password: str) -> None:
    with pytest.raises(WrongInputError) as refused:
        fit_password(password, names=NAMES)

    assert refused.value.field == "password"
    assert password not in str(refused.value)


def test_a_generated_password_is_fit_and_without_look_alikes() -> None:
    password = generate_password(secrets.choice)

    assert fit_password(password, names=NAMES) == password
    assert len(password.split("-")) == 5
    assert not set("il1o0") & set(password)


def test_a_generated_password_has_at_least_80_bits() -> None:
    asked: list[str] = []

    def first(letters: str) -> str:
        asked.append(letters)
        return letters[0]

    generate_password(first)

    ways = 1
    for letters in asked:
        ways *= len(set(letters))
    assert ways >= 2**80
