"""The commands for people and names, on a site of their own."""

from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner

from controller.app.desk import DeskProgram
from controller.clock.time import present
from controller.commands import app
from controller.errors import ControllerError, NotFoundError, WrongInputError
from controller.flow import people, sign_in_links
from controller.flow.address_names import names
from controller.ports import Ledger
from controller.settings import Settings
from controller.site import is_first_run_code, open_site
from controller.store.schema import migrate
from controller.store.unit import open_ledger


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path))
    migrate(f"sqlite:///{tmp_path / 'zonecast.db'}")
    return tmp_path


@pytest.fixture
def ledger(home: Path) -> Ledger:
    return open_ledger(f"sqlite:///{home / 'zonecast.db'}")


def _said(*words: str) -> str:
    """Return the one line that a command prints; raise what it raises."""
    result = CliRunner().invoke(app, words)
    if isinstance(result.exception, ControllerError):
        raise result.exception
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines() or [""]
    return line


def test_while_nobody_is_there_the_address_of_the_first_run_is_printed_again_and_again(home: Path) -> None:
    line = _said("sign-in-link")

    address, _, code = line.partition("?code=")
    assert address == "http://127.0.0.1:18080/first-run"
    assert is_first_run_code(home, code)
    assert _said("sign-in-link") == line
    assert (home / "first-run-code").stat().st_mode & 0o077 == 0


def test_a_code_that_was_never_made_opens_nothing(home: Path) -> None:
    assert not is_first_run_code(home, "")

    _said("sign-in-link")

    assert not is_first_run_code(home, "")
    assert not is_first_run_code(home, "đoán")


def test_a_name_makes_the_first_person_and_closes_the_first_run(home: Path, ledger: Ledger) -> None:
    code = _said("sign-in-link").partition("?code=")[2]

    address = _said("sign-in-link", "Hoa", "--display-name", "Bà Hoa")

    before, _, token = address.rpartition("/")
    person = sign_in_links.peek_link(ledger, token, present())
    assert before == "http://127.0.0.1:18080/sign-in/link"
    assert person is not None
    assert (person.name, person.display_name, person.password_hash) == ("hoa", "Bà Hoa", None)
    assert not is_first_run_code(home, code)


@pytest.mark.usefixtures("home")
def test_another_person_is_made_only_where_the_operator_says_so() -> None:
    _said("sign-in-link", "hoa")

    with pytest.raises(NotFoundError):
        _said("sign-in-link", "nam")
    assert "/sign-in/link/" in _said("sign-in-link", "nam", "--new")
    assert "/sign-in/link/" in _said("sign-in-link", "NAM")
    with pytest.raises(WrongInputError):
        _said("sign-in-link")


@pytest.mark.usefixtures("home")
def test_an_address_is_named_from_the_command_line(ledger: Ledger) -> None:
    assert _said("name", "a-cong-1", "Cổng 1") == ""

    with ledger.reading() as unit:
        assert names(unit) == {"a-cong-1": "Cổng 1"}


def test_the_desk_says_how_to_begin_while_nobody_is_there_and_never_after(home: Path, ledger: Ledger) -> None:
    desk = DeskProgram(Settings(home=home))
    with capture_logs() as said:
        desk._say_how_to_begin()
    assert [(line["event"], line["address"]) for line in said] == [("first run", _said("sign-in-link"))]

    people.known_or_new(ledger, name="hoa", display_name="", may_be_new=False, now=present())
    with capture_logs() as said:
        desk._say_how_to_begin()

    assert said == []
    assert not (home / "first-run-code").exists()


def test_the_desk_sweeps_and_counts_without_naming_anything(home: Path, ledger: Ledger) -> None:
    desk = DeskProgram(Settings(home=home))
    before = present() - timedelta(hours=1)
    hoa = people.known_or_new(ledger, name="hoa", display_name="", may_be_new=False, now=before)
    sign_in_links.make_link(ledger, hoa, now=before, new_token=lambda: "token")

    with capture_logs() as said:
        desk._sweep()

    assert [(line["event"], line["ended"]) for line in said] == [("swept", 1)]


def test_the_home_of_a_site_is_nobody_elses(tmp_path: Path) -> None:
    open_site(tmp_path / "home", present())

    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
