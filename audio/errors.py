"""Everything that can go wrong between a text and a clip, in one tree."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from schedules.vocabulary import Digest

_SHOWN = 80
"""Letters of a sentence by which staff know it again."""


class AudioError(Exception):
    """Some part of the way from text to sound failed. Nothing was changed; the cause says more."""


class WrongOutputError(AudioError):
    """The file that was asked for cannot be written. It is said before any work, and another is named."""

    def __init__(self, path: Path, right: str) -> None:
        super().__init__(f"output: {path}: {right}")


class DocumentError(AudioError):
    """A document cannot become a notice as it is. Staff see why and choose another file."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name


class EmptyDocumentError(DocumentError):
    """There is no text in it. Staff are asked for the text."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "there is no text in it")


class BinaryDocumentError(DocumentError):
    """It is no text but something else that was given a text's name. Staff choose another file."""

    def __init__(self, name: str, *, offset: int) -> None:
        super().__init__(name, f"not a text: a control character at byte {offset}")
        self.offset = offset


class WrongEncodingError(DocumentError):
    """The text is not UTF-8. Staff save it again as UTF-8; `offset` is the first wrong byte."""

    def __init__(self, name: str, *, offset: int) -> None:
        super().__init__(name, f"not UTF-8 at byte {offset}")
        self.offset = offset


class DocumentTooLongError(DocumentError):
    """The text is longer than the desk takes. Staff choose the part that is to be heard."""

    def __init__(self, name: str, *, length: int, limit: int) -> None:
        super().__init__(name, f"{length} characters, and {limit} are allowed")
        self.length = length
        self.limit = limit


class UnknownFormatError(DocumentError):
    """It is of no kind that is opened here. Staff save it as .docx, .pdf or .txt."""

    def __init__(self, name: str, *, kind: str) -> None:
        super().__init__(name, f"{kind} cannot be opened; save it as .docx, .odt, .pdf or .txt")
        self.kind = kind


class EncryptedDocumentError(DocumentError):
    """A password protects it. Staff take the password off and send it again."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is protected by a password")


class BrokenDocumentError(DocumentError):
    """It is damaged or was cut off on its way. Staff save or fetch it anew."""

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(name, f"it is damaged: {what}")
        self.what = what


class Measure(StrEnum):
    """What there is too much of in a document."""

    BYTES = "bytes"
    INFLATED_BYTES = "inflated bytes"
    PAGES = "pages"
    RECOGNISED_PAGES = "scanned pages"
    PIXELS = "pixels"


class DocumentTooLargeError(DocumentError):
    """There is more in it than is opened at once. Staff send the part that is to be heard."""

    def __init__(self, name: str, *, measure: Measure, limit: int) -> None:
        super().__init__(name, f"over {limit} {measure}")
        self.measure = Measure(measure)
        self.limit = limit


class DocumentTooCostlyError(DocumentError):
    """Opening it took more time or memory than one document gets. Staff send it in another format."""

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(name, f"opening it took too much {what}")
        self.what = what


class RecogniserMissingError(DocumentError):
    """It is a picture of text, and the program that recognises letters is not on this machine.

    An administrator installs the Debian package `package`; until then staff send a file with text.
    """

    def __init__(self, name: str, *, package: str) -> None:
        super().__init__(name, f"it holds pictures of text; reading them needs the Debian package {package}")
        self.package = package


class LexiconError(AudioError):
    """An entry of a lexicon cannot be used. It is refused; the lexicon before it stays in force."""

    def __init__(self, abbreviation: str, *, spoken: str) -> None:
        super().__init__(f"cannot say {abbreviation!r} as {spoken!r}")
        self.abbreviation = abbreviation
        self.spoken = spoken


class UnspeakableError(AudioError):
    """A digit, a sign or an abbreviation would reach the voice: a fault of the reading. Nothing is voiced."""

    def __init__(self, spoken: str, *, at: int) -> None:
        super().__init__(f"not in words: {spoken[max(0, at - 20) : at + 20]!r}")


class NothingToSayError(AudioError):
    """The reading has no sentence. Staff see an empty reading and mend the text."""


class VoiceError(AudioError):
    """A voice did not speak. The next voice of the chain is asked, and the fall is shown."""

    def __init__(self, voice: str, reason: str) -> None:
        super().__init__(f"{voice}: {reason}")
        self.voice = voice
        self.reason = reason


class VoiceUnavailableError(VoiceError):
    """The voice cannot speak now, whatever the words: not installed, not reachable, not allowed."""


class SpeechFailedError(VoiceError):
    """The voice tried these words and failed: it crashed, took too long or gave no sound."""


class ToneLostError(VoiceError):
    """A loaded tone is gone, and an emergency was not kept back for it: ours sounds instead."""

    def __init__(self, digest: Digest) -> None:
        super().__init__("tone", f"the loaded tone {digest[:12]} is gone, ours sounds instead")


class ModelNotLoadedError(AudioError):
    """An engine could not load its model; in its own words. Whoever asked for it says what that means."""


class NoVoiceError(AudioError):
    """No voice of the chain knows the language, or all that do failed.

    The notice stays without sound until someone looks into it.
    """

    def __init__(self, failures: Sequence[VoiceError], *, language: str) -> None:
        super().__init__("; ".join(map(str, failures)) or f"no voice here speaks {language}")
        self.failures = tuple(failures)
        self.language = language


class VoicingCancelledError(AudioError):
    """Someone stopped the voicing. Sentences already spoken are kept for the next time."""


class UnfitSpeechError(AudioError):
    """What a voice said must not go on the air. It is not kept, and no clip is made.

    Staff see which sentence it is; they voice it again, by another voice, or in other words.
    """

    def __init__(self, what: str, *, spoken: str) -> None:
        beginning = spoken if len(spoken) <= _SHOWN else f"{spoken[:_SHOWN].rstrip()} …"
        super().__init__(f"{what}: “{beginning}”")
        self.spoken = spoken


class SilentSpeechError(UnfitSpeechError):
    """Nothing is heard of a sentence."""


class ClippedSpeechError(UnfitSpeechError):
    """Its peaks are cut flat: it was recorded or made too loud, and rattles."""


class CutSpeechError(UnfitSpeechError):
    """It breaks off while something still sounds: its end is missing."""


class TooShortSpeechError(UnfitSpeechError):
    """It is far too short for its words: some of them are missing."""


class TooLongSpeechError(UnfitSpeechError):
    """It is far too long for its words: something else is heard, or the voice got stuck."""


class DividingError(AudioError):
    """A recording cannot be divided into the sentences of a reading. Nothing is kept; staff record anew."""


class TooFewPausesError(DividingError):
    """It has fewer pauses than there are between the sentences. Staff rest longer, or record one by one."""

    def __init__(self, found: int, *, needed: int) -> None:
        super().__init__(f"{found} pauses, and {needed} are needed")
        self.found = found
        self.needed = needed


class WrongLengthError(DividingError):
    """It is far too short or too long for the words: something else was recorded, or only some of it."""

    def __init__(self, sounds: timedelta, *, usual: timedelta) -> None:
        super().__init__(
            f"it sounds for {sounds.total_seconds():.1f} s, and usual are {usual.total_seconds():.1f} s"
        )
        self.sounds = sounds
        self.usual = usual


class TemplateError(AudioError):
    """A template asks for what no broadcast may have. Staff see which field it is; nothing was changed."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")
        self.field = field


class SoundError(AudioError):
    """A file cannot be a tone or music. Nothing of it is kept; staff see why and choose another."""


class NotASoundError(SoundError):
    """There is no sound in it that can be read: of another kind, damaged, or cut off on its way."""


class SoundTooLargeError(SoundError):
    """The file has too many bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"over {limit} bytes")
        self.limit = limit


class SoundTooLongError(SoundError):
    """It sounds for too long for what it is to be."""

    def __init__(self, limit: timedelta) -> None:
        super().__init__(f"it sounds for more than {limit.total_seconds():g} s")
        self.limit = limit


class SoundTooShortError(SoundError):
    """It is over before anybody knows it, or would soon be heard to go round."""

    def __init__(self, limit: timedelta) -> None:
        super().__init__(f"it sounds for less than {limit.total_seconds():g} s")
        self.limit = limit


class SilentSoundError(SoundError):
    """Nothing is heard of it."""


class AlarmingSoundError(SoundError):
    """It sounds like an alarm, and may open an emergency and nothing below."""

    def __init__(self, likeness: str) -> None:
        super().__init__(f"it sounds like an alarm: {likeness}")
        self.likeness = likeness


class MasteringError(AudioError):
    """The sound could not be brought to the loudness and peak asked for. No clip is made."""


class WrongLoudnessError(MasteringError):
    """The finished clip would be too loud, too soft, or too sharp at its peaks. It is not shelved."""


class EncodingError(AudioError):
    """The sound could not be encoded or decoded. No clip is made."""


class ShelfError(AudioError):
    """The folder of finished clips cannot be used as it is. What was on it stays."""


class ShelfFullError(ShelfError):
    """The disk is full. Nothing half-written is left; the voicing is tried again when there is room."""


class SoundMissingError(ShelfError):
    """A loaded sound is gone from its folder or damaged. No clip is made; staff load it again."""


class RecordingLostError(ShelfError):
    """A recording of a person is gone or damaged. The next voice speaks; staff record the sentence again."""


class UnfitRecordingError(ShelfError):
    """What was recorded is no sentence. It is not kept."""


class SentenceLostError(ShelfError):
    """A sentence vanished after its voicing. Who speaks says it anew; a machine that listens does without."""


class ClipMissingError(ShelfError):
    """There is no such clip on the shelf. It is voiced again from its notice."""

    def __init__(self, digest: Digest) -> None:
        super().__init__(f"no clip {digest}")
        self.digest = digest


class ClipDamagedError(ShelfError):
    """The file is not the clip its name says. It must never sound and is to be voiced again."""

    def __init__(self, digest: Digest) -> None:
        super().__init__(f"clip {digest} fails its digest")
        self.digest = digest
