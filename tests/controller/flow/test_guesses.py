from datetime import timedelta

import pytest

from controller.errors import ShutOutError
from controller.flow.guesses import RemoteGuesses, shut_for
from tests.controller.flow.door import START

MINUTE = timedelta(minutes=1)


def test_from_the_fifth_wrong_guess_on_the_wait_doubles_to_a_quarter_of_an_hour() -> None:
    minutes = [shut_for(failures) // MINUTE for failures in (0, 4, 5, 6, 7, 8, 9, 10, 10_000)]

    assert minutes == [0, 0, 1, 2, 4, 8, 15, 15, 15]


def test_thirty_wrong_guesses_in_ten_minutes_shut_a_remote_address_out() -> None:
    guesses = RemoteGuesses()
    for second in range(30):
        guesses.check("203.0.113.7", START)
        guesses.note("203.0.113.7", START + timedelta(seconds=second))

    with pytest.raises(ShutOutError) as shut:
        guesses.check("203.0.113.7", START + 5 * MINUTE)

    assert shut.value.until == START + 10 * MINUTE
    guesses.check("203.0.113.8", START + 5 * MINUTE)
    guesses.check("203.0.113.7", START + 10 * MINUTE)


def test_remote_addresses_are_forgotten_before_they_fill_the_memory() -> None:
    guesses = RemoteGuesses(most=1)
    for number in range(10_001):
        guesses.note(f"2001:db8::{number:x}", START)

    guesses.check("2001:db8::0", START)
    with pytest.raises(ShutOutError):
        guesses.check("2001:db8::1", START)
