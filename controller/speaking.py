"""Reading and voicing by hand, for the command line: no database, no broker."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from audio.documents.spoken import spoken_places
from audio.documents.values import Note
from audio.errors import EmptyDocumentError
from audio.language import SpokenLanguage
from audio.outlet import check_outlet, put_out
from audio.reading.lexicon import Lexicon, official_lexicon
from audio.reading.read import read
from audio.reading.written import as_object
from audio.shelf import Shelf
from controller.entries import Cast, Language
from controller.machines.documents import DocumentReader
from controller.machines.studio_child import Booth, equipment
from controller.settings import Settings

if TYPE_CHECKING:
    from audio.hearing.back_check import BackCheck


def read_lines(source: TextIO, target: TextIO, language: SpokenLanguage) -> None:
    """Read one JSON string a line, by the rules alone, and write one spoken line each, in order."""
    lexicon = official_lexicon(language)
    for line in source:
        if line.strip():
            spoken = read(json.loads(line), lexicon=lexicon).spoken
            target.write(spoken.replace("\n", " ") + "\n")
            target.flush()


def read_document(
    source: bytes,
    name: str,
    *,
    as_json: bool,
    lexicon: Lexicon | None = None,
    tell: Callable[[str], None] = lambda _words: None,
) -> str:
    """Return how a document is spoken, without debris and personal data.

    Without a `lexicon` it is the official one. `tell` hears what was done to get its
    text, and what is left out.

    Raises:
        AudioError: it does not open.
    """
    opened = DocumentReader().open(source, name)
    for told in _notes(opened.notes):
        tell(told)
    text = opened.text
    places = spoken_places(text)
    reading = read(text, lexicon=lexicon or official_lexicon(), kept=places.kept)
    if not as_json:
        counts = {"set aside": len(places.set_aside), "held back, about persons": len(places.held)}
        for what, count in counts.items():
            if count:
                tell(f"{count} places {what}; --json shows them")
        return reading.spoken
    left_out = {
        "set_aside": [{"text": part.span.of(text), "reason": part.reason} for part in places.set_aside],
        "held": [{"text": part.span.of(text), "kind": part.kind} for part in places.held],
    }
    source_facts = {
        "format": opened.format,
        "notes": [{"kind": note.kind, "count": note.count} for note in opened.notes],
    }
    return json.dumps(as_object(reading) | left_out | source_facts, ensure_ascii=False, indent=1)


def speak(
    settings: Settings,
    file: Path,
    output: Path,
    *,
    lexicon: Lexicon,
    cast: Cast,
    is_mastered: bool = True,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, object]:
    """Voice a document into `output`, an .opus or a .wav, and tell what came of it.

    `progress` hears how many steps of how many are done: the sentences, and mastering.

    Raises:
        WrongOutputError: it cannot be written there.
        UnknownVoiceError, VoiceOffError: the cast names one that is not here, or may not speak.
        AudioError: as each kind of it says.
    """
    from audio.studio import Manner  # noqa: PLC0415 - scipy is heavy; reading does not need it

    check_outlet(output)
    text = DocumentReader().open(file.read_bytes(), file.name).text
    reading = read(text, lexicon=lexicon, kept=spoken_places(text).kept)
    if not reading.sentences:
        raise EmptyDocumentError(file.name)
    with closing(Booth(equipment(settings))) as booth:
        booth.check(cast)
        scripts = booth.scripts([(reading, cast)])
        spoken = booth.studio.voice(scripts, manner=Manner(is_mastered=is_mastered), progress=progress)
        check = booth.hear(reading, cast, spoken.voice.identity)
    clip = spoken.result
    put_out(clip.clip.digest, output, Shelf(settings.shelf))
    told: dict[str, object] = {
        "file": str(output),
        "clip": clip.clip.digest,
        "seconds": round(clip.clip.length / timedelta(seconds=1), 3),
        "sentences": len(reading.sentences),
        "loudness_lufs": round(clip.loudness_lufs, 2),
        "true_peak_dbtp": round(clip.true_peak_dbtp, 2),
        "voice": spoken.voice.name,
        "grade": spoken.voice.grade.value,
        "falls": [str(failure) for failure in spoken.failed],
    }
    return told | _misheard(check, text)


def _notes(notes: Sequence[Note]) -> list[str]:
    """Say as the desk does what was done to get a text."""
    if not notes:
        return []
    from controller.web.shown import document  # noqa: PLC0415 - catalogues are heavy; most texts need none
    from controller.web.words import Words  # noqa: PLC0415

    return document.notes(notes, Words(Language.ENGLISH, ZoneInfo("UTC")))


def _misheard(check: "BackCheck | None", text: str) -> dict[str, object]:
    """Tell what a recogniser misheard; nothing where none listened."""
    if check is None:
        return {}
    places = [
        {
            "sentence": one.sentence + 1,
            "written": one.span.of(text),
            "spoken": one.spoken,
            "heard": one.heard,
        }
        for one in check.misheard
    ]
    return {"misheard": places} | ({"not_heard": check.failed} if check.failed else {})
