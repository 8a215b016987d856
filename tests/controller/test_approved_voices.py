"""What an approval covers, and what never leaves the house: the flow with a real studio and real voices."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from multiprocessing import Pipe

import pytest

from audio.language import SpokenLanguage
from audio.models.install import Brought, install_path
from audio.models.installed import remove
from audio.reading.values import Reading
from audio.template import OURS, Template
from controller.entries import (
    NO_APPROVED_VOICE,
    Cast,
    VoiceChoice,
    VoiceChoiceLine,
    Voiced,
    Voicing,
    VoicingState,
)
from controller.errors import VoicingFailedError
from controller.flow import approval, intake
from controller.flow.voicing import want_opening
from controller.machines.studio_child import Booth, Failure, Request, _answer, equipment
from controller.settings import Settings
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import TEXT, Belt
from tests.parts.models import mms_model
from tests.parts.voice_server import Served, serving

from .flow.test_takes import HELD

pytestmark = pytest.mark.doors


class BoothStudio:
    """The studio's child without its process: voices are real, and whom they ask can be seen."""

    def __init__(self, booth: Booth) -> None:
        self._booth = booth

    def voice(
        self,
        sections: Sequence[tuple[Reading, Cast]],
        class_: Class,
        tell: Callable[[int], None],
        *,
        template: Template = OURS,
    ) -> Voiced:
        ours, theirs = Pipe()
        with ours, theirs:
            answer = _answer(self._booth, Request(tuple(sections), class_, template), theirs)
            while ours.poll():
                tell(ours.recv().done)
        if isinstance(answer, Failure):
            raise VoicingFailedError(answer.why)
        return answer


@contextmanager
def studio(belt: Belt, **settings: object) -> Iterator[None]:
    """Let the belt voice with the voices that are in its folder."""
    given = Settings(home=belt.folder, _env_file=None, **settings)  # type: ignore[arg-type]
    with closing(Booth(equipment(given))) as booth:
        belt.studio = BoothStudio(booth)  # type: ignore[assignment]
        yield


def install(belt: Belt, name: str, *, release: int = 1) -> None:
    """Install a voice; another release of it has other files."""
    source = mms_model(belt.folder / f"source-{name}-{release}")
    with (source / "tokens.txt").open("a", encoding="utf-8") as tokens:
        tokens.write(f"ж {500 + release}\n")
    folder = belt.folder / "voices"
    install_path(source, folder, brought=Brought(name=name), trial=lambda _voice, _folder: None)


def upgrade(belt: Belt, name: str) -> None:
    remove(belt.folder / "voices", name)
    install(belt, name, release=2)


def voicings(belt: Belt, name: NoticeId) -> list[Voicing]:
    with belt.ledger.reading() as unit:
        return list(unit.voicings.of_notice(name))


def part_asked_for(belt: Belt, name: NoticeId) -> Voicing:
    want_opening(belt.ledger, name, timedelta(seconds=1))
    belt.run()
    return voicings(belt, name)[-1]


def test_a_part_is_never_spoken_by_a_voice_that_was_replaced_since_the_approval(belt: Belt) -> None:
    install(belt, "vais")
    with studio(belt):
        name = belt.approved_notice()
        [whole] = voicings(belt, name)
        upgrade(belt, "vais")

        part = part_asked_for(belt, name)

        new = voicings(belt, belt.approved_notice("Bản tin sau đó được đọc bằng giọng mới."))[0]

    assert whole.voice.startswith("vais ")
    assert whole.chain[0] == whole.voice
    assert part.state is VoicingState.READY
    assert part.voice.startswith("espeak-ng ")
    assert part.chain == whole.chain[1:]
    assert new.voice.startswith("vais ")
    assert new.voice != whole.voice


def test_the_next_approved_voice_speaks_before_the_last_resort(belt: Belt) -> None:
    install(belt, "one")
    install(belt, "two")
    with studio(belt, voices=("one", "two")):
        name = belt.approved_notice()
        upgrade(belt, "one")

        part = part_asked_for(belt, name)

    assert part.voice.startswith("two ")


def test_where_no_approved_voice_is_left_it_fails_and_says_so(belt: Belt) -> None:
    install(belt, "vais")
    with studio(belt, offline_voice=False):
        name = belt.approved_notice()
        upgrade(belt, "vais")

        part = part_asked_for(belt, name)

    assert (part.state, part.problem) == (VoicingState.FAILED, NO_APPROVED_VOICE)


def test_a_part_that_a_newcomer_spoke_before_the_approval_is_spoken_anew_by_an_approved_voice(
    belt: Belt,
) -> None:
    with studio(belt):
        name = belt.take_in()
        belt.run()
        install(belt, "newcomer")
        before = part_asked_for(belt, name)

        approval.approve(belt.ledger, name, by="Trưởng ban", now=belt.now)
        belt.run()

    assert before.voice.startswith("newcomer ")
    assert voicings(belt, name)[-1].voice.startswith("espeak-ng ")


def choose_pace(belt: Belt, rate: float) -> None:
    line = VoiceChoiceLine(
        language=SpokenLanguage.VIETNAMESE, class_=None, choice=VoiceChoice(rate=rate), at=belt.now, by="Lan"
    )
    with belt.ledger.writing() as unit:
        unit.voice_choices.add(line)


def test_another_pace_changes_no_byte_of_what_was_approved_nor_of_what_is_made_of_it_later(
    belt: Belt,
) -> None:
    with studio(belt):
        choose_pace(belt, 0.9)
        early, late = belt.approved_notice(), belt.approved_notice()
        before = part_asked_for(belt, early)
        heard = voicings(belt, late)
        choose_pace(belt, 1.3)

        part = part_asked_for(belt, late)

        new = part_asked_for(belt, belt.approved_notice())

    assert voicings(belt, late) == [*heard, part]
    assert part.clip == before.clip
    assert new.clip != before.clip


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Stands in for the server abroad and answers nobody."""
    with serving(lambda asked: asked.send(429, b"")) as server:
        monkeypatch.setattr("gtts.tts._translate_url", lambda **_: server.address)
        yield server


def name_google_everywhere(belt: Belt, text: str = TEXT, class_: Class = Class.ROUTINE) -> None:
    """Choose it, make it a notice's own voice and have a take by it, as no page would let anybody."""
    written = intake.Manuscript(original=text.encode(), file_name="notice.txt", class_=class_)
    name = intake.take_in(belt.ledger, written, now=belt.now)
    with belt.ledger.writing() as unit:
        for chosen_for in (None, class_):
            unit.voice_choices.add(
                VoiceChoiceLine(
                    language=unit.notices.get(name).language,
                    class_=chosen_for,
                    choice=VoiceChoice(voice="gtts"),
                    at=belt.now,
                    by="Lan",
                )
            )
    belt.run()
    with belt.ledger.writing() as unit:
        unit.voicings.want_take(unit.voicings.of_notice(name)[0].sections[0], "gtts")
        notice = unit.notices.get_to_change(name)
        unit.notices.recast(replace(notice, voice="gtts"))
        unit.voicings.voice_anew(name)
    belt.run()
    with belt.ledger.reading() as unit:
        spoken = [*unit.voicings.of_notice(name), *unit.voicings.takes_of(name)]
    assert [one.voice.split()[0] for one in spoken] == ["espeak-ng"] * 2


@pytest.mark.parametrize(
    ("text", "class_", "allowed"),
    [(TEXT, Class.ROUTINE, False), (TEXT, Class.EMERGENCY, True), (HELD, Class.ROUTINE, True)],
)
def test_the_server_abroad_sees_no_request_of_what_must_stay_here(
    belt: Belt, google: Served, text: str, class_: Class, *, allowed: bool
) -> None:
    with studio(belt, online_voices=allowed):
        name_google_everywhere(belt, text, class_)

    assert google.asked == []


def test_the_server_abroad_is_asked_where_nothing_speaks_against_it(belt: Belt, google: Served) -> None:
    with studio(belt, online_voices=True):
        name_google_everywhere(belt)

    assert google.asked
