"""What several commands are told in the same way."""

import os
from pathlib import Path
from typing import Annotated

import typer

from controller.settings import Settings

Home = Annotated[Path, typer.Option(envvar="ZONECAST_HOME", help="Where the site keeps its keys and data.")]


def settings_at(home: Path) -> Settings:
    """Return the settings of the site in that folder."""
    os.environ["ZONECAST_HOME"] = str(home)
    return Settings()
