"""What is handed out to run a site, read without starting it."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from controller.commands import app
from controller.settings import Settings
from tests.deploy.conftest import Composed, compose
from tests.house.test_house import ROOT, project, tracked
from tests.parts.brokers import absent

DEPLOY = ROOT / "deploy"
DOCKERFILES = sorted(DEPLOY.glob("*.Dockerfile"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
INSTALLED = "/opt/zonecast/"
STARTS_BROKER = "deploy/mosquitto/start"
OURS = {"zonecast", "zonecast-agent"}
ALWAYS = {"database", "broker", "migrate", "desk", "worker"}
DEMO = {"enrol", "pole"}


def named_in_example() -> set[str]:
    return set(
        re.findall(r"^([A-Z_]+)=$", (DEPLOY / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )


def commands_of_zonecast() -> set[str]:
    named = (
        command.name or (command.callback.__name__ if command.callback else "")
        for command in app.registered_commands
    )
    return {name.replace("_", "-") for name in named}


def assert_is_a_start_command(words: list[str]) -> None:
    program, command = words[:2]
    scripts = project()["project"]["scripts"]  # type: ignore[index]
    assert program in scripts
    assert command in (commands_of_zonecast() if program == "zonecast" else {"run", "doctor"})


def test_a_site_is_these_services_and_the_demo_adds_a_pole(composed: Composed) -> None:
    services = composed["services"]

    assert {name for name, service in services.items() if "profiles" not in service} == ALWAYS
    assert {name for name, service in services.items() if service.get("profiles") == ["demo"]} == DEMO


def test_without_passwords_nothing_starts_and_the_way_to_them_is_named(tmp_path: Path) -> None:
    empty = tmp_path / ".env"
    empty.touch()

    told = compose("config", empty)

    assert told.returncode != 0
    assert "deploy/make-env" in told.stderr


def test_only_desk_and_poles_listener_are_published_and_on_this_machine_alone(composed: Composed) -> None:
    published = {
        name: service["ports"] for name, service in composed["services"].items() if "ports" in service
    }

    assert published == {"desk": ["127.0.0.1:18080:18080/tcp"], "broker": ["127.0.0.1:8883:8883/tcp"]}


def test_every_start_command_is_a_program_of_ours(composed: Composed) -> None:
    services = composed["services"]
    ours = {name: service["command"] for name, service in services.items() if "build" in service}

    assert ours.keys() == (ALWAYS | DEMO) - {"database", "broker"}
    for words in ours.values():
        assert_is_a_start_command(words)
    assert services["broker"]["command"] == ["/mosquitto/config/start"]
    assert (ROOT / STARTS_BROKER).stat().st_mode & 0o111


def test_programs_of_ours_may_do_no_more_than_they_need(composed: Composed) -> None:
    for service in composed["services"].values():
        assert service["security_opt"] == ["no-new-privileges:true"]
        if "build" in service:
            assert service["read_only"]
            assert service["cap_drop"] == ["ALL"]


def test_every_setting_that_a_container_is_given_is_one_that_we_know(composed: Composed) -> None:
    known = {f"ZONECAST_{name.upper()}" for name in Settings.model_fields}

    for service in composed["services"].values():
        if service.get("image") == "zonecast/controller":
            assert {name for name in service["environment"] if name.startswith("ZONECAST_")} <= known


def test_what_the_compose_file_asks_for_is_what_make_env_writes() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    assert set(re.findall(r"\$\{([A-Z_]+)", text)) == named_in_example()


def test_make_env_makes_other_passwords_each_time_for_its_owner_alone(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        subprocess.run([DEPLOY / "make-env", file], check=True)

    made = re.compile(r"_PASSWORD=([0-9a-f]{48})$", re.MULTILINE)
    passwords = [made.findall(file.read_text(encoding="utf-8")) for file in files]

    assert [len(found) for found in passwords] == [2, 2]
    assert len({*passwords[0], *passwords[1]}) == 4
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_make_env_keeps_what_is_there_and_adds_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ZONECAST_BROKER_PASSWORD=kept\n", encoding="utf-8")

    subprocess.run([DEPLOY / "make-env", file], check=True)

    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "ZONECAST_BROKER_PASSWORD=kept"
    assert {line.split("=")[0] for line in lines} == named_in_example()
    assert len(lines) == len(named_in_example())


def test_every_dockerfile_named_is_there_and_none_is_left_over(composed: Composed) -> None:
    builds = [service["build"] for service in composed["services"].values() if "build" in service]

    assert {Path(build["context"], build["dockerfile"]) for build in builds} == set(DOCKERFILES)


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda file: file.stem)
def test_everything_a_dockerfile_copies_is_there_and_let_in(dockerfile: Path) -> None:
    let_in = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    copied = _copied(dockerfile)

    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert any(source == one or source.startswith(f"{one}/") for one in let_in), source


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda file: file.stem)
def test_an_image_runs_as_somebody_with_no_rights(dockerfile: Path) -> None:
    text = dockerfile.read_text(encoding="utf-8")
    users = re.findall(r"^USER (\S+)$", text, re.MULTILINE)

    assert users == ["zonecast"]
    assert re.search(r"useradd .*--uid 10001 ", text)


def test_a_poles_image_carries_a_poles_packages_alone() -> None:
    dockerfile = DEPLOY / "pole.Dockerfile"

    assert "--require-hashes -r requirements/edge.txt \\" in dockerfile.read_text(encoding="utf-8")
    assert not {"audio", "controller", "requirements"} & set(_copied(dockerfile))


def test_an_images_default_command_and_uv_are_those_of_the_house() -> None:
    setup = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    version = re.search(r"^uv_version=(\S+)$", setup, re.MULTILINE)
    assert version

    for dockerfile in DOCKERFILES:
        text = dockerfile.read_text(encoding="utf-8")
        command = re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)
        assert command
        assert json.loads(command[1])[0] in OURS
        assert set(re.findall(r"uv==(\S+)", text)) <= {version[1]}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_takes_every_unit(unit: Path, tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        absent("systemd-analyze")
    for each in UNITS:
        moved = each.read_text(encoding="utf-8").replace(INSTALLED, f"{ROOT}/")
        (tmp_path / each.name).write_text(moved, encoding="utf-8")

    told = subprocess.run(
        [verify, "verify", "--man=no", tmp_path / unit.name], capture_output=True, text=True, check=False
    )

    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_every_unit_starts_a_program_of_ours(unit: Path) -> None:
    for line in re.findall(r"^Exec\w+=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
        program, *rest = shlex.split(line)
        if program == INSTALLED + STARTS_BROKER:
            continue
        assert program.startswith(f"{INSTALLED}.venv/bin/")
        assert_is_a_start_command([Path(program).name, *rest])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_every_unit_starts_again_for_ever_and_has_no_rights_to_spare(unit: Path) -> None:
    lines = set(unit.read_text(encoding="utf-8").splitlines())

    assert lines >= {
        "Restart=always",
        "StartLimitIntervalSec=0",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "CapabilityBoundingSet=",
    }


def test_a_pole_waits_for_no_network() -> None:
    text = (DEPLOY / "systemd" / "zonecast-agent.service").read_text(encoding="utf-8")

    ordered = set(re.findall(r"^(?:After|Wants|Requires)=(.*)$", text, re.MULTILINE))

    assert ordered == {"time-set.target chrony.service sound.target"}


def test_no_file_of_ours_holds_a_secret() -> None:
    handed_out = [ROOT / "docker-compose.yml", *(path for path in DEPLOY.rglob("*") if path.is_file())]
    written_out = re.compile(
        r"(?:PASSWORD|SECRET|TOKEN)[\"']?[=:](?!\?)[ \t]*[\"']?[^\s\"'$<]|://\w+:(?![$<])[^\s@/]+@"
    )
    private = re.compile("BEGIN [A-Z ]*" + "PRIVATE KEY")

    assert [path for path in handed_out if _holds(path, written_out)] == []
    assert [path for path in tracked() if path.suffix != ".opus" and _holds(path, private)] == []


def test_what_holds_secrets_is_never_tracked() -> None:
    ignored = [".env", "deploy/mosquitto/tls/server.key"]

    told = subprocess.run(
        ["git", "check-ignore", *ignored], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines() == ignored


def _copied(dockerfile: Path) -> list[str]:
    """What it takes from us, not from another stage."""
    lines = re.findall(r"^COPY (?!--from)(.*)$", dockerfile.read_text(encoding="utf-8"), re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def _holds(path: Path, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(path.read_text(encoding="utf-8")))
