"""Telephones, mails and accounts that everybody may know: allowed once, then spoken in every notice.

Who allowed and who took back stays written. What stands in readings stays too: only what is read from
then on, or anew, follows. Numbers are told to nobody here, neither in errors nor in a log.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from audio.documents import personal
from audio.documents.personal import Held
from audio.documents.spoken import spoken_places
from audio.documents.traces import Kind
from audio.reading.decisions import from_json
from audio.span import SourceSpan
from controller.entries import Contact, ContactChange, ContactKind, Notice
from controller.errors import ChangedMeanwhileError, ContactRefusal, ContactRefusedError, WrongInputError
from controller.ports import Ledger, Unit
from schedules.vocabulary import NoticeId

from .editions import refuse_unless_open
from .own_lexicon import normal

LONGEST_WRITTEN = 64
LONGEST_NOTE = 100
_KINDS = {
    Kind.PHONE: ContactKind.PHONE,
    Kind.PRIVATE_EMAIL: ContactKind.MAIL,
    Kind.BANK_ACCOUNT: ContactKind.ACCOUNT,
}
_BESIDE = {
    ContactKind.PHONE: "điện thoại nhà riêng ",
    ContactKind.MAIL: "thư ",
    ContactKind.ACCOUNT: "tài khoản cá nhân ",
}
"""Beside these words the guard holds whatever is of the kind."""
_BESIDE_A_NAME = "Ông Nguyễn Văn An, "
_NONE_OF_THE_KIND = {
    ContactKind.PHONE: ContactRefusal.NO_PHONE,
    ContactKind.MAIL: ContactRefusal.NO_MAIL,
    ContactKind.ACCOUNT: ContactRefusal.NO_ACCOUNT,
}
_NEVER_HELD = {
    ContactKind.PHONE: re.compile(r"1[89]00\d{4,6}|1\d{2,3}"),
    ContactKind.MAIL: re.compile(r"[a-z0-9._+-]{1,64}@[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){1,4}"),
    ContactKind.ACCOUNT: re.compile(r"(?!)"),
}
"""Public lines and mails of offices, in their normal form; the guard lets them pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    """A contact as it stands. `number` is that of its first change, `newest` says what holds now."""

    number: int
    newest: ContactChange
    allowed: ContactChange
    """Who allowed it last, and when."""


def allow(ledger: Ledger, kind: ContactKind, written: str, *, note: str = "", by: str, now: datetime) -> int:
    """Let a contact through in every notice from now on; return its number. Twice the same is once.

    Raises:
        ContactRefusedError: it cannot be allowed; says why and at which field.
    """
    contact = checked(kind, written, note)
    with ledger.writing() as unit:
        unit.contacts.lock()
        known = unit.contacts.changes(contact.form)
        if known and known[-1].is_allowed:
            if (known[-1].contact, known[-1].by) != (contact, by):
                raise ContactRefusedError("written", ContactRefusal.KNOWN)
            return known[0].number
        number = unit.contacts.note(_change(contact, is_allowed=True, by=by, now=now))
    return known[0].number if known else number


def allow_in(ledger: Ledger, name: NoticeId, place: SourceSpan, *, seen: str, by: str, now: datetime) -> None:
    """Let what is held at a place of a notice through in every notice; this one is read anew.

    Raises:
        WrongInputError: nothing that may be allowed is held there.
        NotFoundError, AlreadyDoneError, ChangedMeanwhileError: as in `intake.change`.
    """
    with ledger.reading() as unit:
        notice = unit.notices.get(name)
        allowed = unit.contacts.allowed(as_of=notice.allowed_as_of)
    refuse_unless_open(notice, seen=seen)
    contact = _held_at(notice, place, allowed)
    with ledger.writing() as unit:
        unit.contacts.lock()
        standing = unit.notices.get_to_change(name)
        refuse_unless_open(standing, seen=seen)
        if contact.form not in unit.contacts.allowed():
            unit.contacts.note(_change(contact, is_allowed=True, by=by, now=now))
        unit.notices.begin_anew(standing)


def disallow(ledger: Ledger, number: int, *, seen: int, by: str, now: datetime) -> None:
    """Hold a contact out again, in what is read from now on.

    Raises:
        ChangedMeanwhileError: `seen` is no longer its newest change.
        NotFoundError: there is no such contact.
    """
    _alter(ledger, number, lambda stood: replace(stood, is_allowed=False), seen=seen, by=by, now=now)


def allow_again(ledger: Ledger, number: int, *, seen: int, by: str, now: datetime) -> None:
    """Let one through again that was taken back. Raises as `disallow`."""
    _alter(ledger, number, lambda stood: replace(stood, is_allowed=True), seen=seen, by=by, now=now)


def write_note(ledger: Ledger, number: int, note: str, *, seen: int, by: str, now: datetime) -> None:
    """Say what a contact is. Raises as `disallow`, and `ContactRefusedError` where the note is too long."""
    fit = _fit_note(note)

    def noted(stood: ContactChange) -> ContactChange:
        return replace(stood, contact=replace(stood.contact, note=fit))

    _alter(ledger, number, noted, seen=seen, by=by, now=now)


def contacts(ledger: Ledger) -> Sequence[KnownContact]:
    """Return all that were ever allowed: those that are, then those taken back, newest first."""
    with ledger.reading() as unit:
        changes = unit.contacts.changes()
    by_form: dict[str, list[ContactChange]] = {}
    for change in changes:
        by_form.setdefault(change.contact.form, []).append(change)
    known = (_known(of_one) for of_one in by_form.values())
    return sorted(known, key=lambda one: (one.newest.is_allowed, one.allowed.number), reverse=True)


def contact(ledger: Ledger, number: int) -> tuple[KnownContact, Sequence[ContactChange]]:
    """Return a contact and its history, newest first; raise `NotFoundError` where there is none."""
    with ledger.reading() as unit:
        changes = unit.contacts.changes(unit.contacts.change(number).contact.form)
    return _known(changes), changes[::-1]


def checked(kind: ContactKind, written: str, note: str) -> Contact:
    """Return a contact as it is kept: it is whatever the guard holds out as one of its kind.

    Raises:
        ContactRefusedError: it cannot be allowed; says why and at which field.
    """
    fit = normal(written).rstrip(".,;")
    if not fit:
        raise ContactRefusedError("written", ContactRefusal.EMPTY)
    if len(fit) > LONGEST_WRITTEN:
        raise ContactRefusedError("written", ContactRefusal.TOO_LONG)
    found = Contact(kind=kind, form=personal.normal(fit), written=fit, note=_fit_note(note))
    if _NEVER_HELD[kind].fullmatch(found.form) and not _is_held(kind, fit):
        raise ContactRefusedError("written", ContactRefusal.NEVER_HELD)
    if not _is_held(kind, fit):
        raise ContactRefusedError("written", _NONE_OF_THE_KIND[kind])
    if _may_be_identity(fit):
        raise ContactRefusedError("written", ContactRefusal.IDENTITY)
    return found


def contact_of(held: Held, text: str) -> Contact | None:
    """Return what is held as a contact; None where it is nothing that everybody may know."""
    kind = _KINDS.get(held.kind)
    written = normal(held.place.of(text))
    if kind is None or _may_be_identity(written):
        return None
    return Contact(kind=kind, form=personal.normal(held.place.of(text)), written=written)


def _held_at(notice: Notice, place: SourceSpan, allowed: frozenset[str]) -> Contact:
    decided = from_json(notice.decisions)
    held = spoken_places(notice.text, allowed=allowed, released=decided.taken_back).held
    here = (contact_of(one, notice.text) for one in held if one.place == place)
    found = next(here, None)
    if found is None:
        raise WrongInputError("place", f"{place.start}-{place.end}", "expected a contact that is held")
    return found


def _is_held(kind: ContactKind, written: str) -> bool:
    """Ask the guard whether the whole of it, and nothing more, is one of the kind."""
    before = _BESIDE[kind]
    place = SourceSpan(start=len(before), end=len(before) + len(written))
    return any(one.place == place and _KINDS.get(one.kind) is kind for one in _held(before + written))


def _may_be_identity(written: str) -> bool:
    return any(one.kind is Kind.IDENTITY_NUMBER for one in _held(_BESIDE_A_NAME + written))


def _held(text: str) -> Sequence[Held]:
    return personal.personal(text, [SourceSpan(start=0, end=len(text))])


def _fit_note(note: str) -> str:
    fit = normal(note)
    if len(fit) > LONGEST_NOTE:
        raise ContactRefusedError("note", ContactRefusal.TOO_LONG)
    return fit


def _change(contact: Contact, *, is_allowed: bool, by: str, now: datetime) -> ContactChange:
    return ContactChange(number=0, contact=contact, is_allowed=is_allowed, at=now, by=by)


def _alter(
    ledger: Ledger,
    number: int,
    change: Callable[[ContactChange], ContactChange],
    *,
    seen: int,
    by: str,
    now: datetime,
) -> None:
    """Write what a contact shall be now into its history; what it is already is not written again."""
    with ledger.writing() as unit:
        unit.contacts.lock()
        stood = _newest(unit, number)
        altered = change(stood)
        if altered == stood:
            return
        if stood.number != seen:
            raise ChangedMeanwhileError(f"contact {number} was changed meanwhile")
        unit.contacts.note(replace(altered, number=0, at=now, by=by))


def _newest(unit: Unit, number: int) -> ContactChange:
    return unit.contacts.changes(unit.contacts.change(number).contact.form)[-1]


def _known(changes: Sequence[ContactChange]) -> KnownContact:
    """Tell how a contact stands from its history, oldest first."""
    allowed = changes[0]
    for before, after in pairwise(changes):
        if after.is_allowed and not before.is_allowed:
            allowed = after
    return KnownContact(number=changes[0].number, newest=changes[-1], allowed=allowed)
