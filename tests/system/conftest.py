"""Whole sites with real processes; one on the embedded broker is shared by walks that leave it sound."""

from collections.abc import Iterator

import pytest

from bench.site import Site

POLES = ("p-gate-1", "p-gate-2", "p-canteen")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("site"), POLES) as whole:
        yield whole
