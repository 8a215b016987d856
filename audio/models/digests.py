"""Names files and folders by what is in them."""

import hashlib
from pathlib import Path

CARD = "voice.json"
"""What we put into a folder beside the files of its makers; it does not count."""


def sha256_of(file: Path) -> str:
    """Return the digest of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_of(folder: Path) -> list[Path]:
    """Return all files of a model, in the order in which they are named."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and file != folder / CARD)


def digest_of(folder: Path) -> str:
    """Return what names a folder: the digest of the paths and digests of its files."""
    lines = (f"{file.relative_to(folder).as_posix()} {sha256_of(file)}\n" for file in files_of(folder))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
