"""Takes to compare by ear: who may speak them, how many there are, and what using one does."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from controller.entries import VoiceChoice, Voicing, VoicingState
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    NotFoundError,
    NotYetError,
    VoiceRefusal,
    VoiceRefusedError,
)
from controller.flow import approval, intake, takes, voice_choices
from controller.flow.editions import edition
from controller.flow.voice_choices import Place
from controller.flow.voicing import want_opening
from controller.outlook.voices import SeenVoice
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import TEXT, Belt

from .voices_seen import ESPEAK, HERE, ONLINE, VIETNAMESE

HELD = f"{TEXT} Liên hệ bà Trần Thị Mai, điện thoại riêng 0912 000 111."


@pytest.fixture(autouse=True)
def _voices_are_here(belt: Belt) -> None:
    belt.studio.voices = ("piper", "supertonic-3:F2", "supertonic-3:M1", "gtts")


@pytest.fixture
def name(belt: Belt) -> NoticeId:
    """A notice that is voiced and not approved."""
    return voiced(belt)


def voiced(belt: Belt, text: str = TEXT) -> NoticeId:
    notice = belt.take_in(text)
    belt.run()
    return notice


def want(belt: Belt, name: NoticeId, voice: str = "piper", voices: Sequence[SeenVoice] = HERE) -> None:
    takes.want(belt.ledger, name, voice, voices=voices)
    belt.run()


def of(belt: Belt, name: NoticeId) -> list[Voicing]:
    with belt.ledger.reading() as unit:
        return list(unit.voicings.takes_of(name))


def parts(belt: Belt, name: NoticeId) -> list[Voicing]:
    with belt.ledger.reading() as unit:
        return list(unit.voicings.of_notice(name))


def whole(belt: Belt, name: NoticeId) -> Voicing:
    return parts(belt, name)[0]


def seen(belt: Belt, name: NoticeId) -> str:
    with belt.ledger.reading() as unit:
        return edition(unit.notices.get(name))


def own_voice(belt: Belt, name: NoticeId) -> str:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name).voice


def test_a_take_is_voiced_beside_the_notice_and_leaves_it_as_it_is(belt: Belt, name: NoticeId) -> None:
    before = whole(belt, name)

    want(belt, name, "supertonic-3:F2")

    [take] = of(belt, name)
    assert (take.take_by, take.state, take.clip is not None) == ("supertonic-3:F2", VoicingState.READY, True)
    assert whole(belt, name) == before


def test_three_takes_are_compared_and_the_same_twice_is_one(belt: Belt, name: NoticeId) -> None:
    for voice in ("piper", "supertonic-3:F2", "espeak-ng", "piper"):
        want(belt, name, voice)

    with pytest.raises(VoiceRefusedError) as refused:
        want(belt, name, "supertonic-3:M1")

    assert refused.value.why is VoiceRefusal.ENOUGH
    assert len(of(belt, name)) == takes.MOST


def test_what_may_go_on_the_air_is_voiced_before_any_take(belt: Belt, name: NoticeId) -> None:
    takes.want(belt.ledger, name, "piper", voices=HERE)
    belt.take_in("Bản tin sau đó. Xin cảm ơn.")

    belt.run()

    assert [cast.first for (cast,) in belt.studio.casts] == [(), (), ("piper",)]


def test_a_removed_take_makes_room(belt: Belt, name: NoticeId) -> None:
    for voice in ("piper", "supertonic-3:F2", "espeak-ng"):
        want(belt, name, voice)

    takes.drop(belt.ledger, name, -2)
    want(belt, name, "supertonic-3:M1")

    assert [take.take_by for take in of(belt, name)] == ["piper", "espeak-ng", "supertonic-3:M1"]


def test_removing_a_take_never_removes_the_notice_itself(belt: Belt, name: NoticeId) -> None:
    for part in (0, 1, -1):
        takes.drop(belt.ledger, name, part)

    assert whole(belt, name).state is VoicingState.READY


def test_a_notice_that_is_not_voiced_yet_has_nothing_to_compare(belt: Belt) -> None:
    with pytest.raises(NotYetError):
        want(belt, belt.take_in())


def test_a_voice_that_is_not_here_speaks_no_take(belt: Belt, name: NoticeId) -> None:
    with pytest.raises(VoiceRefusedError) as refused:
        want(belt, name, "gone")

    assert refused.value.why is VoiceRefusal.UNKNOWN


def test_an_online_voice_speaks_a_take_only_where_it_is_allowed(belt: Belt, name: NoticeId) -> None:
    with pytest.raises(VoiceRefusedError) as refused:
        want(belt, name, "gtts")
    assert refused.value.why is VoiceRefusal.NOT_ALLOWED

    want(belt, name, "gtts", ONLINE)

    assert [take.take_by for take in of(belt, name)] == ["gtts"]


def test_an_online_voice_never_gets_a_notice_with_anything_about_persons(belt: Belt) -> None:
    name = voiced(belt, HELD)

    with pytest.raises(VoiceRefusedError) as refused:
        want(belt, name, "gtts", ONLINE)

    assert refused.value.why is VoiceRefusal.PERSONS
    assert of(belt, name) == []


def test_an_online_voice_never_gets_an_emergency(belt: Belt) -> None:
    written = intake.Manuscript(original=TEXT.encode(), file_name="notice.txt", class_=Class.EMERGENCY)
    name = intake.take_in(belt.ledger, written, now=belt.now)
    belt.run()

    with pytest.raises(VoiceRefusedError) as refused:
        want(belt, name, "gtts", ONLINE)

    assert refused.value.why is VoiceRefusal.EMERGENCY


def test_the_voice_of_a_take_becomes_the_notices_own_and_it_is_another_edition(
    belt: Belt, name: NoticeId
) -> None:
    before = seen(belt, name)
    want(belt, name)

    takes.use(belt.ledger, name, -1, voices=HERE, seen=before)

    assert whole(belt, name).state is VoicingState.WANTED
    assert (own_voice(belt, name), of(belt, name)) == ("piper", [])
    assert seen(belt, name) != before
    belt.run()
    assert belt.studio.casts[-1][0].first == ("piper",)


def test_its_own_voice_is_taken_from_a_notice_again(belt: Belt, name: NoticeId) -> None:
    want(belt, name)
    takes.use(belt.ledger, name, -1, voices=HERE, seen=seen(belt, name))

    takes.leave_to_site(belt.ledger, name, seen=seen(belt, name))
    belt.run()

    assert own_voice(belt, name) == ""
    assert belt.studio.casts[-1][0].first == ()


def test_a_take_of_an_approved_notice_is_heard_and_not_used(belt: Belt) -> None:
    name = belt.approved_notice()
    want(belt, name)

    with pytest.raises(AlreadyDoneError):
        takes.use(belt.ledger, name, -1, voices=HERE, seen=seen(belt, name))
    with pytest.raises(AlreadyDoneError):
        takes.leave_to_site(belt.ledger, name, seen=seen(belt, name))


def test_whoever_saw_another_edition_gives_no_voice(belt: Belt, name: NoticeId) -> None:
    want(belt, name)

    with pytest.raises(ChangedMeanwhileError):
        takes.use(belt.ledger, name, -1, voices=HERE, seen="another")


def test_a_take_that_another_voice_spoke_is_not_used(belt: Belt, name: NoticeId) -> None:
    belt.studio.voices = ()
    want(belt, name)

    with pytest.raises(VoiceRefusedError):
        takes.use(belt.ledger, name, -1, voices=HERE, seen=seen(belt, name))

    assert own_voice(belt, name) == ""


def test_a_take_whose_voice_went_since_is_not_used(belt: Belt, name: NoticeId) -> None:
    want(belt, name)

    with pytest.raises(VoiceRefusedError) as refused:
        takes.use(belt.ledger, name, -1, voices=(ESPEAK,), seen=seen(belt, name))

    assert refused.value.why is VoiceRefusal.UNKNOWN


def test_a_take_is_used_once_it_can_be_heard(belt: Belt, name: NoticeId) -> None:
    takes.want(belt.ledger, name, "piper", voices=HERE)

    with pytest.raises(NotYetError):
        takes.use(belt.ledger, name, -1, voices=HERE, seen=seen(belt, name))
    with pytest.raises(NotFoundError):
        takes.use(belt.ledger, name, -2, voices=HERE, seen=seen(belt, name))


def test_takes_go_when_the_notice_is_read_anew(belt: Belt, name: NoticeId) -> None:
    want(belt, name)

    with belt.ledger.writing() as unit:
        unit.notices.begin_anew(unit.notices.get_to_change(name))
    belt.run()

    assert of(belt, name) == []


def test_a_part_that_a_voice_spoke_which_nobody_heard_is_voiced_anew_by_an_approved_one(
    belt: Belt, name: NoticeId
) -> None:
    place = Place(language=VIETNAMESE, class_=None)
    choice = VoiceChoice(voice="piper")
    voice_choices.choose(belt.ledger, place, choice, voices=HERE, seen=0, by="Lan", now=belt.now)
    want_opening(belt.ledger, name, timedelta(seconds=1))
    belt.run()

    approval.approve(belt.ledger, name, by="Trưởng ban", now=belt.now)

    assert [one.state for one in parts(belt, name)] == [VoicingState.READY, VoicingState.WANTED]
    belt.run()
    assert [one.voice for one in parts(belt, name)] == ["fake 1", "fake 1"]
