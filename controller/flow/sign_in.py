"""A person signs in, is known by their session at every page, and signs out.

The browser keeps a token of 256 random bits; we keep its SHA-256, so that whoever reads the
database cannot take a session over.
"""

import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from controller.entries import Opened, Person, PersonSession, SignedIn
from controller.errors import WrongInputError, WrongPasswordError
from controller.ports import Ledger, Passwords, Unit
from controller.site import token_digest

from .credentials import normal, sign_in_name
from .guesses import count_guess

IDLE_END = timedelta(hours=8)
ABSOLUTE_END = timedelta(days=7)
_NOTE_SEEN_EVERY = timedelta(minutes=1)
_USER_AGENT_LENGTH = 120


def sign_in(
    ledger: Ledger,
    passwords: Passwords,
    *,
    name: str,
    password: str,
    now: datetime,
    new_token: Callable[[], str],
    user_agent: str = "",
) -> Opened:
    """Open a session for who knows name and password. The slow hash is asked outside any unit.

    Raises:
        WrongPasswordError: they do not go together, or the person may sign in no more.
        ShutOutError: too many wrong guesses were made at this person's password.
    """
    person = _named(ledger, name)
    if person is not None:
        count_guess(ledger, person.id, now)
    kept = person.password_hash if person and person.is_active else None
    is_right = passwords.verify(kept, normal(password))
    if person is None or kept is None or not is_right:
        raise WrongPasswordError("name and password do not go together")
    anew = passwords.hash(normal(password)) if passwords.needs_rehash(kept) else kept
    with ledger.writing() as unit:
        current = unit.people.get_to_change(person.id)
        if current.password_hash != kept:
            raise WrongPasswordError("name and password do not go together any more")
        unit.people.keep(replace(current, password_hash=anew))
        return open_session(unit, current, now=now, new_token=new_token, user_agent=user_agent)


def open_session(
    unit: Unit,
    person: Person,
    *,
    now: datetime,
    new_token: Callable[[], str],
    user_agent: str,
    is_by_link: bool = False,
) -> Opened:
    """Let a person in who has shown who they are, and forgive the guesses before.

    Raises:
        WrongPasswordError: they may sign in no more.
    """
    current = unit.people.get_to_change(person.id)
    if not current.is_active:
        raise WrongPasswordError("name and password do not go together any more")
    unit.people.keep(replace(current, failures=0, shut_until=None))
    token = new_token()
    session = PersonSession(
        digest=token_digest(token),
        person=person.id,
        csrf=new_token(),
        created_at=now,
        seen_at=now,
        ends_at=now + ABSOLUTE_END,
        is_by_link=is_by_link,
        user_agent=_short(user_agent),
    )
    unit.sessions.add(session)
    return Opened(token=token, person=current, ends_at=session.ends_at)


def whose(ledger: Ledger, token: str, now: datetime) -> SignedIn | None:
    """Return who asks with this token; None where the session has ended or they may sign in no more.

    One read a page, and at most once a minute a short write of its own.
    """
    if not token:
        return None
    with ledger.reading() as unit:
        found = unit.sessions.signed_in(token_digest(token))
    if found is None or not _stands(found, now):
        return None
    if now - found.session.seen_at >= _NOTE_SEEN_EVERY:
        with ledger.writing() as unit:
            unit.sessions.note_seen(found.session.digest, now)
    return found


def sign_out(ledger: Ledger, token: str) -> None:
    """End the session of this token. One that has ended already changes nothing."""
    with ledger.writing() as unit:
        unit.sessions.end(token_digest(token))


def sign_out_everywhere_else(ledger: Ledger, who: SignedIn) -> int:
    """End all sessions of a person but the one they ask with; return how many."""
    with ledger.writing() as unit:
        return unit.sessions.end_all_of(who.person.id, but=who.session.digest)


def is_csrf_of(who: SignedIn, sent: str) -> bool:
    """Whether a form carries the secret of this very session. Takes as long for any answer."""
    return hmac.compare_digest(who.csrf.encode(), sent.encode(errors="replace"))


def sweep(ledger: Ledger, now: datetime) -> int:
    """Forget sessions and sign-in links that have ended; return how many."""
    with ledger.writing() as unit:
        return unit.sessions.sweep(now=now, idle_since=now - IDLE_END) + unit.sign_in_links.sweep(now)


def _named(ledger: Ledger, name: str) -> Person | None:
    try:
        written = sign_in_name(name)
    except WrongInputError:
        return None
    with ledger.reading() as unit:
        return unit.people.named(written)


def _stands(found: SignedIn, now: datetime) -> bool:
    session = found.session
    return found.person.is_active and now < session.ends_at and now - session.seen_at < IDLE_END


def _short(user_agent: str) -> str:
    return "".join(filter(str.isprintable, user_agent))[:_USER_AGENT_LENGTH]
