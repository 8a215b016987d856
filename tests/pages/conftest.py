import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.site import Site
from controller.flow.address_names import name_address
from controller.store.unit import open_ledger
from tests.parts.chromium import chromium

NAMES = {"z-demo": "Toàn khu", "p-gate-1": "Cổng 1", "p-gate-2": "Cổng 2", "p-canteen": "Nhà ăn ca"}
POLES = tuple(address for address in NAMES if address.startswith("p-"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = {"ZONECAST_SITE_NAME": "KCN Sông Công II"}
    with Site(tmp_path_factory.mktemp("desk"), POLES, settings) as whole:
        with closing(open_ledger(f"sqlite:///{whole.home / 'zonecast.db'}")) as ledger:
            for address, name in NAMES.items():
                name_address(ledger, address, name)
        yield whole


@pytest.fixture(scope="module")
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where the pictures of a module's last run stay, to be looked at."""
    name = request.module.__name__.rpartition("test_")[2]
    folder = Path(__file__).parents[2] / "var" / "pictures" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
