"""Tones and music that staff bring: what comes into the list, what leaves it, what stays on the disk."""

from pathlib import Path

import pytest

from audio.errors import AlarmingSoundError, NotASoundError
from audio.template import Template
from controller.entries import SoundKind
from controller.errors import SoundRefusal, SoundRefusedError
from controller.flow import broadcast_templates, sounds
from controller.flow.sounds import File
from schedules.vocabulary import Class, Digest
from tests.controller.belt import Belt
from tests.fakes.sounds import ALARM, EMPTY, FakeSoundRoom


@pytest.fixture
def room(tmp_path: Path) -> FakeSoundRoom:
    return FakeSoundRoom(tmp_path / "sounds")


def load(
    belt: Belt,
    room: FakeSoundRoom,
    name: str = "Chuông",
    content: bytes = b"bell",
    *,
    kind: SoundKind = SoundKind.TONE,
    for_emergencies: bool = False,
) -> Digest:
    return sounds.load(
        belt.ledger,
        room,
        File(content=content, name="chuong.wav"),
        name=name,
        kind=kind,
        for_emergencies=for_emergencies,
        by="Lan",
        now=belt.now,
    )


def names(belt: Belt) -> list[str]:
    return [one.sound.name for one in sounds.listed(belt.ledger)]


def use(belt: Belt, template: Template) -> None:
    newest = broadcast_templates.standing_of(belt.ledger, Class.ROUTINE).newest
    broadcast_templates.change(belt.ledger, Class.ROUTINE, template, seen=newest, by="Lan", now=belt.now)


def test_a_loaded_sound_is_in_the_list_and_on_the_disk(belt: Belt, room: FakeSoundRoom) -> None:
    digest = load(belt, room, " Chuông  ba tiếng ")

    [one] = sounds.listed(belt.ledger)
    assert (one.sound.name, one.sound.file_name, one.sound.loaded_by) == (
        "Chuông ba tiếng",
        "chuong.wav",
        "Lan",
    )
    assert room.path(digest)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", SoundRefusal.EMPTY),
        ("a" * 61, SoundRefusal.TOO_LONG),
        ("CHUÔNG", SoundRefusal.TAKEN),
    ],
)
def test_a_name_tells_one_sound_from_all_others(
    belt: Belt, room: FakeSoundRoom, name: str, why: SoundRefusal
) -> None:
    load(belt, room)

    with pytest.raises(SoundRefusedError) as refused:
        load(belt, room, name, b"another")

    assert refused.value.why is why
    assert names(belt) == ["Chuông"]


def test_the_same_sound_is_in_the_list_once(belt: Belt, room: FakeSoundRoom) -> None:
    load(belt, room)

    with pytest.raises(SoundRefusedError) as refused:
        load(belt, room, "Chuông khác")

    assert refused.value.why is SoundRefusal.KNOWN


def test_a_siren_is_taken_for_emergencies_alone(belt: Belt, room: FakeSoundRoom) -> None:
    with pytest.raises(AlarmingSoundError):
        load(belt, room, content=ALARM)
    load(belt, room, "Còi", ALARM, for_emergencies=True)

    [one] = sounds.listed(belt.ledger)
    assert [class_ for class_ in Class if one.sound.may_frame(class_)] == [Class.EMERGENCY]


def test_what_is_no_sound_is_in_no_list(belt: Belt, room: FakeSoundRoom) -> None:
    with pytest.raises(NotASoundError):
        load(belt, room, content=EMPTY)

    assert names(belt) == []


def test_a_sound_is_called_otherwise_and_its_own_name_is_not_taken(belt: Belt, room: FakeSoundRoom) -> None:
    digest = load(belt, room)

    sounds.rename(belt.ledger, digest, "Chuông")
    sounds.rename(belt.ledger, digest, "Chuông mới")

    assert names(belt) == ["Chuông mới"]


def test_what_nothing_names_leaves_the_list_and_the_disk(belt: Belt, room: FakeSoundRoom) -> None:
    digest = load(belt, room)

    sounds.remove(belt.ledger, room, digest)

    assert names(belt) == []
    assert room.path(digest) is None


def test_what_a_template_uses_cannot_be_taken_out(belt: Belt, room: FakeSoundRoom) -> None:
    digest = load(belt, room)
    use(belt, Template(opening=digest))

    with pytest.raises(SoundRefusedError) as refused:
        sounds.remove(belt.ledger, room, digest)

    assert refused.value.why is SoundRefusal.USED
    assert [one.used_by for one in sounds.listed(belt.ledger)] == [(Class.ROUTINE,)]


def test_what_the_history_names_leaves_the_list_and_stays_on_the_disk(
    belt: Belt, room: FakeSoundRoom
) -> None:
    digest = load(belt, room)
    use(belt, Template(opening=digest))
    use(belt, Template(times=2))

    sounds.remove(belt.ledger, room, digest)

    assert names(belt) == []
    assert room.path(digest)


def test_a_sound_that_was_taken_out_may_be_loaded_again(belt: Belt, room: FakeSoundRoom) -> None:
    digest = load(belt, room)
    sounds.remove(belt.ledger, room, digest)

    assert load(belt, room, "Chuông cũ") == digest
    assert names(belt) == ["Chuông cũ"]
