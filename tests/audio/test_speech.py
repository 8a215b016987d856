import pytest

from audio.errors import NoVoiceError, SpeechFailedError, VoiceUnavailableError
from audio.speech import first_to_speak
from tests.audio.fakes import HummingVoice


def test_the_first_voice_that_can_speaks() -> None:
    spoken = first_to_speak(
        [HummingVoice(name="a"), HummingVoice(name="b")], lambda voice: voice.card.name, language="vi"
    )

    assert (spoken.result, spoken.voice.name, spoken.fell) == ("a", "a", False)


def test_a_fall_from_one_voice_to_the_next_is_told_with_its_reason() -> None:
    first = HummingVoice(name="first", fails_with=VoiceUnavailableError("first", "no network"))

    spoken = first_to_speak(
        [first, HummingVoice(name="second")],
        lambda voice: voice.say("a", language="vi", rate=1),
        language="vi",
    )

    assert spoken.voice.name == "second"
    assert [(failure.voice, failure.reason) for failure in spoken.failed] == [("first", "no network")]


def test_a_voice_without_the_language_is_not_asked() -> None:
    korean = HummingVoice(name="korean", languages=frozenset({"ko"}))

    spoken = first_to_speak(
        [korean, HummingVoice()], lambda voice: voice.say("a", language="vi", rate=1), language="vi"
    )

    assert spoken.voice.name == "humming"
    assert korean.asked == []


def test_when_every_voice_fails_each_failure_is_told() -> None:
    voices = [HummingVoice(name=name, fails_with=SpeechFailedError(name, "broken")) for name in "ab"]

    with pytest.raises(NoVoiceError) as failed:
        first_to_speak(voices, lambda voice: voice.say("a", language="vi", rate=1), language="vi")

    assert [failure.voice for failure in failed.value.failures] == ["a", "b"]


def test_no_voice_at_all_is_an_error_too() -> None:
    with pytest.raises(NoVoiceError):
        first_to_speak([], lambda voice: voice, language="vi")
