"""The way from one version of the tables to the next. Programs call `migrate` when they start.

To write a migration: change `tables.py`, then inside `with migrations(url) as config:` call
`alembic.command.revision(config, "What it does", autogenerate=True)` and read what it wrote.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from .engines import alone, parse, plain_words

_HERE = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Bring the tables to what this program needs. Where several programs start at once, one does it.

    Tables made by a newer program are left as they are: removing takes two releases, so this
    program still works on them.

    Raises:
        DatabaseUnreachableError: the database does not answer. Nothing was changed.
    """
    with migrations(url) as config:
        if _is_known(config):
            command.upgrade(config, "head")


@contextmanager
def migrations(url: str) -> Iterator[Config]:
    """Open a transaction in which Alembic's commands may be run; at its end all or nothing is kept."""
    with plain_words(parse(url)), alone(url) as connection:
        config = Config()
        config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
        config.attributes["connection"] = connection
        yield config


def _is_known(config: Config) -> bool:
    connection: Connection = config.attributes["connection"]
    if not inspect(connection).has_table("alembic_version"):
        return True
    ours = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return ours.issuperset(connection.scalars(text("SELECT version_num FROM alembic_version")))
