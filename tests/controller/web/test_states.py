"""Every state there is has words and a picture, in every language, and no template stumbles over it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.reading.written import to_json
from controller.entries import (
    Language,
    Notice,
    NoticeState,
    Proof,
    Section,
    Voicing,
    VoicingId,
    VoicingState,
    Wish,
)
from controller.flow.parts import divided
from controller.outlook.airings import Airing, AiringState, PoleProgress, Progress, Refused, Tally
from controller.outlook.needs import Need, NeedKind
from controller.outlook.poles import Cause, Condition, Held, PoleState, Recall
from controller.preparation import Preparation
from controller.web.entered import Entered
from controller.web.render import Templates
from controller.web.said import Said, said_words
from controller.web.shown import (
    back_check,
    broadcast,
    doubt,
    notice,
    part,
    places,
    pole,
    recurrence,
    take,
    today,
    version,
)
from controller.web.shown.state import State, Tone
from schedules.broadcast import Recurrence
from schedules.vocabulary import (
    Address,
    BroadcastId,
    Class,
    Clip,
    Digest,
    Ending,
    NoticeId,
    PlayId,
    PoleId,
    Rule,
    Status,
)
from tests.controller.belt import ZONE_TIME
from tests.controller.flow.voices_seen import HERE

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
FIRST = datetime(2026, 11, 23, 14, 30)  # noqa: DTZ001 - a local time
PLACES = places.Places({Address("p-gate-1"): "Cổng 1"})
CLIP = Clip(digest=Digest("0" * 64), length=timedelta(seconds=80))
FRAME: dict[str, object] = {
    "person": None,
    "csrf": "csrf",
    "navigation": (),
    "section": "",
    "path": "/",
    "strip": "",
    "site_name": "",
    "said": "",
}

pytestmark = pytest.mark.parametrize("language", Language)


def a_notice(state: NoticeState, *, is_approved: bool = False) -> Notice:
    return Notice(
        id=NoticeId("n"),
        title="CCHC",
        file_name="a.txt",
        original=b"a",
        text="a",
        category="c",
        class_=Class.PRIORITY,
        status=Status.ACTUAL,
        language=SpokenLanguage.VIETNAMESE,
        source_document="35/2022",
        created_at=NOW,
        state=state,
        problem="đĩa đầy" if state is NoticeState.FAILED else "",
        approved_at=NOW if is_approved else None,
        approved_by="Lan" if is_approved else None,
    )


def a_voicing(state: VoicingState) -> Voicing:
    is_ready = state is VoicingState.READY
    return Voicing(
        id=VoicingId(1),
        class_=Class.ROUTINE,
        sections=(Section(notice=NoticeId("n"), first=0, last=3),),
        state=state,
        done=1,
        clip=CLIP if is_ready else None,
        voice="espeak",
        grade="fallback",
        falls="neural: out of memory" if is_ready else "",
        problem="đĩa đầy" if state is VoicingState.FAILED else "",
    )


def a_wish(rule: str = "", *, is_withdrawn: bool = False) -> Wish:
    return Wish(
        id=BroadcastId("b"),
        title="CCHC",
        items=((NoticeId("n"), 0),),
        addresses=frozenset({Address("p-gate-1")}),
        recurrence=Recurrence(first=FIRST, zone=ZONE_TIME, rule=rule),
        created_at=NOW,
        withdrawn_at=NOW if is_withdrawn else None,
        withdrawn_because="sai ngày" if is_withdrawn else "",
    )


def an_airing(state: AiringState, rule: Rule = Rule.HELD) -> Airing:
    refused = Refused(ending=Ending.MISSED, rule=rule, by=BroadcastId("b"), poles=2)
    return Airing(
        broadcast=BroadcastId("b"),
        play=PlayId("play"),
        title="CCHC",
        class_=Class.EMERGENCY,
        status=Status.EXERCISE,
        starts=NOW + timedelta(minutes=5),
        length=timedelta(seconds=80),
        addresses=frozenset({Address("p-gate-1")}),
        poles=3,
        state=state,
        tally=Tally(armed=1, finished=1, missed=1),
        refused=(refused,),
    )


def a_proof(ending: Ending, rule: Rule | None) -> Proof:
    return Proof(
        pole=PoleId("p-gate-1"),
        play=PlayId("play"),
        received=NOW,
        clip_ready=NOW,
        armed=NOW,
        started=NOW,
        ended=NOW,
        ending=ending,
        rule=rule,
    )


def a_condition(state: PoleState) -> Condition:
    cause = Cause(state=state, since=NOW - timedelta(hours=3), count=2, faults=("amplifier",))
    causes = () if state is PoleState.FINE else (cause,)
    return Condition(pole=PoleId("p-gate-1"), name="gate 1", heard_at=NOW, causes=causes)


def test_every_state_of_a_notice_is_shown(templates: Templates, language: Language) -> None:
    words = templates.words(language)
    voicings = [(), *((a_voicing(state),) for state in VoicingState)]
    takes = [replace(a_voicing(state), part=-1, take_by="piper") for state in VoicingState]

    for state, voiced, is_approved in product(NoticeState, voicings, (False, True)):
        shown = a_notice(state, is_approved=is_approved)
        html = templates.html(
            language,
            "notices/_live.html",
            {
                "csrf": "csrf",
                "id": "n",
                "edition": "e",
                "form": Entered({}, words),
                "poles": [("p-gate-1", "Cổng 1")],
                "lines": [],
                "estimate": "",
                "personal_words": "",
                "left_out": [],
                "left_out_words": "",
                **notice.progress_parts(shown, voiced, words, left={}),
                **part.parts(shown, voiced, words),
                **take.parts(shown, voiced, takes, HERE, words, allowed=frozenset(), left={}),
                **version.parts([(shown, voiced)], shown, words),
                **doubt.parts(shown, words),
                **back_check.parts(shown, voiced, words),
            },
        )

        assert notice.state(shown, voiced[0].state if voiced else None, words).words in html
        assert ("/approve" in html) == (bool(voiced and voiced[0].clip) and not is_approved)


def test_every_state_of_a_part_is_shown(templates: Templates, language: Language) -> None:
    words = templates.words(language)
    text = "Đề nghị các doanh nghiệp kiểm tra hệ thống điện trước khi nghỉ. " * 40
    long = replace(
        a_notice(NoticeState.READ), text=text, reading=to_json(read(text, lexicon=official_lexicon()))
    )
    section = divided(long).pieces[1].section

    for state in VoicingState:
        voiced = replace(a_voicing(state), part=7, sections=(section,))
        shown = part.parts(long, [a_voicing(VoicingState.WANTED), voiced], words)
        html = templates.html(
            language, "notices/_division.html", {"csrf": "csrf", "id": "n", "edition": "e", **shown}
        )

        assert part.name(section, words).lower() in html.lower()
        assert (f"/clips/{CLIP.digest}" in html) == (state is VoicingState.READY)
        assert ("đĩa đầy" in html) == (state is VoicingState.FAILED)
        assert "part=7" in html


def test_every_state_of_an_airing_is_shown_pole_by_pole(templates: Templates, language: Language) -> None:
    words = templates.words(language)
    proofs = [None, *(a_proof(ending, rule) for ending in Ending for rule in (None, *Rule))]
    poles = tuple(
        PoleProgress(pole=PoleId("p-gate-1"), name="gate 1", state=state, proof=proof)
        for state, proof in product(PoleState, proofs)
    )

    for state, rule in product(AiringState, ("", "FREQ=DAILY")):
        airing = an_airing(state)
        parts = broadcast.live_parts(
            Progress(shown=airing, poles=poles, history=(an_airing(AiringState.FELL_SHORT),)),
            Preparation(wish=a_wish(rule), unapproved=frozenset(), parts=(None,), own=None),
            PLACES,
            words,
            NOW,
        )
        html = templates.html(language, "broadcasts/_live.html", {"csrf": "", **parts})

        assert broadcast.airing_state(airing, words).words in html


def test_every_way_in_which_a_broadcast_waits_has_words(templates: Templates, language: Language) -> None:
    words = templates.words(language)

    for voiced, unapproved in product(
        (None, *map(a_voicing, VoicingState)), (set[NoticeId](), {NoticeId("n")})
    ):
        prepared = Preparation(wish=a_wish(), unapproved=frozenset(unapproved), parts=(voiced,), own=None)

        assert bool(broadcast.missing(prepared, words)) == (prepared.broadcast() is None)


def test_every_rule_of_silence_has_words_where_it_explains_one(
    templates: Templates, language: Language
) -> None:
    words = templates.words(language)

    for rule in Rule:
        [told] = broadcast.refusals(an_airing(AiringState.WILL_NOT_SOUND, rule), {}, words)
        assert told.strip()


def test_every_state_of_a_pole_is_shown(templates: Templates, language: Language) -> None:
    words = templates.words(language)

    for state in PoleState:
        found = a_condition(state)
        causes = [pole.cause(one, words, NOW) for one in found.causes]
        values = {
            "pole": {"name": "Cổng 1"},
            "state": pole.state(found, words, NOW),
            "causes": causes,
            "facts": [],
        }
        html = templates.html(language, "poles/one.html", FRAME | values)

        assert pole.state(found, words, NOW).words in html
        assert all(cause["words"] for cause in causes)


def test_everything_that_needs_a_person_is_shown_on_the_day(templates: Templates, language: Language) -> None:
    words = templates.words(language)
    needs = [
        Need(kind=kind, subject="p-gate-1", title="CCHC", at=at, count=2, pole_state=state)
        for kind in NeedKind
        for at in (None, NOW)
        for state in ((*PoleState,) if kind is NeedKind.POLE else (None,))
    ]
    conditions = [a_condition(state) for state in PoleState]
    lines = today.lines([an_airing(state) for state in AiringState], PLACES, words)

    html = templates.html(
        language,
        "_today_live.html",
        {
            "airings": lines,
            "lanes": max(line.lane for line in lines) + 1,
            "hours": range(25),
            "now_x": today.minute_of_day(NOW, ZONE_TIME),
            "needs": today.needs(needs, PLACES, words, NOW),
            "needs_words": "2",
            "more_needs": "",
            "poles": today.poles(conditions, PLACES, words, NOW),
            "poles_words": pole.summary(tuple(conditions), words),
            "more_poles": "",
        },
    )

    assert html.count('class="zc-needs__item"') == len(needs)
    assert html.count("<rect") >= len(AiringState)
    assert len({line.lane for line in lines}) == len(lines)


def test_a_withdrawal_says_whom_it_will_not_reach(templates: Templates, language: Language) -> None:
    words = templates.words(language)
    held = Held(
        pole=PoleId("p-gate-1"), name="gate 1", is_online=False, heard_at=None, first=NOW, is_armed=True
    )

    for away in ((), (held,), (held, held)):
        parts = broadcast.withdrawal_parts(Recall(next=NOW, holds=2, out_of_touch=away), PLACES, words, NOW)
        values = {"form": Entered({}, words), "broadcast": broadcast.heading(a_wish(), words), **parts}
        html = templates.html(language, "broadcasts/withdraw.html", FRAME | values)

        assert html.count("Cổng 1") == len(away)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=DAILY",
        "FREQ=DAILY;UNTIL=20261130",
        "FREQ=WEEKLY;BYDAY=MO,SU",
        "FREQ=MINUTELY;INTERVAL=4;COUNT=3",
        "FREQ=WEEKLY;BYDAY=-1FR;UNTIL=20261130T070000Z",
        "FREQ=WEEKLY",
    ],
)
def test_every_recurrence_has_words(templates: Templates, language: Language, rule: str) -> None:
    told = recurrence.recurrence_words(a_wish(rule).recurrence, templates.words(language))

    assert "14:30" in told
    assert "BYDAY" not in told


def test_everything_that_is_said_after_an_action_has_words(templates: Templates, language: Language) -> None:
    words = templates.words(language)

    assert all(said_words(said, words) for said in Said)
    assert said_words("<script>", words) == said_words(None, words) == ""


def test_every_part_of_a_page_stands_on_the_page_of_parts(templates: Templates, language: Language) -> None:
    form = Entered({}, templates.words(language), {"wrong": "sai"})
    states = [State(words=tone.value, tone=tone) for tone in Tone]

    html = templates.html(language, "components.html", FRAME | {"form": form, "states": states})

    assert all(f"zc-state--{tone}" in html for tone in Tone)
