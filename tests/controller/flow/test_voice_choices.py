"""Staff choose a voice per language and class; what stands, from where, and what is refused."""

from collections.abc import Sequence

import pytest

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, VoiceRefusal, VoiceRefusedError
from controller.flow import voice_choices
from controller.flow.voice_choices import Holding, Place, Source
from controller.outlook.voices import SeenVoice
from schedules.vocabulary import Class
from tests.controller.belt import Belt

from .voices_seen import ESPEAK, HERE, KOREAN, ONLINE, VIETNAMESE

JAPANESE = Place(language=SpokenLanguage.JAPANESE, class_=None)
EVERY = Place(language=VIETNAMESE, class_=None)
ROUTINE = Place(language=VIETNAMESE, class_=Class.ROUTINE)
EMERGENCY = Place(language=VIETNAMESE, class_=Class.EMERGENCY)
F2 = VoiceChoice(voice="supertonic-3:F2", rate=0.9)
Voices = Sequence[SeenVoice]
GOOGLE = VoiceChoice(voice="gtts")


def choose(belt: Belt, place: Place, choice: VoiceChoice, *, seen: int = 0, voices: Voices = HERE) -> None:
    voice_choices.choose(belt.ledger, place, choice, voices=voices, seen=seen, by="Lan", now=belt.now)


def holding(belt: Belt, place: Place, voices: Voices = HERE) -> Holding:
    return voice_choices.holding(belt.ledger, place, voices)


def test_nobody_chose_so_the_order_of_the_site_holds(belt: Belt) -> None:
    found = holding(belt, ROUTINE)

    assert (found.source, found.choice, found.speaks) == (Source.SITE, VoiceChoice(), "supertonic-3")


def test_a_choice_for_every_class_holds_where_a_class_has_none(belt: Belt) -> None:
    choose(belt, EVERY, F2)

    assert (holding(belt, EVERY).source, holding(belt, EVERY).own) == (Source.OWN, F2)
    assert (holding(belt, ROUTINE).source, holding(belt, ROUTINE).own) == (Source.EVERY_CLASS, None)
    assert holding(belt, ROUTINE).speaks == "supertonic-3:F2"


def test_undo_is_a_further_line_that_puts_back_what_stood_before(belt: Belt) -> None:
    choose(belt, ROUTINE, F2)
    choose(belt, ROUTINE, VoiceChoice(voice="piper"), seen=1)

    voice_choices.undo(belt.ledger, ROUTINE, seen=2, by="Minh", now=belt.now)
    assert holding(belt, ROUTINE).own == F2
    voice_choices.undo(belt.ledger, ROUTINE, seen=3, by="Minh", now=belt.now)
    assert holding(belt, ROUTINE).own == VoiceChoice(voice="piper")

    told = [(line.by, line.choice) for line in voice_choices.history(belt.ledger, ROUTINE)]
    piper = VoiceChoice(voice="piper")
    assert told == [("Minh", piper), ("Minh", F2), ("Lan", piper), ("Lan", F2)]


def test_the_first_choice_undone_leaves_the_place_without_one(belt: Belt) -> None:
    choose(belt, ROUTINE, F2)

    voice_choices.undo(belt.ledger, ROUTINE, seen=1, by="Lan", now=belt.now)

    assert (holding(belt, ROUTINE).own, holding(belt, ROUTINE).source) == (None, Source.SITE)


def test_choosing_no_longer_leaves_what_holds_without_a_choice(belt: Belt) -> None:
    choose(belt, EVERY, F2)
    choose(belt, ROUTINE, VoiceChoice(voice="piper"))

    voice_choices.choose_no_longer(belt.ledger, ROUTINE, seen=2, by="Lan", now=belt.now)

    assert holding(belt, ROUTINE).speaks == "supertonic-3:F2"


def test_nothing_chosen_has_nothing_to_put_back(belt: Belt) -> None:
    with pytest.raises(AlreadyDoneError):
        voice_choices.undo(belt.ledger, ROUTINE, seen=0, by="Lan", now=belt.now)


def test_the_same_again_is_no_new_line(belt: Belt) -> None:
    choose(belt, ROUTINE, F2)
    choose(belt, ROUTINE, F2)

    assert len(voice_choices.history(belt.ledger)) == 1


def test_whoever_saw_another_choice_changes_nothing(belt: Belt) -> None:
    choose(belt, ROUTINE, F2)

    with pytest.raises(ChangedMeanwhileError):
        choose(belt, ROUTINE, VoiceChoice(voice="piper"))

    assert holding(belt, ROUTINE).own == F2


@pytest.mark.parametrize(
    ("place", "choice", "why"),
    [
        (ROUTINE, VoiceChoice(voice="gone"), VoiceRefusal.UNKNOWN),
        (ROUTINE, VoiceChoice(voice="supertonic-3:X9"), VoiceRefusal.UNKNOWN),
        (Place(language=KOREAN, class_=None), VoiceChoice(voice="piper"), VoiceRefusal.LANGUAGE),
        (ROUTINE, VoiceChoice(rate=0.69), VoiceRefusal.RATE),
        (ROUTINE, VoiceChoice(rate=1.31), VoiceRefusal.RATE),
        (ROUTINE, VoiceChoice(rate=float("nan")), VoiceRefusal.RATE),
        (ROUTINE, GOOGLE, VoiceRefusal.NOT_ALLOWED),
        (EMERGENCY, GOOGLE, VoiceRefusal.EMERGENCY),
    ],
)
def test_what_cannot_speak_there_is_not_chosen(
    belt: Belt, place: Place, choice: VoiceChoice, why: VoiceRefusal
) -> None:
    with pytest.raises(VoiceRefusedError) as refused:
        choose(belt, place, choice)

    assert refused.value.why is why
    assert voice_choices.history(belt.ledger) == []


def test_an_allowed_online_voice_is_chosen_for_all_but_emergencies(belt: Belt) -> None:
    choose(belt, EVERY, GOOGLE, voices=ONLINE)
    with pytest.raises(VoiceRefusedError):
        choose(belt, EMERGENCY, GOOGLE, voices=ONLINE)

    assert holding(belt, ROUTINE, ONLINE).speaks == "gtts"
    emergency = holding(belt, EMERGENCY, ONLINE)
    assert (emergency.hindrance, emergency.speaks) == (VoiceRefusal.EMERGENCY, "supertonic-3")


def test_a_chosen_voice_that_went_is_told_and_what_speaks_instead(belt: Belt) -> None:
    choose(belt, EVERY, VoiceChoice(voice="piper"))
    choose(belt, ROUTINE, F2)

    found = holding(belt, ROUTINE, HERE[1:])
    nothing_left = holding(belt, ROUTINE, (ESPEAK,))

    assert (found.hindrance, found.speaks) == (VoiceRefusal.UNKNOWN, "piper")
    assert (nothing_left.hindrance, nothing_left.speaks) == (VoiceRefusal.UNKNOWN, "espeak-ng")


def test_every_language_and_class_has_its_place(belt: Belt) -> None:
    found = voice_choices.holdings(belt.ledger, HERE)

    assert len({(one.place.language, one.place.class_) for one in found}) == 5 * 4
    assert [one.speaks for one in found if one.place == JAPANESE] == [""]
