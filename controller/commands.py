"""The commands of ``zonecast``, each a few lines over the rooms that do the work."""

# ruff: noqa: PLC0415 - each command imports its machines itself, so that `read` starts at once
# ruff: noqa: B008 - typer declares arguments by calls in defaults

import json
import os
import sys
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from audio.language import SpokenLanguage
from controller import shelf_commands, voice_commands
from controller.errors import ControllerError
from controller.options import Home, settings_at
from controller.settings import Settings, default_home
from wire.errors import WireError

if TYPE_CHECKING:
    from audio.reading.lexicon import Lexicon
    from wire.messages import QuietLine

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(voice_commands.group, name="voices")
app.add_typer(shelf_commands.group, name="shelf")

Spoken = Annotated[SpokenLanguage, typer.Option("--language", help="In which language the text is.")]
Parent = Annotated[bool, typer.Option("--until-stdin-closes", hidden=True)]


def program() -> None:
    """Run a command; say what is wrong in one line instead of a traceback."""
    from audio.errors import AudioError

    os.umask(0o077)  # keys, notices and clips are nobody else's
    try:
        app()
    except (ControllerError, WireError, AudioError, OSError) as error:
        sys.exit(f"zonecast: {error}")
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        sys.exit(f"zonecast: {'.'.join(map(str, fault['loc']))}: {fault['msg']}")


@app.command()
def run(home: Home = default_home()) -> None:
    """Run a whole site: embedded broker (unless another is set), desk and worker."""
    from controller import log, supervisor

    settings = settings_at(home)
    log.to_stderr("run")
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    supervisor.run(settings)


@app.command()
def desk(home: Home = default_home(), *, until_stdin_closes: Parent = False) -> None:
    """Run the desk alone: the API, clips, and the link to the broker."""
    from controller import log
    from controller.app.desk import DeskProgram

    log.to_stderr("desk")
    _stop_with_parent(until_stdin_closes=until_stdin_closes)
    DeskProgram(settings_at(home)).run()


@app.command()
def worker(home: Home = default_home(), *, until_stdin_closes: Parent = False) -> None:
    """Run a worker alone: it reads, voices, plans and signs."""
    from controller import log
    from controller.app.worker import WorkerProgram

    log.to_stderr("worker")
    _stop_with_parent(until_stdin_closes=until_stdin_closes)
    WorkerProgram(settings_at(home)).run()


@app.command()
def migrate(home: Home = default_home()) -> None:
    """Bring the database to this version's tables."""
    from controller.store.schema import migrate as bring_up

    bring_up(settings_at(home).database)


@app.command()
def token(home: Home = default_home()) -> None:
    """Print the bearer token of the API."""
    from controller.clock.time import present
    from controller.site import open_site

    typer.echo(open_site(settings_at(home).home, present()).token)


@app.command()
def enrol(
    poles: Annotated[list[str], typer.Argument(help="Like p-gate-3; several at once share all options.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files to hand over.")],
    home: Home = default_home(),
    address: Annotated[list[str], typer.Option(help="A zone, area or group they listen to.")] = [],  # noqa: B006
    quiet: Annotated[list[str], typer.Option(help="A quiet window, like 21:00-05:30.")] = [],  # noqa: B006
    no_quiet_windows: Annotated[bool, typer.Option(help="For a test zone without neighbours.")] = False,
    unless_known: Annotated[bool, typer.Option(help="Leave as it is a pole that is known.")] = False,
) -> None:
    """Make poles known and write, for each, POLE.json: the file it is handed, with its private key."""
    from controller.app.places import open_store, reachable, tell_logins
    from controller.clock.time import present
    from controller.flow import enrolment
    from controller.site import open_site
    from wire.enrolment import write

    settings = settings_at(home)
    site = open_site(settings.home, present())
    ledger = open_store(settings)
    output.mkdir(parents=True, exist_ok=True, mode=0o700)
    windows = [] if no_quiet_windows else [_window(text) for text in quiet] or [enrolment.NIGHT]
    with ledger.reading() as unit:
        left_alone = {pole.id for pole in unit.poles.all()} if unless_known else set()
    try:
        for pole in poles:
            if pole in left_alone:
                typer.echo(f"{pole} is known", err=True)
                continue
            file = output / f"{pole}.json"
            enrolment.enrol(
                ledger,
                pole=pole,
                addresses=address,
                quiet_windows=windows,
                time_zone=settings.time_zone,
                keys=site.keys,
                reachable=reachable(settings, site, pole),
                hand_over=partial(write, path=file),
                now=present(),
            )
            typer.echo(f"{file}: hand it to {pole} and keep no copy", err=True)
    finally:  # those before one that failed are known
        tell_logins(settings, site, ledger)


@app.command()
def logins(home: Home = default_home()) -> None:
    """Write anew, from the poles that are known, what Mosquitto reads (ZONECAST_BROKER_LOGINS)."""
    from controller.app.places import open_store, tell_logins
    from controller.clock.time import present
    from controller.site import open_site

    settings = settings_at(home)
    tell_logins(settings, open_site(settings.home, present()), open_store(settings))


@app.command()
def sign_in_link(
    name: Annotated[str, typer.Argument(help="Who signs in with it; nobody yet: leave it out.")] = "",
    *,
    home: Home = default_home(),
    display_name: Annotated[str, typer.Option(help="What pages call a new person.")] = "",
    new: Annotated[bool, typer.Option("--new", help="Make the person where nobody has this name.")] = False,
) -> None:
    """Print an address that lets one person in once, within 15 minutes, without a password."""
    from controller.app.places import first_run_address, open_store, sign_in_address
    from controller.clock.time import present
    from controller.flow import people, sign_in_links
    from controller.site import forget_first_run_code, new_token

    settings = settings_at(home)
    ledger = open_store(settings)
    if not name and people.has_nobody(ledger):
        typer.echo(first_run_address(settings))
        return
    now = present()
    person = people.known_or_new(ledger, name=name, display_name=display_name, may_be_new=new, now=now)
    forget_first_run_code(settings.home)
    token = sign_in_links.make_link(ledger, person, now=now, new_token=new_token)
    typer.echo(sign_in_address(settings, token))


@app.command()
def name(
    address: Annotated[str, typer.Argument(help="A zone, area, group or pole, like a-cong-1.")],
    called: Annotated[str, typer.Argument(metavar="NAME", help='Like "Cổng 1".')],
    home: Home = default_home(),
) -> None:
    """Say what staff call an address."""
    from controller.app.places import open_store
    from controller.flow import address_names

    address_names.name_address(open_store(settings_at(home)), address, called)


@app.command()
def read(
    file: Annotated[str, typer.Argument(help="A document of any kind, or - for standard input.")] = "-",
    *,
    lines: Annotated[
        bool, typer.Option(help="One JSON string a line in, one spoken line out, by the rules alone.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With source spans and rules.")] = False,
    language: Spoken = SpokenLanguage.VIETNAMESE,
    home: Home = default_home(),
) -> None:
    """Print how a text is spoken, by the site's dictionary where there is a site."""
    from controller import speaking

    if lines:
        speaking.read_lines(sys.stdin, sys.stdout, language)
        return
    source = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    tell = partial(typer.echo, err=True)
    lexicon = _site_lexicon(settings_at(home), language)
    typer.echo(speaking.read_document(source, file, as_json=as_json, lexicon=lexicon, tell=tell))


@app.command()
def speak(
    file: Annotated[Path, typer.Argument(help="A document of any kind: .txt, .docx, .pdf ...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="An Ogg Opus file, or a .wav.")],
    *,
    unmastered: Annotated[
        bool, typer.Option(help="Leave speech as the voice said it, to compare; never for the air.")
    ] = False,
    voice: Annotated[
        str, typer.Option(help="Asked first, like supertonic-3:F2; `zonecast voices` lists them.")
    ] = "",
    rate: Annotated[float, typer.Option(min=0.5, max=2.0, help="Times the voice's own pace.")] = 1.0,
    language: Spoken = SpokenLanguage.VIETNAMESE,
    home: Home = default_home(),
) -> None:
    """Voice a text into a file, as the belt would."""
    from controller import speaking
    from controller.entries import Cast

    settings = settings_at(home)
    told = speaking.speak(
        settings,
        file,
        output,
        lexicon=_site_lexicon(settings, language),
        cast=Cast(first=(voice,) if voice else (), rate=rate),
        is_mastered=not unmastered,
        progress=_tell_steps,
    )
    typer.echo(json.dumps(told, ensure_ascii=False))


def _tell_steps(done: int, total: int) -> None:
    """Tell a person who waits, in one changing line; a program that reads the result gets none."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done} of {total} steps", err=True, nl=done == total)


def _site_lexicon(settings: Settings, language: SpokenLanguage) -> "Lexicon":
    """Return what the site reads by; say so where its database does not answer, and do without."""
    from audio.reading.lexicon import official_lexicon

    if not settings.has_database:
        return official_lexicon(language)  # the store is slow to load
    from controller.app.places import site_lexicon

    try:
        return site_lexicon(settings, language)
    except ControllerError as error:
        typer.echo(f"read without the site's dictionary: {error}", err=True)
        return official_lexicon(language)


def _stop_with_parent(*, until_stdin_closes: bool) -> None:
    if not until_stdin_closes:
        return
    from signal import SIGTERM

    from controller.supervisor import until_stdin_closes as watch

    watch(lambda: os.kill(os.getpid(), SIGTERM))


def _window(text: str) -> "QuietLine":
    from controller.errors import WrongInputError
    from wire.messages import QuietLine

    try:
        opens, closes = (time.fromisoformat(part) for part in text.split("-"))
    except ValueError as error:
        raise WrongInputError("quiet", text, "expected like 21:00-05:30") from error
    return QuietLine(opens=opens, closes=closes)
