"""How broadcasts are put together: changed, put back, ours again, and which sounds may be where."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from audio.errors import TemplateError
from audio.template import OURS, Bed, Plain, Template
from controller.entries import LoadedSound, SoundKind
from controller.errors import ChangedMeanwhileError, TemplateRefusal, TemplateRefusedError
from controller.flow import broadcast_templates
from schedules.vocabulary import Class, Digest
from tests.controller.belt import Belt
from tests.fakes.sounds import FakeSoundRoom

NUMBERS = count(1)
TWICE = Template(times=2)


def sound(belt: Belt, kind: SoundKind = SoundKind.TONE, **facts: object) -> Digest:
    """Have a sound in the list."""
    number = next(NUMBERS)
    made = LoadedSound(
        digest=Digest(f"{number:064x}"),
        kind=kind,
        name=f"Âm {number}",
        file_name="am.wav",
        length=timedelta(seconds=1.5),
        resembles_alarm=False,
        loaded_at=belt.now,
        loaded_by="Lan",
    )
    with belt.ledger.writing() as unit:
        unit.sounds.add(replace(made, **facts))  # type: ignore[arg-type]  # any field
    return made.digest


def take_out(belt: Belt, digest: Digest) -> None:
    with belt.ledger.writing() as unit:
        unit.sounds.keep(replace(unit.sounds.get(digest), is_removed=True))


def change(belt: Belt, template: Template, class_: Class = Class.ROUTINE, seen: int | None = None) -> None:
    newest = broadcast_templates.standing_of(belt.ledger, class_).newest
    broadcast_templates.change(
        belt.ledger, class_, template, seen=newest if seen is None else seen, by="Lan", now=belt.now
    )


def stands(belt: Belt, class_: Class = Class.ROUTINE) -> Template:
    return broadcast_templates.standing_of(belt.ledger, class_).template


def numbers(belt: Belt) -> list[int]:
    return [line.number for line in broadcast_templates.history(belt.ledger, Class.ROUTINE)]


def test_a_template_holds_for_its_class_and_what_is_voiced_from_then_on(belt: Belt) -> None:
    belt.take_in()
    belt.run()

    change(belt, TWICE)
    belt.take_in("Bản tin thứ hai.")
    belt.run()

    assert belt.studio.templates == [OURS, TWICE]
    assert stands(belt, Class.PRIORITY) == OURS


def test_a_broadcast_of_its_own_clip_has_the_template_of_its_class(belt: Belt) -> None:
    belt.enrol()
    change(belt, TWICE, Class.PRIORITY)
    notices = [belt.approved_notice(), belt.approved_notice("Bản tin thứ hai.")]

    belt.wish_of(*((notice, 0) for notice in notices), class_=Class.PRIORITY)
    belt.run()

    assert belt.studio.templates == [OURS, OURS, TWICE]


def test_what_is_put_back_is_a_further_line(belt: Belt) -> None:
    change(belt, TWICE)
    change(belt, Template(sentence_rests=1.2))
    newest, first = numbers(belt)

    broadcast_templates.put_back(belt.ledger, newest, by="Minh", now=belt.now)
    assert stands(belt) == TWICE
    broadcast_templates.put_back(belt.ledger, first, by="Minh", now=belt.now)
    assert stands(belt) == OURS

    assert len(numbers(belt)) == 4


def test_ours_again_is_a_line_and_only_where_it_was_not_ours(belt: Belt) -> None:
    broadcast_templates.ours_again(belt.ledger, Class.ROUTINE, by="Lan", now=belt.now)
    change(belt, TWICE)

    for _ in range(2):
        broadcast_templates.ours_again(belt.ledger, Class.ROUTINE, by="Lan", now=belt.now)

    assert stands(belt) == OURS
    assert len(numbers(belt)) == 2


def test_the_same_again_is_no_further_line(belt: Belt) -> None:
    change(belt, TWICE)
    change(belt, TWICE, seen=0)

    assert len(numbers(belt)) == 1


def test_nobody_overwrites_what_somebody_else_saved_meanwhile(belt: Belt) -> None:
    change(belt, TWICE)

    with pytest.raises(ChangedMeanwhileError):
        change(belt, Template(sentence_rests=1.2), seen=0)

    assert stands(belt) == TWICE


@pytest.mark.parametrize("class_", [Class.ROUTINE, Class.PRIORITY])
@pytest.mark.parametrize("facts", [{"resembles_alarm": True}, {"length": timedelta(seconds=3)}])
def test_what_sounds_like_an_alarm_or_too_long_opens_emergencies_alone(
    belt: Belt, class_: Class, facts: dict[str, object]
) -> None:
    siren = sound(belt, **facts)

    for template in (Template(opening=siren), Template(closing=siren)):
        with pytest.raises(TemplateRefusedError) as refused:
            change(belt, template, class_)
        assert refused.value.why is TemplateRefusal.NOT_FOR_THE_CLASS
    change(belt, Template(opening=siren), Class.EMERGENCY)

    assert siren not in {tone.digest for tone in broadcast_templates.choices(belt.ledger, class_).tones}


def test_an_emergency_has_no_music_and_is_never_without_a_tone(belt: Belt) -> None:
    music = sound(belt, SoundKind.MUSIC)

    for template in (Template(bed=Bed(music=music)), Template(opening=Plain.NONE)):
        with pytest.raises(TemplateError):
            change(belt, template, Class.EMERGENCY)
    change(belt, Template(bed=Bed(music=music)), Class.PRIORITY)

    assert stands(belt, Class.EMERGENCY) == OURS


def test_music_is_no_tone_and_a_tone_no_music(belt: Belt) -> None:
    tone, music = sound(belt), sound(belt, SoundKind.MUSIC)

    for template in (Template(opening=music), Template(bed=Bed(music=tone))):
        with pytest.raises(TemplateRefusedError):
            change(belt, template)


def test_a_sound_out_of_the_list_stays_where_it_is_and_comes_nowhere_else(belt: Belt) -> None:
    tone = sound(belt)
    change(belt, Template(opening=tone))
    take_out(belt, tone)

    change(belt, Template(opening=tone, times=2))
    with pytest.raises(TemplateRefusedError) as refused:
        change(belt, Template(opening=tone), Class.PRIORITY)

    assert refused.value.why is TemplateRefusal.GONE
    assert stands(belt) == Template(opening=tone, times=2)
    offered = broadcast_templates.choices(belt.ledger, Class.ROUTINE).tones
    assert [one.digest for one in offered] == [tone]
    assert broadcast_templates.choices(belt.ledger, Class.PRIORITY).tones == ()


def test_what_was_may_be_put_back_with_a_sound_that_is_out_of_the_list(belt: Belt) -> None:
    tone = sound(belt)
    change(belt, Template(opening=tone))
    change(belt, TWICE)
    take_out(belt, tone)

    broadcast_templates.put_back(belt.ledger, numbers(belt)[0], by="Lan", now=belt.now)

    assert stands(belt) == Template(opening=tone)
    assert broadcast_templates.names(belt.ledger, [stands(belt)])[tone].startswith("Âm")


def test_a_sample_is_made_of_what_is_typed_and_saves_nothing(belt: Belt, tmp_path: Path) -> None:
    room = FakeSoundRoom(tmp_path)

    name = broadcast_templates.sample(belt.ledger, room, Class.PRIORITY, TWICE)

    template, class_, cast = room.samples[name]
    assert (template, class_, cast.stays_here) == (TWICE, Class.PRIORITY, True)
    assert stands(belt, Class.PRIORITY) == OURS


def test_no_sample_of_what_could_not_be_saved(belt: Belt, tmp_path: Path) -> None:
    siren = sound(belt, resembles_alarm=True)

    with pytest.raises(TemplateRefusedError):
        broadcast_templates.sample(
            belt.ledger, FakeSoundRoom(tmp_path), Class.ROUTINE, Template(opening=siren)
        )
