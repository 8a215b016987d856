"""What the API says back."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from audio.language import SpokenLanguage
from audio.reading.values import Doubt, Stake, Why
from audio.reading.written import from_json
from controller.entries import Notice, Pole, Proof, Voicing, VoicingState
from controller.flow.doubts import open_doubts
from controller.preparation import Preparation
from schedules.vocabulary import Class, Clip, Ending, Rule
from wire.messages import Heartbeat


class VoicingAnswer(BaseModel):
    """The clip of a notice (part 0) or of one of its parts, or how far it has come."""

    part: int
    state: VoicingState
    sentences: int
    done: int
    clip: str | None
    seconds: float | None
    voice: str
    grade: str
    falls: str
    problem: str


class DoubtAnswer(BaseModel):
    """A place of the text, from `start` to `end`, that nobody has decided. A grave one forbids approval."""

    start: int
    end: int
    written: str
    said: str
    others: list[str]
    stake: Stake
    why: Why
    is_grave: bool


class NoticeAnswer(BaseModel):
    model_config = ConfigDict(validate_by_name=True)

    id: str
    title: str
    state: str
    class_: Class = Field(alias="class")
    language: SpokenLanguage
    version_of: str | None
    created_at: datetime
    approved_at: datetime | None
    approved_by: str | None
    problem: str
    reading: list[str]
    doubts: list[DoubtAnswer]
    voicings: list[VoicingAnswer]


class ProofAnswer(BaseModel):
    pole: str
    play: str
    stages: dict[str, datetime]
    start_error_ms: float | None
    ending: Ending | None
    rule: Rule | None
    by: str | None


class BroadcastAnswer(BaseModel):
    id: str
    title: str
    addresses: list[str]
    withdrawn_at: datetime | None
    waits_for: list[str]
    """What has to happen before it can sound; empty where nothing is missing."""
    clip: str | None
    seconds: float | None
    """Of the one clip that sounds at each occurrence; None until it is voiced."""
    proofs: list[ProofAnswer]


class PoleAnswer(BaseModel):
    id: str
    name: str
    addresses: list[str]
    is_online: bool
    heard_at: datetime | None
    program_version: str
    is_clock_trusted: bool | None
    clock_bound_ms: float | None
    plays_armed: int
    clips_missing: list[str]
    refused: int
    faults: list[str]
    free_bytes: int | None
    temperature_c: float | None


class PartAnswer(BaseModel):
    notice: str
    part: int


class HealthAnswer(BaseModel):
    is_broker_connected: bool


def of_notice(notice: Notice, voicings: Sequence[Voicing]) -> NoticeAnswer:
    return NoticeAnswer(
        id=notice.id,
        title=notice.title,
        state=notice.state,
        class_=notice.class_,
        language=notice.language,
        version_of=notice.version_of,
        created_at=notice.created_at,
        approved_at=notice.approved_at,
        approved_by=notice.approved_by,
        problem=notice.problem,
        reading=[sentence.spoken for sentence in from_json(notice.reading).sentences]
        if notice.reading
        else [],
        doubts=[_of_doubt(doubt, notice) for doubt in open_doubts(notice)],
        voicings=[_of_voicing(voicing) for voicing in voicings],
    )


def _of_doubt(doubt: Doubt, notice: Notice) -> DoubtAnswer:
    return DoubtAnswer(
        start=doubt.span.start,
        end=doubt.span.end,
        written=doubt.span.of(notice.text),
        said=doubt.said,
        others=list(doubt.others),
        stake=doubt.stake,
        why=doubt.why,
        is_grave=doubt.is_grave,
    )


def _of_voicing(voicing: Voicing) -> VoicingAnswer:
    clip = voicing.clip
    return VoicingAnswer(
        part=voicing.part,
        state=voicing.state,
        sentences=voicing.sentences,
        done=voicing.done,
        clip=clip.digest if clip else None,
        seconds=_seconds(clip),
        voice=voicing.voice,
        grade=voicing.grade,
        falls=voicing.falls,
        problem=voicing.problem,
    )


def of_broadcast(prepared: Preparation, proofs: Sequence[Proof]) -> BroadcastAnswer:
    wish, clip = prepared.wish, prepared.clip
    return BroadcastAnswer(
        id=wish.id,
        title=wish.title,
        addresses=sorted(wish.addresses),
        withdrawn_at=wish.withdrawn_at,
        waits_for=list(prepared.waits_for()),
        clip=clip.digest if clip else None,
        seconds=_seconds(clip),
        proofs=[_of_proof(proof) for proof in proofs],
    )


def _seconds(clip: Clip | None) -> float | None:
    return round(clip.length.total_seconds(), 3) if clip else None


def _of_proof(proof: Proof) -> ProofAnswer:
    known = {
        "received": proof.received,
        "clip_ready": proof.clip_ready,
        "armed": proof.armed,
        "started": proof.started,
        proof.ending.value if proof.ending else "ended": proof.ended,
    }
    return ProofAnswer(
        pole=proof.pole,
        play=proof.play,
        stages={stage: instant for stage, instant in known.items() if instant},
        start_error_ms=proof.start_error_ms,
        ending=proof.ending,
        rule=proof.rule,
        by=proof.by,
    )


def of_pole(pole: Pole) -> PoleAnswer:
    """What the pole last said of itself; unknown where it never spoke."""
    beat = Heartbeat.model_validate_json(pole.heartbeat) if pole.heartbeat else None
    return PoleAnswer(
        id=pole.id,
        name=pole.name,
        addresses=list(pole.addresses),
        is_online=pole.is_online,
        heard_at=pole.heard_at,
        program_version=pole.program_version,
        is_clock_trusted=beat.is_clock_trusted if beat else None,
        clock_bound_ms=beat.clock_bound_ms if beat else None,
        plays_armed=sum(play.stage == "armed" for play in beat.plays) if beat else 0,
        clips_missing=list(beat.clips_missing) if beat else [],
        refused=beat.refused if beat else 0,
        faults=list(beat.faults) if beat else [],
        free_bytes=beat.free_bytes if beat else None,
        temperature_c=beat.temperature_c if beat else None,
    )
