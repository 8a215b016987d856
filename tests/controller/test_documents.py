"""Documents in their child process: the right text, or a clear reason; never more than is allowed."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from audio.documents.values import Format, Limits, NoteKind
from audio.errors import (
    BrokenDocumentError,
    DocumentError,
    DocumentTooCostlyError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    Measure,
    RecogniserMissingError,
    UnknownFormatError,
)
from controller.flow import intake
from controller.machines import documents, documents_child, limited
from controller.machines.bounds import Allowance
from controller.machines.documents import DocumentReader
from controller.speaking import read_document
from tests.audio.documents import samples
from tests.audio.documents.samples import ROWS, SENTENCES
from tests.controller.belt import Belt, make_belt

pytestmark = pytest.mark.doors
ROOT = Path(__file__).parents[2]
FOREVER = "while True: pass"
SLEEPING = "import time; time.sleep(3600)"
GREEDY = "hold = bytearray(1 << 30)"
CRASHING = "import os; os.abort()"
TALKING = "import sys; sys.stdout.write('a' * (1 << 21)); sys.stdout.flush()"


@pytest.fixture
def reader() -> DocumentReader:
    return DocumentReader()


@pytest.fixture
def child_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make the child do something else than reading, within the same bounds."""

    def become(deed: str) -> None:
        room = tmp_path / "stand_in.py"
        room.write_text(
            "import json, sys\nfrom controller.machines.bounds import Allowance, OUT_OF_MEMORY, bind\n"
            "bind(Allowance(**json.loads(sys.argv[1])['allowance']))\n"
            f"try:\n    {deed}\nexcept MemoryError:\n    sys.exit(OUT_OF_MEMORY)\n",
            encoding="utf-8",
        )
        surroundings = limited.surroundings()
        paths = f"{tmp_path}{os.pathsep}{surroundings['PYTHONPATH']}"
        monkeypatch.setattr(limited, "surroundings", lambda: {**surroundings, "PYTHONPATH": paths})
        monkeypatch.setattr(documents_child, "__name__", "stand_in")

    return become


def test_an_office_file_is_opened_with_its_notes(reader: DocumentReader) -> None:
    opened = reader.open(samples.docx_of(SENTENCES, ROWS), "notice.docx")

    assert opened.format is Format.DOCX
    assert SENTENCES[0] in opened.text
    assert [note.kind for note in opened.notes] == [NoteKind.TABLES_FLATTENED]


def test_plain_text_needs_no_child(reader: DocumentReader, child_that: Callable[[str], None]) -> None:
    child_that(CRASHING)

    assert reader.open("Thông báo".encode(), "a.txt").text == "Thông báo"
    with pytest.raises(BrokenDocumentError):
        reader.open(samples.html_of(SENTENCES), "a.html")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (samples.pdf_of([[(50, 800, "bí mật")]], trailer=samples.ENCRYPTED), EncryptedDocumentError("a")),
        (b"%PDF-1.7 cut", BrokenDocumentError("a", what="its pages cannot be found")),
        (b"GIF89a", UnknownFormatError("a", kind="a GIF picture")),
        (b"%PDF" + b"a" * 50_000_000, DocumentTooLargeError("a", measure=Measure.BYTES, limit=20_971_520)),
    ],
    ids=["encrypted", "broken", "another kind", "50 MB"],
)
def test_a_reason_comes_home_whole(reader: DocumentReader, content: bytes, error: DocumentError) -> None:
    with pytest.raises(type(error)) as refused:
        reader.open(content, "a")

    assert str(refused.value) == str(error)
    assert vars(refused.value) == vars(error)


def test_every_error_of_documents_is_made_again_of_what_it_holds() -> None:
    for error in (
        RecogniserMissingError("a", package="p"),
        DocumentTooLargeError("a", measure=Measure.PAGES, limit=3),
        DocumentTooCostlyError("a", what="time"),
    ):
        again = documents._error(type(error).__name__, json.loads(json.dumps(vars(error))))

        assert (type(again), str(again)) == (type(error), str(error))


def test_a_zip_bomb_is_stopped() -> None:
    bomb = samples.zipped({"[Content_Types].xml": b"<a/>", "word/a.xml": b" " * 60_000_000})

    with pytest.raises(DocumentTooLargeError) as refused:
        DocumentReader(Limits(inflated_bytes=50_000_000)).open(bomb, "a.docx")

    assert refused.value.measure is Measure.INFLATED_BYTES


def test_a_child_that_never_ends_is_ended_by_its_processor_time(child_that: Callable[[str], None]) -> None:
    child_that(FOREVER)

    with pytest.raises(DocumentTooCostlyError, match="time"):
        DocumentReader(allowance=Allowance(processor_seconds=1)).open(b"%PDF-1.7", "a")


def test_a_child_that_waits_for_ever_is_ended_by_the_clock(child_that: Callable[[str], None]) -> None:
    child_that(SLEEPING)

    with pytest.raises(DocumentTooCostlyError, match="time"):
        DocumentReader(allowance=Allowance(wall_seconds=0.5)).open(b"%PDF-1.7", "a")


def test_a_child_that_takes_too_much_memory_is_refused_it(child_that: Callable[[str], None]) -> None:
    child_that(GREEDY)

    with pytest.raises(DocumentTooCostlyError, match="memory"):
        DocumentReader().open(b"%PDF-1.7", "a")


def test_a_child_that_writes_too_much_is_ended(child_that: Callable[[str], None]) -> None:
    child_that(TALKING)

    with pytest.raises((DocumentTooCostlyError, BrokenDocumentError)):
        DocumentReader(allowance=Allowance(file_bytes=1 << 20)).open(b"%PDF-1.7", "a")


def test_a_child_that_calls_somebody_reaches_nobody(child_that: Callable[[str], None]) -> None:
    if subprocess.run(["unshare", "-Urn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this kernel lets nobody give up the network; the other bounds stand")
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        child_that(f"import socket; socket.create_connection({somebody.getsockname()!r}); sys.exit(12)")

        with pytest.raises(BrokenDocumentError):
            DocumentReader().open(b"%PDF-1.7", "a")


def test_a_child_that_crashes_is_a_damaged_document(
    reader: DocumentReader, child_that: Callable[[str], None]
) -> None:
    child_that(CRASHING)

    with pytest.raises(BrokenDocumentError):
        reader.open(b"%PDF-1.7", "a")


def test_the_child_knows_nothing_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONECAST_DATABASE_URL", "postgresql://zonecast:secret@db/zonecast")

    assert "secret" not in "".join(limited.surroundings().values())


def test_the_desk_loads_no_reader() -> None:
    libraries = ["lxml", "docx", "striprtf", "pypdfium2", "PIL", "markdown_it"]
    asked = f"import sys, controller.app.desk; sys.exit(any(name in sys.modules for name in {libraries}))"

    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0


def test_an_office_file_becomes_a_notice_and_stays_as_it_came(belt: Belt, reader: DocumentReader) -> None:
    original = samples.docx_of(SENTENCES)
    manuscript = intake.Manuscript(original=original, file_name="notice.docx")

    name = intake.take_in(belt.ledger, manuscript, now=belt.now, documents=reader)
    belt.run()

    with belt.ledger.reading() as unit:
        notice = unit.notices.get(name)
    assert notice.original == original
    assert notice.text.splitlines() == list(SENTENCES)
    assert notice.reading is not None


def test_a_document_is_read_at_the_command_line() -> None:
    told = json.loads(read_document(samples.html_of(SENTENCES), "a.html", as_json=True))

    assert told["format"] == "html"
    assert "phòng cháy" in read_document(samples.html_of(SENTENCES), "a.html", as_json=False)


def test_the_command_line_says_what_was_done_to_get_a_text() -> None:
    heard: list[str] = []

    read_document(samples.html_of(SENTENCES, ROWS), "a.html", as_json=False, tell=heard.append)

    assert heard == ["Tables became lines, row by row: listen whether they can be followed."]


def test_an_allowance_and_limits_cross_the_pipe_whole() -> None:
    limits = replace(Limits(), characters=5)

    assert Limits(**json.loads(json.dumps(asdict(limits)))) == limits
    assert Allowance(**json.loads(json.dumps(asdict(Allowance())))) == Allowance()


def test_a_picture_is_recognised_within_the_bounds(reader: DocumentReader) -> None:
    picture = samples.picture_of(SENTENCES)
    if shutil.which("tesseract") is None or picture is None:
        pytest.skip("tesseract-ocr-vie or a font is absent: tests/audio/documents says so")

    assert SENTENCES[0] in reader.open(samples.saved(picture, "PNG"), "scan.png").text


@pytest.fixture
def belt(tmp_path: Path) -> Belt:
    return make_belt(tmp_path)
