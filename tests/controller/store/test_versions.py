"""Versions of a notice as both databases keep them."""

from dataclasses import replace

import pytest

from audio.language import SpokenLanguage
from controller.entries import Notice
from controller.errors import AlreadyDoneError
from controller.store.unit import SqlLedger
from schedules.vocabulary import NoticeId
from tests.controller.store.samples import MINUTE, N1, NOW, notice


def version(name: str, language: SpokenLanguage, *, minutes: int = 1) -> Notice:
    return replace(notice(name, at=NOW + minutes * MINUTE), language=language, version_of=N1)


def test_versions_come_after_their_first_as_they_were_taken_in(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.notices.add(version("n-korean", SpokenLanguage.KOREAN, minutes=2))
        unit.notices.add(version("n-english", SpokenLanguage.ENGLISH, minutes=1))
        unit.notices.add(notice("n-other"))

    with ledger.reading() as unit:
        for name in (N1, NoticeId("n-korean")):
            assert [one.id for one in unit.notices.versions(name)] == [N1, "n-english", "n-korean"]
        assert [one.id for one in unit.notices.versions(NoticeId("n-other"))] == ["n-other"]
        assert list(unit.notices.versions(NoticeId("n-unknown"))) == []
        assert unit.notices.get(NoticeId("n-korean")).language is SpokenLanguage.KOREAN
        assert unit.lists.notices(before=None, most=9, search="").lines[0].version_of == N1


def test_the_database_itself_keeps_one_version_in_a_language(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.notices.add(version("n-a", SpokenLanguage.ENGLISH))

    with pytest.raises(AlreadyDoneError), ledger.writing() as unit:
        unit.notices.add(version("n-b", SpokenLanguage.ENGLISH))


def test_notices_that_are_no_versions_may_all_be_in_one_language(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice("n-a"))
        unit.notices.add(notice("n-b"))

    with ledger.reading() as unit:
        assert len(unit.notices.all()) == 2
