from datetime import timedelta

import pytest

from controller.entries import Language, PersonId
from controller.errors import (
    AlreadyDoneError,
    NotFoundError,
    NotYetError,
    ShutOutError,
    WrongInputError,
    WrongPasswordError,
)
from controller.flow import people
from tests.controller.flow.door import PASSWORD, START, Door

NEW = "Cổng 3 mở lúc năm giờ"


def test_a_site_begins_with_nobody_and_no_password_that_comes_with_it(door: Door) -> None:
    assert people.has_nobody(door.ledger)

    door.first()

    assert not people.has_nobody(door.ledger)


def test_the_first_person_signs_in_with_what_they_chose(door: Door) -> None:
    first = door.first("  HOA ")

    opened = door.sign_in("Hoa")

    assert opened.person.id == first
    assert (opened.person.name, opened.person.display_name) == ("hoa", "Bà Hoa")
    assert opened.person.language is Language.VIETNAMESE


def test_only_one_is_the_first(door: Door) -> None:
    door.first()

    with pytest.raises(AlreadyDoneError):
        door.first("nam")


def test_a_name_belongs_to_one_person_in_any_case(door: Door) -> None:
    door.first("hoa")

    with pytest.raises(WrongInputError) as refused:
        door.another("HOA")

    assert refused.value.field == "name"


def test_a_password_that_is_refused_makes_nobody(door: Door) -> None:
    with pytest.raises(WrongInputError):
        people.create_first(
            door.ledger, door.passwords, name="hoa", display_name="", password="matkhau123", now=START
        )

    assert people.has_nobody(door.ledger)


def test_a_person_never_shows_the_hash_of_their_password(door: Door) -> None:
    person = door.person(door.first())

    assert person.password_hash
    assert person.password_hash not in repr(person)


def test_pages_call_a_person_by_their_new_name_and_speak_their_language(door: Door) -> None:
    hoa = door.first()

    people.rename(door.ledger, hoa, display_name="Chị Hoa")
    people.choose_language(door.ledger, hoa, language=Language.ENGLISH)

    person = door.person(hoa)
    assert (person.display_name, person.language) == ("Chị Hoa", Language.ENGLISH)


def test_who_is_not_there_cannot_be_renamed(door: Door) -> None:
    with pytest.raises(NotFoundError):
        people.rename(door.ledger, PersonId("nobody"), display_name="Chị Hoa")


def test_a_deactivated_person_is_out_at_once_and_in_again_once_activated(door: Door) -> None:
    door.first()
    nam = door.another("nam")
    opened, link = door.sign_in("nam"), door.make_link(nam)

    people.deactivate(door.ledger, nam)

    assert door.whose(opened) is None
    with pytest.raises(WrongPasswordError):
        door.sign_in("nam")

    people.activate(door.ledger, nam)

    assert door.whose(opened) is None
    assert door.sign_in("nam").person.id == nam
    with pytest.raises(Exception, match="used or is too old"):
        door.use_link(link)


def test_the_last_who_can_sign_in_is_not_deactivated(door: Door) -> None:
    hoa, nam = door.first(), door.another("nam")
    people.deactivate(door.ledger, nam)

    with pytest.raises(NotYetError):
        people.deactivate(door.ledger, hoa)

    assert door.person(hoa).is_active


def test_a_changed_password_ends_every_other_session_and_link(door: Door) -> None:
    hoa = door.first()
    here, elsewhere, link = door.sign_in(), door.sign_in(), door.make_link(hoa)

    door.change_password(door.signed_in(here), new=NEW)

    assert door.whose(here)
    assert door.whose(elsewhere) is None
    with pytest.raises(Exception, match="used or is too old"):
        door.use_link(link)
    assert door.sign_in(password=NEW)
    with pytest.raises(WrongPasswordError):
        door.sign_in(password=PASSWORD)


def test_who_does_not_know_the_old_password_does_not_change_it_and_is_shut_out(door: Door) -> None:
    door.first()
    who = door.signed_in(door.sign_in())

    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            door.change_password(who, old="not this one", new=NEW)
    with pytest.raises(ShutOutError):
        door.change_password(who, new=NEW)

    door.now += timedelta(minutes=1)
    assert door.sign_in(password=PASSWORD)


def test_a_new_password_that_is_refused_costs_no_guess(door: Door) -> None:
    hoa = door.first()
    who = door.signed_in(door.sign_in())

    with pytest.raises(WrongInputError):
        door.change_password(who, new="short")

    assert door.person(hoa).failures == 0


def test_who_comes_by_a_fresh_link_chooses_a_password_without_the_old_one(door: Door) -> None:
    who = door.signed_in(door.use_link(door.make_link(door.first())))
    assert not people.needs_old_password(who, door.now)

    door.change_password(who, old="", new=NEW)

    assert door.sign_in(password=NEW)


def test_a_quarter_of_an_hour_after_the_link_the_old_password_is_asked_for(door: Door) -> None:
    who = door.signed_in(door.use_link(door.make_link(door.first())))

    door.now += timedelta(minutes=15)

    assert people.needs_old_password(who, door.now)
    with pytest.raises(WrongPasswordError):
        door.change_password(who, old="", new=NEW)


def test_who_has_no_password_yet_is_never_asked_for_it(door: Door) -> None:
    door.first()
    who = door.signed_in(door.use_link(door.make_link(door.another(password=None))))

    door.now += timedelta(hours=1)
    door.change_password(who, old="", new=NEW)

    assert door.sign_in("nam", NEW)


def test_of_two_changes_at_once_the_second_learns_of_the_first(door: Door) -> None:
    door.first()
    who = door.signed_in(door.sign_in())
    door.change_password(who, new=NEW)

    with pytest.raises((AlreadyDoneError, WrongPasswordError)):
        door.change_password(who, new="Một câu nữa cho chắc")

    assert door.sign_in(password=NEW)


def test_the_operator_finds_who_is_known_and_makes_who_is_new(door: Door) -> None:
    hoa = door.first()

    found = people.known_or_new(door.ledger, name="Hoa", display_name="", may_be_new=False, now=door.now)
    made = people.known_or_new(door.ledger, name="Nam", display_name="", may_be_new=True, now=door.now)

    assert found == hoa
    assert (door.person(made).name, door.person(made).display_name) == ("nam", "Nam")


def test_the_operator_does_not_make_somebody_by_a_slip_of_the_pen(door: Door) -> None:
    door.first()

    with pytest.raises(NotFoundError, match="hao"):
        people.known_or_new(door.ledger, name="hao", display_name="", may_be_new=False, now=door.now)
