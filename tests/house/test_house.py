"""Rules about the house itself that no linter knows."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci",
    ".dockerignore",
    ".gitignore",
    "README.md",
    "audio",
    "bench",
    "controller",
    "deploy",
    "docker-compose.yml",
    "docs",
    "edge_agent",
    "pyproject.toml",
    "requirements",
    "schedules",
    "scripts",
    "tests",
    "wire",
}
NO_ROOM = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "service",
    "data",
    "misc",
    "process",
    "handle",
}
PACKAGES = ("schedules", "wire", "audio", "controller", "edge_agent")
CARRIED_BY_POLES = {
    "paho-mqtt",
    "pydantic",
    "joserfc",
    "numpy",
    "soundfile",
    "sounddevice",
    "structlog",
    "tzdata",
}


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_a_new_top_level_folder_is_a_decision() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP_LEVEL


def test_no_room_has_a_name_that_says_nothing() -> None:
    found = [path for path in tracked() if path.suffix == ".py" and path.stem in NO_ROOM]

    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_tells_its_types_and_why_its_rooms_exist(package: str) -> None:
    rooms = [path for path in tracked() if path.suffix == ".py" and path.is_relative_to(ROOT / package)]
    silent = [
        str(room.relative_to(ROOT))
        for room in rooms
        if room.read_text(encoding="utf-8").strip() and not _has_docstring(room)
    ]

    assert (ROOT / package / "py.typed").exists()
    assert silent == []


def test_a_pole_carries_only_what_it_needs() -> None:
    lines = (ROOT / "requirements" / "edge.txt").read_text(encoding="utf-8").splitlines()
    pinned = {match[1] for line in lines if (match := re.match(r"([a-z0-9._-]+)==", line))}

    assert pinned >= CARRIED_BY_POLES
    assert not pinned & {
        "fastapi",
        "sqlalchemy",
        "apscheduler",
        "pydub",
        "torch",
        "scipy",
        "typer",
        "uvicorn",
    }


@pytest.mark.parametrize("name", ["controller", "edge", "dev", "edge-test", "node"])
def test_every_dependency_is_pinned_with_its_hash_and_no_registry_is_named(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=[a-z0-9])", text)

    assert all("--hash=sha256:" in requirement for requirement in requirements if "==" in requirement)
    assert "://" not in text


def test_every_npm_package_is_pinned_with_its_hash_and_no_host_is_named() -> None:
    text = (ROOT / "controller/web/assets/package-lock.json").read_text(encoding="utf-8")
    packages = {name: lock for name, lock in json.loads(text)["packages"].items() if name}

    assert all(lock["integrity"].startswith("sha512-") for lock in packages.values())
    assert "://" not in text


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    machine = re.compile("/" + r"(?:work|root|farm)/")
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in {".jws", ".opus"} and machine.search(path.read_text(encoding="utf-8"))
    ]

    assert named == []


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")

    for decision in (ROOT / "docs" / "adr").glob("0*.md"):
        assert decision.name in index


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for document in (path for path in tracked() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_word_of_the_glossary_lives_in_a_file_that_exists() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`\s]+/[^`\s]*)`", glossary))

    assert len(named) > 30
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def _has_docstring(room: Path) -> bool:
    first = next(line for line in room.read_text(encoding="utf-8").splitlines() if line.strip())
    return first.startswith(('"""', "#!"))
