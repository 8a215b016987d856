"""What the API says back."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from audio.reading.written import from_json
from controller.entries import Notice, Pole, Proof, Voicing, VoicingState, Wish
from schedules.vocabulary import Class, Ending, Rule


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


class NoticeAnswer(BaseModel):
    id: str
    title: str
    state: str
    class_: Class
    created_at: datetime
    approved_at: datetime | None
    approved_by: str | None
    problem: str
    reading: list[str]
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
    proofs: list[ProofAnswer]


class PoleAnswer(BaseModel):
    id: str
    name: str
    addresses: list[str]
    is_online: bool
    heard_at: datetime | None
    program_version: str


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
        created_at=notice.created_at,
        approved_at=notice.approved_at,
        approved_by=notice.approved_by,
        problem=notice.problem,
        reading=[sentence.spoken for sentence in from_json(notice.reading).sentences]
        if notice.reading
        else [],
        voicings=[_of_voicing(voicing) for voicing in voicings],
    )


def _of_voicing(voicing: Voicing) -> VoicingAnswer:
    clip = voicing.clip
    return VoicingAnswer(
        part=voicing.part,
        state=voicing.state,
        sentences=voicing.last_sentence - voicing.first_sentence,
        done=voicing.done,
        clip=clip.digest if clip else None,
        seconds=round(clip.length.total_seconds(), 3) if clip else None,
        voice=voicing.voice,
        grade=voicing.grade,
        falls=voicing.falls,
        problem=voicing.problem,
    )


def of_broadcast(wish: Wish, proofs: Sequence[Proof]) -> BroadcastAnswer:
    return BroadcastAnswer(
        id=wish.id,
        title=wish.title,
        addresses=sorted(wish.addresses),
        withdrawn_at=wish.withdrawn_at,
        proofs=[_of_proof(proof) for proof in proofs],
    )


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
    return PoleAnswer(
        id=pole.id,
        name=pole.name,
        addresses=list(pole.addresses),
        is_online=pole.is_online,
        heard_at=pole.heard_at,
        program_version=pole.program_version,
    )
