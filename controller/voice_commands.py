"""``zonecast voices``: what there is, getting a voice from the network or a stick, trying it, removing it."""

# ruff: noqa: PLC0415 - each command imports its machines itself
# ruff: noqa: B008 - typer declares arguments by calls in defaults

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from audio.language import SpokenLanguage
from controller.options import Home, settings_at
from controller.settings import default_home

group = typer.Typer(help="List, install, try and remove voices.")
_TELL_EVERY = 5
"""Per cent, where nobody watches a line that changes."""


@group.callback(invoke_without_command=True)
def voices(context: typer.Context, home: Home = default_home()) -> None:
    """List the voices, or do with them what the command says."""
    if context.invoked_subcommand is None:
        list_(home)


@group.command("list")
def list_(home: Home = default_home()) -> None:
    """List the voices: those that speak here, those installed, and those of the catalogue."""
    from controller import outfitting

    for line in outfitting.listed(settings_at(home)):
        typer.echo(line)


@group.command()
def install(
    what: Annotated[str, typer.Argument(help="A name of the catalogue, or an archive or folder on a stick.")],
    *,
    name: Annotated[str, typer.Option(help="What it is called here, where it is not of the catalogue.")] = "",
    language: Annotated[
        list[SpokenLanguage], typer.Option(help="What it speaks, where its files do not say.")
    ] = [],  # noqa: B006
    home: Home = default_home(),
) -> None:
    """Fetch or copy a voice, look at it, have it speak, and only then put it among the others."""
    from controller import outfitting

    voice = outfitting.install(
        settings_at(home), what, name=name, languages=language, progress=_teller(), tell=_said
    )
    _said(f"{voice.name} is installed; licence: {voice.licence or 'not known; see its own files'}")
    if voice.archive_sha256:
        _said(f"sha256 {voice.archive_sha256}")
    typer.echo(voice.name)


@group.command()
def remove(name: str, home: Home = default_home()) -> None:
    """Remove an installed voice. Clips that it spoke stay as they are."""
    from audio.models.installed import remove as take_away

    take_away(settings_at(home).installed_voices, name)


@group.command("try")
def try_(
    voice: Annotated[str, typer.Argument(help="Like supertonic-3:F2 or espeak-ng.")],
    text: Annotated[str, typer.Argument(help="What it says; nothing for a sentence of its language.")] = "",
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="A .wav as it speaks, or a finished .opus.")],
    language: Annotated[SpokenLanguage, typer.Option(help="In which language.")] = SpokenLanguage.VIETNAMESE,
    home: Home = default_home(),
) -> None:
    """Have a voice say a sentence into a file."""
    from controller import outfitting

    length = outfitting.try_out(settings_at(home), voice, text, output=output, language=language)
    typer.echo(f"{output}: {length.total_seconds():.1f} s")


def _said(words: str) -> None:
    typer.echo(words, err=True)


def _teller() -> Callable[[int, int | None], None]:
    """Return what tells of a download: in one changing line to a person, in few lines to a log."""
    is_watched = sys.stderr.isatty()
    told = -1

    def tell(got: int, total: int | None) -> None:
        nonlocal told
        part = got * 100 // total if total else got // 1_000_000
        if part == told or not (is_watched or part // _TELL_EVERY > told // _TELL_EVERY):
            return
        told = part
        words = f"{got / 1e6:.0f} of {total / 1e6:.0f} MB" if total else f"{got / 1e6:.0f} MB"
        typer.echo(f"\r{words}" if is_watched else words, err=True, nl=not is_watched or got == total)

    return tell
