import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from controller.entries import Language, Person, PersonId
from controller.errors import (
    AlreadyDoneError,
    ControllerError,
    NotFoundError,
    ShutOutError,
    WrongPasswordError,
)
from controller.flow import people, sign_in
from controller.flow.guesses import FREE_GUESSES
from controller.store.unit import SqlLedger
from tests.controller.store.samples import MINUTE, NOW
from tests.fakes.passwords import FakePasswords

PASSWORD = "Loa cổng 1 đọc lúc tan ca"
HOA = Person(id=PersonId("hoa-1"), name="hoa", display_name="Bà Hoa", created_at=NOW)


def _add(ledger: SqlLedger, person: Person = HOA) -> Person:
    with ledger.writing() as unit:
        unit.people.add(person)
    return person


def _outcomes(attempts: list[Callable[[], object]]) -> list[object]:
    """Make all attempts at once; return what came of each, or its error."""

    def outcome(attempt: Callable[[], object]) -> object:
        try:
            return attempt()
        except ControllerError as error:
            return type(error)

    with ThreadPoolExecutor(len(attempts)) as threads:
        return list(threads.map(outcome, attempts))


def test_a_person_comes_back_as_they_were(ledger: SqlLedger) -> None:
    person = replace(
        HOA,
        password_hash="1:x",
        language=Language.ENGLISH,
        failures=7,
        shut_until=NOW + MINUTE,
        is_active=False,
        version=3,
    )
    _add(ledger, person)

    with ledger.reading() as unit:
        assert unit.people.get(person.id) == person
        assert unit.people.named("hoa") == person
        assert unit.people.named("nam") is None
        assert not unit.people.is_empty()


def test_people_are_listed_by_sign_in_name(ledger: SqlLedger) -> None:
    for name in ("nam", "hoa", "lan"):
        _add(ledger, replace(HOA, id=PersonId(name), name=name))

    with ledger.reading() as unit:
        assert [person.name for person in unit.people.all()] == ["hoa", "lan", "nam"]


def test_two_people_never_have_the_same_sign_in_name(ledger: SqlLedger) -> None:
    _add(ledger)

    with pytest.raises(AlreadyDoneError):
        _add(ledger, replace(HOA, id=PersonId("hoa-2")))


def test_a_change_made_to_an_older_version_is_refused(ledger: SqlLedger) -> None:
    before = _add(ledger)
    with ledger.writing() as unit:
        unit.people.keep(replace(before, display_name="Chị Hoa"))

    with pytest.raises(AlreadyDoneError), ledger.writing() as unit:
        unit.people.keep(replace(before, display_name="Cô Hoa"))

    with ledger.reading() as unit:
        stored = unit.people.get(before.id)
    assert (stored.display_name, stored.version) == ("Chị Hoa", 2)


def test_what_was_kept_is_there_when_read_again_in_the_same_unit(ledger: SqlLedger) -> None:
    _add(ledger)

    with ledger.writing() as unit:
        unit.people.keep(replace(unit.people.get_to_change(HOA.id), failures=1))
        unit.people.keep(replace(unit.people.get_to_change(HOA.id), display_name="Chị Hoa"))

    with ledger.reading() as unit:
        stored = unit.people.get(HOA.id)
    assert (stored.failures, stored.display_name, stored.version) == (1, "Chị Hoa", 3)


def test_who_is_not_there_is_not_found(ledger: SqlLedger) -> None:
    with pytest.raises(NotFoundError), ledger.reading() as unit:
        unit.people.get(PersonId("nobody"))


def test_of_two_that_begin_a_site_at_once_exactly_one_does(ledger: SqlLedger) -> None:
    both_are_there = threading.Barrier(2)
    passwords = FakePasswords(meanwhile=lambda: both_are_there.wait(10))

    def begin(name: str) -> Callable[[], object]:
        return lambda: people.create_first(
            ledger, passwords, name=name, display_name=name, password=PASSWORD, now=NOW
        )

    outcomes = _outcomes([begin("hoa"), begin("nam")])

    assert outcomes.count(AlreadyDoneError) == 1
    with ledger.reading() as unit:
        assert [person.id for person in unit.people.all()] == [
            outcome for outcome in outcomes if outcome is not AlreadyDoneError
        ]


def test_of_two_that_deactivate_each_other_one_stays(ledger: SqlLedger) -> None:
    _add(ledger)
    _add(ledger, replace(HOA, id=PersonId("nam-1"), name="nam"))
    both_are_there = threading.Barrier(2)

    def deactivate(person: str) -> Callable[[], object]:
        def act() -> None:
            both_are_there.wait(10)
            people.deactivate(ledger, PersonId(person))

        return act

    _outcomes([deactivate("hoa-1"), deactivate("nam-1")])

    with ledger.reading() as unit:
        assert [person.is_active for person in unit.people.all()].count(True) == 1


def test_many_guesses_at_once_are_no_more_than_the_free_ones(ledger: SqlLedger) -> None:
    _add(ledger, replace(HOA, password_hash=f"1:{PASSWORD}"))
    passwords = FakePasswords()
    all_are_there = threading.Barrier(12)

    def guess() -> None:
        all_are_there.wait(10)
        sign_in.sign_in(
            ledger, passwords, name="hoa", password="not the password", now=NOW, new_token=lambda: "token"
        )

    outcomes = _outcomes([guess] * 12)

    assert outcomes.count(WrongPasswordError) == FREE_GUESSES
    assert outcomes.count(ShutOutError) == 12 - FREE_GUESSES
    assert len(passwords.verified) == FREE_GUESSES


def test_a_locked_table_of_people_still_lets_readers_in(ledger: SqlLedger) -> None:
    _add(ledger)

    with ledger.writing() as unit:
        unit.people.lock()
        with ledger.reading() as reader:
            assert reader.people.named("hoa") == HOA


def test_a_shut_out_lies_in_the_database_to_the_microsecond(ledger: SqlLedger) -> None:
    until = NOW + timedelta(microseconds=1)
    _add(ledger, replace(HOA, shut_until=until))

    with ledger.reading() as unit:
        assert unit.people.get(HOA.id).shut_until == until
