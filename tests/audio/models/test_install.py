import errno
import fcntl
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audio.errors import VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.models.catalogue import Offer, catalogue
from audio.models.digests import CARD, sha256_of
from audio.models.errors import (
    AlreadyInstalledError,
    BrokenModelError,
    BusyError,
    ModelError,
    NoRoomError,
    NotAnArchiveError,
    UnknownModelError,
    UnknownVoiceError,
    UnsafeArchiveError,
    WrongDigestError,
)
from audio.models.install import Brought, install_offer, install_path, pinned
from audio.models.installed import (
    InstalledVoice,
    broken_voices,
    installed_voice,
    installed_voices,
    remove,
)
from tests.parts.models import mms_model
from tests.parts.voice_server import serving, whole

BROUGHT = Brought(name="mms-vi", called="vits-mms-vie")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    model = mms_model(tmp_path / "source" / "vits-mms-vie")
    made = tmp_path / "vits-mms-vie.tar.bz2"
    with tarfile.open(made, "w:bz2") as writing:
        writing.add(model, arcname="vits-mms-vie")
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "voices"


def offered(address: str, archive: Path, **known: str) -> Offer:
    return Offer(
        name="mms-vi",
        title="MMS",
        address=address,
        licence="CC",
        licence_address="",
        languages=(SpokenLanguage.VIETNAMESE,),
        bytes=archive.stat().st_size,
        unpacked_bytes=10_000,
        sha256=known.get("sha256"),
    )


def unheard(_voice: InstalledVoice, _folder: Path) -> None:
    return


def mute(voice: InstalledVoice, _folder: Path) -> None:
    raise VoiceUnavailableError(voice.name, "it does not load")


def test_a_voice_of_the_catalogue_is_fetched_and_installed(archive: Path, home: Path) -> None:
    with serving(whole(archive.read_bytes())) as server:
        offer = offered(server.address, archive, sha256=sha256_of(archive))
        voice = install_offer(offer, home, trial=unheard)

    assert installed_voices(home) == (voice,)
    assert (voice.archive_sha256, voice.source, voice.licence) == (offer.sha256, offer.address, "CC")
    assert sorted(file.name for file in (home / "mms-vi").iterdir()) == ["model.onnx", "tokens.txt", CARD]
    assert not list(home.glob(".mms*"))


def test_a_digest_that_is_not_known_yet_is_pinned_by_the_first_installation(
    archive: Path, home: Path
) -> None:
    with serving(whole(archive.read_bytes())) as server:
        voice = install_offer(offered(server.address, archive), home, trial=unheard)
    remove(home, "mms-vi")
    exchanged = archive.with_name("other")
    exchanged.write_bytes(archive.read_bytes() + b"\0")

    assert pinned(home, "mms-vi") == voice.archive_sha256 == sha256_of(archive)
    with serving(whole(exchanged.read_bytes())) as server, pytest.raises(WrongDigestError):
        install_offer(offered(server.address, exchanged), home, trial=unheard)


def test_an_archive_with_another_digest_is_thrown_away(archive: Path, home: Path) -> None:
    with serving(whole(archive.read_bytes())) as server, pytest.raises(WrongDigestError) as failed:
        install_offer(offered(server.address, archive, sha256="0" * 64), home, trial=unheard)

    assert failed.value.got == sha256_of(archive)
    assert installed_voices(home) == ()
    assert [file.name for file in home.iterdir()] == [".lock"]


def test_what_calls_itself_an_archive_and_is_none_is_thrown_away(archive: Path, home: Path) -> None:
    page = b"<html>" + b"x" * 1_000
    with serving(whole(page)) as server:
        offer = replace(offered(server.address, archive), bytes=len(page))
        with pytest.raises(NotAnArchiveError):
            install_offer(offer, home, trial=unheard)

    assert [file.name for file in home.iterdir()] == [".lock"]


@pytest.mark.parametrize("is_packed", [True, False])
def test_an_archive_or_a_folder_on_a_stick_is_the_same_voice(
    archive: Path, tmp_path: Path, home: Path, *, is_packed: bool
) -> None:
    source = archive if is_packed else tmp_path / "source" / "vits-mms-vie"

    voice = install_path(source, home, brought=BROUGHT, trial=unheard)

    other = install_path(archive, tmp_path / "elsewhere", brought=BROUGHT, trial=unheard)
    assert voice.digest == other.digest
    assert (voice.title, voice.source) == ("vits-mms-vie", "brought by hand")
    assert source.exists()


def test_an_archive_on_a_stick_must_be_the_one_of_the_catalogue(archive: Path, home: Path) -> None:
    offer = offered("http://x/vits-mms-vie.tar.bz2", archive, sha256="0" * 64)

    with pytest.raises(WrongDigestError):
        install_path(archive, home, brought=replace(BROUGHT, offer=offer), trial=unheard)


def test_a_voice_that_cannot_speak_does_not_take_its_place(archive: Path, home: Path) -> None:
    with pytest.raises(VoiceUnavailableError):
        install_path(archive, home, brought=BROUGHT, trial=mute)

    assert installed_voices(home) == broken_voices(home) == ()
    assert [file.name for file in home.iterdir()] == [".lock"]


def test_a_voice_is_tried_before_it_can_be_chosen(archive: Path, home: Path) -> None:
    seen: list[tuple[InstalledVoice, ...]] = []

    install_path(
        archive, home, brought=BROUGHT, trial=lambda _voice, _folder: seen.append(installed_voices(home))
    )

    assert seen == [()]


def test_what_a_killed_installation_left_is_no_voice_and_is_cleared_away(archive: Path, home: Path) -> None:
    mms_model(home / ".making-left" / "vits-mms-vie")

    assert installed_voices(home) == broken_voices(home) == ()
    install_path(archive, home, brought=BROUGHT, trial=unheard)

    assert not (home / ".making-left").exists()


def test_a_folder_without_a_whole_card_is_broken_and_can_be_removed(archive: Path, home: Path) -> None:
    install_path(archive, home, brought=BROUGHT, trial=unheard)
    (home / "mms-vi" / CARD).write_text('{"name": "mms-vi"', encoding="utf-8")

    assert installed_voices(home) == ()
    assert broken_voices(home) == ("mms-vi",)
    remove(home, "mms-vi")
    assert broken_voices(home) == ()


def test_a_voice_is_never_replaced_unseen(archive: Path, home: Path) -> None:
    install_path(archive, home, brought=BROUGHT, trial=unheard)

    with pytest.raises(AlreadyInstalledError):
        install_path(archive, home, brought=BROUGHT, trial=unheard)


def test_one_installation_works_at_a_time(archive: Path, home: Path) -> None:
    home.mkdir()
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(BusyError):
            install_path(archive, home, brought=BROUGHT, trial=unheard)


def test_where_the_disk_has_no_room_nothing_is_fetched(archive: Path, home: Path) -> None:
    with serving(whole(archive.read_bytes())) as server:
        offer = replace(offered(server.address, archive), unpacked_bytes=1 << 60)
        with pytest.raises(NoRoomError):
            install_offer(offer, home, trial=unheard)

    assert server.asked == []


def test_a_disk_that_fills_meanwhile_leaves_no_voice_and_keeps_what_was_fetched(
    archive: Path, home: Path
) -> None:
    def full(_voice: InstalledVoice, _folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with serving(whole(archive.read_bytes())) as server:
        offer = offered(server.address, archive)
        with pytest.raises(NoRoomError):
            install_offer(offer, home, trial=full)
        assert installed_voices(home) == ()
        install_offer(offer, home, trial=unheard)

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda folder: (folder / "model.onnx").write_bytes(b"\x08"), BrokenModelError),
        (lambda folder: (folder / "model.onnx").unlink(), UnknownModelError),
        (lambda folder: (folder / "tokens.txt").unlink(), UnknownModelError),
        (lambda folder: (folder / "link").symlink_to("/etc"), UnsafeArchiveError),
    ],
)
def test_a_folder_that_is_not_right_is_refused_with_its_reason(
    tmp_path: Path, home: Path, spoil: Callable[[Path], object], error: type[ModelError]
) -> None:
    folder = mms_model(tmp_path / "source")
    spoil(folder)

    with pytest.raises(error):
        install_path(folder, home, brought=BROUGHT, trial=unheard)

    assert installed_voices(home) == ()


@pytest.mark.parametrize("name", ["", "../x", "A b", ".hidden"])
def test_a_name_that_is_no_name_is_refused(archive: Path, home: Path, name: str) -> None:
    with pytest.raises(UnknownModelError):
        install_path(archive, home, brought=replace(BROUGHT, name=name), trial=unheard)


def test_nothing_on_the_way_to_a_path_is_told(home: Path) -> None:
    with pytest.raises(UnknownModelError, match="no such"):
        install_path(home / "nothing", home, brought=BROUGHT, trial=unheard)


def test_what_is_not_installed_cannot_be_removed(archive: Path, home: Path) -> None:
    install_path(archive, home, brought=BROUGHT, trial=unheard)

    for name in ("other", "..", ".lock", "mms-vi/.."):
        with pytest.raises(UnknownVoiceError):
            remove(home, name)
    with pytest.raises(UnknownVoiceError):
        installed_voice(home, "other")
    assert installed_voice(home, "mms-vi").name == "mms-vi"


def test_the_digest_of_a_voice_changes_with_its_files(tmp_path: Path, archive: Path, home: Path) -> None:
    first = install_path(archive, home, brought=BROUGHT, trial=unheard)
    folder = tmp_path / "source" / "vits-mms-vie"
    (folder / "tokens.txt").write_text("a 1\n", encoding="utf-8")

    second = install_path(folder, tmp_path / "elsewhere", brought=BROUGHT, trial=unheard)

    assert first.digest != second.digest


def test_the_catalogue_names_each_voice_once_with_all_that_is_needed_to_choose() -> None:
    offers = catalogue()

    assert offers[0].name == "supertonic-3"
    assert len({offer.name for offer in offers}) == len(offers)
    for offer in offers:
        assert offer.address.startswith("https://")
        assert offer.languages
        assert offer.licence_address.startswith("https://")
        assert offer.sha256 is None or len(bytes.fromhex(offer.sha256)) == 32


def test_pins_that_cannot_be_read_pin_nothing(home: Path) -> None:
    home.mkdir()
    (home / ".pins.json").write_text("{", encoding="utf-8")

    assert pinned(home, "mms-vi") is None
