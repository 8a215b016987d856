"""What the fake claims of passwords, argon2 does too."""

import pytest
from argon2 import PasswordHasher

from controller.machines.passwords import Argon2Passwords
from controller.ports import Passwords
from tests.fakes.passwords import FakePasswords

PHRASE = "Loa cổng 1 đọc lúc tan ca"


@pytest.fixture(scope="module", params=[FakePasswords, Argon2Passwords])
def passwords(request: pytest.FixtureRequest) -> Passwords:
    made: Passwords = request.param()
    return made


def test_a_hash_is_of_its_password_and_of_no_other(passwords: Passwords) -> None:
    kept = passwords.hash(PHRASE)

    assert passwords.verify(kept, PHRASE)
    assert not passwords.verify(kept, PHRASE.lower())
    assert not passwords.verify(kept, "")


def test_nobodys_hash_is_of_no_password(passwords: Passwords) -> None:
    assert not passwords.verify(None, PHRASE)


def test_a_hash_of_todays_cost_is_not_made_anew(passwords: Passwords) -> None:
    assert not passwords.needs_rehash(passwords.hash(PHRASE))


def test_argon2_salts_each_hash_and_shows_no_password() -> None:
    passwords = Argon2Passwords()
    first, second = passwords.hash(PHRASE), passwords.hash(PHRASE)

    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PHRASE not in first


def test_a_hash_of_another_cost_still_opens_and_is_made_anew() -> None:
    dearer = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1).hash(PHRASE)
    passwords = Argon2Passwords()

    assert passwords.verify(dearer, PHRASE)
    assert passwords.needs_rehash(dearer)


def test_what_is_no_hash_at_all_opens_for_nobody() -> None:
    assert not Argon2Passwords().verify("spoilt", PHRASE)


def test_half_a_character_is_a_wrong_password_and_no_fault() -> None:
    passwords = Argon2Passwords()

    assert not passwords.verify(passwords.hash(PHRASE), "nửa \ud83d chữ")
