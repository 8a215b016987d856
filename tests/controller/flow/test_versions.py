"""A notice in other languages: each version a notice of its own that names its first."""

import pytest

from audio.language import SpokenLanguage
from audio.reading.written import from_json
from controller.entries import Notice, NoticeState
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    NotFoundError,
    NotYetError,
    VersionRefusal,
    VersionRefusedError,
)
from controller.flow import approval, intake
from controller.flow.editions import edition
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt, manuscript

ENGLISH = "The IZ office closes at 17:00 on 1 July 2025."
CHINESE = "管理委员会办公室7月1日17:00关门。"


def version(
    belt: Belt,
    of: NoticeId | None,
    text: str = ENGLISH,
    language: SpokenLanguage = SpokenLanguage.ENGLISH,
    name: NoticeId | None = None,
) -> NoticeId:
    written = intake.Manuscript(
        original=text.encode(), file_name="notice.txt", language=language, version_of=of
    )
    return intake.take_in(belt.ledger, written, now=belt.now, name=name)


def notice(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def spoken(belt: Belt, name: NoticeId) -> str:
    reading = notice(belt, name).reading
    assert reading is not None
    return from_json(reading).spoken


def test_each_version_is_read_by_the_rules_of_its_language(belt: Belt) -> None:
    first = belt.take_in("Văn phòng KCN đóng cửa lúc 17h00 ngày 1/7/2025.")
    english = version(belt, first)
    chinese = version(belt, first, CHINESE, SpokenLanguage.CHINESE)

    belt.run()

    assert spoken(belt, first).startswith("Văn phòng khu công nghiệp")
    assert spoken(belt, english) == (
        "The industrial zone office closes at seventeen hundred hours on the first of July twenty twenty five"
    )
    assert spoken(belt, chinese) == "管理委员会办公室7月1日17:00关门"


def test_the_language_reaches_the_studio(belt: Belt) -> None:
    english = version(belt, None)

    belt.run()

    assert belt.studio.languages == [(SpokenLanguage.ENGLISH,)]
    assert notice(belt, english).state is NoticeState.READ


def test_a_word_of_the_dictionary_holds_in_its_language_alone(belt: Belt) -> None:
    belt.add_to_dictionary("SDK", "solar desk", language=SpokenLanguage.ENGLISH)
    vietnamese = belt.take_in("Mời gặp SDK.")
    english = version(belt, vietnamese, "Please meet SDK.")

    belt.run()

    assert spoken(belt, english) == "Please meet solar desk"
    assert "solar" not in spoken(belt, vietnamese)


def test_the_first_goes_before_its_versions_and_each_names_it(belt: Belt) -> None:
    first = belt.take_in()
    english = version(belt, first)

    with belt.ledger.reading() as unit:
        of_first = [one.id for one in unit.notices.versions(first)]
        of_version = [one.id for one in unit.notices.versions(english)]

    assert of_first == of_version == [first, english]
    assert notice(belt, english).version_of == first


@pytest.mark.parametrize("language", [SpokenLanguage.ENGLISH, SpokenLanguage.VIETNAMESE])
def test_no_language_is_there_twice(belt: Belt, language: SpokenLanguage) -> None:
    first = belt.take_in()
    version(belt, first)

    with pytest.raises(VersionRefusedError) as refused:
        version(belt, first, language=language)

    assert (refused.value.field, refused.value.why) == ("language", VersionRefusal.TAKEN)


def test_a_version_has_no_versions(belt: Belt) -> None:
    english = version(belt, belt.take_in())

    with pytest.raises(VersionRefusedError) as refused:
        version(belt, english, CHINESE, SpokenLanguage.CHINESE)

    assert refused.value.why is VersionRefusal.OF_A_VERSION


def test_a_version_of_nothing_is_not_taken_in(belt: Belt) -> None:
    with pytest.raises(NotFoundError):
        version(belt, NoticeId("n-unknown"))


def test_a_version_sent_twice_is_there_already(belt: Belt) -> None:
    first = belt.take_in()
    name = version(belt, first, name=NoticeId("a" * 32))

    with pytest.raises(AlreadyDoneError):
        version(belt, first, name=name)


def test_all_versions_are_approved_or_none(belt: Belt) -> None:
    first = belt.take_in()
    belt.run()
    english = version(belt, first)
    seen = {name: edition(notice(belt, name)) for name in (first, english)}

    with pytest.raises(NotYetError):
        approval.approve_all(belt.ledger, seen, by="Lan", now=belt.now)
    assert notice(belt, first).approved_at is None

    belt.run()
    approval.approve_all(belt.ledger, seen, by="Lan", now=belt.now)
    assert [notice(belt, name).approved_by for name in (first, english)] == ["Lan", "Lan"]


def test_changing_one_version_leaves_the_others_as_they_were_approved(belt: Belt) -> None:
    first = belt.approved_notice()
    english = version(belt, first)
    belt.run()
    seen = edition(notice(belt, english))

    intake.change(belt.ledger, english, manuscript(b"The office is open."), seen=seen)

    assert notice(belt, first).approved_at
    assert notice(belt, english).language is SpokenLanguage.ENGLISH
    assert notice(belt, english).version_of == first
    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, english, by="Lan", now=belt.now, seen=seen)


def test_languages_in_sequence_are_one_broadcast(belt: Belt) -> None:
    belt.enrol()
    first = belt.approved_notice()
    english = version(belt, first)
    belt.run()
    approval.approve(belt.ledger, english, by="Lan", now=belt.now)

    belt.wish_of((first, 0), (english, 0))
    belt.run()

    assert belt.studio.languages[-1] == (SpokenLanguage.VIETNAMESE, SpokenLanguage.ENGLISH)
