"""A machine that listened: staff see what it misheard, in words, and may approve all the same."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from audio.hearing.back_check import BackCheck, Unheard, to_json
from audio.hearing.comparing import Misheard
from audio.hearing.places import Kind
from audio.language import SpokenLanguage
from audio.reading.values import Reading
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.span import SourceSpan
from audio.speech import Grade, Speech, VoiceCard
from audio.studio import Manner, Script, Studio
from audio.template import OURS, Template
from controller.entries import Cast, Voiced
from controller.flow import reading, voicing
from controller.machines.ears import Ears
from schedules.vocabulary import Class
from tests.controller.belt import TEXT, Belt
from tests.fakes.ears import FakeEars
from tests.parts.recognisers import beeps, zipformer_ctc

from .browser import Browser
from .hostile import HOSTILE, is_safe

TAG = HOSTILE["script"]
DATE = TEXT.index("01/12/2026")


def misheard(heard: str, kind: Kind = Kind.NUMBER) -> Misheard:
    return Misheard(
        sentence=1, span=SourceSpan(start=DATE, end=DATE + 10), kind=kind, spoken="mùng một", heard=heard
    )


def page_of(staff: Browser, belt: Belt, check: BackCheck | None) -> tuple[str, str]:
    """Return the words and the source of a notice's page after a machine listened, or nobody."""
    belt.ears = FakeEars(to_json(check)) if check else None
    name = belt.take_in()
    belt.run()
    page = staff.get(f"/notices/{name}")
    return page.words, page.html


def test_a_place_that_was_misheard_is_told_with_what_was_heard_and_leads_to_its_sentence(
    staff: Browser, belt: Belt
) -> None:
    words, html = page_of(staff, belt, BackCheck(recogniser="some-vi", misheard=(misheard("mùng hai"),)))

    assert "Máy nghe lại không nghe ra 1 chỗ như đã viết" in words
    assert "“01/12/2026” nghe ra “mùng hai”." in words
    assert 'href="#sentence-2"' in html
    assert 'id="sentence-2"' in html
    assert "Duyệt bản tin" in words


def test_what_was_not_heard_at_all_is_told_so(staff: Browser, belt: Belt) -> None:
    words, _ = page_of(staff, belt, BackCheck(recogniser="some-vi", misheard=(misheard(""),)))

    assert "Không nghe ra “01/12/2026”." in words


def test_a_machine_that_could_not_listen_is_told_with_its_reason(staff: Browser, belt: Belt) -> None:
    words, _ = page_of(staff, belt, BackCheck(recogniser="some-vi", failed="its model cannot be loaded"))

    assert "Máy không nghe lại được, hoặc không nghe hết: its model cannot be loaded" in words
    assert "mọi con số" not in words


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Unheard.VOICE_GONE, "Không có máy nào nghe lại: giọng đã đọc bản tin này không còn ở đây."),
        (Unheard.ENDED, "Máy nghe lại cứ bị dừng nên chưa nghe được. Hãy báo cho quản trị viên."),
    ],
)
def test_what_we_say_ourselves_is_told_in_the_words_of_the_page(
    staff: Browser, belt: Belt, why: Unheard, told: str
) -> None:
    words, _ = page_of(staff, belt, BackCheck(recogniser="some-vi", failed=why))

    assert told in words
    assert why not in words


def test_a_machine_that_heard_all_says_so(staff: Browser, belt: Belt) -> None:
    words, _ = page_of(staff, belt, BackCheck(recogniser="some-vi"))

    assert "Máy đã nghe lại: mọi con số và tên riêng đều nghe đúng như viết." in words


def test_until_a_machine_has_listened_it_is_told_that_it_will(staff: Browser, belt: Belt) -> None:
    name = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)
    voicing.advance(belt.ledger, belt.lease, belt.studio, hears=lambda _: True)

    page = staff.get(f"/notices/{name}")

    assert "Máy sẽ nghe lại bản tin này." in page.words
    assert "Duyệt bản tin" in page.words
    assert f"/live/notices/{name}" in page.html


def test_without_script_a_page_is_loaded_anew_while_it_is_voiced_and_not_while_a_machine_listens(
    staff: Browser, belt: Belt
) -> None:
    name = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)

    voiced = staff.get(f"/notices/{name}")
    voicing.advance(belt.ledger, belt.lease, belt.studio, hears=lambda _: True)
    heard = staff.get(f"/notices/{name}")

    assert ['http-equiv="refresh"' in page.html for page in (voiced, heard)] == [True, False]


def test_where_nobody_listened_nothing_is_said(staff: Browser, belt: Belt) -> None:
    words, html = page_of(staff, belt, None)

    assert "Máy" not in words
    assert "back-check" not in html


def test_what_a_machine_heard_is_never_taken_for_a_tag(staff: Browser, belt: Belt) -> None:
    check = BackCheck(recogniser="some-vi", misheard=(misheard(TAG),), failed=TAG)

    _, html = page_of(staff, belt, check)

    assert is_safe(html)


class WrongVoice:
    """Says gate two wherever one is meant."""

    card = VoiceCard(
        name="wrong", version="1", grade=Grade.GOOD, languages=frozenset({SpokenLanguage.VIETNAMESE})
    )

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:  # noqa: ARG002
        assert words == "Cổng số một"
        return beeps(1, 3)


class PlantedStudio:
    """The real studio and the real engine of a tiny recogniser, with a voice that says another number."""

    def __init__(self, folder: Path) -> None:
        self._sentences = SentenceFolder(folder / "sentences")
        self._studio = Studio(shelf=Shelf(folder / "shelf"), sentences=self._sentences)
        recogniser = zipformer_ctc(folder / "tiny-vi", ("cổng▁số", "một", "hai"))
        self.ears = Ears(recogniser, kept=folder / "sentences")

    def voice(
        self,
        sections: Sequence[tuple[Reading, Cast]],
        class_: Class,
        tell: Callable[[int], None],
        *,
        template: Template = OURS,
    ) -> Voiced:
        tell(0)
        scripts = [Script(reading=reading, voices=(WrongVoice(),)) for reading, _ in sections]
        spoken = self._studio.voice(scripts, manner=Manner(class_=class_, template=template))
        return Voiced(
            clip=spoken.result.clip,
            bytes=spoken.result.bytes_count,
            voice=spoken.voice.identity,
            grade=spoken.voice.grade,
            falls="",
        )

    def hear(self, reading: Reading, cast: Cast, voice: str, tell: Callable[[], None]) -> str:
        script = Script(reading=reading, voices=(WrongVoice(),), rate=cast.rate)
        check = self.ears.hear(script, voice, sentences=self._sentences, report=tell)
        return to_json(check) if check else ""


def test_a_voice_that_says_another_number_is_found_out(staff: Browser, belt: Belt, tmp_path: Path) -> None:
    planted = PlantedStudio(tmp_path)
    belt.studio = planted  # type: ignore[assignment]
    belt.ears = planted
    name = belt.take_in("Cổng số 1.")

    belt.run()
    planted.ears.close()

    assert "“1” nghe ra “hai”." in staff.get(f"/notices/{name}").words
