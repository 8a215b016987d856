"""People who may sign in: the first, the next, and what changes about them.

No person comes with the program: whoever holds the first-run code makes the first one.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from controller.entries import Language, Person, PersonId, SignedIn
from controller.errors import (
    AlreadyDoneError,
    NotFoundError,
    NotYetError,
    WrongInputError,
    WrongPasswordError,
)
from controller.ports import Ledger, Passwords

from .credentials import fit_password, normal, shown_name, sign_in_name
from .guesses import count_guess

_FRESH_LINK = timedelta(minutes=15)


def has_nobody(ledger: Ledger) -> bool:
    with ledger.reading() as unit:
        return unit.people.is_empty()


def create_first(
    ledger: Ledger,
    passwords: Passwords,
    *,
    name: str,
    display_name: str,
    password: str,
    now: datetime,
    language: Language = Language.VIETNAMESE,
) -> PersonId:
    """Make the person who begins. Of two that begin at once exactly one does.

    Raises:
        WrongInputError: name, display_name or password cannot be that.
        AlreadyDoneError: somebody is there already.
    """
    person = _described(name=name, display_name=display_name, language=language, now=now)
    return _store_first(ledger, _with_password(passwords, person, password))


def add_person(
    ledger: Ledger,
    passwords: Passwords,
    *,
    name: str,
    display_name: str,
    password: str | None,
    now: datetime,
    language: Language = Language.VIETNAMESE,
) -> PersonId:
    """Make another person; one without a password gets in by a sign-in link.

    Raises:
        WrongInputError: name, display_name or password cannot be that, or somebody has the name.
    """
    person = _described(name=name, display_name=display_name, language=language, now=now)
    return _store(ledger, person if password is None else _with_password(passwords, person, password))


def known_or_new(
    ledger: Ledger, *, name: str, display_name: str, may_be_new: bool, now: datetime
) -> PersonId:
    """Return who has this sign-in name; make them, without a password, where that is allowed.

    It always is while nobody is there: whoever runs the program on its machine owns the site.

    Raises:
        WrongInputError: name or display_name cannot be that.
        NotFoundError: nobody has this name, and others are there.
    """
    with ledger.reading() as unit:
        known = unit.people.named(sign_in_name(name))
        is_first = unit.people.is_empty()
    if known is not None:
        return known.id
    if not is_first and not may_be_new:
        raise NotFoundError(f"nobody signs in as {name!r}; --new makes them")
    person = _described(name=name, display_name=display_name, language=Language.VIETNAMESE, now=now)
    return _store_first(ledger, person) if is_first else _store(ledger, person)


def rename(ledger: Ledger, person: PersonId, *, display_name: str) -> None:
    """Change how pages call somebody; raise `WrongInputError` where it cannot be that."""
    shown = shown_name(display_name, "display_name")
    with ledger.writing() as unit:
        unit.people.keep(replace(unit.people.get_to_change(person), display_name=shown))


def choose_language(ledger: Ledger, person: PersonId, *, language: Language) -> None:
    with ledger.writing() as unit:
        unit.people.keep(replace(unit.people.get_to_change(person), language=language))


def deactivate(ledger: Ledger, person: PersonId) -> None:
    """Let somebody in no more, from this instant on. What they did stays under their name.

    Raises:
        NotYetError: nobody else could sign in.
    """
    with ledger.writing() as unit:
        unit.people.lock()
        if all(other.id == person for other in unit.people.all() if other.is_active):
            raise NotYetError("nobody else can sign in; activate or add somebody first")
        unit.people.keep(replace(unit.people.get_to_change(person), is_active=False))
        unit.sessions.end_all_of(person)
        unit.sign_in_links.end_all_of(person)


def activate(ledger: Ledger, person: PersonId) -> None:
    with ledger.writing() as unit:
        unit.people.keep(replace(unit.people.get_to_change(person), is_active=True))


def needs_old_password(who: SignedIn, now: datetime) -> bool:
    """Whether a change asks for the old password: not of those who have none, nor fresh from a link."""
    is_fresh_from_link = who.session.is_by_link and now - who.session.created_at < _FRESH_LINK
    return who.person.password_hash is not None and not is_fresh_from_link


def change_password(
    ledger: Ledger, passwords: Passwords, who: SignedIn, *, old: str, new: str, now: datetime
) -> None:
    """Change one's own password; every other session and link of theirs ends.

    Raises:
        WrongInputError: the new one cannot be that.
        WrongPasswordError: `old` is not the old one; it counts like a wrong one at the door.
        ShutOutError: there were too many such guesses.
        AlreadyDoneError: it was changed from elsewhere meanwhile.
    """
    chosen = _fit(who.person, new)
    if needs_old_password(who, now):
        count_guess(ledger, who.person.id, now)
        if not passwords.verify(who.person.password_hash, normal(old)):
            raise WrongPasswordError("this is not the old password")
    password_hash = passwords.hash(chosen)
    with ledger.writing() as unit:
        current = unit.people.get_to_change(who.person.id)
        if current.password_hash != who.person.password_hash:
            raise AlreadyDoneError("the password was changed meanwhile")
        unit.people.keep(replace(current, password_hash=password_hash, failures=0, shut_until=None))
        unit.sessions.end_all_of(current.id, but=who.session.digest)
        unit.sign_in_links.end_all_of(current.id)


def _described(*, name: str, display_name: str, language: Language, now: datetime) -> Person:
    return Person(
        id=PersonId(uuid4().hex),
        name=sign_in_name(name),
        display_name=shown_name(display_name or name, "display_name"),
        language=language,
        created_at=now,
    )


def _fit(person: Person, password: str) -> str:
    return fit_password(password, names=(person.name, person.display_name))


def _with_password(passwords: Passwords, person: Person, password: str) -> Person:
    return replace(person, password_hash=passwords.hash(_fit(person, password)))


def _store_first(ledger: Ledger, person: Person) -> PersonId:
    with ledger.writing() as unit:
        unit.people.lock()
        if not unit.people.is_empty():
            raise AlreadyDoneError("somebody is there already; sign in")
        unit.people.add(person)
    return person.id


def _store(ledger: Ledger, person: Person) -> PersonId:
    try:
        with ledger.writing() as unit:
            unit.people.add(person)
    except AlreadyDoneError as error:
        raise WrongInputError("name", person.name, "somebody signs in with it already") from error
    return person.id
