from dataclasses import replace
from datetime import timedelta

import pytest

from controller.errors import ShutOutError, WrongPasswordError
from controller.flow import sign_in
from controller.flow.guesses import FREE_GUESSES
from controller.site import token_digest
from controller.store.unit import SqlLedger
from tests.controller.flow.door import PASSWORD, Door
from tests.fakes.passwords import FakePasswords

MINUTE = timedelta(minutes=1)
WRONG = "not the password"


def _guess_wrong(door: Door, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPasswordError):
            door.sign_in(password=WRONG)


def test_a_person_is_known_by_the_token_of_their_session(door: Door) -> None:
    hoa = door.first()

    who = door.signed_in(door.sign_in(user_agent="Firefox\x00 128 " + "x" * 500))

    assert who.person == door.person(hoa)
    assert who.session.user_agent.startswith("Firefox 128 xxx")
    assert len(who.session.user_agent) == 120


def test_no_token_is_stored_or_shown(door: Door) -> None:
    door.first()

    opened = door.sign_in()

    who = door.signed_in(opened)
    assert who.session.digest == token_digest(opened.token)
    assert opened.token not in repr(opened)
    assert who.csrf not in repr(who)


@pytest.mark.parametrize("token", ["", "token 999", "\udc80"])
def test_a_token_of_no_session_is_nobodys(door: Door, token: str) -> None:
    assert sign_in.whose(door.ledger, token, door.now) is None


def test_an_unknown_name_is_refused_in_the_words_of_a_wrong_password_and_takes_a_hash_as_long(
    door: Door,
) -> None:
    door.first()

    with pytest.raises(WrongPasswordError) as of_password:
        door.sign_in(password=WRONG)
    for name in ("nobody", "", "\x00"):
        with pytest.raises(WrongPasswordError) as of_name:
            door.sign_in(name)
        assert str(of_name.value) == str(of_password.value)

    assert door.passwords.verified[1:] == [None, None, None]


def test_who_has_no_password_gets_in_with_none(door: Door) -> None:
    door.first()
    door.another(password=None)

    for password in ("", "None"):
        with pytest.raises(WrongPasswordError):
            door.sign_in("nam", password)


def test_after_five_wrong_guesses_nothing_is_looked_at_for_a_minute(door: Door) -> None:
    door.first()
    _guess_wrong(door, FREE_GUESSES)
    looked_at = len(door.passwords.verified)

    with pytest.raises(ShutOutError) as shut:
        door.sign_in()

    assert shut.value.until == door.now + MINUTE
    assert len(door.passwords.verified) == looked_at
    door.now += MINUTE
    assert door.sign_in()


def test_each_wrong_guess_after_that_doubles_the_wait_to_a_quarter_of_an_hour(door: Door) -> None:
    door.first()
    _guess_wrong(door, FREE_GUESSES)
    waits = []

    for _ in range(5):
        with pytest.raises(ShutOutError) as shut:
            door.sign_in(password=WRONG)
        waits.append((shut.value.until - door.now) // MINUTE)
        door.now = shut.value.until
        _guess_wrong(door, 1)

    assert waits == [1, 2, 4, 8, 15]


def test_the_right_password_forgives_the_guesses_before(door: Door) -> None:
    hoa = door.first()
    _guess_wrong(door, FREE_GUESSES - 1)

    door.sign_in()

    assert door.person(hoa).failures == 0
    _guess_wrong(door, FREE_GUESSES - 1)
    assert door.sign_in()


def test_guesses_at_one_person_do_not_shut_another_out(door: Door) -> None:
    door.first()
    door.another("nam")
    _guess_wrong(door, FREE_GUESSES)

    assert door.sign_in("nam")


def test_the_slow_hash_is_asked_while_no_unit_is_open(door: Door) -> None:
    assert isinstance(door.ledger, SqlLedger)
    engines = door.ledger._engines
    held: list[int] = []
    door.passwords = FakePasswords(
        meanwhile=lambda: held.append(
            sum(engine.pool.checkedout() for engine in (engines.reading, engines.writing))  # type: ignore[attr-defined]
        )
    )

    door.first()
    who = door.signed_in(door.sign_in())
    door.change_password(who, new="Cổng 3 mở lúc năm giờ")

    assert held == [0, 0, 0, 0]


def test_a_hash_of_yesterdays_cost_is_made_anew(door: Door) -> None:
    hoa = door.first()
    door.passwords = FakePasswords(cost=2)

    door.sign_in()

    assert door.person(hoa).password_hash == f"2:{PASSWORD}"


def test_a_password_changed_while_it_was_looked_at_no_longer_opens(door: Door) -> None:
    hoa = door.first()

    def change() -> None:
        with door.ledger.writing() as unit:
            unit.people.keep(replace(unit.people.get_to_change(hoa), password_hash="1:another"))

    door.passwords = FakePasswords(meanwhile=change)

    with pytest.raises(WrongPasswordError):
        door.sign_in()


def test_a_session_ends_after_eight_hours_without_a_page(door: Door) -> None:
    door.first()
    opened = door.sign_in()

    door.now += timedelta(hours=8) - MINUTE
    assert door.whose(opened)
    door.now += timedelta(hours=8) - MINUTE
    assert door.whose(opened)
    door.now += timedelta(hours=8)
    assert door.whose(opened) is None


def test_a_session_ends_after_seven_days_however_busy(door: Door) -> None:
    door.first()
    opened = door.sign_in()

    while door.whose(opened):
        door.now += timedelta(hours=7)

    assert timedelta(0) <= door.now - opened.ends_at < timedelta(hours=7)


def test_a_page_writes_at_most_once_a_minute(door: Door) -> None:
    door.first()
    opened = door.sign_in()
    began = door.now

    door.now += MINUTE - timedelta(seconds=1)
    door.whose(opened)
    assert door.signed_in(opened).session.seen_at == began
    door.now += timedelta(seconds=1)
    door.whose(opened)
    assert door.signed_in(opened).session.seen_at == door.now


def test_whoever_signs_out_is_out_and_may_do_so_twice(door: Door) -> None:
    door.first()
    here, elsewhere = door.sign_in(), door.sign_in()

    sign_in.sign_out(door.ledger, here.token)
    sign_in.sign_out(door.ledger, here.token)

    assert door.whose(here) is None
    assert door.whose(elsewhere)


def test_signing_out_everywhere_else_leaves_this_session_and_other_people_alone(door: Door) -> None:
    door.first()
    door.another("nam")
    here, elsewhere, others = door.sign_in(), door.sign_in(), door.sign_in("nam")

    ended = sign_in.sign_out_everywhere_else(door.ledger, door.signed_in(here))

    assert ended == 1
    assert [bool(door.whose(opened)) for opened in (here, elsewhere, others)] == [True, False, True]


def test_a_form_counts_only_with_the_secret_of_its_own_session(door: Door) -> None:
    door.first()
    here, elsewhere = door.signed_in(door.sign_in()), door.signed_in(door.sign_in())

    assert sign_in.is_csrf_of(here, here.csrf)
    for sent in (elsewhere.csrf, "", "đ", "\udc80"):
        assert not sign_in.is_csrf_of(here, sent)


def test_what_has_ended_is_swept_and_what_stands_stays(door: Door) -> None:
    hoa = door.first()
    idle, _link = door.sign_in(), door.make_link(hoa)
    door.now += timedelta(hours=8)
    fresh = door.sign_in()

    assert sign_in.sweep(door.ledger, door.now) == 2
    assert sign_in.sweep(door.ledger, door.now) == 0
    assert door.whose(idle) is None
    assert door.whose(fresh)
