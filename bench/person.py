"""A signed-in person's browser as far as a bench needs it: cookies, kept connections, forms."""

import gzip
import http.client
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Self
from urllib.parse import urlsplit

_PATIENCE_SECONDS = 120
"""A page that takes this long still counts as an answer; the bench does not end over it."""
_SESSION = re.compile(r"zonecast-session=[^;]+")
_HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>[^"]+)" value="(?P<value>[^"]*)">')
_BROWSES = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin", "User-Agent": "zonecast-bench"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; `ms` from the first byte sent to the last one read."""

    status: int
    text: str
    location: str
    cookies: tuple[str, ...]
    ms: float


class Person:
    """One browser with its session. It belongs to one thread."""

    def __init__(self, link: str) -> None:
        place = urlsplit(link)
        self.host = place.netloc
        self._line = http.client.HTTPConnection(self.host, timeout=_PATIENCE_SECONDS)
        self.cookie = ""
        self._sign_in(place.path)

    @classmethod
    def speaking(cls, language: str, link: str) -> Self:
        """Sign in by a one-time link and choose a language."""
        person = cls(link)
        person.send("/language", {"language": language, "back": "/"})
        return person

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def send(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form as the notice's page does; where it leads is not followed."""
        edge = secrets.token_hex(12)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        body = "".join((*parts, f"--{edge}--\r\n")).encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _sign_in(self, path: str) -> None:
        self.get(path)
        used = self.send(path, {})
        found = _SESSION.search("; ".join(used.cookies))
        if found is None:
            raise ConnectionError(f"{path}: the link let nobody in ({used.status})")
        self.cookie = found.group()

    def _ask(self, method: str, path: str, body: bytes | None, more: Mapping[str, str]) -> Answer:
        headers = {**_BROWSES, "Cookie": self.cookie, **more}
        begun = time.perf_counter()
        try:
            self._line.request(method, path, body, headers)
            answer = self._line.getresponse()
            raw = answer.read()
        except (http.client.RemoteDisconnected, ConnectionError):
            self._line.close()  # a kept connection may be let go between two pages; a browser asks again
            self._line.request(method, path, body, headers)
            answer = self._line.getresponse()
            raw = answer.read()
        ms = (time.perf_counter() - begun) * 1000
        plain = gzip.decompress(raw) if answer.headers.get("Content-Encoding") == "gzip" else raw
        return Answer(
            status=answer.status,
            text=plain.decode(errors="replace"),
            location=answer.headers.get("Location", ""),
            cookies=tuple(answer.headers.get_all("Set-Cookie", [])),
            ms=ms,
        )


def hidden_fields(page: str) -> dict[str, str]:
    """Return what a page's forms carry unseen, the token of the session among it."""
    return {found["name"]: unescape(found["value"]) for found in _HIDDEN.finditer(page)}
