"""Whole sites with real processes, shared by walks that leave them sound."""

from collections.abc import Iterator

import pytest

from bench.site import Site, free_port
from tests.parts.brokers import MosquittoServer

LONG_LEASE = {"ZONECAST_LEASE": "PT1M"}
"""Longer than any walk waits for the instant: a worker that waits out the lease of the dead is too late."""
POLES = ("p-gate-1", "p-gate-2", "p-canteen")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """On the embedded broker."""
    with Site(tmp_path_factory.mktemp("site"), POLES) as whole:
        yield whole


@pytest.fixture(scope="module", params=["embedded", "mosquitto"])
def belt_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """On each broker in turn, with fewer poles, since its programs are killed many times."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        with Site(folder, POLES[:2], LONG_LEASE) as whole:
            yield whole
        return
    with MosquittoServer(folder, free_port()) as broker:
        settings = {"ZONECAST_BROKER_URL": f"mqtt://127.0.0.1:{broker.port}", **LONG_LEASE}
        with Site(folder / "site", POLES[:2], settings) as whole:
            yield whole
