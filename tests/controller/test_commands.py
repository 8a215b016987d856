"""The commands for people and names, on a site of their own."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner

from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from controller.app.desk import DeskProgram
from controller.clock.time import present
from controller.commands import app
from controller.entries import EntryId, Wording
from controller.errors import ControllerError, NotFoundError, WrongInputError
from controller.flow import dictionary, people, sign_in_links
from controller.flow.address_names import names
from controller.flow.own_lexicon import OwnLexicon
from controller.ports import Ledger
from controller.settings import Settings
from controller.site import is_first_run_code, open_site
from controller.store.unit import open_ledger
from tests.controller.belt import empty_database


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path))
    (tmp_path / "zonecast.db").write_bytes(empty_database())
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


def test_a_text_is_read_by_the_sites_dictionary(home: Path, ledger: Ledger, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Khu XQ mở cửa.")
    dictionary.add(
        ledger,
        OwnLexicon(official_lexicon()),
        Wording(written="XQ", spoken="xuân quang"),
        name=EntryId("e-1"),
        by="Lan",
        now=present(),
    )

    assert _said("read", str(text)) == "Khu xuân quang mở cửa"


def test_a_text_is_read_by_the_rules_and_the_dictionary_of_its_language(
    home: Path, ledger: Ledger, tmp_path: Path
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("The XQ gate opens at 7:30.")
    dictionary.add(
        ledger,
        OwnLexicon(official_lexicon()),
        Wording(written="XQ", spoken="spring light", language=SpokenLanguage.ENGLISH),
        name=EntryId("e-1"),
        by="Lan",
        now=present(),
    )

    assert _said("read", str(text), "--language", "en") == "The spring light gate opens at seven thirty"


def test_without_a_site_a_text_is_read_by_the_official_lexicon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path / "nowhere"))
    text = tmp_path / "a.txt"
    text.write_text("Các KCN mở cửa.")

    assert _said("read", str(text)) == "Các khu công nghiệp mở cửa"
    assert not (tmp_path / "nowhere").exists()


def test_a_text_is_read_though_the_sites_database_is_not_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path))
    with sqlite3.connect(tmp_path / "zonecast.db") as without_our_tables:
        without_our_tables.execute("CREATE TABLE other (name TEXT)")
    text = tmp_path / "a.txt"
    text.write_text("Các KCN mở cửa.")

    result = CliRunner().invoke(app, ["read", str(text)])

    assert result.stdout.splitlines() == ["Các khu công nghiệp mở cửa"]
    assert "without the site's dictionary" in result.stderr
