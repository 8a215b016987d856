"""What an administrator may set, from ``ZONECAST_...`` in the environment or the command line."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from audio.loudspeaker import Loudspeaker

EMBEDDED = "embedded"
MOST_LANES = 4


def _known(time_zone: str) -> str:
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no time zone {time_zone!r}; expected like Asia/Ho_Chi_Minh") from error
    return time_zone


def _names(listed: object) -> object:
    """Take names apart that stand in one variable of the environment."""
    return tuple(listed.replace(",", " ").split()) if isinstance(listed, str) else listed


VoiceNames = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)]
TimeZoneName = Annotated[str, AfterValidator(_known)]


def default_home() -> Path:
    return Path.home() / ".local" / "share" / "zonecast"


class Settings(BaseSettings):
    """Defaults run everything on one machine, bound to loopback, with nothing to install."""

    model_config = SettingsConfigDict(env_prefix="ZONECAST_", frozen=True)

    home: Path = Field(default_factory=default_home)
    """Where keys, the embedded database and the shelf of clips are kept. Back it up."""
    database_url: str = ""
    """An SQLAlchemy address; empty for the SQLite file in `home`."""
    broker_url: str = EMBEDDED
    """``mqtt://user:password@host:port``, ``mqtts://`` for TLS, or ``embedded``."""
    poles_broker_url: str = ""
    """How poles reach the broker: with one login for all, or with none named, which gives each pole its
    own (`broker_logins`). Empty for the controller's own address and login, which is right only where
    every pole is on this machine."""
    broker_logins: Path | None = None
    """The folder from which a Mosquitto of ours takes the logins and rights of poles."""
    broker_ca_file: str = ""
    """The authority that signed an encrypted broker's certificate; the same path at poles."""
    broker_port: Annotated[int, Field(ge=1, le=65535)] = 18830
    """Where the embedded broker listens on loopback."""
    desk_host: str = "127.0.0.1"
    desk_port: Annotated[int, Field(ge=1, le=65535)] = 18080
    desk_url: str = ""
    """How poles reach the desk, for clips; empty for ``http://desk_host:desk_port``."""
    time_zone: TimeZoneName = "Asia/Ho_Chi_Minh"
    issuer: str = "zonecast"
    online_voices: bool = False
    """Online voices send the office's text abroad; an administrator must allow them."""
    offline_voice: bool = True
    """The voice that needs no network. Off only where another voice is always there."""
    voices: VoiceNames = ()
    """Which voices speak, best first, like ``supertonic-3:F2, gtts``; empty for all that are installed.
    The offline voice comes last wherever it is not named."""
    voice_catalogue: Path | None = None
    """A catalogue of your own instead of ours, such as one that names a server inside the house."""
    voicing_lanes: Annotated[int, Field(ge=0, le=MOST_LANES)] = 0
    """How many sentences a voice says at once, each in a process that holds its model; 0 for as many as there
    are cores, at most 4."""
    recogniser: Path | None = None
    """A folder with a recogniser of speech, which hears every sentence again; without one nobody does."""
    loudspeaker: Loudspeaker = Loudspeaker.REFLEX_HORN
    """What most poles speak with; new clips are shaped for it."""
    horizon: timedelta = timedelta(days=14)
    site_name: str = ""
    """What the zone is called at the top of every page."""
    in_development: bool = False
    """Shows developers the page of all components."""
    worker_name: str = "worker-1"
    """Names a worker over its restarts, so that it takes up its own work at once. One name, one worker."""
    lease: timedelta = timedelta(seconds=15)
    advance_every: timedelta = timedelta(milliseconds=300)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'zonecast.db'}"

    @property
    def has_database(self) -> bool:
        """Tell whether there is a site: a database is named, or the embedded one's file is there."""
        file = self.home / "zonecast.db"
        return bool(self.database_url) or (file.exists() and file.stat().st_size > 0)

    @property
    def lanes(self) -> int:
        """Return how many sentences a voice says at once on this machine."""
        return self.voicing_lanes or min(len(os.sched_getaffinity(0)), MOST_LANES)

    @property
    def desk(self) -> str:
        return self.desk_url or f"http://{self.desk_host}:{self.desk_port}"

    @property
    def shelf(self) -> Path:
        return self.home / "shelf"

    @property
    def installed_voices(self) -> Path:
        return self.home / "voices"

    @property
    def sentences(self) -> Path:
        return self.home / "sentences"

    @property
    def sounds(self) -> Path:
        return self.home / "sounds"

    @property
    def recordings(self) -> Path:
        return self.home / "recordings"
