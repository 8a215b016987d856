import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from controller.entries import Opened, Person, PersonId, PersonSession, SignInLink
from controller.errors import LinkSpentError
from controller.flow import sign_in_links
from controller.site import token_digest
from controller.store.unit import SqlLedger
from schedules.vocabulary import Address
from tests.controller.store.samples import MINUTE, NOW

HOA = Person(id=PersonId("hoa-1"), name="hoa", display_name="Bà Hoa", created_at=NOW)
SESSION = PersonSession(
    digest="digest 1",
    person=HOA.id,
    csrf="secret",
    created_at=NOW,
    seen_at=NOW,
    ends_at=NOW + timedelta(days=7),
    is_by_link=True,
    user_agent="Firefox",
)
LINK = SignInLink(
    digest=token_digest("link"), person=HOA.id, created_at=NOW, ends_at=NOW + timedelta(minutes=15)
)


@pytest.fixture
def ledger(ledger: SqlLedger) -> SqlLedger:
    """With one person in it."""
    with ledger.writing() as unit:
        unit.people.add(HOA)
    return ledger


def test_a_session_comes_back_with_its_person(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.sessions.add(SESSION)

    with ledger.reading() as unit:
        found = unit.sessions.signed_in("digest 1")
        assert unit.sessions.signed_in("digest 2") is None
    assert found is not None
    assert (found.session, found.person) == (SESSION, HOA)


def test_when_a_session_was_seen_is_noted_and_one_that_ended_stays_away(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.sessions.add(SESSION)
        unit.sessions.note_seen("digest 1", NOW + MINUTE)
        unit.sessions.note_seen("digest 2", NOW + MINUTE)

    with ledger.reading() as unit:
        found = unit.sessions.signed_in("digest 1")
        assert unit.sessions.signed_in("digest 2") is None
    assert found is not None
    assert found.session == replace(SESSION, seen_at=NOW + MINUTE)


def test_all_sessions_of_a_person_end_but_one(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        for number in (1, 2, 3):
            unit.sessions.add(replace(SESSION, digest=f"digest {number}"))

        assert unit.sessions.end_all_of(HOA.id, but="digest 2") == 2
        assert unit.sessions.signed_in("digest 2")
        assert unit.sessions.end_all_of(HOA.id) == 1


def test_the_sweep_takes_what_has_ended_or_was_long_not_seen(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.sessions.add(replace(SESSION, digest="over", ends_at=NOW))
        unit.sessions.add(replace(SESSION, digest="idle", seen_at=NOW - timedelta(hours=8)))
        unit.sessions.add(SESSION)
        unit.sign_in_links.add(LINK)
        unit.sign_in_links.add(replace(LINK, digest="over", ends_at=NOW))

        assert unit.sessions.sweep(now=NOW, idle_since=NOW - timedelta(hours=8)) == 2
        assert unit.sign_in_links.sweep(NOW) == 1
        assert unit.sessions.signed_in(SESSION.digest)
        assert unit.sign_in_links.find(LINK.digest) == LINK


def test_of_two_that_use_a_link_at_once_exactly_one_gets_in(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.sign_in_links.add(LINK)
    both_are_there = threading.Barrier(2)

    def use(number: int) -> Opened | type[LinkSpentError]:
        tokens = iter((f"token {number}", "csrf"))
        both_are_there.wait(10)
        try:
            return sign_in_links.use_link(ledger, "link", now=NOW, new_token=lambda: next(tokens))
        except LinkSpentError:
            return LinkSpentError

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(use, (1, 2)))

    assert outcomes.count(LinkSpentError) == 1
    with ledger.reading() as unit:
        opened = [unit.sessions.signed_in(token_digest(f"token {number}")) for number in (1, 2)]
    assert opened.count(None) == 1


def test_a_link_is_spent_once_within_its_time(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.sign_in_links.add(LINK)

        assert not unit.sign_in_links.use(LINK.digest, LINK.ends_at)
        assert unit.sign_in_links.use(LINK.digest, NOW + MINUTE)
        assert not unit.sign_in_links.use(LINK.digest, NOW + MINUTE)
        assert not unit.sign_in_links.use("never given", NOW)

    with ledger.reading() as unit:
        assert unit.sign_in_links.find(LINK.digest) == replace(LINK, used_at=NOW + MINUTE)


def test_the_last_name_given_to_an_address_holds(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.address_names.put(Address("z-song-cong-2"), "KCN Sông Công II")
        unit.address_names.put(Address("a-cong-1"), "Cổng một")
        unit.address_names.put(Address("a-cong-1"), "Cổng 1")

    with ledger.reading() as unit:
        assert unit.address_names.all() == {"a-cong-1": "Cổng 1", "z-song-cong-2": "KCN Sông Công II"}
