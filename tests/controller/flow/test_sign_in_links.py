from datetime import timedelta

import pytest

from controller.entries import PersonId
from controller.errors import LinkSpentError, NotFoundError, NotYetError, WrongPasswordError
from controller.flow import people, sign_in_links
from tests.controller.flow.door import Door


def test_a_link_lets_its_person_in_once(door: Door) -> None:
    hoa = door.first()
    link = door.make_link(hoa)

    opened = door.use_link(link)

    assert door.signed_in(opened).person.id == hoa
    with pytest.raises(LinkSpentError):
        door.use_link(link)


def test_looking_at_a_link_does_not_spend_it(door: Door) -> None:
    hoa = door.first()
    link = door.make_link(hoa)

    for _ in range(2):
        person = sign_in_links.peek_link(door.ledger, link, door.now)
        assert person is not None
        assert person.id == hoa

    door.use_link(link)
    assert sign_in_links.peek_link(door.ledger, link, door.now) is None


def test_a_link_ends_after_a_quarter_of_an_hour(door: Door) -> None:
    link = door.make_link(door.first())

    door.now += timedelta(minutes=15)

    assert sign_in_links.peek_link(door.ledger, link, door.now) is None
    with pytest.raises(LinkSpentError):
        door.use_link(link)


@pytest.mark.parametrize("token", ["", "never given", "\udc80"])
def test_a_link_that_was_never_given_lets_nobody_in(door: Door, token: str) -> None:
    assert sign_in_links.peek_link(door.ledger, token, door.now) is None
    with pytest.raises(LinkSpentError):
        door.use_link(token)


def test_no_link_is_made_for_who_is_not_there_or_not_active(door: Door) -> None:
    door.first()
    nam = door.another()
    people.deactivate(door.ledger, nam)

    with pytest.raises(NotYetError):
        door.make_link(nam)
    with pytest.raises(NotFoundError):
        door.make_link(PersonId("nobody"))


def test_a_link_lets_in_who_was_shut_out_and_forgives_the_guesses(door: Door) -> None:
    hoa = door.first()
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            door.sign_in(password="not the password")

    door.use_link(door.make_link(hoa))

    assert door.sign_in()
