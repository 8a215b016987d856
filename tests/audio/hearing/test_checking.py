from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from audio.errors import VoicingCancelledError
from audio.hearing.back_check import BackCheck, from_json, to_json
from audio.hearing.checking import BackChecker, Utterance
from audio.hearing.comparing import Misheard
from audio.hearing.errors import HearingFailedError, RecogniserUnavailableError
from audio.hearing.kept import HeardFolder
from audio.hearing.places import Kind
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.sentences import SentenceFolder
from audio.span import SourceSpan
from audio.speech import Speech
from tests.audio.hearing.fakes import ToldRecogniser
from tests.parts.recognisers import beeps

TEXT = "Cổng 1 nghỉ trưa. Cổng 2 vẫn mở. Cổng 3 đóng hẳn."
RIGHT = ("cổng một nghỉ trưa", "cổng hai vẫn mở", "cổng ba đóng hẳn")
LONG = timedelta(hours=1)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += seconds


def sound(number: int) -> Speech:
    return beeps(*[1] * (number + 1))


def utterances(text: str = TEXT, language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> list[Utterance]:
    sentences = read(text, lexicon=official_lexicon(language)).sentences
    return [
        Utterance(sentence=sentence, language=language, speech=partial(sound, number))
        for number, sentence in enumerate(sentences)
    ]


def checker(recogniser: ToldRecogniser, folder: Path, clock: Clock | None = None) -> BackChecker:
    return BackChecker(recogniser, HeardFolder(folder), monotonic=clock or Clock())


def test_it_tells_what_was_misheard_and_in_which_sentence(tmp_path: Path) -> None:
    told = ToldRecogniser(RIGHT[0], "cổng năm vẫn mở", RIGHT[2])

    check = checker(told, tmp_path).check(utterances(), within=LONG)

    assert check is not None
    assert [(one.sentence, one.span.of(TEXT), one.heard) for one in check.misheard] == [(1, "2", "năm")]
    assert (check.recogniser, check.failed) == ("told", "")


def test_a_sentence_that_did_not_change_is_not_heard_again(tmp_path: Path) -> None:
    told = ToldRecogniser(RIGHT[0], "cổng năm vẫn mở", RIGHT[2])
    first = checker(told, tmp_path).check(utterances(), within=LONG)

    again = checker(told, tmp_path).check(utterances(), within=LONG)

    assert again == first
    assert len(told.asked) == 3


def test_another_model_hears_everything_anew(tmp_path: Path) -> None:
    checker(ToldRecogniser(*RIGHT), tmp_path).check(utterances(), within=LONG)
    other = ToldRecogniser(*RIGHT, languages=(SpokenLanguage.VIETNAMESE, SpokenLanguage.ENGLISH))
    other.card = type(other.card)(name="told", version="2", languages=other.card.languages)

    checker(other, tmp_path).check(utterances(), within=LONG)

    assert len(other.asked) == 3


@pytest.mark.parametrize("language", [SpokenLanguage.ENGLISH, SpokenLanguage.KOREAN])
def test_nobody_listens_in_a_language_that_the_model_or_our_rules_do_not_know(
    tmp_path: Path, language: SpokenLanguage
) -> None:
    told = ToldRecogniser("", languages=(SpokenLanguage.VIETNAMESE, SpokenLanguage.KOREAN))

    assert checker(told, tmp_path).check(utterances("Gate 1.", language), within=LONG) is None
    assert not told.asked


def test_one_that_fails_ends_the_check_and_what_was_found_stays(tmp_path: Path) -> None:
    told = ToldRecogniser("cổng năm nghỉ trưa", HearingFailedError("told", "it ended"))

    check = checker(told, tmp_path).check(utterances(), within=LONG)

    assert check is not None
    assert (len(check.misheard), check.failed) == (1, "it ended")


def test_one_that_cannot_be_loaded_is_left_alone_for_a_while(tmp_path: Path) -> None:
    clock, told = Clock(), ToldRecogniser(RecogniserUnavailableError("told", "broken"), *RIGHT)
    ear = checker(told, tmp_path, clock)

    first, soon = (ear.check(utterances(), within=LONG) for _ in range(2))
    asked_soon = len(told.asked)
    clock.turn(601)
    later = ear.check(utterances(), within=LONG)

    assert first == soon == BackCheck(recogniser="told", failed="broken")
    assert (asked_soon, len(told.asked)) == (1, 4)
    assert later == BackCheck(recogniser="told")


def test_all_sentences_share_the_time_that_there_is(tmp_path: Path) -> None:
    clock = Clock()
    told = ToldRecogniser(*RIGHT, meanwhile=lambda: clock.turn(8))

    checker(told, tmp_path, clock).check(utterances(), within=timedelta(seconds=20))

    assert [round(left.total_seconds()) for left in told.asked] == [20, 12, 4]


def test_who_cancels_is_heard_before_each_sentence(tmp_path: Path) -> None:
    told, reports = ToldRecogniser(*RIGHT), list[int]()

    def report() -> None:
        reports.append(1)
        if len(reports) == 3:
            raise VoicingCancelledError("stopped")

    with pytest.raises(VoicingCancelledError):
        checker(told, tmp_path).check(utterances(), within=LONG, report=report)
    assert len(told.asked) == 2


def test_what_was_heard_is_swept_with_the_sentences(tmp_path: Path) -> None:
    checker(ToldRecogniser(*RIGHT), tmp_path).check(utterances(), within=LONG)
    now = datetime.now(UTC)

    idle = list(SentenceFolder(tmp_path).idle(since=now + timedelta(seconds=1)))

    assert [path.suffix for path in idle] == [".heard"] * 3
    assert not list(SentenceFolder(tmp_path).idle(since=now - timedelta(days=1)))


def test_a_full_disk_stops_the_check_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    check = checker(ToldRecogniser(*RIGHT), tmp_path / "file" / "below").check(utterances(), within=LONG)

    assert check is not None
    assert check.failed


def test_what_came_of_it_is_stored_and_read_again() -> None:
    one = Misheard(
        sentence=3, span=SourceSpan(start=4, end=9), kind=Kind.NUMBER, spoken="hai mươi", heard="ba mươi"
    )
    check = BackCheck(recogniser="some-vi", misheard=(one,), failed="it ended")

    assert from_json(to_json(check)) == check
