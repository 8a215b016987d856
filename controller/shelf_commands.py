"""``zonecast shelf``: finished clips and recordings, what needs each, whether they are sound, what may go."""

# ruff: noqa: PLC0415 - each command imports its machines itself
# ruff: noqa: B008 - typer declares arguments by calls in defaults

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from controller.errors import NotYetError
from controller.options import Home, settings_at
from controller.settings import Settings, default_home

if TYPE_CHECKING:
    from controller.ports import Ledger

group = typer.Typer(help="List, verify and sweep the finished clips.")


@group.callback(invoke_without_command=True)
def shelf(
    context: typer.Context,
    home: Home = default_home(),
    *,
    is_to_verify: Annotated[bool, typer.Option("--verify", help="Verify them instead.")] = False,
) -> None:
    """List the finished clips, or do with them what the command says."""
    if context.invoked_subcommand is None:
        if is_to_verify:
            verify(home)
        else:
            list_(home)


@group.command("list")
def list_(home: Home = default_home()) -> None:
    """List every clip and every recording with its bytes and what still needs it."""
    from controller import shelving

    settings = settings_at(home)
    for line in shelving.listed(settings, _ledger(settings)):
        typer.echo(line)


@group.command()
def verify(home: Home = default_home()) -> None:
    """Compare every clip with its digest."""
    from controller import shelving

    damaged = 0
    for line, is_sound in shelving.verified(settings_at(home)):
        typer.echo(line)
        damaged += not is_sound
    if damaged:
        sys.exit(f"zonecast: {damaged} clips are damaged")


@group.command()
def sweep(
    home: Home = default_home(),
    *,
    older_than: Annotated[
        int, typer.Option(min=1, metavar="DAYS", help="So long nothing must have needed it.")
    ] = 30,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
) -> None:
    """Remove clips and recordings that nothing needs, and sentences kept that were not used for long.

    Poles that were away may still fetch a clip; the days are for them. A recording is needed as long as a
    notice has it in its history. The worker does this once a day.
    """
    from controller import shelving
    from controller.clock.time import present

    settings = settings_at(home)
    ledger = _ledger(settings)
    if ledger is None:
        raise NotYetError("without the site's database nobody knows which clips are needed")
    act = shelving.rehearsed if dry_run else shelving.sweep
    for line in act(settings, ledger, now=present(), age=timedelta(days=older_than)):
        typer.echo(line)


def _ledger(settings: Settings) -> "Ledger | None":
    from controller.app.places import open_store

    return open_store(settings) if settings.has_database else None
