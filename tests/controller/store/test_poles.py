import pytest

from controller.errors import AlreadyDoneError, NotFoundError
from controller.store.unit import SqlLedger
from schedules.vocabulary import PoleId
from tests.controller.store.samples import GATE, MINUTE, NOW, heartbeat, pole


def test_a_pole_comes_back_as_it_was_with_its_addresses_in_order(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.poles.add(pole("p-cong-4"))
        unit.poles.add(pole())

    with ledger.reading() as unit:
        assert unit.poles.get(GATE) == pole()
        assert unit.poles.all() == [pole(), pole("p-cong-4")]
        assert unit.poles.addresses() == {*pole().addresses, "p-cong-4"}


def test_a_pole_is_made_known_once(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.poles.add(pole())

    with pytest.raises(AlreadyDoneError), ledger.writing() as unit:
        unit.poles.add(pole())


def test_an_older_word_about_presence_changes_nothing(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.poles.add(pole())
        unit.poles.note_presence(GATE, is_online=True, version="0.2.0", revision=20)
        unit.poles.note_presence(GATE, is_online=False, version="0.1.0", revision=19)

    with ledger.reading() as unit:
        stored = unit.poles.get(GATE)
    assert (stored.is_online, stored.program_version) == (True, "0.2.0")


def test_a_heartbeat_is_kept_with_when_it_was_heard(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.poles.add(pole())
        unit.poles.note_heartbeat(GATE, heartbeat(revision=2), NOW)
        unit.poles.note_heartbeat(GATE, heartbeat(revision=1), NOW + MINUTE)

    with ledger.reading() as unit:
        stored = unit.poles.get(GATE)
    assert stored.heard_at == NOW
    assert stored.heartbeat == heartbeat(revision=2).model_dump_json(by_alias=True)


def test_an_unknown_pole_is_not_heard(ledger: SqlLedger) -> None:
    with pytest.raises(NotFoundError), ledger.writing() as unit:
        unit.poles.note_presence(PoleId("p-unknown"), is_online=True, version="1", revision=1)


def test_a_clip_token_is_known_by_its_digest_alone(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.poles.add(pole())

    with ledger.reading() as unit:
        assert unit.poles.owns_clips_token(pole().clips_token_digest)
        assert not unit.poles.owns_clips_token("")
