"""Who may speak a clip: the notice's own voice, what staff chose, and what was approved."""

from dataclasses import replace
from datetime import timedelta

from audio.language import SpokenLanguage
from controller.entries import Cast, VoiceChoice, VoiceChoiceLine, VoicingState
from controller.flow import approval
from controller.flow.casting import kept_here
from controller.flow.recasting import recast
from controller.flow.voicing import want_opening
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import Belt

SLOW = VoiceChoice(voice="supertonic-3:F2", rate=0.9)
ANY = VoiceChoice(voice="piper", rate=1.0)


def choose(belt: Belt, choice: VoiceChoice | None, class_: Class | None = None) -> None:
    line = VoiceChoiceLine(
        language=SpokenLanguage.VIETNAMESE, class_=class_, choice=choice, at=belt.now, by="Lan"
    )
    with belt.ledger.writing() as unit:
        unit.voice_choices.add(line)


def give_own_voice(belt: Belt, name: NoticeId, voice: str) -> None:
    with belt.ledger.writing() as unit:
        recast(unit, replace(unit.notices.get_to_change(name), voice=voice))


def last_cast(belt: Belt) -> Cast:
    return belt.studio.casts[-1][0]


def test_nothing_chosen_leaves_all_to_the_site(belt: Belt) -> None:
    belt.take_in()

    belt.run()

    assert last_cast(belt) == Cast()


def test_a_choice_for_the_class_goes_before_one_for_every_class(belt: Belt) -> None:
    choose(belt, ANY)
    choose(belt, SLOW, Class.ROUTINE)
    belt.take_in()

    belt.run()

    assert (last_cast(belt).first, last_cast(belt).rate) == (("supertonic-3:F2", "piper"), 0.9)


def test_a_choice_of_the_order_of_the_site_goes_before_a_voice_for_every_class(belt: Belt) -> None:
    choose(belt, ANY)
    choose(belt, VoiceChoice(rate=1.1), Class.ROUTINE)
    belt.take_in()

    belt.run()

    assert (last_cast(belt).first, last_cast(belt).rate) == ((), 1.1)


def test_what_no_longer_holds_leaves_the_choice_for_every_class(belt: Belt) -> None:
    choose(belt, SLOW, Class.ROUTINE)
    choose(belt, None, Class.ROUTINE)
    choose(belt, ANY)
    belt.take_in()

    belt.run()

    assert last_cast(belt).first == ("piper",)


def test_the_voice_of_the_notice_is_asked_first_and_makes_it_another_edition(belt: Belt) -> None:
    choose(belt, ANY)
    notice = belt.take_in()
    belt.run()
    with belt.ledger.reading() as unit:
        seen = approval.edition(unit.notices.get(notice))

    give_own_voice(belt, notice, "own")
    belt.run()

    assert last_cast(belt).first == ("own", "piper")
    with belt.ledger.reading() as unit:
        [whole] = unit.voicings.of_notice(notice)
        assert whole.state is VoicingState.READY
        assert approval.edition(unit.notices.get(notice)) != seen


def test_what_is_voiced_after_the_approval_is_spoken_by_approved_voices_alone(belt: Belt) -> None:
    notice = belt.approved_notice()

    want_opening(belt.ledger, notice, timedelta(seconds=1))
    belt.run()

    assert last_cast(belt).approved == frozenset({"fake 1"})


def test_a_take_may_be_spoken_by_any_voice_and_is_no_part_of_the_notice(belt: Belt) -> None:
    notice = belt.approved_notice()
    with belt.ledger.writing() as unit:
        [whole] = unit.voicings.of_notice(notice)
        for voice in ("piper", "own", "piper"):
            unit.voicings.want_take(whole.sections[0], voice)

    belt.run()

    assert (last_cast(belt).first, last_cast(belt).approved) == (("own",), None)
    with belt.ledger.reading() as unit:
        assert [take.take_by for take in unit.voicings.takes_of(notice)] == ["piper", "own"]
        assert unit.voicings.of_notice(notice) == [whole]


def test_a_clip_of_the_class_emergency_stays_here_whatever_the_class_of_its_notice(belt: Belt) -> None:
    name = belt.approved_notice()
    with belt.ledger.reading() as unit:
        said = [unit.notices.get(name)]

    stays = {
        class_: kept_here([Cast()], class_, said, [frozenset()])[0].stays_here
        for class_ in (Class.ROUTINE, Class.EMERGENCY)
    }

    assert stays == {Class.ROUTINE: False, Class.EMERGENCY: True}
