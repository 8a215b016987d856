"""Where the database, the broker and the desk of a site are, as its settings say."""

from dataclasses import replace

from audio.language import SpokenLanguage
from audio.reading.lexicon import Lexicon, official_lexicon
from controller.bus import logins
from controller.bus.broker import USERNAME
from controller.bus.client import BrokerAddress, parse_broker_url
from controller.errors import WrongInputError
from controller.flow.enrolment import Reachable
from controller.flow.own_lexicon import OwnLexicon
from controller.ports import Ledger
from controller.settings import EMBEDDED, Settings
from controller.site import Site, first_run_code
from controller.store.unit import open_ledger
from schedules.vocabulary import PoleId
from wire.enrolment import Broker


def open_store(settings: Settings) -> Ledger:
    return open_ledger(settings.database)


def site_lexicon(settings: Settings, language: SpokenLanguage) -> Lexicon:
    """Return what the site's notices in this language are read by just now.

    Raises:
        DatabaseUnreachableError: the site's database does not answer.
    """
    with open_store(settings).reading() as unit:
        return OwnLexicon(official_lexicon()).lexicon(unit, language)


def broker_address(settings: Settings, site: Site) -> BrokerAddress:
    if settings.broker_url != EMBEDDED:
        return replace(parse_broker_url(settings.broker_url), ca_file=settings.broker_ca_file or None)
    return BrokerAddress(
        host="127.0.0.1", port=settings.broker_port, username=USERNAME, password=site.broker_password
    )


def reachable(settings: Settings, site: Site, pole: str) -> Reachable:
    """Return where `pole` finds this site, as its enrolment says it."""
    address = _for_pole(settings, site, pole)
    if address.is_encrypted and not settings.broker_ca_file:
        raise WrongInputError("broker_ca_file", "", "poles need it to trust an mqtts:// broker")
    broker = Broker(
        host=address.host,
        port=address.port,
        username=address.username,
        password=address.password,
        ca_file=settings.broker_ca_file if address.is_encrypted else None,
    )
    return Reachable(issuer=settings.issuer, broker=broker, clips_url=f"{settings.desk}/clips")


def tell_logins(settings: Settings, site: Site, ledger: Ledger) -> None:
    """Tell the broker which poles may log in, where it takes that from us."""
    if settings.broker_logins is None:
        return
    with ledger.reading() as unit:
        known = unit.poles.all()
    logins.tell(settings.broker_logins, site.broker_password, known)


def first_run_address(settings: Settings) -> str:
    """Return where the first person is made; its code shows that the operator handed it on."""
    return f"{settings.desk}/first-run?code={first_run_code(settings.home)}"


def sign_in_address(settings: Settings, token: str) -> str:
    """Return where a sign-in link leads."""
    return f"{settings.desk}/sign-in/link/{token}"


def _for_pole(settings: Settings, site: Site, pole: str) -> BrokerAddress:
    if not settings.poles_broker_url:
        return broker_address(settings, site)
    address = parse_broker_url(settings.poles_broker_url)
    if address.username:
        return address
    return replace(address, username=pole, password=logins.password(site.broker_password, PoleId(pole)))
