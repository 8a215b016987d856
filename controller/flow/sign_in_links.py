"""Sign-in links: let one person in once, without a password, within a quarter of an hour.

For the demo and for whoever forgot the password. Only the operator's command makes them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from controller.entries import Opened, Person, PersonId, SignInLink
from controller.errors import LinkSpentError, NotYetError
from controller.ports import Ledger, Unit
from controller.site import token_digest

from .sign_in import open_session

LASTS = timedelta(minutes=15)


def make_link(ledger: Ledger, person: PersonId, *, now: datetime, new_token: Callable[[], str]) -> str:
    """Return the token of a new link.

    Raises:
        NotFoundError: there is no such person.
        NotYetError: they are not active.
    """
    token = new_token()
    with ledger.writing() as unit:
        if not unit.people.get_to_change(person).is_active:
            raise NotYetError("this person is not active; activate them first")
        unit.sign_in_links.add(
            SignInLink(digest=token_digest(token), person=person, created_at=now, ends_at=now + LASTS)
        )
    return token


def peek_link(ledger: Ledger, token: str, now: datetime) -> Person | None:
    """Return whom a link would let in, without spending it: mail programs look at links too."""
    with ledger.reading() as unit:
        link = unit.sign_in_links.find(token_digest(token))
        if link is None or link.used_at or now >= link.ends_at:
            return None
        person = unit.people.get(link.person)
    return person if person.is_active else None


def use_link(
    ledger: Ledger, token: str, *, now: datetime, new_token: Callable[[], str], user_agent: str = ""
) -> Opened:
    """Spend a link and open a session. Of two that use it at once exactly one gets in.

    Raises:
        LinkSpentError: it was used, is too old, was never given, or its person is not active.
    """
    with ledger.writing() as unit:
        person = _spent_for(unit, token_digest(token), now)
        if person is None:
            raise LinkSpentError("this sign-in link was used or is too old; ask for a new one")
        return open_session(
            unit, person, now=now, new_token=new_token, user_agent=user_agent, is_by_link=True
        )


def _spent_for(unit: Unit, digest: str, now: datetime) -> Person | None:
    """Spend a link and return whom it lets in. The person is locked first, as everywhere."""
    link = unit.sign_in_links.find(digest)
    person = unit.people.get_to_change(link.person) if link else None
    lets_in = person is not None and person.is_active and unit.sign_in_links.use(digest, now)
    return person if lets_in else None
