"""A belt with a hand-turned clock on a real SQLite file: all stages, no broker, no voice."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import event

from audio.reading.lexicon import official_lexicon
from controller.entries import (
    ContactKind,
    EntryId,
    Lease,
    LoadedSound,
    Publication,
    SoundKind,
    Wish,
    Wording,
)
from controller.flow import (
    approval,
    back_check,
    contacts,
    dictionary,
    dispatch,
    enrolment,
    intake,
    planning,
    reading,
    voicing,
    wishes,
)
from controller.flow.enrolment import Reachable
from controller.flow.intake import Manuscript
from controller.flow.own_lexicon import OwnLexicon
from controller.ports import Ears
from controller.preparation import Preparation
from controller.site import Site, open_site
from controller.store.schema import migrate
from controller.store.unit import SqlLedger, open_ledger
from schedules.broadcast import Recurrence
from schedules.vocabulary import Address, BroadcastId, Class, Digest, NoticeId, Status
from tests.fakes.studio import FakeStudio
from wire.codec import unseal
from wire.enrolment import Broker, Enrolment
from wire.messages import Message, Playlist
from wire.signature import KeyRing
from wire.topics import Kind, down

START = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
TEXT = "Ban quản lý thông báo. Hồ sơ nhận từ ngày 01/12/2026. Xin cảm ơn."
HORIZON = timedelta(days=14)
ZONE = Address("z-demo")
ZONE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def manuscript(original: bytes, *, status: Status = Status.ACTUAL) -> Manuscript:
    return Manuscript(original=original, file_name="notice.txt", status=status)


class Belt:
    def __init__(self, folder: Path, ledger: SqlLedger, lexicon: OwnLexicon) -> None:
        self.now = START
        self.folder = folder
        self.ledger = ledger
        self.site: Site = open_site(folder, START)
        self.studio = FakeStudio()
        self.ears: Ears | None = None
        self.lexicon = lexicon

    def clock(self) -> datetime:
        return self.now

    def lease(self) -> Lease:
        return Lease(holder="worker", now=self.now, until=self.now + timedelta(seconds=15))

    def run(self) -> None:
        """Advance every stage until nothing waits."""
        public = [key.public() for key in self.site.keys.values()]
        while (
            reading.advance(self.ledger, self.lease(), self.lexicon)
            or voicing.advance(self.ledger, self.lease, self.studio, hears=lambda _: self.ears is not None)
            or (self.ears and back_check.advance(self.ledger, self.lease, self.ears))
            or planning.advance(self.ledger, self.lease(), issuer="zonecast", horizon=HORIZON, keys=public)
            or dispatch.advance(self.ledger, self.lease(), self.site.keys)
        ):
            pass

    def enrol(self, pole: str = "p-gate-1", *addresses: str) -> Enrolment:
        broker = Broker(host="127.0.0.1", port=1883)
        handed: list[Enrolment] = []
        enrolment.enrol(
            self.ledger,
            pole=pole,
            addresses=addresses or (ZONE,),
            quiet_windows=(),
            time_zone="Asia/Ho_Chi_Minh",
            keys=self.site.keys,
            reachable=Reachable(issuer="zonecast", broker=broker, clips_url="http://127.0.0.1/clips"),
            hand_over=handed.append,
            now=self.now,
        )
        return handed[0]

    def take_in(self, text: str = TEXT) -> NoticeId:
        return intake.take_in(self.ledger, manuscript(text.encode()), now=self.now)

    def approved_notice(self, text: str = TEXT) -> NoticeId:
        notice = self.take_in(text)
        self.run()
        approval.approve(self.ledger, notice, by="Trưởng ban", now=self.now)
        return notice

    def add_to_dictionary(self, written: str = "BQL", spoken: str = "ban", **where: Any) -> EntryId:
        """Have something written spoken so from now on."""
        name = EntryId(uuid4().hex)
        wording = Wording(written=written, spoken=spoken, **where)
        dictionary.add(self.ledger, self.lexicon, wording, name=name, by="Lan", now=self.now)
        return name

    def allow(
        self, written: str = "0912 000 111", *, kind: ContactKind = ContactKind.PHONE, note: str = ""
    ) -> int:
        """Have a contact spoken in every notice from now on; return its number."""
        return contacts.allow(self.ledger, kind, written, note=note, by="Lan", now=self.now)

    def load_tone(self, name: str = "Chuông") -> Digest:
        """Have a tone in the list of loaded sounds."""
        loaded = LoadedSound(
            digest=Digest(sha256(name.encode()).hexdigest()),
            kind=SoundKind.TONE,
            name=name,
            file_name="chuong.wav",
            length=timedelta(seconds=1.5),
            resembles_alarm=False,
            loaded_at=self.now,
            loaded_by="Lan",
        )
        with self.ledger.writing() as unit:
            unit.sounds.add(loaded)
        return loaded.digest

    def wish(self, notice: NoticeId, *, part: int = 0, rule: str = "", hours: float = 1) -> BroadcastId:
        return self.wish_of((notice, part), rule=rule, hours=hours)

    def wish_of(
        self,
        *items: tuple[NoticeId, int],
        rule: str = "",
        hours: float = 1,
        class_: Class = Class.ROUTINE,
        status: Status = Status.ACTUAL,
        address: Address = ZONE,
    ) -> BroadcastId:
        """Ask for a broadcast of several notices or parts, `hours` from now."""
        first = (self.now + timedelta(hours=hours)).astimezone(ZONE_TIME).replace(tzinfo=None)
        said = "-".join(f"{notice[:8]}-{part}" for notice, part in items)
        asked = Wish(
            id=BroadcastId(f"b-{said}-{hours}"),
            title="CCHC",
            items=items,
            addresses=frozenset({address}),
            recurrence=Recurrence(first=first, zone=ZONE_TIME, rule=rule),
            created_at=self.now,
            class_=class_,
            status=status,
        )
        return wishes.wish(self.ledger, asked, self.now)

    def preparation(self, broadcast: BroadcastId) -> Preparation:
        with self.ledger.reading() as unit:
            [prepared] = unit.broadcasts.prepared([unit.broadcasts.get(broadcast)])
        return prepared

    def unsent(self) -> list[Publication]:
        with self.ledger.reading() as unit:
            return list(unit.publications.unsent())

    def acknowledge_all(self) -> None:
        with self.ledger.writing() as unit:
            for publication in unit.publications.unsent():
                unit.publications.acknowledge(publication.kind, publication.address, publication.revision)

    def opened(self, kind: Kind) -> list[Message]:
        """What is sealed and unsent of a kind, as a pole would open it."""
        ring = KeyRing(key.public() for key in self.site.keys.values())
        return [
            unseal(down(found.kind, found.address), found.sealed, ring, self.now)
            for found in self.unsent()
            if found.kind is kind
        ]

    def playlist(self) -> Playlist:
        (message,) = self.opened(Kind.PLAYLIST)
        assert isinstance(message, Playlist)
        return message


def make_belt(folder: Path) -> Belt:
    """A belt whose database is its own for good."""
    path = folder / "belt.db"
    path.write_bytes(empty_database())
    return Belt(folder, open_ledger(f"sqlite:///{path}"), OwnLexicon(official_lexicon()))


class KeptDatabase:
    """One ledger for many tests, on a new file for each: SQLAlchemy compiles a statement once an engine."""

    def __init__(self, folder: Path) -> None:
        self._files = (folder / f"{number}.db" for number in count())
        self._file = self._next_file()
        self._ledger = open_ledger(f"sqlite:///{self._file}")
        for engine in (self._ledger._engines.reading, self._ledger._engines.writing):
            event.listen(engine, "do_connect", self._lead_here)

    def emptied(self) -> SqlLedger:
        """The ledger with nothing in it. Whoever had it before must be done."""
        self._ledger.close()
        self._file = self._next_file()
        return self._ledger

    def close(self) -> None:
        self._ledger.close()

    def _next_file(self) -> Path:
        # A file used again would lose what was written to it: SQLite's last connection to the file before,
        # wherever it lingers, removes the journal beside it by name.
        file = next(self._files)
        file.write_bytes(empty_database())
        return file

    def _lead_here(self, _dialect: object, _record: object, arguments: list[Any], _options: object) -> None:
        arguments[0] = str(self._file)


@cache
def empty_database() -> bytes:
    """A SQLite file with today's tables: migrated once a process, since hundreds of tests begin with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        migrate(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()
