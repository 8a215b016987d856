"""What nothing needs goes from the disk after a while; what anything needs never does."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from audio.recordings import RecordingFolder
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from controller.entries import Publication, PublicationState, Voicing
from controller.flow import intake, sweeping
from controller.flow.editions import edition
from controller.flow.sweeping import Folders
from schedules.vocabulary import Address, Class, Digest, NoticeId
from tests.audio.fakes import HummingVoice
from tests.controller.belt import Belt, manuscript
from wire.topics import Kind

LONG = timedelta(days=40)
ORPHAN = b"nothing says this any more"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def sentences(tmp_path: Path) -> SentenceFolder:
    return SentenceFolder(tmp_path / "sentences")


@pytest.fixture
def folders(shelf: Shelf, sentences: SentenceFolder, tmp_path: Path) -> Folders:
    recordings = RecordingFolder(tmp_path / "recordings")
    return Folders(clips=shelf, recordings=recordings, sentences=sentences)


def voicing_of(belt: Belt, notice: NoticeId) -> Voicing:
    with belt.ledger.reading() as unit:
        return unit.voicings.of_notice(notice)[0]


def shelved(belt: Belt, shelf: Shelf, notice: NoticeId) -> Digest:
    """Put something on the shelf under the name that the fake studio gave the clip of a notice."""
    clip = voicing_of(belt, notice).clip
    assert clip is not None
    place = shelf._place(clip.digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"a clip")
    return clip.digest


def age(path: Path, since: datetime) -> None:
    """Have a file written and used at an instant."""
    os.utime(path, (since.timestamp(), since.timestamp()))


def aged(shelf: Shelf, digest: Digest, since: datetime) -> Digest:
    age(shelf.path(digest), since)
    return digest


def test_a_clip_that_nothing_needs_goes_when_it_is_old_enough(
    belt: Belt, shelf: Shelf, folders: Folders
) -> None:
    old = aged(shelf, shelf.put(ORPHAN), belt.now - LONG)
    young = aged(shelf, shelf.put(b"another"), belt.now - timedelta(days=29))

    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert (gone.clips, gone.bytes) == ((old,), len(ORPHAN))
    assert list(shelf.digests()) == [young]


def test_what_a_rehearsal_tells_stays(belt: Belt, shelf: Shelf, folders: Folders) -> None:
    old = aged(shelf, shelf.put(ORPHAN), belt.now - LONG)

    told = sweeping.superfluous(belt.ledger, folders, now=belt.now)

    assert told.clips == (old,)
    assert shelf.holds(old)


def test_a_clip_that_a_notice_needs_stays_however_old(belt: Belt, shelf: Shelf, folders: Folders) -> None:
    notice = belt.take_in()
    belt.run()
    needed = aged(shelf, shelved(belt, shelf, notice), belt.now - 10 * LONG)

    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert gone.clips == ()
    assert shelf.holds(needed)


def test_a_clip_of_an_older_text_goes_so_long_after_it_was_last_needed(
    belt: Belt, shelf: Shelf, folders: Folders
) -> None:
    notice = belt.take_in()
    belt.run()
    needed = aged(shelf, shelved(belt, shelf, notice), belt.now - 10 * LONG)
    sweeping.sweep(belt.ledger, folders, now=belt.now)

    with belt.ledger.reading() as unit:
        seen = edition(unit.notices.get(notice))
    intake.change(belt.ledger, notice, manuscript("Một văn bản khác.".encode()), seen=seen)
    belt.run()
    soon = sweeping.sweep(belt.ledger, folders, now=belt.now + timedelta(days=29))
    late = sweeping.sweep(belt.ledger, folders, now=belt.now + timedelta(days=30))

    assert (soon.clips, late.clips) == ((), (needed,))


def test_a_clip_that_a_broadcast_says_or_that_is_published_stays(
    belt: Belt, shelf: Shelf, folders: Folders
) -> None:
    belt.enrol()
    published = aged(shelf, shelf.put(b"an order"), belt.now - LONG)
    order = Publication(
        kind=Kind.ORDERS,
        address=Address("z-demo"),
        state=PublicationState.SEALED,
        draft=f'{{"clips": ["{published}"]}}',
        revision=7,
        sealed=b"sealed",
        expires_at=belt.now + LONG,
    )
    first, second = belt.approved_notice("Câu một."), belt.approved_notice("Câu hai.")
    broadcast = belt.wish_of((first, 0), (second, 0), class_=Class.PRIORITY)
    belt.run()
    with belt.ledger.writing() as unit:
        unit.publications.put_sealed(order)

    with belt.ledger.reading() as unit:
        needs = unit.clips.needs()
    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert gone.clips == ()
    own = belt.preparation(broadcast).voicing
    assert own is not None
    assert own.clip is not None
    assert {str(need.by) for need in needs[own.clip.digest]} == {"broadcast", "publication"}
    assert [need.name for need in needs[published]] == ["orders/z-demo"]


def test_a_clip_that_is_made_anew_is_young_again(belt: Belt, shelf: Shelf, folders: Folders) -> None:
    digest = aged(shelf, shelf.put(ORPHAN), belt.now - LONG)

    shelf.put(ORPHAN)

    assert sweeping.superfluous(belt.ledger, folders, now=belt.now).clips == ()
    assert shelf.holds(digest)


def test_sentences_that_nobody_used_for_long_go_and_those_in_use_stay(
    belt: Belt, sentences: SentenceFolder, folders: Folders, tmp_path: Path
) -> None:
    voice = HummingVoice()
    for words in ("câu một", "câu hai"):
        speech = voice.say(words, language="vi", rate=1.0)
        sentences.keep(speech, words, language="vi", rate=1.0, voice=voice.card)
    for file in (tmp_path / "sentences").rglob("*.pcm"):
        age(file, belt.now - LONG)
    sentences.find("câu hai", language="vi", rate=1.0, voice=voice.card)

    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert len(gone.files) == 1
    assert sentences.find("câu một", language="vi", rate=1.0, voice=voice.card) is None
    assert sentences.find("câu hai", language="vi", rate=1.0, voice=voice.card) is not None


def test_what_was_left_half_written_goes_after_a_day(belt: Belt, folders: Folders, tmp_path: Path) -> None:
    for place in ("shelf/ab/cd", "sentences/ab", "recordings/ab"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / ".x.part").write_bytes(b"half")
        age(tmp_path / place / ".x.part", belt.now - timedelta(days=2))

    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert (len(gone.files), gone.bytes) == (3, 12)
    assert list(tmp_path.rglob("*.part")) == []
