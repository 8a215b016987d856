"""Who asks for a page, in which language, and what they typed: the one place that lets people in.

A form sent after its session ended is kept, word for word, over the sign-in that follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from audio.language import SpokenLanguage
from audio.reading.lexicon import Lexicon
from controller.entries import Language, Notice, Opened, SignedIn
from controller.flow import address_names, sign_in
from controller.outlook.voices import SeenVoice
from schedules.vocabulary import Address, NoticeId

from .desk import Desk, TheDesk
from .entered import Entered, packed
from .frame import navigation, strip_html
from .said import Said, said_words
from .shown.places import Places
from .words import Words

SESSION = "zonecast-session"
SAID = "zonecast-said"
LANGUAGE = "zonecast-language"
YEAR_SECONDS = 365 * 86_400
_MOST_FIELDS = 400
_NO_CSRF = 'name="csrf" value=""'
MAX_FORM_BYTES = 3_000_000
"""200,000 characters of Vietnamese as forms send them, percent-encoded, are at most 2 MB."""
LEFT_BEHIND = "left-behind"
"""A field of what is kept of a form: its file was too large to be kept."""
_KNOWN_AGAIN = ("text", "because", "title", "display_name", "called", "written")
"""The fields by which people know again what they wrote."""

Fields = Mapping[str, Sequence[str]]


class SignInNeededError(Exception):
    """Nobody is signed in here (any more). What was being sent is kept over the sign-in."""

    def __init__(self, kept: Fields) -> None:
        super().__init__("sign in first")
        self.kept = kept


class SendAgainError(Exception):
    """A form carries the token of another session; the person looks at it and sends it again."""

    def __init__(self, kept: Fields) -> None:
        super().__init__("send it again")
        self.kept = kept


class ForeignFormError(Exception):
    """A form came from another site than ours; it was not looked at."""


@dataclass(slots=True)
class Visit:
    """One request of one person; `signed_in` is None where nobody is."""

    desk: Desk
    request: Request
    words: Words
    now: datetime
    signed_in: SignedIn | None = field(repr=False)

    def show(self, template: str, code: int = 200, **values: object) -> HTMLResponse:
        """Return a page. What was said by the last action is shown once and forgotten."""
        said = said_words(self.request.cookies.get(SAID), self.words)
        frame = {
            "person": self.signed_in.person if self.signed_in else None,
            "csrf": self.csrf,
            "navigation": navigation(self.words),
            "section": "",
            "path": here(self.request) if self.request.method == "GET" else "",
            "strip": strip_html(self.desk, self.words, self.now) if self.signed_in else "",
            "site_name": self.desk.site_name,
            "said": said,
        }
        html = self.desk.templates.html(self.words.language, template, frame | values)
        page = HTMLResponse(html, status_code=code)
        if said:
            self.keep(page, SAID, "", seconds=0)
        return page

    def keep(self, answer: Response, cookie: str, value: str, *, seconds: int) -> None:
        """Have the browser keep a cookie so long; no script can read it."""
        answer.set_cookie(
            cookie,
            value,
            max_age=seconds,
            httponly=True,
            samesite="lax",
            secure=self.desk.is_encrypted,
        )

    def part(self, template: str, **values: object) -> Markup:
        """Return a piece of a page."""
        html = self.desk.templates.html(self.words.language, template, {"csrf": self.csrf} | values)
        return Markup(html)  # noqa: S704 - rendered by us

    def places(self) -> Places:
        """Return what staff call the addresses."""
        with self.desk.ledger.reading() as unit:
            return Places(address_names.names(unit))

    def notice(self, name: NoticeId) -> Notice:
        """Raise `NotFoundError` where there is none, which is a page of its own."""
        with self.desk.ledger.reading() as unit:
            return unit.notices.get(name)

    def lexicon(self, language: SpokenLanguage) -> Lexicon:
        """Return what notices in this language are read by just now."""
        with self.desk.ledger.reading() as unit:
            return self.desk.lexicon.lexicon(unit, language)

    def voices(self) -> Sequence[SeenVoice]:
        """Return the voices of the site, those that speak first; none where the desk has none of its own."""
        return self.desk.voices.voices() if self.desk.voices else ()

    def pole_choices(self) -> list[tuple[str, str]]:
        """Return every pole as a choice of a form."""
        places = self.places()
        with self.desk.ledger.reading() as unit:
            poles = unit.outlook.listeners()
        return [(pole.id, places.name(Address(pole.id))) for pole in poles]

    def go(self, path: str, said: Said | None = None) -> RedirectResponse:
        """Send the browser on, with something to say there."""
        answer = RedirectResponse(path, status_code=303)
        if said:
            self.say_next(answer, said)
        return answer

    def say_next(self, answer: Response, said: Said) -> None:
        """Have it said on the page that is shown next."""
        self.keep(answer, SAID, said.value, seconds=60)

    def trouble(self, code: int, heading: str, what: str) -> HTMLResponse:
        """Return a page that says what went wrong and what to do."""
        return self.show("trouble.html", code, heading=heading, what=what)

    def send_again(self, path: str, kept: Fields, code: int = 200) -> HTMLResponse:
        """Show what waits, to be sent by one more click; nothing is sent that the person did not see."""
        typed = Entered(kept, self.words).with_file_as("text")
        preview = next(filter(None, map(typed.first, _KNOWN_AGAIN)), "")
        return self.show(
            "people/again.html",
            code,
            action=path,
            kept=carried({name: values for name, values in kept.items() if name != LEFT_BEHIND}),
            is_file_left=LEFT_BEHIND in kept,
            preview=preview,
        )

    def as_person(self, opened: Opened) -> "Visit":
        """Return the same visit, by who has just signed in."""
        signed_in = sign_in.whose(self.desk.ledger, opened.token, self.now)
        return replace(self, signed_in=signed_in)

    def for_everyone(self) -> "Visit":
        """Return the same visit by nobody, for a piece that all sessions share."""
        return replace(self, signed_in=None)

    def with_own_csrf(self, shared: str) -> str:
        """Put this session's token into the forms of a shared piece.

        Text of people cannot look like the place of a token: its quotation marks are escaped. A piece is
        `Markup`, which would escape those of the token too, so it is taken as plain text.
        """
        return str(shared).replace(_NO_CSRF, f'name="csrf" value="{escape(self.csrf)}"')

    @property
    def remote(self) -> str:
        return self.request.client.host if self.request.client else ""

    @property
    def user_agent(self) -> str:
        return self.request.headers.get("user-agent", "")

    @property
    def csrf(self) -> str:
        return self.signed_in.csrf if self.signed_in else ""

    @property
    def person(self) -> SignedIn:
        """Who is signed in; ask only behind `signed_in_only`."""
        if self.signed_in is None:
            raise SignInNeededError({})
        return self.signed_in

    @property
    def by(self) -> str:
        """Who acts, as approvals name them."""
        return self.signed_in.person.display_name if self.signed_in else ""


def anyone(request: Request, desk: TheDesk) -> Visit:
    now = desk.clock()
    signed_in = sign_in.whose(desk.ledger, request.cookies.get(SESSION, ""), now)
    language = _language(request, signed_in)
    return Visit(desk, request, desk.templates.words(language), now, signed_in)


async def _sent(request: Request) -> Fields:
    """Read a form of ours: text fields, and files as text where they hold any. A mere question has none."""
    if request.method in {"GET", "HEAD"}:
        return {}
    if not came_from_us(request):
        raise ForeignFormError
    form = await form_of(request, most_files=4, most_fields=_MOST_FIELDS)
    try:
        return await _texts(form)
    finally:
        await form.close()


async def form_of(request: Request, *, most_files: int, most_fields: int) -> FormData:
    """Read a form; close it when it was looked at.

    Raises:
        HTTPException: 413 where it is too large, 400 where it cannot be read.
    """
    try:
        return await request.form(max_files=most_files, max_fields=most_fields, max_part_size=MAX_FORM_BYTES)
    except HTTPException as error:
        is_too_large = error.status_code == 400 and "size" in error.detail  # in Starlette's own words
        raise HTTPException(413 if is_too_large else error.status_code, error.detail) from error
    except UnicodeError as error:
        raise HTTPException(400, "the form is in no encoding that we know") from error


def came_from_us(request: Request) -> bool:
    """Whether a browser says that the form stood on one of our pages (Fetch Metadata, then Origin)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def signed_in_only(
    visit: Annotated[Visit, Depends(anyone)], sent: Annotated[Fields, Depends(_sent)]
) -> Visit:
    """Let only signed-in people in, and keep what others sent. Roles will be asked for here."""
    if visit.signed_in is None:
        raise SignInNeededError(kept_of(sent))
    return visit


def posted_by_anyone(
    visit: Annotated[Visit, Depends(anyone)], sent: Annotated[Fields, Depends(_sent)]
) -> Entered:
    return Entered(sent, visit.words)


def posted(
    visit: Annotated[Visit, Depends(signed_in_only)], sent: Annotated[Fields, Depends(_sent)]
) -> Entered:
    """Return what a signed-in person sent with the token of their session."""
    entered = Entered(sent, visit.words)
    if not sign_in.is_csrf_of(visit.person, entered.first("csrf")):
        raise SendAgainError(kept_of(sent))
    return entered


Anyone = Annotated[Visit, Depends(anyone)]
Staff = Annotated[Visit, Depends(signed_in_only)]
PostedByAnyone = Annotated[Entered, Depends(posted_by_anyone)]
Posted = Annotated[Entered, Depends(posted)]


def kept_of(sent: Fields) -> Fields:
    """Return what was sent; a file too large to be carried through a form is to be chosen again."""
    size = sum(len(value) for values in sent.values() for value in values)
    if size < MAX_FORM_BYTES / 2 or not any(sent.get("file", ())):
        return {name: list(values) for name, values in sent.items() if name != "csrf"}
    return without_file({name: values for name, values in sent.items() if name not in {"file", "file_name"}})


def without_file(sent: Fields) -> Fields:
    """Return what is kept of a form whose `file` is not: to be chosen again."""
    return {name: list(values) for name, values in sent.items() if name != "csrf"} | {LEFT_BEHIND: ["1"]}


async def _texts(form: FormData) -> Fields:
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        fields.setdefault(name, []).append(await _text(value))
        if isinstance(value, UploadFile) and value.filename:
            fields.setdefault(f"{name}_name", []).append(whole(value.filename))
    return fields


async def _text(value: UploadFile | str) -> str:
    """Return text as typed; of a file its content, packed."""
    return whole(value) if isinstance(value, str) else packed(await value.read())


def whole(text: str) -> str:
    """Return text without halves of characters, which nothing can store or send."""
    return text.encode(errors="replace").decode()


def carried(fields: Fields) -> list[tuple[str, str]]:
    """Return fields as pairs, for a form that carries them unseen."""
    return [(name, value) for name, values in fields.items() for value in values]


def here(request: Request) -> str:
    """Return the path that was asked for, with its query."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def inside(path: str) -> str:
    """Return a path of ours; anything that leads elsewhere leads home."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours else "/"


def _language(request: Request, signed_in: SignedIn | None) -> Language:
    wanted = signed_in.person.language if signed_in else request.cookies.get(LANGUAGE, "")
    return Language(wanted) if wanted in set(Language) else Language.VIETNAMESE
