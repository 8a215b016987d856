"""The desk's door with a hand-turned clock: people, passwords and sessions on a real SQLite file."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from controller.entries import Opened, Person, PersonId, SignedIn
from controller.flow import people, sign_in, sign_in_links
from controller.ports import Ledger
from tests.fakes.passwords import FakePasswords

START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
PASSWORD = "Loa cổng 1 đọc lúc tan ca"


class Door:
    def __init__(self, ledger: Ledger) -> None:
        self.now = START
        self.ledger = ledger
        self.passwords = FakePasswords()
        self._numbers = count(1)

    def new_token(self) -> str:
        return f"token {next(self._numbers)}"

    def first(self, name: str = "hoa") -> PersonId:
        return people.create_first(
            self.ledger,
            self.passwords,
            name=name,
            display_name="Bà Hoa",
            password=PASSWORD,
            now=self.now,
        )

    def another(self, name: str = "nam", password: str | None = PASSWORD) -> PersonId:
        return people.add_person(
            self.ledger,
            self.passwords,
            name=name,
            display_name="Ông Nam",
            password=password,
            now=self.now,
        )

    def sign_in(self, name: str = "hoa", password: str = PASSWORD, user_agent: str = "") -> Opened:
        return sign_in.sign_in(
            self.ledger,
            self.passwords,
            name=name,
            password=password,
            now=self.now,
            new_token=self.new_token,
            user_agent=user_agent,
        )

    def whose(self, opened: Opened) -> SignedIn | None:
        return sign_in.whose(self.ledger, opened.token, self.now)

    def signed_in(self, opened: Opened) -> SignedIn:
        who = self.whose(opened)
        assert who is not None
        return who

    def make_link(self, person: PersonId) -> str:
        return sign_in_links.make_link(self.ledger, person, now=self.now, new_token=self.new_token)

    def use_link(self, token: str, new_token: Callable[[], str] | None = None) -> Opened:
        return sign_in_links.use_link(self.ledger, token, now=self.now, new_token=new_token or self.new_token)

    def change_password(self, who: SignedIn, *, old: str = PASSWORD, new: str) -> None:
        people.change_password(self.ledger, self.passwords, who, old=old, new=new, now=self.now)

    def person(self, person: PersonId) -> Person:
        with self.ledger.reading() as unit:
            return unit.people.get(person)
