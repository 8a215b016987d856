"""A leader approves what was heard; from then on the planner may use it."""

from datetime import datetime

from controller.entries import VoicingState
from controller.errors import NotYetError
from controller.ports import Ledger, Unit
from schedules.vocabulary import NoticeId
from wire.topics import Kind

from .own_clips import want_own_clips

_WHOLE = 0


def approve(ledger: Ledger, notice: NoticeId, *, by: str, now: datetime) -> None:
    """Approve a notice whose whole clip can be heard. Approving again changes nothing.

    Raises:
        NotFoundError: there is no such notice.
        NotYetError: there is nothing to hear yet.
    """
    with ledger.writing() as unit:
        if unit.notices.get(notice).approved_at:
            return
        if not _can_be_heard(unit, notice):
            raise NotYetError("the notice is not voiced yet; it is approved by those who heard it")
        unit.notices.approve(notice, by, now)
        want_own_clips(unit, unit.broadcasts.saying(notice))
        unit.publications.want(Kind.PLAYLIST, unit.broadcasts.addresses_of(notice))


def _can_be_heard(unit: Unit, notice: NoticeId) -> bool:
    return any(
        voicing.part == _WHOLE and voicing.state is VoicingState.READY
        for voicing in unit.voicings.of_notice(notice)
    )
