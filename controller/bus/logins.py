"""Who may log in at a Mosquitto of our own, and what each may hear there: two files that it reads.

Both are made whole from the poles that are known, so that losing them loses nothing, and who
is no longer known is out. What a pole may say, and hear about itself, its name decides: those
rules never change and stand in `deploy/mosquitto/poles.acl`.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path

from controller.entries import Pole
from schedules.vocabulary import PoleId
from wire.topics import ROOT

PASSWORDS = "poles.passwords"
RIGHTS = "poles.acl"
_ROUNDS = 101
"""Mosquitto's own number. The password is a random key of 256 bits: more rounds would hide nothing better."""
_SALT_BYTES = 12
"""All that Mosquitto 2.0 takes."""


def password(secret: str, pole: PoleId) -> str:
    """Return the pole's password there: HMAC-SHA256 (RFC 2104) of its name under the site's secret."""
    return hmac.digest(secret.encode(), f"broker login of {pole}".encode(), "sha256").hex()


def tell(folder: Path, secret: str, poles: Iterable[Pole]) -> None:
    """Write both files anew; rights first, since a login without them would miss what is retained."""
    known = list(poles)
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / RIGHTS, "".join(_rights(pole) for pole in known))
    _replace(folder / PASSWORDS, "".join(_login(secret, pole.id) for pole in known))


def _login(secret: str, pole: PoleId) -> str:
    """Return a line as `mosquitto_passwd` writes it: $7$ is PBKDF2 with SHA-512, of 64 bytes.

    The salt is the pole's own and always the same, so that nothing new makes no new file.
    """
    salt = hashlib.sha256(pole.encode()).digest()[:_SALT_BYTES]
    digest = hashlib.pbkdf2_hmac("sha512", password(secret, pole).encode(), salt, _ROUNDS)
    return f"{pole}:$7${_ROUNDS}${_base64(salt)}${_base64(digest)}\n"


def _rights(pole: Pole) -> str:
    topics = "".join(f"topic read {ROOT}/down/+/{address}\n" for address in pole.addresses)
    return f"user {pole.id}\n{topics}\n"


def _replace(path: Path, text: str) -> None:
    """Put a whole file in place at once. Mosquitto is another user and may read it: it holds no password."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="ascii")
    draft.chmod(0o644)
    draft.replace(path)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
