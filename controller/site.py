"""What a site makes for itself at its first start and then keeps: keys, token, broker password.

Everything lies in the home folder, which only its owner may enter. Losing it means
enrolling every pole anew, so it belongs in the backup.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from wire.signature import KeyId, Purpose, SigningKey, make_key

_KEY_YEARS = timedelta(days=5 * 365)
_FIRST_RUN_CODE = "first-run-code"
_SIGNED_HERE = (Purpose.PLAN, Purpose.ORDER, Purpose.POSTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The secrets of a site. Never logged."""

    keys: Mapping[Purpose, SigningKey] = field(repr=False)
    token: str = field(repr=False)
    """The bearer token of the HTTP API."""
    broker_password: str = field(repr=False)


def open_site(home: Path, now: datetime) -> Site:
    """Read what the site keeps in `home`, and make what is missing."""
    with _alone(home):
        return Site(
            keys={purpose: _key(home, purpose, now) for purpose in _SIGNED_HERE},
            token=_kept(home / "token", new_token),
            broker_password=_kept(home / "broker-password", lambda: secrets.token_urlsafe(24)),
        )


def first_run_code(home: Path) -> str:
    """Return what whoever makes the first person must show: that they can read this machine's console.

    It is made when it is asked for; ask only while nobody is there.
    """
    with _alone(home):
        return _kept(home / _FIRST_RUN_CODE, lambda: secrets.token_urlsafe(16))


def is_first_run_code(home: Path, code: str) -> bool:
    """Whether this is the code. Takes as long for any answer; none is right where none was made."""
    try:
        kept = (home / _FIRST_RUN_CODE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept.encode(), code.encode(errors="replace"))


def forget_first_run_code(home: Path) -> None:
    """Take the code back: the first person is there."""
    (home / _FIRST_RUN_CODE).unlink(missing_ok=True)


def new_token() -> str:
    """Return a secret of 256 random bits that may stand in an address or a cookie."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """Return what is stored of a token: its SHA-256."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _key(home: Path, purpose: Purpose, now: datetime) -> SigningKey:
    def make() -> str:
        key = make_key(KeyId(f"{purpose}-{secrets.token_hex(4)}"), purpose, now + _KEY_YEARS)
        return json.dumps(asdict(key) | {"ends": key.ends.isoformat()})

    kept = json.loads(_kept(home / f"key-{purpose}.json", make))
    return SigningKey(
        id=KeyId(kept["id"]),
        purpose=Purpose(kept["purpose"]),
        x=kept["x"],
        d=kept["d"],
        ends=datetime.fromisoformat(kept["ends"]),
    )


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        draft = path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    return path.read_text(encoding="utf-8")


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one program at a time make what is missing, where nobody else may look."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
