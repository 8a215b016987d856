"""Where the database, the broker and the desk of a site are, as its settings say."""

from dataclasses import replace

from controller.bus.broker import USERNAME
from controller.bus.client import BrokerAddress, parse_broker_url
from controller.errors import WrongInputError
from controller.flow.enrolment import Reachable
from controller.ports import Ledger
from controller.settings import EMBEDDED, Settings
from controller.site import Site
from controller.store.unit import open_ledger
from wire.enrolment import Broker


def open_store(settings: Settings) -> Ledger:
    return open_ledger(settings.database)


def broker_address(settings: Settings, site: Site) -> BrokerAddress:
    if settings.broker_url != EMBEDDED:
        return replace(parse_broker_url(settings.broker_url), ca_file=settings.broker_ca_file or None)
    return BrokerAddress(
        host="127.0.0.1", port=settings.broker_port, username=USERNAME, password=site.broker_password
    )


def reachable(settings: Settings, site: Site) -> Reachable:
    """Return where poles find this site, as their enrolment says it."""
    own = settings.poles_broker_url
    address = parse_broker_url(own) if own else broker_address(settings, site)
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
